import RegistryModel

/// Text in GBK, which an old Excel takes every CSV file for.
public enum GBKText {
  /// Characters that are told; a list with more is no list for GBK.
  private static var most: Int { 10 }

  /// The same text in GBK, or which of its characters GBK does not have.
  public static func bytes(of utf8: [UInt8]) throws(Problem) -> [UInt8] {
    guard let converter = TextConverter(to: "GBK") else {
      throw Problem("this machine cannot write GBK; choose .xlsx", "本机无法写出 GBK，请改用 .xlsx")
    }
    let (bytes, stop) = converter.convert(utf8)
    guard stop != nil else { return bytes }
    let text = String(decoding: utf8, as: UTF8.self)
    var seen: Set<Unicode.Scalar> = []
    let missing = text.unicodeScalars.filter { scalar in
      guard scalar.value > 0x7F, seen.insert(scalar).inserted,
        let converter = TextConverter(to: "GBK")
      else { return false }
      return converter.convert(Array(String(scalar).utf8)).stop != nil
    }
    let named = missing.prefix(most).map { String($0) }.joined(separator: " ")
    let rest = missing.count > most ? " .." : ""
    throw Problem(
      "GBK does not have these characters: \(named)\(rest); choose .xlsx or CSV in UTF-8",
      "GBK 没有这些字: \(named)\(rest)；请改用 .xlsx 或 UTF-8 的 CSV")
  }
}
