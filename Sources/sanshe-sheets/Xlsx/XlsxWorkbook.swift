import SheetLines

/// A workbook in Office Open XML.
struct XlsxWorkbook {
  private let archive: ZipArchive
  private let sheets: [WorkbookPart.Sheet]
  private let relationships: Relationships
  private let is1904: Bool

  init(_ archive: ZipArchive) throws(Problem) {
    self.archive = archive
    let roots = try Relationships(of: "", in: archive)
    let path = roots.target(ofType: "officeDocument") ?? "xl/workbook.xml"
    if path.lowercased().hasSuffix(".bin") {
      throw Problem("an .xlsb file is not read: save it as .xlsx", "不能读取 .xlsb 文件，请另存为 .xlsx")
    }
    guard let part = archive[path] else { throw Self.foreign(archive) }
    if path.lowercased().hasPrefix("word/") || path.lowercased().hasPrefix("ppt/") {
      throw Self.document
    }
    let workbook = WorkbookPart()
    try XMLParser.read(part, of: archive, workbook)
    relationships = try Relationships(of: path, in: archive)
    is1904 = workbook.is1904
    // A chart that fills a sheet has no rows and is none.
    var sheets: [WorkbookPart.Sheet] = []
    for sheet in workbook.sheets {
      guard let relationship = relationships.byID[sheet.relationship] else {
        throw .damaged("a sheet is missing", "缺少工作表")
      }
      if relationship.type.hasSuffix("/worksheet") { sheets.append(sheet) }
    }
    self.sheets = sheets
    if sheets.isEmpty { throw Problem("the file has no sheet", "文件中没有工作表") }
  }

  private static let document = Problem(
    "this is a document and no spreadsheet", "这是文档，不是电子表格")

  /// What an archive is that has no workbook.
  private static func foreign(_ archive: ZipArchive) -> Problem {
    if archive["mimetype"] != nil, archive["content.xml"] != nil {
      return Problem(
        "an OpenDocument file (.ods) is not read: save it as .xlsx",
        "不能读取 OpenDocument 文件（.ods），请另存为 .xlsx")
    }
    if archive["word/document.xml"] != nil || archive["ppt/presentation.xml"] != nil {
      return document
    }
    if archive["[Content_Types].xml"] != nil {
      return .damaged("the workbook is missing", "缺少工作簿")
    }
    return Problem("this is a ZIP archive and no spreadsheet", "这是 ZIP 压缩文件，不是电子表格")
  }

  func read(_ wanted: Wanted, _ answers: Answers) throws(Problem) {
    try wanted.check(sheets: sheets.count)
    let strings = SharedStrings()
    if let part = relationships.target(ofType: "sharedStrings").flatMap({ archive[$0] }) {
      try XMLParser.read(part, of: archive, strings)
    }
    let styles = Styles()
    if let part = relationships.target(ofType: "styles").flatMap({ archive[$0] }) {
      try XMLParser.read(part, of: archive, styles)
    }
    for (index, sheet) in sheets.enumerated() where wanted.includes(index + 1) {
      try answers.say(.sheet(number: index + 1, name: sheet.name, isHidden: sheet.isHidden))
      guard let target = relationships.byID[sheet.relationship]?.target, let part = archive[target]
      else { throw .damaged("a sheet is missing", "缺少工作表") }
      let outline = try SheetOutline(part, of: archive)
      let rows = SheetRows(
        strings: strings.texts, formats: styles.formats, is1904: is1904, outline: outline,
        wanted: wanted.rows, answers: answers)
      var progress = Progress(total: part.claimedBytes, answers)
      try XMLParser.read(part, of: archive, rows) { (count) throws(Problem) in
        if case .sheet = wanted { try progress.add(count) }
      }
    }
  }
}

/// Tells now and then how far the reading is.
struct Progress {
  private let answers: Answers
  private let total: Int
  private var done = 0
  private var told = 0
  private static let step = 1 << 20

  init(total: Int, _ answers: Answers) {
    self.total = total
    self.answers = answers
  }

  mutating func add(_ count: Int) throws(Problem) {
    done += count
    guard done - told >= Self.step else { return }
    told = done
    // What an archive claims may be less than it has.
    try answers.say(.progress(done: done, total: max(done, total)))
  }
}
