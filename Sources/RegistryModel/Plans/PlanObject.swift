/// An object of a plan file while it is read: every key known, none twice, every refusal named.
struct PlanObject {
  let target: String?
  private let members: [JSON.Member]
  /// The way to this object, `baseline.`; empty for a target's own keys.
  private let path: String

  /// Refuses what is no object, an unknown key, a key given twice.
  init(_ json: JSON, target: String?, path: String = "", keys: [String]) throws(PlanError) {
    let name = path.isEmpty ? (target == nil ? "plan" : "targets") : String(path.dropLast())
    guard let members = json.members else {
      throw PlanError(target, name, Words("must be an object", "应为对象"))
    }
    (self.target, self.members, self.path) = (target, members, path)
    var seen: Set<String> = []
    for member in members {
      guard keys.contains(member.key) else {
        let list = keys.joined(separator: ", ")
        throw PlanError(
          target, path + Self.shown(member.key),
          Words("no such key; known are \(list)", "没有这个键；可用的有 \(list)"))
      }
      guard seen.insert(member.key).inserted else {
        throw refusal(member.key, "duplicate key", "键重复")
      }
    }
  }

  /// The value; `null` is none.
  func value(_ key: String) -> JSON? {
    members.first { $0.key == key && $0.value != .null }?.value
  }

  func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  func refusal(_ key: String, _ en: String, _ chinese: String) -> PlanError {
    PlanError(target, path + key, Words(en, chinese))
  }

  func missing(_ key: String) -> PlanError { refusal(key, "the key is missing", "缺少此键") }

  /// A value of a field type; nil if there is none.
  func field<Value: FieldValue>(_ type: Value.Type, _ key: String) throws(PlanError) -> Value? {
    guard let json = value(key) else { return nil }
    do { return try Value(json: json) } catch { throw PlanError(target, path + key, error.words) }
  }

  /// A full date.
  func date(_ key: String) throws(PlanError) -> CivilDate? {
    guard let date = try field(CivilDate.self, key) else { return nil }
    guard date.isFull else { throw refusal(key, "must be a full date", "应为完整日期") }
    return date
  }

  /// One of a closed list.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ type: Value.Type, _ key: String
  ) throws(PlanError) -> Value? where Value.RawValue == String {
    guard let json = value(key) else { return nil }
    guard let value = json.string.flatMap(Value.init(rawValue:)) else {
      let list = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw refusal(key, "must be one of: \(list)", "应为其中一项：\(list)")
    }
    return value
  }

  /// A set of code words.
  func codes<Value: Code>(_ type: Value.Type, _ key: String) throws(PlanError) -> Set<Value>? {
    try field([Value].self, key).map { Set($0) }
  }

  /// Text in both languages: an object `{"en","zh-Hans"}`, or one text for both.
  func words(_ key: String) throws(PlanError) -> Words? {
    guard let json = value(key) else { return nil }
    if json.string != nil { return try Words(same: text(json, key)) }
    let both = try PlanObject(
      json, target: target, path: "\(path)\(key).", keys: Language.allCases.map(\.rawValue))
    func part(_ language: Language) throws(PlanError) -> String {
      guard let json = both.value(language.rawValue) else { throw both.missing(language.rawValue) }
      return try both.text(json, language.rawValue)
    }
    return Words(try part(.en), try part(.chinese))
  }

  /// Text that can be shown: not empty, not long, no control characters.
  private func text(_ json: JSON, _ key: String) throws(PlanError) -> String {
    guard let text = json.string else { throw refusal(key, "must be text", "应为文字") }
    let fits = (1...Self.longestText).contains(text.utf8.count)
    guard fits, !text.unicodeScalars.contains(where: Self.isControl) else {
      throw refusal(
        key, "must be text of 1 to \(Self.longestText) bytes without control characters",
        "应为 1 至 \(Self.longestText) 字节且不含控制字符的文字")
    }
    return text
  }

  private static let longestText = 600

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: false
    }
  }

  /// An unknown key as a message may show it.
  private static func shown(_ key: String) -> String {
    PlanID.isValid(key) ? key : "?"
  }
}

/// Names of plans and targets: they travel in file names, commands and messages.
enum PlanID {
  static let rule = Words(
    "must be 1 to 40 of the characters A-Z a-z 0-9 . _ -, the first a letter or digit",
    "应为 1 至 40 个字符：A-Z a-z 0-9 . _ -，以字母或数字开头")

  static func isValid(_ text: String) -> Bool {
    guard (1...40).contains(text.utf8.count), let first = text.first, first != ".", first != "-",
      first != "_"
    else { return false }
    return text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
