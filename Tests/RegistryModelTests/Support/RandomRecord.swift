import RegistryModel

/// Texts that a field takes, at random, chosen by how it is typed.
enum RandomText {
  static func typed(_ field: FieldInfo, using random: inout Seeded) -> String {
    switch field.key {
    case "code":
      return "1101050" + digits(2, using: &random) + "0" + digits(1...9, using: &random, 2)
    case "uscc", "supplierUscc": return creditCode(using: &random)
    case "district": return "110105"
    case "idNumber": return "E" + digits(8, using: &random)
    case "period":
      return
        "20\(10 + Int.random(in: 0...89, using: &random))-Q\(Int.random(in: 1...4, using: &random))"
    case "licenceNumber": return digits(18, using: &random)
    case "confirmedPlans":
      return "2016-2020 lina 2016-01-\(10 + Int.random(in: 0...18, using: &random))"
    default: return typed(field.entry, using: &random)
    }
  }

  private static func typed(_ entry: Entry, using random: inout Seeded) -> String {
    switch entry {
    case .text, .longText: return words.randomElement(using: &random)! + digits(2, using: &random)
    case .whole: return String(Int.random(in: 0...99_999, using: &random))
    case .decimal(let places):
      let whole = Int.random(in: 0...99, using: &random)
      return "\(whole)." + digits(Int.random(in: 1...places, using: &random), using: &random)
    case .date: return date(using: &random).description
    case .flag: return Bool.random(using: &random) ? "是" : "no"
    case .choice(let entries): return spelling(of: entries.randomElement(using: &random)!, &random)
    case .choices(let entries):
      return entries.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
        .map { spelling(of: $0, &random) }.joined(separator: "、")
    case .record(let kind): return "\(kind.letter)\(Int.random(in: 1...200, using: &random))"
    case .records(let kind):
      return "\(kind.letter)1, \(kind.letter)\(Int.random(in: 2...9, using: &random))"
    case .list(.code): return "138\(digits(8, using: &random)), 010-6\(digits(7, using: &random))"
    case .list(let inner): return typed(inner, using: &random)
    case .code: return digits(8, using: &random)
    case .made: return ""
    }
  }

  static func date(using random: inout Seeded) -> CivilDate {
    let day = CivilDate(daysSinceEpoch: Int.random(in: 10_000...21_000, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return CivilDate(year: day.year)!
    case 1: return CivilDate(year: day.year, month: day.month)!
    default: return day
    }
  }

  static func fullDay(using random: inout Seeded) -> CivilDate {
    CivilDate(daysSinceEpoch: Int.random(in: 16_000...16_060, using: &random))
  }

  private static let words = ["安居社区", "Ma\u{301}ry", "李红", "A-B", "=1+1", "建外街道, 1号", "e\u{301}"]

  private static func spelling(of entry: CodeEntry, _ random: inout Seeded) -> String {
    [String(entry.number), entry.word, entry.label.en, entry.label.chinese]
      .randomElement(using: &random)!
  }

  static func digits(_ count: Int, using random: inout Seeded) -> String {
    String((0..<count).map { _ in Character(String(Int.random(in: 0...9, using: &random))) })
  }

  private static func digits(
    _ range: ClosedRange<Int>, using random: inout Seeded, _ count: Int
  ) -> String {
    (0..<count).map { _ in String(Int.random(in: range, using: &random)) }.joined()
  }

  static func creditCode(using random: inout Seeded) -> String {
    let start = "52110105" + digits(9, using: &random)
    return start + String(CreditCode.checkCharacter(start)!)
  }
}

extension Record {
  /// A record of anything a clerk may have typed, fields filled by chance.
  static func random(using random: inout Seeded) throws -> Self {
    var record = Self()
    for field in Self.kindSchema.fields where !field.isComputed {
      try record.enterAnything(into: field, using: &random)
    }
    return record
  }

  private mutating func enterAnything(
    into field: FieldInfo, using random: inout Seeded
  ) throws {
    let day = RandomText.fullDay(using: &random)
    if field.isMade {
      let made = JSON.string("[\(Int.random(in: 0...99, using: &random))]")
      return try put(made, field, .correction(on: day))
    }
    if Int.random(in: 0..<10, using: &random) < 7 {
      try enter(RandomText.typed(field, using: &random), field, .correction(on: day))
    }
    guard field.isDated else { return }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let isCleared = Int.random(in: 0..<5, using: &random) == 0
      let typed = isCleared ? "" : RandomText.typed(field, using: &random)
      let day = RandomText.fullDay(using: &random)
      try enter(
        typed, field, Bool.random(using: &random) ? .change(from: day) : .correction(on: day))
    }
  }

  /// The same record with some fields entered anew.
  func edited(using random: inout Seeded) throws -> Self {
    var record = self
    for field in Self.kindSchema.fields
    where !field.isComputed && Int.random(in: 0..<4, using: &random) == 0 {
      try record.enterAnything(into: field, using: &random)
    }
    return record
  }
}

extension FieldInfo {
  /// Nobody types it.
  var isMade: Bool { if case .made = entry { true } else { false } }
}
