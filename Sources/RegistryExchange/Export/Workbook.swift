import RegistryModel
import SheetLines

/// A workbook for spreadsheet programs, as the lines that `sanshe-sheets` makes the file of.
public struct Workbook: Sendable {
  private var lines = LineEncoder()

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
      return isNumber && (try? ExactDecimal(text: digits)) != nil ? .number(digits) : .text(text)
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

  /// A workbook without sheets yet.
  public init(title: String, author: String) {
    SheetWriting.properties(title: title, author: author).encode(into: &lines)
  }

  /// Adds a sheet.
  ///
  /// - Parameter columns: their headers, and how their numbers are shown.
  public mutating func add(
    _ heading: Heading, columns: [(header: String, format: ColumnFormat)], rows: [[Cell]],
    totals: [[Cell]] = []
  ) {
    SheetWriting.sheet(name: heading.sheet).encode(into: &lines)
    for line in heading.lines { SheetWriting.line(line).encode(into: &lines) }
    for (place, column) in columns.enumerated() {
      let widest = (rows + totals).lazy.map { $0.count > place ? $0[place].text.sheetColumns : 0 }
        .max()
      // A header may take two lines.
      let width = max(widest ?? 0, (column.header.sheetColumns + 1) / 2 + 1, 5)
      SheetWriting.column(width: min(width + 1, Self.widest), format: column.format)
        .encode(into: &lines)
    }
    SheetWriting.header(columns.map(\.header)).encode(into: &lines)
    for row in rows { SheetWriting.row(row.map(\.line)).encode(into: &lines) }
    for row in totals { SheetWriting.total(row.map(\.line)).encode(into: &lines) }
    for note in heading.notes { SheetWriting.note(note).encode(into: &lines) }
  }

  /// All of it, complete.
  public var bytes: [UInt8] {
    var lines = lines
    SheetWriting.end.encode(into: &lines)
    return lines.bytes
  }
}

extension String {
  /// As many columns of a sheet as it is wide: a Chinese character has two.
  fileprivate var sheetColumns: Int {
    unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }
}
