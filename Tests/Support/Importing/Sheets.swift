import RegistryExchange
import RegistryModel
import SheetLines

/// A spreadsheet without a file: what `sanshe-sheets` would say of it.
public struct Sheets: SheetSource {
  /// One sheet: its rows from row 1 on.
  public struct Sheet: Sendable {
    let name: String
    let isHidden: Bool
    let rows: [[SheetCell]]

    /// Rows from the first on.
    public init(name: String, isHidden: Bool = false, rows: [[SheetCell]]) {
      (self.name, self.isHidden, self.rows) = (name, isHidden, rows)
    }
  }

  let all: [Sheet]

  /// One sheet.
  public init(_ rows: [[SheetCell]]) { all = [Sheet(name: "Sheet1", rows: rows)] }
  /// Several.
  public init(all: [Sheet]) { self.all = all }

  /// Every sheet with its first rows.
  public func sheets() throws(Problem) -> [UInt8] {
    lines(of: all.enumerated().map { ($0, $1) }, most: SheetCommand.rowsShown)
  }

  /// All rows of one.
  public func rows(of number: Int) throws(Problem) -> [UInt8] {
    lines(of: [(number - 1, all[number - 1])], most: .max)
  }

  private func lines(of sheets: [(Int, Sheet)], most: Int) -> [UInt8] {
    var lines = LineEncoder()
    SheetReading.format(.xlsx).encode(into: &lines)
    for (place, sheet) in sheets {
      SheetReading.sheet(number: place + 1, name: sheet.name, isHidden: sheet.isHidden)
        .encode(into: &lines)
      for (row, cells) in sheet.rows.enumerated().filter({ !$1.isEmpty }).prefix(most) {
        SheetReading.row(number: row + 1, cells: cells).encode(into: &lines)
      }
    }
    SheetReading.end.encode(into: &lines)
    return lines.bytes
  }
}

extension SheetCell {
  /// Text, perhaps of a merged range.
  public static func text(_ text: String, origin: Origin = .own) -> Self {
    Self(.text(text), origin: origin)
  }
  /// A number, perhaps shown otherwise.
  public static func number(_ digits: String, shown: String? = nil) -> Self {
    Self(.number(digits, shown: shown))
  }
  /// A day.
  public static func date(_ date: String) -> Self { Self(.date(date)) }
}

extension SheetCell: ExpressibleByStringLiteral {
  /// A text; an empty one is an empty cell.
  public init(stringLiteral text: String) { self = text.isEmpty ? .empty : .text(text) }
}
