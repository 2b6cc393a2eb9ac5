/// The number of an identity document: 5 to 20 digits, capital letters and brackets.
///
/// What a resident identity number must fulfil (GB 11643-1999) is asked with `residentProblem`,
/// since the document's type is a field of its own.
public struct IdentityNumber: Hashable, Sendable {
  let number: String

  /// Whether all rules for a resident identity number hold.
  public var isResident: Bool { holder != nil }

  /// What is wrong with it as a resident identity number; nil if it is right.
  public var residentProblem: Words? { Self.residentProblem(number) }

  /// The same, and no birth after `today`.
  public func residentProblem(today: CivilDate) -> Words? {
    if let problem = residentProblem { return problem }
    guard let birthDate, birthDate > today else { return nil }
    return Words(
      "birth date (digits 7 to 14): must not be in the future", "出生日期 (第 7 至 14 位) 不能晚于今天")
  }

  /// The birth date in a resident identity number.
  public var birthDate: CivilDate? { holder?.birthDate }

  /// The sex in a resident identity number.
  public var sex: Sex? { holder?.sex }

  /// What a resident identity number says of who has it; nil if it is none. Read at once: reports ask it of all workers.
  public var holder: (birthDate: CivilDate, sex: Sex)? {
    try? Self.holder(number)
  }

  /// The division where a resident identity number was first given.
  public var district: DistrictCode? {
    isResident ? try? DistrictCode(text: String(number.prefix(6))) : nil
  }
}

extension IdentityNumber: WrittenValue {
  /// Folds width and case and takes out spaces; the type of document is not asked for.
  public init(text: String) throws(FieldError) {
    let number = text.nfkcUpper
    let isAllowed = number.utf8.allSatisfy { byte in
      // Digits, capital letters and the two brackets of Hong Kong numbers.
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x28 || byte == 0x29
    }
    guard isAllowed, (5...20).contains(number.utf8.count) else {
      throw FieldError(
        "an ID number has 5 to 20 letters, digits and brackets",
        "证件号码为 5 至 20 位字母、数字和括号")
    }
    self.number = number
  }

  /// A right number of a resident is all of it.
  public static var isWhole: WholeTest? { { residentProblem($0.nfkcUpper) == nil } }
  /// How it is typed.
  public static var entry: Entry { .code(columns: 20) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, "[0-9A-Z()]{5,20}") }
  /// The written form.
  public var description: String { number }
}

extension IdentityNumber {
  /// What is wrong with `text` as a resident identity number, naming the part; nil if it is
  /// right.
  public static func residentProblem(_ text: String) -> Words? {
    do throws(Flaw) {
      _ = try holder(text)
      return nil
    } catch {
      return error.words
    }
  }

  /// Digit 17 is odd for men.
  private static func holder(
    _ text: String
  ) throws(Flaw) -> (birthDate: CivilDate, sex: Sex) {
    let bytes = Array(text.utf8)
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    if bytes.count == 15, bytes.allSatisfy(isDigit) { throw .firstGeneration }
    guard bytes.count == 18 else { throw .length(bytes.count) }
    guard bytes[..<17].allSatisfy(isDigit), isDigit(bytes[17]) || bytes[17] == UInt8(ascii: "X")
    else { throw .signs }
    func number(_ places: Range<Int>) -> Int {
      bytes[places].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    // 83 is given to residents from Taiwan. Divisions below the province change too often to ask.
    let province = number(0..<2)
    guard DistrictCode.isProvince(province) || province == 83 else { throw .division }
    let birthDate: CivilDate
    do throws(FieldError) {
      birthDate = try CivilDate(checked: number(6..<10), number(10..<12), number(12..<14))
    } catch {
      throw .birth(error)
    }
    let sum = zip(bytes, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
    let check = checkDigits[sum % 11]
    guard bytes[17] == check.asciiValue else { throw .check(check) }
    return (birthDate, bytes[16] % 2 == 1 ? .male : .female)
  }

  /// ISO 7064 MOD 11-2.
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkDigits = Array("10X98765432")

  /// Why a text is no resident identity number.
  private enum Flaw: Error {
    case firstGeneration, length(Int), signs, division, birth(FieldError), check(Character)

    var words: Words {
      switch self {
      case .firstGeneration:
        Words(
          "15 digits: first-generation numbers are no longer valid, 18 are needed",
          "15 位：第一代号码已停用，应填 18 位号码")
      case .length(let count):
        Words(
          "\(count) characters; a resident identity number has 18", "\(count) 位；公民身份号码为 18 位")
      case .signs:
        Words("must be 17 digits, then a digit or X", "前 17 位应为数字，末位为数字或 X")
      case .division:
        Words(
          "division (digits 1 to 6): the first two digits are not a province code",
          "区划 (第 1 至 6 位): 前两位不是省级代码")
      case .birth(let error):
        Words("birth date (digits 7 to 14): ", "出生日期 (第 7 至 14 位): ") + error.words
      case .check(let check):
        Words(
          "check digit (position 18): must be \(check) after these 17 digits",
          "校验位 (第 18 位): 按前 17 位应为 \(check)")
      }
    }
  }
}
