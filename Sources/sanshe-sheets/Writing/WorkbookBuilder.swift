import CXlsxwriter
import Glibc
import SheetLines

/// The workbook as its lines arrive. Rows go to temporary files at once, so that memory does not grow with them.
final class WorkbookBuilder {
  /// The last line was there.
  private(set) var isComplete = false
  private(set) var sheetCount = 0

  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let styles: CellStyles
  private var hasProperties = false
  private var names = SheetNames()
  private var sheet: SheetBuilder?

  /// 2000-01-01: the same lines make the same file whenever they are written.
  private static let created: time_t = 946_684_800
  /// Of a property, in characters.
  private static let longestProperty = 255

  static let failed = Problem("the file could not be written", "文件未能写入")

  init(path: String) throws(Problem) {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.tmpdir = getenv("TMPDIR")
    guard let workbook = workbook_new_opt(path, &options) else { throw Self.failed }
    self.workbook = workbook
    styles = CellStyles(workbook)
  }

  func add(_ order: SheetWriting) throws(Problem) {
    guard hasProperties else {
      guard case .properties(let title, let author) = order else { throw Self.misplaced }
      hasProperties = true
      return try setProperties(title, author)
    }
    switch order {
    case .properties: throw Self.misplaced
    case .sheet(let name):
      try sheet?.finish()
      sheet = try begin(names.taken(name))
    case .end:
      guard let sheet else { throw Problem("there is no sheet to be written", "没有要写的工作表") }
      try sheet.finish()
      isComplete = true
    default:
      guard let sheet else { throw Self.misplaced }
      try sheet.add(order)
    }
  }

  static let misplaced = Problem("a line stands where it has no place", "有一行位置不对")

  private func setProperties(_ title: String, _ author: String) throws(Problem) {
    var properties = lxw_doc_properties()
    properties.created = Self.created
    let result = String(title.prefix(Self.longestProperty)).withCString { title in
      String(author.prefix(Self.longestProperty)).withCString { author in
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        return workbook_set_properties(workbook, &properties)
      }
    }
    try check(result)
  }

  private func begin(_ name: String) throws(Problem) -> SheetBuilder {
    if sheetCount >= Limits.sheets { throw .tooManySheets }
    guard let worksheet = workbook_add_worksheet(workbook, name) else { throw Self.failed }
    sheetCount += 1
    return SheetBuilder(worksheet, styles)
  }

  /// Writes the file; after this there is no workbook any more.
  func close() throws(Problem) { try check(workbook_close(workbook)) }
}

/// Whether the library did what it was told.
func check(_ result: lxw_error) throws(Problem) {
  if result != LXW_NO_ERROR { throw WorkbookBuilder.failed }
}
