import RegistryModel

/// One value a query asks for, read by the type of its field.
enum SoughtValue: Sendable {
  case number(ExactDecimal)
  /// A day, or all days of a month or a year.
  case days(CivilDate)
  case flag(Bool)
  /// Entries of a code table: the one named, or all whose names fit.
  case entries([CodeEntry])
  /// Text, found as words are.
  case text(String)
  /// A record by id, number, or its name, found as words are.
  case record(String, Kind)
  /// A masked number, as far as one may be looked for.
  case masked(SoughtNumber)

  /// Reads a value of a field.
  init(_ piece: QueryPiece, of entry: Entry, _ table: () -> PinyinTable) throws(QueryError) {
    let text = piece.text.tidied
    let folded = text.nfkcUpper
    do {
      switch entry {
      case .whole, .decimal: self = .number(try ExactDecimal(text: folded))
      case .date: self = .days(try CivilDate(text: folded))
      case .flag: self = .flag(try Bool(text: folded))
      case .choice(let entries), .choices(let entries):
        self = .entries(try Self.entries(folded, among: entries, table))
      case .record(let kind), .records(let kind): self = .record(text, kind)
      case .text, .longText, .code, .list, .made: self = .text(text)
      }
    } catch {
      throw QueryError(offset: piece.start, words: error.words)
    }
  }

  /// The one entry with this number, word or name; else all whose names hold the text; else the one whose
  /// name has this pinyin, or all in which it is found.
  private static func entries(
    _ text: String, among entries: [CodeEntry], _ table: () -> PinyinTable
  ) throws(FieldError) -> [CodeEntry] {
    let key = { (name: String) in name.nfkcUpper.filter { $0 != "-" } }
    let wanted = key(text)
    let exact = entries.filter {
      Int(wanted) == $0.number || key($0.word) == wanted || key($0.label.en) == wanted
        || key($0.label.chinese) == wanted
    }
    if !exact.isEmpty { return exact }
    let near = entries.filter {
      key($0.label.en).hasPrefix(wanted) || key($0.label.chinese).contains(wanted)
    }
    if !wanted.isEmpty, !near.isEmpty { return near }
    let meant = WordSearch([text], table())?.meant(
      among: entries.map { [$0.label.chinese, $0.label.en] })
    if let meant, !meant.isEmpty { return meant.map { entries[$0] } }
    throw FieldError(Words("must be one of: ", "应为其中一项：") + entries.list)
  }

  /// `json`, one stored value of the field, is what is sought.
  func fits(_ json: JSON, _ known: KnownMatches) -> Bool {
    switch self {
    case .number(let number): ExactDecimal(value: json) == number
    case .days(let days):
      (try? CivilDate(json: json)).map {
        $0.firstDay >= days.firstDay && $0.lastDay <= days.lastDay
      } ?? false
    case .flag(let flag): json.bool == flag
    case .entries(let entries): entries.contains { $0.word == json.string }
    case .text(let text): json.string.map { known.texts[text]?.contains($0) == true } ?? false
    case .record(let text, _):
      json.string.map { known.records[text]?.contains($0) == true } ?? false
    case .masked(let number):
      json.string.map { number.fits($0, areaCode: known.areaCode) } ?? false
    }
  }

  /// The position of a value relative to this one as a bound.
  enum Place { case below, within, above }

  /// Where one stored value of the field is; nil if the two cannot be compared.
  ///
  /// A partial date lies where figures count it; a month or year as a bound holds all its days.
  func place(of json: JSON, _ field: QueryField) -> Place? {
    switch self {
    case .number(let limit): return ExactDecimal(value: json).map { Self.place($0, limit...limit) }
    case .days(let days):
      guard let value = try? CivilDate(json: json) else { return nil }
      return Self.place(field.counted(value), days.firstDay...days.lastDay)
    case .entries(let entries):
      guard let limit = entries.first?.number,
        let value = field.entry.codes.first(where: { $0.word == json.string })?.number
      else { return nil }
      return Self.place(value, limit...limit)
    case .text(let text):
      return json.string.map { Self.place($0, text) }
    case .flag, .record, .masked: return nil
    }
  }

  /// Both as bounds, there is nothing from this one to the other.
  func isBehind(_ other: SoughtValue) -> Bool {
    switch (self, other) {
    case (.number(let low), .number(let high)): low > high
    case (.days(let low), .days(let high)): low.firstDay > high.lastDay
    case (.entries(let low), .entries(let high)):
      (low.first?.number ?? 0) > high.first?.number ?? .max
    case (.text(let low), .text(let high)): Self.place(low, high) == .above
    default: false
    }
  }

  private static func place<Value: Comparable>(
    _ value: Value, _ limits: ClosedRange<Value>
  ) -> Place {
    if value < limits.lowerBound { return .below }
    return value > limits.upperBound ? .above : .within
  }

  /// Numbers in both are compared as numbers.
  private static func place(_ text: String, _ limit: String) -> Place {
    let (text, limit) = (text.nfkcUpper, limit.nfkcUpper)
    if let number = try? ExactDecimal(text: text), let limit = try? ExactDecimal(text: limit) {
      return place(number, limit...limit)
    }
    return place(text, limit...limit)
  }
}

/// The values and records that the texts of a condition mean, looked up once for all records.
struct KnownMatches {
  /// What is before phone numbers that are typed without an area code.
  var areaCode: String?
  /// Values that fit, by the text typed.
  var texts: [String: Set<String>] = [:]
  /// Ids of the records meant, by the text typed.
  var records: [String: Set<String>] = [:]
}

extension Entry {
  /// The name of a word of the code table.
  public func label(of word: String) -> Words? { codes.first { $0.word == word }?.label }
}

extension [CodeEntry] {
  /// `1 registered, 2 filed, 3 ledger`
  var list: Words {
    let list = { (language: Language) in
      self.map { "\($0.number) \($0.label[language])" }.joined(separator: ", ")
    }
    return Words(list(.en), list(.chinese))
  }
}

extension String {
  /// Something is in it to look for.
  var hasMarks: Bool { !FoldedText.scalars(of: self).isEmpty }
}
