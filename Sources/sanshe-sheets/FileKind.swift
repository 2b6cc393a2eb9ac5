/// What a file is, by its first bytes, whatever its name says.
enum FileKind {
  /// A ZIP archive: .xlsx, and others.
  case zip
  /// Microsoft's compound file: .xls, and others.
  case ole
  /// No spreadsheet that is read: what it is, and what to do.
  case other(Problem)

  static let oleMagic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  init(_ input: Input) {
    let head = input.head
    if head.starts(with: "PK\u{3}\u{4}".utf8) || head.starts(with: "PK\u{5}\u{6}".utf8) {
      self = .zip
    } else if head.starts(with: Self.oleMagic) {
      self = .ole
    } else {
      self = .other(Self.foreign(head))
    }
  }

  /// The beginnings of files of other kinds, and what those are.
  private static let beginnings: [([UInt8], String, String)] = [
    (Array("%PDF".utf8), "a PDF", "PDF 文件"), (Array("{\\rtf".utf8), "an RTF text", "RTF 文件"),
    (Array("Rar!".utf8), "a RAR archive", "RAR 压缩文件"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "7z 压缩文件"),
    ([0x1F, 0x8B], "a gzip archive", "gzip 压缩文件"), ([0x89, 0x50, 0x4E, 0x47], "a picture", "图片"),
    ([0xFF, 0xD8, 0xFF], "a picture", "图片"),
    ([0x09, 0x00, 0x04, 0x00], "a sheet of Excel 2", "Excel 2 工作表"),
    ([0x09, 0x02, 0x06, 0x00], "a sheet of Excel 3", "Excel 3 工作表"),
    ([0x09, 0x04, 0x06, 0x00], "a sheet of Excel 4", "Excel 4 工作表"),
  ]

  private static func foreign(_ head: [UInt8]) -> Problem {
    for (beginning, english, chinese) in beginnings where head.starts(with: beginning) {
      return Problem("this is \(english): save it as .xlsx", "这是\(chinese)，请另存为 .xlsx")
    }
    // A text in UTF-16 has zeros, and no other.
    let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    guard isWide || !head.contains(0) else {
      return Problem("this is not a spreadsheet", "这不是电子表格")
    }
    let text = String(decoding: head.lazy.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self)
      .lowercased()
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.contains("<?xml") {
      return Problem(
        "this is an XML table of Excel 2003: open it and save it as .xlsx",
        "这是 Excel 2003 的 XML 表格，请打开后另存为 .xlsx")
    }
    let isHTML = ["<html", "<!doctype html", "<table", "<meta", "<style", "mime-version:"]
      .contains { text.contains($0) }
    if isHTML {
      return Problem(
        "this is a web page with the name of a spreadsheet: open it and save it as .xlsx",
        "这是网页，只是用了电子表格的扩展名，请打开后另存为 .xlsx")
    }
    if text.contains("<?xml") {
      return Problem("this is XML and no spreadsheet", "这是 XML 文件，不是电子表格")
    }
    return Problem(
      "this is a text with the name of a spreadsheet: give it the name .csv",
      "这是文本文件，只是用了电子表格的扩展名，请把扩展名改为 .csv")
  }
}
