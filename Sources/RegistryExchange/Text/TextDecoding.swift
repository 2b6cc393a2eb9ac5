import RegistryModel

/// How the bytes of a file spell its text.
public enum TextEncoding: Hashable, Sendable {
  case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian, gb18030

  /// The name people know it by.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf8WithMark: "UTF-8 (BOM)"
    case .utf16LittleEndian: "UTF-16LE (BOM)"
    case .utf16BigEndian: "UTF-16BE (BOM)"
    case .gb18030: "GB18030"
    }
  }
}

/// The text of a file from elsewhere: a byte order mark decides, then strict UTF-8, then GB18030,
/// which is what Chinese spreadsheets save.
public struct TextDecoding: Sendable {
  /// Larger files are refused; a million rows take less.
  public static var byteLimit: Int { 256 << 20 }

  /// What was found.
  public let encoding: TextEncoding
  /// The text in UTF-8, without a mark.
  public let utf8: [UInt8]

  /// Reads `bytes`, or says in one sentence why they are no text.
  public init(_ bytes: [UInt8]) throws(Problem) {
    guard bytes.count <= Self.byteLimit else {
      throw Problem(
        "the file is larger than \(Self.byteLimit >> 20) MB", "文件大于 \(Self.byteLimit >> 20) MB")
    }
    if Self.isWebPage(bytes) {
      throw Problem(
        "this is a web page, whatever its name says: open it in a spreadsheet program and save it as .xlsx",
        "这是网页而不是表格文件：请用电子表格打开后另存为 .xlsx")
    }
    (encoding, utf8) = try Self.decoded(bytes)
    if let zero = utf8.firstIndex(of: 0) {
      throw Problem(
        line: Self.line(of: zero, in: utf8), "this is not a text file: it has zero bytes",
        "不是文本文件：含有零字节")
    }
  }

  private static func decoded(_ bytes: [UInt8]) throws(Problem) -> (TextEncoding, [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let text = Array(bytes.dropFirst(3))
      guard isUTF8(text) else {
        throw Problem(
          "the file is marked as UTF-8 (BOM) but is not", "文件标明为 UTF-8 (BOM)，但内容不是")
      }
      return (.utf8WithMark, text)
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return (.utf16LittleEndian, try converted(Array(bytes.dropFirst(2)), from: "UTF-16LE"))
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return (.utf16BigEndian, try converted(Array(bytes.dropFirst(2)), from: "UTF-16BE"))
    }
    if isUTF8(bytes) { return (.utf8, bytes) }
    if bytes.contains(0) {
      throw Problem("this is not a text file: it has zero bytes", "不是文本文件：含有零字节")
    }
    // Chinese in GB 18030 is hardly ever valid UTF-8 by chance: such a file is a broken one.
    let shape = Shape(bytes)
    if shape.isBrokenUTF8 {
      throw Problem(
        line: line(of: shape.broken, in: bytes),
        "the text is UTF-8 except for byte \(shape.broken + 1)",
        "文本是 UTF-8，但第 \(shape.broken + 1) 字节有误")
    }
    guard shape.isChinese else {
      throw Problem(
        line: line(of: shape.broken, in: bytes),
        "the text is neither UTF-8 nor Chinese in GB18030: byte \(shape.broken + 1) fits neither; "
          + "save the file as UTF-8",
        "文本既不是 UTF-8 也不是 GB18030 中文：第 \(shape.broken + 1) 字节不合，请另存为 UTF-8")
    }
    return (.gb18030, try converted(bytes, from: "GB18030"))
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func converted(_ bytes: [UInt8], from name: String) throws(Problem) -> [UInt8] {
    guard let converter = TextConverter(from: name) else {
      throw Problem(
        "this machine cannot read \(name); save the file as UTF-8",
        "本机无法读取 \(name)，请另存为 UTF-8")
    }
    let (text, stop) = converter.convert(bytes)
    if let stop {
      throw Problem(
        line: line(of: stop, in: bytes),
        "the text is neither UTF-8 nor \(name): byte \(stop + 1) fits neither",
        "文本既不是 UTF-8 也不是 \(name)，第 \(stop + 1) 字节不合")
    }
    return text
  }

  /// Web pages that office systems call .xls.
  private static func isWebPage(_ bytes: [UInt8]) -> Bool {
    let begin = bytes.prefix(200).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
    let text = String(decoding: begin, as: UTF8.self).lowercased()
    return ["<html", "<!doctype", "<table", "<meta", "<?xml"].contains { text.hasPrefix($0) }
  }

  private static func line(of place: Int, in bytes: [UInt8]) -> Int {
    bytes[..<place].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }
}

/// What the bytes beyond ASCII of a text that is no valid UTF-8 look like.
private struct Shape {
  /// Characters of UTF-8 beyond ASCII, and bytes that fit none.
  private var (whole, loose) = (0, 0)
  /// Pairs of high bytes, as nearly all Chinese in GB 18030 is, and what else begins with one.
  private var (pairs, others) = (0, 0)
  /// The place of the first byte that fits no UTF-8.
  private(set) var broken = 0

  init(_ bytes: [UInt8]) {
    readUTF8(bytes)
    readPairs(bytes)
  }

  /// In Chinese of GB 18030 hardly one byte in two is a character of UTF-8 by chance; in UTF-8 with
  /// a byte or two broken nearly all are.
  var isBrokenUTF8: Bool { whole >= 2 * loose }

  /// A lone high byte, as of a Latin alphabet, makes a character of GB 18030 with the letter after it.
  var isChinese: Bool { pairs > others }

  private mutating func readUTF8(_ bytes: [UInt8]) {
    var place = 0
    while place < bytes.count {
      let length: Int =
        switch bytes[place] {
        case 0..<0x80: 1
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: 0
        }
      let end = place + max(1, length)
      if length > 1, end <= bytes.count, Self.second(bytes[place]).contains(bytes[place + 1]),
        bytes[place + 2..<end].allSatisfy({ (0x80..<0xC0).contains($0) })
      {
        whole += 1
      } else if length != 1 {
        if loose == 0 { broken = place }
        loose += 1
        place += 1
        continue
      }
      place = end
    }
  }

  /// What may stand behind the first byte of a character: neither half a UTF-16 character, as some
  /// databases export, nor a longer spelling than needed, nor what is beyond Unicode.
  private static func second(_ first: UInt8) -> Range<UInt8> {
    switch first {
    case 0xE0: 0xA0..<0xC0
    case 0xED: 0x80..<0xA0
    case 0xF0: 0x90..<0xC0
    case 0xF4: 0x80..<0x90
    default: 0x80..<0xC0
    }
  }

  private mutating func readPairs(_ bytes: [UInt8]) {
    var place = 0
    while place < bytes.count {
      guard bytes[place] >= 0x80 else {
        place += 1
        continue
      }
      let isPair = bytes[place] >= 0xA1 && place + 1 < bytes.count && bytes[place + 1] >= 0xA1
      if isPair { pairs += 1 } else { others += 1 }
      place += 2
    }
  }
}
