import RegistryModel

/// Something that may be where the cursor is in a query: the name of a field, or a value of it.
public struct Completion: Hashable, Sendable {
  /// What it is called.
  public let label: Words
  /// What tells more: the name in the other language, or how many records have the value.
  public let note: String
  /// Its number in a code table, which may be typed instead.
  public let number: Int?
  /// What is put in.
  public let insertion: String
  /// The characters it takes the place of.
  public let range: Range<Int>

  /// The query with it put in, and where the cursor is then.
  public func applied(to text: String) -> (text: String, cursor: Int) {
    let head = text.prefix(range.lowerBound) + insertion
    return (String(head + text.dropFirst(range.upperBound)), head.count)
  }
}

extension SearchMemo {
  private static let recordsOffered = 20

  /// What may be typed where the cursor is in a query about `kinds`, best first: names of fields in
  /// either language or by the pinyin of their labels, after a name its values.
  ///
  /// - Parameter cursor: characters from the start.
  public func completions(
    of text: String, at cursor: Int, _ kinds: [Kind], from view: Viewpoint, _ language: Language,
    limit: Int = 60
  ) -> [Completion] {
    let isLast = cursor >= text.count
    switch QueryPlace(of: text, at: cursor) {
    case .text: return []
    case .name(let typed, let ending):
      return Array(names(typed, ending, kinds, language).prefix(limit))
    case .value(let name, let typed):
      var known: Set<String> = []
      let fields = kinds.compactMap { kind in
        QueryField.named(name, of: kind).map { (field: $0, kind: kind) }
      }
      return fields.flatMap { values(of: $0.field, $0.kind, typed, isLast, view, language, limit) }
        .filter { known.insert($0.insertion).inserted }.prefix(limit).map { $0 }
    }
  }

  private func names(
    _ typed: QueryPlace.Typed, _ ending: QueryPlace.Ending, _ kinds: [Kind], _ language: Language
  ) -> [Completion] {
    var known: Set<String> = []
    let fields = kinds.flatMap(QueryField.all).filter { known.insert($0.name.en).inserted }
    let fitting =
      typed.text.hasMarks
      ? fitting(typed.text, among: fields.map(\.names)).map { fields[$0.place] } : fields
    let end =
      switch ending {
      case .colon: ":"
      case .space: " "
      case .nothing: ""
      }
    return fitting.map { field in
      Completion(
        label: field.label, note: field.name[language == .en ? .chinese : .en], number: nil,
        insertion: field.name[language].asQueryText + end, range: typed.range)
    }
  }

  private func values(
    of field: QueryField, _ kind: Kind, _ typed: QueryPlace.Typed, _ isLast: Bool,
    _ view: Viewpoint, _ language: Language, _ limit: Int
  ) -> [Completion] {
    let completion = { (label: Words, note: String, number: Int?, text: String) in
      Completion(
        label: label, note: note, number: number,
        insertion: text.asQueryText + (isLast ? " " : ""), range: typed.range)
    }
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      return fitting(typed.text, entries).map { entry in
        completion(
          entry.label, entry.label[language == .en ? .chinese : .en], entry.number,
          language == .en ? entry.word : entry.label.chinese)
      }
    case .flag:
      return fitting(typed.text, [CodeEntry(1, "yes", "yes", "是"), CodeEntry(0, "no", "no", "否")])
        .map { completion($0.label, "", $0.number, $0.label[language]) }
    case .record(let kind), .records(let kind):
      guard typed.text.hasMarks else { return [] }
      let found = find(Query(words: typed.text, kind: kind), from: view)
      // Each is looked for once more: its name may be another's as well.
      return (0..<min(limit, Self.recordsOffered, found.count)).map { place in
        let id = found[place]
        let name = view.registry.shortName(of: id, on: view.day, language)
        let number = view.registry.number(of: id, on: view.day)
        let isOnly = records(called: name, kind, view.registry) == [id]
        return completion(
          Words(same: name), number, nil, isOnly ? name : number.isEmpty ? id.description : number)
      }
    case .text where !field.isPrivate && !field.isIdentity:
      return texts(of: field, kind, typed.text, view).prefix(limit).map { text, count in
        completion(Words(same: text), String(count), nil, text)
      }
    case .text, .longText, .code, .list, .whole, .decimal, .date, .made: return []
    }
  }

  private func fitting(_ typed: String, _ entries: [CodeEntry]) -> [CodeEntry] {
    guard typed.hasMarks else { return entries }
    if let number = Int(typed.nfkcUpper) {
      return entries.filter { String($0.number).hasPrefix(String(number)) }
    }
    let all = fitting(typed, among: entries.map { [$0.label.chinese, $0.label.en, $0.word] })
    // One letter is how a name begins, where any does.
    let begun = typed.count == 1 ? all.filter(\.fit.isStart) : []
    return (begun.isEmpty ? all : begun).map { entries[$0.place] }
  }

  /// The texts that records have in a field, the most frequent first; of what fits the best first.
  private func texts(
    of field: QueryField, _ kind: Kind, _ typed: String, _ view: Viewpoint
  ) -> [ColumnTexts.Counted] {
    let texts = with(view.registry) { $0.texts(of: field, kind, view) }
    return WordSearch(parted: typed, pinyin()).map(texts.fitting) ?? texts.all
  }
}

extension String {
  /// The text as a query takes it for one value: in quotation marks where it would be taken apart.
  public var asQueryText: String {
    let bare = filter { $0.twin != "\"" }
    let signs = String(bare.map(\.twin))
    let isPlain =
      !signs.contains { $0.isWhitespace || ",:<>=…".contains($0) } && !signs.contains("..")
      && signs.first.map { !"-!".contains($0) } ?? false
    return isPlain ? bare : "\"\(bare)\""
  }
}
