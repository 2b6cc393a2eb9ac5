import RegistryModel

/// Numbers that pass every check and belong to nobody: the division 330199 does not exist, and no
/// phone has the prefix 164 or a local number beginning with 2000.
struct DemoNumbers: Sendable {
  /// The made-up district, in digits.
  static let district = "330199"

  private var creditCodes = 0
  private var phones = 0
  private var identities: Set<String> = []

  /// The next credit code with these first two characters.
  mutating func creditCode(_ type: String) throws(FieldError) -> CreditCode {
    creditCodes += 1
    let body = Array(("MJ" + Self.padded(creditCodes, to: 6)).utf8)
    let start = type + Self.district + String(decoding: body, as: UTF8.self)
    let code = start + Self.organizationCheck(body)
    return try CreditCode(text: code + (CreditCode.checkCharacter(code).map(String.init) ?? ""))
  }

  /// A resident identity number of someone born on `birth`; each is given once.
  mutating func identity(
    isMale: Bool, born birth: CivilDate, _ random: inout SplitMix64
  ) throws(FieldError) -> IdentityNumber {
    let day = birth.description.filter { $0 != "-" }
    while true {
      let serial = random.number(0...499) * 2 + (isMale ? 1 : 0)
      let start = Self.district + day + Self.padded(serial, to: 3)
      guard identities.insert(start).inserted else { continue }
      return try IdentityNumber(text: start + Self.identityCheck(Array(start.utf8)))
    }
  }

  /// The next mobile number.
  mutating func mobile() throws(FieldError) -> PhoneNumber {
    phones += 1
    // 7919 is prime to 10^8: every number once, and neighbours do not look alike.
    return try PhoneNumber(text: "164" + Self.padded(phones * 7919 % 100_000_000, to: 8))
  }

  /// The next number of a landline.
  mutating func landline() throws(FieldError) -> PhoneNumber {
    phones += 1
    return try PhoneNumber(text: "0571-2000" + Self.padded(phones * 7 % 10_000, to: 4))
  }

  static func padded(_ number: Int, to width: Int) -> String {
    String(number).zeroPadded(to: width)
  }

  /// GB 11714-1997.
  private static func organizationCheck(_ body: [UInt8]) -> String {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body, weights).reduce(0) { sum, pair in
      sum + (pair.0 < 0x41 ? Int(pair.0) - 0x30 : Int(pair.0) - 0x41 + 10) * pair.1
    }
    switch 11 - sum % 11 {
    case 10: return "X"
    case 11: return "0"
    case let check: return String(check)
    }
  }

  /// GB 11643-1999, ISO 7064 MOD 11-2.
  private static func identityCheck(_ digits: [UInt8]) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
    return String(Array("10X98765432")[sum % 11])
  }
}
