import CFreexl
import Glibc
import SheetLines

/// A workbook in the binary format of Excel 5 to 2003. FreeXL tells neither number formats nor what is merged
/// or hidden.
final class XlsWorkbook {
  private let handle: UnsafeRawPointer
  private let sheets: Int

  init(_ input: Input) throws(Problem) {
    var handle: UnsafeRawPointer?
    let result = freexl_open(Input.name, &handle)
    guard result == FREEXL_OK, let handle else {
      if let handle { freexl_close(handle) }
      throw Self.problem(result, input)
    }
    self.handle = handle
    var count: UInt32 = 0
    guard freexl_get_info(handle, UInt16(FREEXL_BIFF_SHEET_COUNT), &count) == FREEXL_OK else {
      freexl_close(handle)
      throw Self.damaged
    }
    sheets = Int(count)
    var password: UInt32 = 0
    if freexl_get_info(handle, UInt16(FREEXL_BIFF_PASSWORD), &password) == FREEXL_OK,
      password == UInt32(FREEXL_BIFF_OBFUSCATED)
    {
      throw .protected
    }
    if sheets > Limits.sheets { throw .tooManySheets }
    if sheets == 0 { throw Problem("the file has no sheet", "文件中没有工作表") }
  }

  deinit { freexl_close(handle) }

  private static let damaged = Problem.damaged("its cells cannot be read", "单元格无法读取")

  /// Why FreeXL did not open it: other programs keep other things in files of this kind.
  private static func problem(_ result: Int32, _ input: Input) -> Problem {
    func has(_ stream: String) -> Bool {
      input.contains(stream.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    }
    if has("EncryptedPackage") { return .protected }
    if has("WordDocument") || has("PowerPoint Document") {
      return Problem("this is a document and no spreadsheet", "这是文档，不是电子表格")
    }
    if result == FREEXL_BIFF_WORKBOOK_NOT_FOUND {
      return Problem("this is not a spreadsheet", "这不是电子表格")
    }
    return damaged
  }

  func read(_ wanted: Wanted, _ answers: Answers) throws(Problem) {
    try wanted.check(sheets: sheets)
    for index in 0..<sheets where wanted.includes(index + 1) {
      var name: UnsafePointer<CChar>?
      guard freexl_get_worksheet_name(handle, UInt16(index), &name) == FREEXL_OK,
        freexl_select_active_worksheet(handle, UInt16(index)) == FREEXL_OK
      else { throw Self.damaged }
      let text = name.map { String(cString: $0) } ?? ""
      try answers.say(.sheet(number: index + 1, name: text, isHidden: false))
      try readRows(atMost: wanted.rows, answers)
    }
  }

  private func readRows(atMost wanted: Int, _ answers: Answers) throws(Problem) {
    var rows: UInt32 = 0
    var columns: UInt16 = 0
    guard freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK else {
      throw Self.damaged
    }
    if rows > Limits.rows { throw .tooManyRows }
    var said = 0
    var cells: [SheetCell] = []
    for row in 0..<rows where said < wanted {
      cells.removeAll(keepingCapacity: true)
      for column in 0..<columns {
        let value = try value(row, column)
        if case .empty = value { continue }
        if column >= Limits.columns { throw .tooManyColumns }
        while cells.count <= Int(column) { cells.append(.empty) }
        cells[Int(column)] = SheetCell(value)
      }
      if cells.isEmpty { continue }
      try answers.say(.row(number: Int(row) + 1, cells: cells))
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
