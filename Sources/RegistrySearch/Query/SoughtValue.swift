import RegistryModel

/// One value a query asks for, read by the type of its field.
enum SoughtValue: Sendable {
  case number(ExactDecimal)
  /// A day, or all days of a month or a year.
  case days(CivilDate)
  case flag(Bool)
  /// Entries of a code table: the one named, or all whose name begins or goes on like this.
  case entries([CodeEntry])
  /// Folded text.
  case text(String)
  /// A record by id, number or part of a name; folded.
  case record(String)

  /// Reads `text`, folded, for a field.
  init(_ text: String, of field: FieldInfo) throws(FieldError) {
    switch field.entry {
    case .whole, .decimal: self = .number(try ExactDecimal(text: text))
    case .date: self = .days(try CivilDate(text: text))
    case .flag: self = .flag(try Bool(text: text))
    case .choice(let entries), .choices(let entries):
      self = .entries(try Self.entries(text, among: entries))
    case .record, .records: self = .record(text)
    case .text, .longText, .code, .list: self = .text(text)
    }
  }

  /// The one entry with this number, word or name, else those whose names hold the text.
  private static func entries(
    _ text: String, among entries: [CodeEntry]
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
    guard wanted.isEmpty || near.isEmpty else { return near }
    let list = { (language: Language) in
      entries.map { "\($0.number) \($0.label[language])" }.joined(separator: ", ")
    }
    throw FieldError(
      "one of these is expected: \(list(.en))", "应为其中一项: \(list(.chinese))")
  }

  /// Values of the type have an order that ranges can use.
  var isOrdered: Bool {
    switch self {
    case .number, .days, .text: true
    case .entries(let entries): entries.count == 1
    case .flag, .record: false
    }
  }

  /// `json`, one stored value of the field, is what is sought.
  func fits(_ json: JSON, _ field: FieldInfo, in registry: RegistryState) -> Bool {
    switch self {
    case .number(let number): return Self.number(json) == number
    case .days(let days):
      guard let value = try? CivilDate(json: json) else { return false }
      return value.firstDay >= days.firstDay && value.lastDay <= days.lastDay
    case .flag(let flag): return json.bool == flag
    case .entries(let entries): return entries.contains { $0.word == json.string }
    case .text(let text): return (json.string ?? "").searchFolded.contains(text)
    case .record(let text):
      guard let id = json.string.flatMap({ RecordID($0) }) else { return false }
      if id.description.searchFolded == text || registry.number(of: id).searchFolded == text {
        return true
      }
      return [registry.name(of: id, .chinese), registry.shortName(of: id, .chinese)].contains {
        $0.searchFolded.contains(text)
      }
    }
  }

  /// Where a value lies against this one as a bound.
  enum Place { case below, within, above }

  /// Where one stored value of the field lies; nil where the two cannot be compared.
  ///
  /// A partial date counts from its first day; a month or year as a bound holds all its days.
  func place(of json: JSON, _ field: FieldInfo) -> Place? {
    switch self {
    case .number(let limit): return Self.number(json).map { Self.place($0, limit...limit) }
    case .days(let days):
      guard let value = try? CivilDate(json: json) else { return nil }
      return Self.place(value.firstDay, days.firstDay...days.lastDay)
    case .entries(let entries):
      guard let limit = entries.first?.number, let all = field.entry.codes,
        let value = all.first(where: { $0.word == json.string })?.number
      else { return nil }
      return Self.place(value, limit...limit)
    case .text(let limit):
      guard let text = json.string?.searchFolded else { return nil }
      if let value = try? ExactDecimal(text: text), let limit = try? ExactDecimal(text: limit) {
        return Self.place(value, limit...limit)
      }
      return Self.place(text, limit...limit)
    case .flag, .record: return nil
    }
  }

  private static func place<Value: Comparable>(
    _ value: Value, _ limits: ClosedRange<Value>
  ) -> Place {
    if value < limits.lowerBound { return .below }
    return value > limits.upperBound ? .above : .within
  }

  private static func number(_ json: JSON) -> ExactDecimal? {
    switch json {
    case .int(let number) where number.magnitude <= Int.max / ExactDecimal.scale:
      ExactDecimal(number)
    case .string(let text): try? ExactDecimal(text: text)
    default: nil
    }
  }
}

extension Entry {
  /// The rows of the code table, where the field has one.
  fileprivate var codes: [CodeEntry]? {
    switch self {
    case .choice(let entries), .choices(let entries): entries
    default: nil
    }
  }
}

extension String {
  /// The form in which values are compared: full-width signs and case do not matter.
  fileprivate var searchFolded: String { nfkcUpper }
}
