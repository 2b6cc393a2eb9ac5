/// A unified social credit code, GB 32100-2015 with amendment 1.
///
/// Eighteen characters: department, type, division (6), organization code (9, GB 11714-1997) and
/// a check character. A pass means "consistent", not "exists".
public struct CreditCode: Hashable, Sendable {
  let code: String

  /// What a clerk should look at again; the code is kept all the same.
  public var warnings: [Words] {
    let bytes = Array(code.utf8)
    var result: [Words] = []
    let inner = Self.organizationCheck(bytes[8..<16])
    if bytes[16] != inner {
      result.append(
        Words(
          "character 17, the check of the organization code, must be \(Self.text(inner))",
          "第 17 位 (组织机构代码校验位) 应为 \(Self.text(inner))"))
    }
    // 100000 is the country, for what the ministries register themselves.
    let province = Int(code.dropFirst(2).prefix(2)) ?? 0
    if !DistrictCode.isProvince(province), province != 10 {
      result.append(
        Words("characters 3 and 4 are not a province code", "第 3 至 4 位不是省级代码"))
    }
    if IdentityNumber.residentProblem(code) == nil {
      // Resident numbers of three provinces begin with 51 to 53, and one in 32 passes the check.
      result.append(
        Words(
          "this is also a valid resident identity number", "这也是有效的公民身份号码"))
    }
    return result
  }

  /// The legal form that the first two characters represent: 51, 52 or 53.
  public var form: OrganizationForm? {
    switch code.prefix(2) {
    case "51": .association
    case "52": .serviceAgency
    case "53": .foundation
    default: nil
    }
  }
}

extension CreditCode: WrittenValue {
  /// Refuses what GB 32100 rules out, and names the part and the rule.
  public init(text: String) throws(FieldError) {
    let code = text.nfkcUpper
    if let problem = Self.problem(code) { throw problem }
    self.code = code
  }

  /// All have 18 characters.
  public static var isWhole: WholeTest? { { _ in true } }
  /// How it is typed.
  public static var entry: Entry { .code(columns: 18) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, pattern).checked(by: check) }
  /// The written form.
  public var description: String { code }
}

extension CreditCode {
  /// The check character of GB 32100 after these seventeen, or nil if one of them is not
  /// allowed.
  public static func checkCharacter(_ start: some StringProtocol) -> Character? {
    var sum = 0
    var weight = 1
    for byte in start.utf8 {
      guard let value = value(of: byte) else { return nil }
      sum += value * weight
      weight = weight * check.factor % alphabet.count
    }
    // The outer remainder makes a sum divisible by 31 end in 0.
    let check = alphabet[(alphabet.count - sum % alphabet.count) % alphabet.count]
    return start.utf8.count == 17 ? Character(Unicode.Scalar(check)) : nil
  }

  /// The check character of GB 11714-1997 for eight characters: letters count from 10 here, with
  /// none left out.
  static func organizationCheck(_ start: some Collection<UInt8>) -> UInt8 {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(start, weights).reduce(0) { sum, pair in
      let (byte, weight) = pair
      return sum + Int(byte < 0x41 ? byte - 0x30 : byte - 0x41 + 10) * weight
    }
    switch 11 - sum % 11 {
    case 10: return 0x58  // X
    case 11: return 0x30
    case let check: return UInt8(0x30 + check)
    }
  }

  private static func problem(_ code: String) -> FieldError? {
    guard code.isLettersAndDigits else {
      return FieldError("a credit code has only letters and digits", "信用代码只能是字母和数字")
    }
    let bytes = Array(code.utf8)
    guard bytes.count == 18 else {
      return FieldError(
        "\(bytes.count) characters; a credit code has 18", "\(bytes.count) 位；信用代码为 18 位")
    }
    guard bytes.allSatisfy({ value(of: $0) != nil }) else {
      return FieldError(
        "the letters I, O, S, V and Z are not used in credit codes",
        "信用代码不使用字母 I、O、S、V、Z")
    }
    guard code.dropFirst(2).prefix(6).isDigits else {
      return FieldError(
        "characters 3 to 8, the division, must be digits", "第 3 至 8 位 (区划) 应为数字")
    }
    guard let types = types[code.prefix(1)] else {
      return FieldError(
        "the first character is not the code of a registering department", "第 1 位不是登记管理部门代码")
    }
    guard types.utf8.contains(bytes[1]) else {
      return FieldError(
        "the second character must be one of \(types) under this department",
        "该登记管理部门下第 2 位应为 \(types) 之一")
    }
    guard let check = checkCharacter(code.dropLast()), bytes[17] != check.asciiValue else {
      return nil
    }
    return FieldError(
      "the check character must be \(check) after these 17 characters",
      "校验位不符：按前 17 位应为 \(check)")
  }

  /// The types of organization under each department: table 1 of GB 32100-2015.
  private static let types: [Substring: String] = [
    "1": "1239", "2": "19", "3": "123459", "4": "19",
    // 54 and 55 are committees of residents and villagers, in use since about 2018.
    "5": "123459", "6": "129", "7": "129", "8": "19", "9": "1239", "A": "19", "N": "1239", "Y": "1",
  ]

  /// All that is refused but for the check character.
  fileprivate static let pattern =
    "(?:" + types.keys.sorted().map { "\($0)[\(types[$0] ?? "")]" }.joined(separator: "|")
    + ")[0-9]{6}[\(check.alphabet)]{10}"

  /// 0 to 30, in the order of `alphabet`.
  private static func value(of byte: UInt8) -> Int? {
    switch Unicode.Scalar(byte) {
    case "0"..."9": Int(byte) - 0x30
    case "A"..."H": Int(byte) - 55
    case "J"..."N": Int(byte) - 56
    case "P"..."R": Int(byte) - 57
    case "T"..."U": Int(byte) - 58
    case "W"..."Y": Int(byte) - 59
    default: nil
    }
  }

  /// Letters that look like digits or like each other are left out.
  fileprivate static let check = CheckCharacter(
    alphabet: "0123456789ABCDEFGHJKLMNPQRTUWXY", factor: 3)
  private static let alphabet = Array(check.alphabet.utf8)

  private static func text(_ byte: UInt8) -> String { String(Unicode.Scalar(byte)) }
}
