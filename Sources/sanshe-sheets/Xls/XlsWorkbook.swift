import SheetLines

/// A workbook in the binary format of Excel 97 to 2003.
struct XlsWorkbook {
  private struct Sheet {
    let name: String
    let isHidden: Bool
    let place: Int
  }

  private let stream: [UInt8]
  private var sheets: [Sheet] = []
  private var formats: [CellFormat] = []
  private var texts: [String] = []
  private var is1904 = false

  /// Of Excel 97 and later.
  private static let version = 0x0600

  init(_ input: Input) throws(Problem) {
    do throws(Problem) {
      stream = try CompoundFile(input).stream(["Workbook", "Book"])
    } catch {
      throw Self.otherContent(input) ?? error
    }
    var records = XlsRecords(stream)
    var codes: [Int: CellFormat] = [:]
    while let (kind, bytes) = try records.next(), kind != .end {
      switch kind {
      case .beginning:
        if bytes.two(at: 0) != Self.version {
          throw Problem(
            "this is an .xls of Excel 95 or older: save it as .xlsx",
            "这是 Excel 95 或更早的 .xls 文件，请另存为 .xlsx")
        }
      case .password: throw .protected
      case .daysFrom1904: is1904 = bytes.two(at: 0) == 1
      case .sheet: try addSheet(bytes)
      case .format:
        guard let id = bytes.two(at: 0) else { throw XlsRecords.damaged }
        var text = XlsText([bytes], at: 2)
        codes[id] = CellFormat(code: try text.next())
      case .style:
        guard let id = bytes.two(at: 2) else { throw XlsRecords.damaged }
        formats.append(codes[id] ?? CellFormat(builtIn: id))
      case .sharedTexts: try addTexts(records.continued(bytes))
      default: break
      }
    }
    if sheets.isEmpty { throw Problem("the file has no sheet", "文件中没有工作表") }
  }

  /// What other programs keep in files of this kind.
  private static func otherContent(_ input: Input) -> Problem? {
    func has(_ stream: String) -> Bool { input.contains(stream.wideBytes) }
    if has("EncryptedPackage") { return .protected }
    if has("WordDocument") || has("PowerPoint Document") {
      return Problem("this is a document and no spreadsheet", "这是文档，不是电子表格")
    }
    return nil
  }

  private mutating func addSheet(_ bytes: [UInt8]) throws(Problem) {
    guard let place = bytes.four(at: 0), let state = bytes.two(at: 4) else {
      throw XlsRecords.damaged
    }
    // A chart that fills a sheet has no rows and is none.
    guard state >> 8 == 0 else { return }
    if sheets.count >= Limits.sheets { throw .tooManySheets }
    var name = XlsText([bytes], at: 6)
    sheets.append(
      Sheet(name: try name.next(countBytes: 1), isHidden: state & 3 != 0, place: place))
  }

  private mutating func addTexts(_ pieces: [[UInt8]]) throws(Problem) {
    guard let count = pieces[0].four(at: 4) else { throw XlsRecords.damaged }
    if count > Limits.sharedStrings { throw .tooManyTexts }
    var reader = XlsText(pieces, at: 8)
    var bytes = 0
    for _ in 0..<count {
      let text = try reader.next()
      if text.utf8.count > Limits.cellBytes { throw .tooLongText }
      bytes += text.utf8.count
      if bytes > Limits.sharedStringBytes { throw .tooManyTexts }
      texts.append(text)
    }
  }

  func read(_ wanted: Wanted, _ answers: Answers) throws(Problem) {
    try wanted.check(sheets: sheets.count)
    for (index, sheet) in sheets.enumerated() where wanted.includes(index + 1) {
      try answers.say(.sheet(number: index + 1, name: sheet.name, isHidden: sheet.isHidden))
      let records = XlsRecords(stream, from: sheet.place)
      let outline = try XlsOutline(records)
      if !outline.hiddenColumns.isEmpty { try answers.say(.hiddenColumns(outline.hiddenColumns)) }
      var rows = XlsRows(
        texts: texts, formats: formats, is1904: is1904, outline: outline, wanted: wanted.rows,
        answers: answers)
      try rows.read(records)
    }
  }
}
