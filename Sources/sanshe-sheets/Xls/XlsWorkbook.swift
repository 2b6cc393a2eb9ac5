import CFreexl
import Glibc
import SheetLines

/// A workbook in the binary format of Excel 97 to 2003. FreeXL reads its texts, numbers and days, but no number
/// formats; what else it leaves out, such as the results of formulas, is in the outline.
final class XlsWorkbook {
  private let handle: UnsafeRawPointer
  private let outline: XlsOutline
  /// Which of FreeXL's sheets have rows; the others are charts.
  private let sheets: [Int]

  init(_ input: Input) throws(Problem) {
    do throws(Problem) {
      outline = try XlsOutline(input)
    } catch {
      throw Self.otherContent(input) ?? error
    }
    sheets = outline.sheets.indices.filter { [outline] in outline.sheets[$0].hasRows }
    if outline.sheets.count > Limits.sheets { throw .tooManySheets }
    if sheets.isEmpty { throw Problem("the file has no sheet", "文件中没有工作表") }
    var handle: UnsafeRawPointer?
    var count: UInt32 = 0
    guard freexl_open(Input.name, &handle) == FREEXL_OK, let handle,
      freexl_get_info(handle, UInt16(FREEXL_BIFF_SHEET_COUNT), &count) == FREEXL_OK,
      outline.sheets.count == Int(count)
    else {
      if let handle { freexl_close(handle) }
      throw Self.damaged
    }
    self.handle = handle
  }

  deinit { freexl_close(handle) }

  private static let damaged = Problem.damaged("its cells cannot be read", "单元格无法读取")

  /// What other programs keep in files of this kind.
  private static func otherContent(_ input: Input) -> Problem? {
    func has(_ stream: String) -> Bool { input.contains(stream.wideBytes) }
    if has("EncryptedPackage") { return .protected }
    if has("WordDocument") || has("PowerPoint Document") {
      return Problem("this is a document and no spreadsheet", "这是文档，不是电子表格")
    }
    return nil
  }

  func read(_ wanted: Wanted, _ answers: Answers) throws(Problem) {
    try wanted.check(sheets: sheets.count)
    for (number, index) in sheets.enumerated() where wanted.includes(number + 1) {
      var name: UnsafePointer<CChar>?
      guard freexl_get_worksheet_name(handle, UInt16(index), &name) == FREEXL_OK,
        freexl_select_active_worksheet(handle, UInt16(index)) == FREEXL_OK
      else { throw Self.damaged }
      let sheet = outline.sheets[index]
      try answers.say(
        .sheet(
          number: number + 1, name: name.map { String(cString: $0) } ?? "",
          isHidden: sheet.isHidden))
      try readRows(try outline.rest(of: sheet), atMost: wanted.rows, answers)
    }
  }

  private func readRows(
    _ rest: XlsOutline.Rest, atMost wanted: Int, _ answers: Answers
  ) throws(Problem) {
    if !rest.hiddenColumns.isEmpty { try answers.say(.hiddenColumns(rest.hiddenColumns)) }
    var known: (rows: UInt32, columns: UInt16) = (0, 0)
    guard freexl_worksheet_dimensions(handle, &known.rows, &known.columns) == FREEXL_OK else {
      throw Self.damaged
    }
    let (rows, columns) = (
      max(Int(known.rows), rest.rows), max(Int(known.columns), rest.columns)
    )
    if rows > Limits.rows { throw .tooManyRows }
    if columns > Limits.columns { throw .tooManyColumns }
    func value(_ row: Int, _ column: Int) throws(Problem) -> SheetCell.Value {
      if let value = rest[row, column] { return value }
      guard row < known.rows, column < known.columns else { return .empty }
      return try self.value(UInt32(row), UInt16(column))
    }
    var merged = MergedValues(rest.ranges, width: columns)
    var said = 0
    var cells: [SheetCell] = []
    for row in 0..<rows where said < wanted {
      cells.removeAll(keepingCapacity: true)
      for column in 0..<columns {
        let value = try value(row, column)
        if case .empty = value { continue }
        while cells.count <= column { cells.append(.empty) }
        cells[column] = SheetCell(value)
      }
      if cells.isEmpty { continue }
      merged.fill(&cells, row: row)
      try answers.say(.row(number: row + 1, cells: cells))
      said += 1
    }
  }

  private func value(_ row: UInt32, _ column: UInt16) throws(Problem) -> SheetCell.Value {
    var cell = FreeXL_CellValue()
    guard freexl_get_cell_value(handle, row, column, &cell) == FREEXL_OK else {
      throw Self.damaged
    }
    switch Int32(cell.type) {
    case FREEXL_CELL_NULL: return .empty
    case FREEXL_CELL_INT: return .number(String(cell.value.int_value))
    case FREEXL_CELL_DOUBLE:
      guard cell.value.double_value.isFinite else { return .empty }
      return .number(NumberValue.text(cell.value.double_value))
    default: break
    }
    guard let pointer = cell.value.text_value else { return .empty }
    if strnlen(pointer, Limits.cellBytes + 1) > Limits.cellBytes { throw .tooLongText }
    let text = String(cString: pointer)
    switch Int32(cell.type) {
    case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT: return text.isEmpty ? .empty : .text(text)
    case FREEXL_CELL_DATE, FREEXL_CELL_DATETIME: return SerialDate.value(text)
    case FREEXL_CELL_TIME: return .text(text.hasSuffix(":00") ? String(text.dropLast(3)) : text)
    default: throw Self.damaged
    }
  }
}
