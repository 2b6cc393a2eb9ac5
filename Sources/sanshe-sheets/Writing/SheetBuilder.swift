import CXlsxwriter
import SheetLines

/// One sheet as its lines arrive: lines above, header, rows, notes.
final class SheetBuilder {
  private let worksheet: UnsafeMutablePointer<lxw_worksheet>
  private let styles: CellStyles
  private var lines: [String] = []
  private var columns: [ColumnFormat] = []
  /// How wide each is.
  private var widths: [Int] = []
  /// What may come next: never what stands further up.
  private var stage = Stage.lines
  /// The row to be written, from 0.
  private var row: lxw_row_t = 0
  private var width = 1
  private var headerRow: lxw_row_t?
  private var lastRow: lxw_row_t?
  private var filteredRow: lxw_row_t?

  private enum Stage: Int, Comparable {
    case lines, columns, header, rows, notes
    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  private static let titleHeight = 30.0
  /// Of a row of one line.
  private static let lineHeight = 15.0
  /// A narrower column than this shows nothing, and a wider one fills the page.
  private static let widths = 4...60

  init(_ worksheet: UnsafeMutablePointer<lxw_worksheet>, _ styles: CellStyles) {
    self.worksheet = worksheet
    self.styles = styles
  }

  func add(_ order: SheetWriting) throws(Problem) {
    switch order {
    case .line(let text):
      try enter(.lines)
      lines.append(text)
    case .column(let width, let format):
      try enter(.columns)
      try describeColumn(width, format)
    case .header(let texts):
      guard stage < .header else { throw WorkbookBuilder.misplaced }
      try enter(.header)
      try beginTable(columns: texts.count)
      headerRow = row
      // Not every program makes a row as high as its text.
      let lines = zip(texts, widths).map { Self.lines(of: $0, in: $1) }.max() ?? 1
      if lines > 1 {
        try check(worksheet_set_row(worksheet, row, Self.lineHeight * Double(lines), nil))
      }
      for (column, text) in texts.enumerated() { try write(text, column, .header) }
      try nextRow()
    case .row(let cells): try addRow(cells, isTotal: false)
    case .total(let cells): try addRow(cells, isTotal: true)
    case .widths(let widths):
      try enter(.rows)
      if widths.count > columns.count { throw WorkbookBuilder.misplaced }
      for (column, width) in widths.enumerated() { try widen(column, to: width) }
    case .note(let text):
      try enter(.notes)
      try write(text, 0, .note)
      try nextRow()
    case .properties, .sheet, .end: throw WorkbookBuilder.misplaced
    }
  }

  /// How many lines a text takes that is broken between words and between Chinese characters.
  private static func lines(of text: String, in width: Int) -> Int {
    var (lines, used) = (1, 0)
    for word in text.split(separator: " ") {
      let columns = word.sheetColumns
      if used > 0, used + 1 + columns > width { (lines, used) = (lines + 1, 0) }
      used += (used > 0 ? 1 : 0) + columns
      while used > width { (lines, used) = (lines + 1, used - width) }
    }
    return lines
  }

  private func enter(_ next: Stage) throws(Problem) {
    guard stage <= next else { throw WorkbookBuilder.misplaced }
    // The title is as wide as the table: what stands above it waits for it.
    if stage < .header && next > .header { try beginTable(columns: 0) }
    if next == .notes { try addFilter() }
    stage = next
  }

  /// A filter on the rows down to the last one; the library takes it before it is given a later row.
  private func addFilter() throws(Problem) {
    guard let headerRow, filteredRow != lastRow ?? headerRow else { return }
    let last = lastRow ?? headerRow
    try check(worksheet_autofilter(worksheet, headerRow, 0, last, lxw_col_t(width - 1)))
    filteredRow = last
  }

  private func nextRow() throws(Problem) {
    row += 1
    if row >= Limits.rows { throw .tooManyRows }
  }

  private func describeColumn(_ width: Int, _ format: ColumnFormat) throws(Problem) {
    if columns.count >= Limits.columns { throw .tooManyColumns }
    columns.append(format)
    widths.append(0)
    try widen(columns.count - 1, to: width)
  }

  private func widen(_ place: Int, to width: Int) throws(Problem) {
    let column = lxw_col_t(place)
    // A number typed below an identifier is to stay one.
    let style = columns[place] == .text ? styles[.text(isTotal: false)] : nil
    widths[place] = min(max(width, Self.widths.lowerBound), Self.widths.upperBound) + 2
    try check(worksheet_set_column(worksheet, column, column, Double(widths[place]), style))
  }

  private func beginTable(columns count: Int) throws(Problem) {
    if count > Limits.columns { throw .tooManyColumns }
    width = max(1, count, columns.count)
    for (index, line) in lines.enumerated() {
      if index == 0 {
        try check(worksheet_set_row(worksheet, row, Self.titleHeight, nil))
        if width > 1 {
          try check(
            worksheet_merge_range(worksheet, row, 0, row, lxw_col_t(width - 1), "", styles[.title]))
        }
        try write(line, 0, .title)
      } else {
        try write(line, 0, .line)
      }
      try nextRow()
    }
    lines = []
  }

  private func addRow(_ cells: [SheetCell], isTotal: Bool) throws(Problem) {
    try enter(.rows)
    if cells.count > Limits.columns { throw .tooManyColumns }
    width = max(width, cells.count)
    if isTotal { try addFilter() }
    for (column, cell) in cells.enumerated() { try write(cell.value, column, isTotal) }
    if isTotal {
      // The line above the totals has no gaps.
      for column in cells.count..<max(cells.count, width) { try write(.empty, column, true) }
    } else {
      lastRow = row
    }
    try nextRow()
  }

  private func write(_ value: SheetCell.Value, _ column: Int, _ isTotal: Bool) throws(Problem) {
    let place = lxw_col_t(column)
    switch value {
    case .empty:
      if isTotal {
        try check(worksheet_write_blank(worksheet, row, place, styles[.text(isTotal: true)]))
      }
    case .text(let text): try write(text, column, .text(isTotal: isTotal))
    case .number(let digits, _):
      guard let number = Double(digits), number.isFinite else {
        throw Problem("a number is none: \(digits.prefix(40))", "有数字无法识别：\(digits.prefix(40))")
      }
      // A spreadsheet would lose its last digits.
      if Self.significantDigits(digits) > DecimalDigits.kept {
        return try write(digits, column, .text(isTotal: isTotal))
      }
      let format = columns.indices.contains(column) ? columns[column] : .number
      try check(
        worksheet_write_number(
          worksheet, row, place, number, styles[.number(format, isTotal: isTotal)]))
    case .date(let date):
      // A year or a month, or a day before 1900, is no number of days: it is written as it is read.
      guard let (number, hasTime) = SerialDate.number(date) else {
        return try write(date, column, .text(isTotal: isTotal))
      }
      try check(
        worksheet_write_number(
          worksheet, row, place, number, styles[.date(hasTime: hasTime, isTotal: isTotal)]))
    case .truth(let truth):
      try check(
        worksheet_write_boolean(
          worksheet, row, place, truth ? 1 : 0, styles[.truth(isTotal: isTotal)]))
    case .error: throw Problem("an error is not written", "不能写入错误值")
    }
  }

  private func write(_ text: String, _ column: Int, _ style: CellStyles.Style) throws(Problem) {
    let text = try CellText.written(text)
    try check(worksheet_write_string(worksheet, row, lxw_col_t(column), text, styles[style]))
  }

  private static func significantDigits(_ number: String) -> Int {
    let digits = number.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      .filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let zero = UInt8(ascii: "0")
    let significant = digits.drop { $0 == zero }
    return significant.count - significant.reversed().prefix { $0 == zero }.count
  }

  /// What is said of the sheet as a whole, once its rows are there.
  func finish() throws(Problem) {
    if stage < .header { try beginTable(columns: 0) }
    let lastColumn = lxw_col_t(width - 1)
    try addFilter()
    if let headerRow {
      worksheet_freeze_panes(worksheet, headerRow + 1, 1)
      try check(worksheet_repeat_rows(worksheet, headerRow, headerRow))
    }
    if row > 0 { try check(worksheet_print_area(worksheet, 0, 0, row - 1, lastColumn)) }
    worksheet_set_paper(worksheet, Self.a4)
    worksheet_set_landscape(worksheet)
    worksheet_fit_to_pages(worksheet, 1, 0)
    worksheet_center_horizontally(worksheet)
    // In inches, the last two above and below.
    worksheet_set_margins(worksheet, 0.5, 0.5, 0.6, 0.7)
    try check(worksheet_set_footer(worksheet, "&C&P / &N"))
  }

  private static let a4: UInt8 = 9
}
