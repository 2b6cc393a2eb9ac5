/// The 管理号 of a social worker's certificate; its form changed over the years, so it is text.
public struct LicenceNumber: Hashable, Sendable {
  let number: String

  /// What a clerk should look at again; the number is kept all the same.
  public var warnings: [Words] {
    let count = number.utf8.count
    if number.isDigits, count == 18 || (21...23).contains(count) { return [] }
    return [
      Words(
        "a licence number usually has 18 digits, or 21 to 23",
        "管理号通常为 18 位或 21 至 23 位数字")
    ]
  }
}

extension LicenceNumber: WrittenValue {
  /// 6 to 30 letters and digits.
  public init(text: String) throws(FieldError) {
    let number = text.nfkcUpper
    guard number.isLettersAndDigits, (6...30).contains(number.utf8.count) else {
      throw FieldError(
        "a licence number has 6 to 30 letters and digits", "管理号为 6 至 30 位字母和数字")
    }
    self.number = number
  }

  /// How it is typed.
  public static var entry: Entry { .code(columns: 23) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, "[0-9A-Z]{6,30}") }
  /// The written form.
  public var description: String { number }
}

extension StringProtocol {
  /// Only 0-9 and A-Z.
  var isLettersAndDigits: Bool {
    utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
  }
}
