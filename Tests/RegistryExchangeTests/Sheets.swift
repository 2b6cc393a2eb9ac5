@testable import RegistryExchange
import RegistryModel
import SheetLines

/// A spreadsheet without a file: what `sanshe-sheets` would say of it.
struct Sheets: SheetSource {
  /// One sheet: its rows from row 1 on.
  struct Sheet {
    let name: String
    var isHidden = false
    let rows: [[SheetCell]]
  }

  let all: [Sheet]

  init(_ rows: [[SheetCell]]) { all = [Sheet(name: "Sheet1", rows: rows)] }
  init(all: [Sheet]) { self.all = all }

  func sheets() throws(Problem) -> [UInt8] {
    lines(of: all.enumerated().map { ($0, $1) }, most: SheetCommand.rowsShown)
  }

  func rows(of number: Int) throws(Problem) -> [UInt8] {
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
  static func text(_ text: String, origin: Origin = .own) -> Self {
    Self(.text(text), origin: origin)
  }
  static func number(_ digits: String, shown: String? = nil) -> Self {
    Self(.number(digits, shown: shown))
  }
  static func date(_ date: String) -> Self { Self(.date(date)) }
}

extension SheetCell: ExpressibleByStringLiteral {
  /// A text; an empty one is an empty cell.
  public init(stringLiteral text: String) { self = text.isEmpty ? .empty : .text(text) }
}
