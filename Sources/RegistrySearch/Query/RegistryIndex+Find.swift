import RegistryModel

extension RegistryIndex {
  /// The records in use that meet `query`.
  ///
  /// - Parameter some: numbers in order of the only ones asked about, which are there for whoever asks;
  ///   nil is all that are there on the day.
  mutating func find(
    _ query: Query, from view: Viewpoint, _ table: PinyinTable, among some: [Int]? = nil,
    uses: [RecordID: Int], isForgiving: Bool
  ) -> Found {
    let rows = registry[query.kind]
    guard let search = WordSearch(query.words, table) else {
      let all = some.map { $0.filter(rows.isInUse) } ?? rows.numbersInUse(on: view.past)
      return Found(query.kind, kept(all, by: query, view, table).map(UInt32.init))
    }
    var matches = self.matches(search, of: query.kind, isForgiving: isForgiving)
    if some == nil, let past = view.past {
      matches = matches.filter { rows.isInUse($0, on: past) }
    }
    if query.words.count == 1, let id = RecordID(folded: query.words[0]), id.kind == query.kind,
      // Who chooses may name what is not there yet, and is told so.
      rows.isInUse(id.number, on: isForgiving ? nil : view.past)
    {
      var named = Matches()
      named.append(id.number, Fit(.direct, .exact, length: 0))
      matches = matches.union(named)
    }
    if let some { matches = matches.filter(Set(some).contains) }
    if !query.unwanted.isEmpty || !query.terms.isEmpty {
      matches = matches.filter(
        Set(kept(matches.numbers.map(Int.init), by: query, view, table)).contains)
    }
    let counts = uses.filter { $0.key.kind == query.kind }.map { ($0.key.number, $0.value) }
    return Found(query.kind, Ranking(matches, uses: Dictionary(uniqueKeysWithValues: counts)))
  }

  /// Those of `numbers` without the unwanted words that meet every condition.
  private mutating func kept(
    _ numbers: [Int], by query: Query, _ view: Viewpoint, _ table: PinyinTable
  ) -> [Int] {
    var numbers = numbers
    for word in query.unwanted {
      let unwanted = matches(aside: word, of: query.kind, table)
      numbers.removeAll { unwanted.place(of: $0) != nil }
    }
    // What takes least is asked first: the others then look at fewer.
    for term in query.terms.sorted(by: { $0.field.cost < $1.field.cost }) {
      numbers = kept(numbers, by: term, query.kind, view, table)
    }
    return numbers
  }

  private mutating func kept(
    _ numbers: [Int], by term: Query.Term, _ kind: Kind, _ view: Viewpoint, _ table: PinyinTable
  ) -> [Int] {
    var numbers = numbers
    if !term.isNegated { narrow(&numbers, by: term, kind, table) }
    let values = values(of: term.field, numbers, kind, view)
    let known = known(term, values, kind, view, table)
    var kept: [Int] = []
    for (number, value) in zip(numbers, values)
    where term.condition.holds(value, term.field, known) != term.isNegated {
      kept.append(number)
    }
    return kept
  }

  mutating func values(
    of field: QueryField, _ numbers: [Int], _ kind: Kind, _ view: Viewpoint
  ) -> [JSON?] {
    if case .field(let info) = field.source {
      return registry.values(of: info, in: kind, numbers, on: view.day)
    }
    let rows = registry[kind]
    let value = { number in rows.stored(number).flatMap { field.value(of: $0, view) } }
    guard field.isRuled else { return numbers.map(value) }
    let place = Column(kind: kind, key: field.key, day: view.today)
    // Taken out, since a second holder would have it copied.
    var known = ruled.removeValue(forKey: place) ?? [:]
    defer { ruled[place] = known }
    return numbers.map { number in
      if let value = known[number] { return value }
      let value = value(number)
      known[number] = .some(value)
      return value
    }
  }

  /// Leaves out records whose searched texts do not have what a text is asked for, so that the values
  /// of few are looked at.
  private mutating func narrow(
    _ numbers: inout [Int], by term: Query.Term, _ kind: Kind, _ table: PinyinTable
  ) {
    // The end of a value need not be the end of the text it is part of.
    let texts = term.condition.sought.compactMap { sought in
      if case .text(let text) = sought, text.first?.twin != "#" { text } else { nil }
    }
    guard term.field.isSearched, numbers.count > TextChunk.records, !texts.isEmpty,
      texts.count == term.condition.sought.count
    else { return }
    var found = Matches()
    for text in texts { found = found.union(matches(aside: text, of: kind, table)) }
    numbers.removeAll { found.place(of: $0) == nil }
  }

  /// What the texts of a condition mean: among these values, and among records.
  private mutating func known(
    _ term: Query.Term, _ values: [JSON?], _ kind: Kind, _ view: Viewpoint, _ table: PinyinTable
  ) -> KnownMatches {
    var known = KnownMatches(areaCode: registry.office.areaCode)
    var distinct: ColumnTexts?
    for sought in term.condition.sought {
      switch sought {
      case .text(let text):
        // Of few the texts are soon read; those of many are kept for the next key.
        let texts =
          distinct
          ?? (values.count > Self.few
            ? self.texts(of: term.field, kind, view)
            : ColumnTexts(values, ofPersons: term.field.isPerson))
        distinct = texts
        let found = WordSearch([text], table).map(texts.fitting) ?? []
        known.texts[text] = Set(found.map(\.text))
      case .record(let text, let kind):
        known.records[text] = Set(records(called: text, kind, table).map(\.description))
      case .number, .days, .flag, .entries, .masked: break
      }
    }
    return known
  }

  /// The records a text names: the one of this id or those called or numbered just so, else those in
  /// whose names or numbers it is found.
  mutating func records(called text: String, _ kind: Kind, _ table: PinyinTable) -> [RecordID] {
    if let id = RecordID(folded: text), id.kind == kind, registry[id] != nil { return [id] }
    let found = Ranking(matches(aside: text, of: kind, table))
    let named = zip(found.numbers, found.fits).filter { $0.1.isOfName }
    let exact = named.prefix { $0.1.isExact }
    return (exact.isEmpty ? named : Array(exact)).map { RecordID(kind, Int($0.0)) }
  }
}

extension RecordID {
  /// An id as people type it, in either width and case.
  init?(folded text: String) {
    self.init(
      String(String.UnicodeScalarView(FoldedText.scalars(of: text).compactMap(Unicode.Scalar.init)))
    )
  }
}
