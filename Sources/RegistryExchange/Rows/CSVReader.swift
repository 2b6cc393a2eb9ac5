import RegistryModel

/// The rows of a CSV file after RFC 4180, and as spreadsheets write it: comma, semicolon or tab
/// between cells, any line ends, blank rows left out. They are read one at a time: a long file is
/// never held twice.
public struct CSVReader: Sendable {
  /// What one file, one row and one cell may hold at most.
  enum Limit {
    static let rows = 1_000_000
    static let columns = 1_000
    static let cellBytes = 100_000
  }

  /// The character between cells.
  public let delimiter: Character
  private var scanner: Scanner
  private var count = 0

  /// A reader at the first row of UTF-8 text.
  ///
  /// What is between cells is told by the header alone: notes hold any sign. It is the candidate
  /// with which one of the top rows has the most known headers, else what the first line has most of.
  public init(_ utf8: [UInt8], isHeader: (String) -> Bool = { _ in false }) {
    var best = (delimiter: UInt8(ascii: ","), known: -1, count: 0)
    for candidate in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] {
      let top = Self.top(of: utf8, candidate)
      let known = top.map { $0.cells.count(where: isHeader) }.max() ?? 0
      let count = Self.count(of: candidate, inFirstLineOf: utf8)
      if (known, count) > (best.known, best.count) { best = (candidate, known, count) }
    }
    delimiter = Character(Unicode.Scalar(best.delimiter))
    scanner = Scanner(bytes: utf8, delimiter: best.delimiter)
  }

  /// The next row that holds something, nil at the end; a quotation mark that is never closed is
  /// refused with its line.
  public mutating func next() throws(Problem) -> FileRow? {
    while let row = try scanner.row() {
      if row.isBlank { continue }
      guard count < Limit.rows else {
        throw Problem(
          line: row.line, "more than \(Limit.rows) rows", "超过 \(Limit.rows) 行")
      }
      count += 1
      return row
    }
    return nil
  }

  private static func count(of sign: UInt8, inFirstLineOf bytes: [UInt8]) -> Int {
    var (count, isQuoted, isBlank) = (0, false, true)
    for byte in bytes {
      let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if isEnd, !isQuoted, !isBlank { break }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == sign, !isQuoted { count += 1 }
      isBlank = isBlank && (isEnd || byte == UInt8(ascii: " "))
    }
    return count
  }

  /// A row that was read before, by where it begins.
  func row(at offset: Int, line: Int) -> FileRow? {
    var scanner = scanner
    scanner.move(to: offset, line: line)
    return try? scanner.row()
  }

  /// The first rows, as far as they can be read.
  private static func top(of bytes: [UInt8], _ delimiter: UInt8) -> [FileRow] {
    var scanner = Scanner(bytes: bytes, delimiter: delimiter)
    var rows: [FileRow] = []
    while rows.count < RowSource.topRows, let row = try? scanner.row() {
      if !row.isBlank { rows.append(row) }
    }
    return rows
  }
}

/// A place in the bytes of a CSV file.
private struct Scanner: Sendable {
  let bytes: [UInt8]
  let delimiter: UInt8
  private var at = 0
  private var line = 1

  init(bytes: [UInt8], delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
  }

  mutating func move(to offset: Int, line: Int) { (at, self.line) = (offset, line) }

  /// The next row; nil at the end.
  mutating func row() throws(Problem) -> FileRow? {
    guard at < bytes.count else { return nil }
    var row = FileRow(line: line, offset: at)
    repeat {
      guard row.cells.count < CSVReader.Limit.columns else {
        throw Problem(
          line: row.line, "more than \(CSVReader.Limit.columns) columns",
          "超过 \(CSVReader.Limit.columns) 列")
      }
      let cell = try cell()
      if FileRow.mayBeMonth(cell) {
        // A spreadsheet may have saved the number of a cell that showed 2018.10.
        row.numbers.append(FileRow.Number(place: row.cells.count, value: cell))
      }
      row.cells.append(cell)
    } while takeDelimiter()
    takeLineEnd()
    return row
  }

  /// The cell that begins here; stops at the sign after it.
  private mutating func cell() throws(Problem) -> String {
    var start = at
    while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      at = start + 1
      return try quoted()
    }
    start = at
    while at < bytes.count, bytes[at] != delimiter, !isLineEnd(bytes[at]) { at += 1 }
    return try text(bytes[start..<at], line: line)
  }

  /// The rest of a cell after its opening quotation mark.
  private mutating func quoted() throws(Problem) -> String {
    let opened = line
    var content: [UInt8] = []
    while true {
      guard at < bytes.count else {
        throw Problem(
          line: opened, "this quotation mark is never closed", "此处的引号没有闭合")
      }
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") {
        guard at < bytes.count, bytes[at] == byte else { break }
        at += 1
      } else if byte == UInt8(ascii: "\n") || isLineEnd(byte) && !follows(UInt8(ascii: "\n")) {
        line += 1
      }
      content.append(byte)
    }
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
    guard at == bytes.count || bytes[at] == delimiter || isLineEnd(bytes[at]) else {
      throw Problem(
        line: line, "text after a closing quotation mark", "引号闭合之后还有文字")
    }
    return try text(content[...], line: opened)
  }

  private func text(_ content: ArraySlice<UInt8>, line: Int) throws(Problem) -> String {
    guard content.count <= CSVReader.Limit.cellBytes else {
      throw Problem(
        line: line, "a cell is longer than \(CSVReader.Limit.cellBytes) bytes",
        "单元格超过 \(CSVReader.Limit.cellBytes) 字节")
    }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func takeDelimiter() -> Bool {
    guard follows(delimiter) else { return false }
    at += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard at < bytes.count else { return }
    at +=
      bytes[at] == UInt8(ascii: "\r") && at + 1 < bytes.count
        && bytes[at + 1] == UInt8(ascii: "\n") ? 2 : 1
    line += 1
  }

  private func follows(_ byte: UInt8) -> Bool { at < bytes.count && bytes[at] == byte }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
