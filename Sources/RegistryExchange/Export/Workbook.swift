import RegistryModel
import SheetLines

/// A workbook for spreadsheet programs, as the lines that `sanshe-sheets` makes the file of.
public struct Workbook {
  private var lines = LineEncoder()
  private let take: ([UInt8]) throws(Problem) -> Void

  /// A cell: text stays text, whatever it looks like; numbers are reckoned with.
  public enum Cell: Hashable, Sendable {
    case text(String)
    /// In decimal digits.
    case number(String)
    /// A day, a month or a year.
    case date(CivilDate)

    /// What fits an empty value, a number or a text.
    public static func text(_ text: String, isNumber: Bool) -> Cell {
      let digits = text.filter { $0 != "," }
      return isNumber && ExactDecimal(value: .string(digits)) != nil ? .number(digits) : .text(text)
    }

    /// A share said in percent, as the part of one that sheets hold.
    public static func share(ofHundred percent: String) -> Cell {
      guard let exact = ExactDecimal(value: .string(percent)), exact.numerator % 100 == 0 else {
        return .text(percent)
      }
      let share = ExactDecimal(numerator: exact.numerator / 100).json
      return .number(share.string ?? share.int.map(String.init) ?? percent)
    }

    var text: String {
      switch self {
      case .text(let text), .number(let text): text
      case .date(let date): date.description
      }
    }

    fileprivate var line: SheetCell {
      switch self {
      case .text(""): .empty
      case .text(let text): SheetCell(.text(text))
      case .number(let digits): SheetCell(.number(digits))
      case .date(let date):
        SheetCell(date.isFull ? .date(date.description) : .text(date.description))
      }
    }
  }

  /// What is printed above a table and on its sheet's tab, and below it.
  public struct Heading: Sendable {
    let sheet: String
    let lines: [String]
    let notes: [String]

    /// - Parameter lines: the title first.
    public init(sheet: String, lines: [String], notes: [String] = []) {
      (self.sheet, self.lines, self.notes) = (sheet, lines, notes)
    }
  }

  /// Columns wider than this wrap their text.
  private static let widest = 40
  /// Lines are handed on in pieces of so many bytes.
  private static let piece = 1 << 16

  /// A workbook without sheets yet.
  ///
  /// - Parameter take: is given its lines, piece by piece.
  public init(
    title: String, author: String, to take: @escaping ([UInt8]) throws(Problem) -> Void
  ) {
    self.take = take
    SheetWriting.properties(title: title, author: author).encode(into: &lines)
  }

  /// Adds a sheet.
  ///
  /// - Parameters:
  ///   - columns: their headers, and how their numbers are shown.
  ///   - rows: each is asked for when those before it have been handed on.
  public mutating func add(
    _ heading: Heading, columns: [(header: String, format: ColumnFormat)],
    rows: some Sequence<[Cell]>, totals: [[Cell]] = []
  ) throws(Problem) {
    SheetWriting.sheet(name: heading.sheet).encode(into: &lines)
    for line in heading.lines { SheetWriting.line(line).encode(into: &lines) }
    // A header may take two lines.
    var widths = columns.map { max(($0.header.sheetColumns + 1) / 2 + 1, 5) }
    for (column, width) in zip(columns, widths) {
      SheetWriting.column(width: Self.width(width), format: column.format).encode(into: &lines)
    }
    SheetWriting.header(columns.map(\.header)).encode(into: &lines)
    for row in rows {
      SheetWriting.row(row.map(\.line)).encode(into: &lines)
      Self.widen(&widths, to: row)
      if lines.bytes.count >= Self.piece { try handOn() }
    }
    for row in totals {
      SheetWriting.total(row.map(\.line)).encode(into: &lines)
      Self.widen(&widths, to: row)
    }
    SheetWriting.widths(widths.map(Self.width)).encode(into: &lines)
    for note in heading.notes { SheetWriting.note(note).encode(into: &lines) }
  }

  private static func widen(_ widths: inout [Int], to row: [Cell]) {
    for place in 0..<min(widths.count, row.count) {
      widths[place] = max(widths[place], row[place].text.sheetColumns)
    }
  }

  private static func width(_ columns: Int) -> Int { min(columns + 1, widest) }

  /// All of it is there.
  public mutating func end() throws(Problem) {
    SheetWriting.end.encode(into: &lines)
    try handOn()
  }

  private mutating func handOn() throws(Problem) {
    try take(lines.bytes)
    lines.removeAll()
  }
}
