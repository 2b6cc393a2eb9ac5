import RegistryModel
import SheetLines

/// The rows of one sheet, read from what `sanshe-sheets` answers.
struct SheetReader: Sendable {
  private let bytes: [UInt8]
  private var at = 0
  private var count = 0
  /// Cells beside the first of a merged range are told, as a header needs them.
  private let isHeader: Bool

  /// A reader at the first line of the answer.
  init(_ answer: [UInt8], isHeader: Bool = false) {
    (bytes, self.isHeader) = (answer, isHeader)
  }

  /// The next row that holds something of its own; nil at the end of the sheet.
  mutating func next() throws(Problem) -> FileRow? {
    while true {
      let begin = at
      switch try reading() {
      case .row(let number, let cells):
        let row = row(number, cells, at: begin)
        if row.isBlank { continue }
        guard count < CSVReader.Limit.rows else {
          throw Problem(
            line: number, "more than \(CSVReader.Limit.rows) rows", "超过 \(CSVReader.Limit.rows) 行")
        }
        count += 1
        return row
      case .problem(let english, let chinese): throw Problem(english, chinese)
      case .end: return nil
      case .format, .sheet, .hiddenColumns, .progress: continue
      }
    }
  }

  /// A row that was read before, by where it begins.
  func row(at offset: Int, line: Int) -> FileRow? {
    var copy = self
    copy.at = offset
    guard let row = copy.row(), row.line == line else { return nil }
    return row
  }

  /// The row that comes next; nil if that is none.
  func row() -> FileRow? {
    var copy = self
    guard case .row(let number, let cells)? = try? copy.reading() else { return nil }
    return row(number, cells, at: at)
  }

  /// The line that comes next.
  mutating func reading() throws(Problem) -> SheetReading {
    guard let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")),
      let reading = SheetReading(line: bytes[at..<end])
    else {
      throw Problem(
        "the file could not be read to its end: open it in a spreadsheet program and save it again",
        "文件未能读完：请用电子表格打开后另存再试")
    }
    at = end + 1
    return reading
  }

  private func row(_ number: Int, _ cells: [SheetCell], at offset: Int) -> FileRow {
    var row = FileRow(line: number, offset: offset)
    row.cells.reserveCapacity(cells.count)
    var isOwn = false
    for (place, cell) in cells.enumerated() {
      let text: String
      switch cell.value {
      case .empty: text = ""
      case .text(let value): text = value
      case .date(let value): text = value
      case .truth(let value): text = value ? "是" : "否"
      case .error(let value): text = value
      case .number(let value, let shown):
        text = shown ?? value
        if shown != nil || FileRow.mayBeMonth(value) {
          row.numbers.append(FileRow.Number(place: place, value: value))
        }
      }
      if cell.origin == .left {
        if isHeader { row.beside[place] = text }
        row.cells.append("")
      } else {
        if cell.origin == .own, !text.isEmpty { isOwn = true }
        row.cells.append(text)
      }
    }
    // All there is in it hangs down from above.
    if !isOwn { row.cells.removeAll() }
    return row
  }
}
