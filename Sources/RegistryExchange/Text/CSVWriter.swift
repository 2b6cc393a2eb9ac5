import RegistryModel

/// A CSV file in UTF-8 whose cells `SpreadsheetText` makes safe.
public struct CSVWriter: Sendable {
  /// Who reads it.
  public enum Reader: Sendable {
    /// A spreadsheet program, which takes UTF-8 for such by its mark alone and shortens long numbers: mark,
    /// CRLF, a tab before what it would rewrite.
    case spreadsheet
    /// Any other program: nothing but the values and line feeds, and a tab before a value that would be read
    /// as a number a spreadsheet has shortened.
    case program
  }

  /// The file so far.
  public private(set) var bytes: [UInt8]
  private let reader: Reader

  /// An empty file.
  public init(for reader: Reader) {
    self.reader = reader
    bytes = reader == .spreadsheet ? [0xEF, 0xBB, 0xBF] : []
  }

  /// Adds a row.
  ///
  /// - Parameter numbers: places of cells to be reckoned with, such as -1, which as text would be marked.
  public mutating func append(_ cells: [String], numbers: Set<Int> = []) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      append(
        numbers.contains(place)
          ? cell : SpreadsheetText.safe(cell, keepingNumbers: reader == .spreadsheet))
    }
    bytes.append(contentsOf: (reader == .spreadsheet ? "\r\n" : "\n").utf8)
  }

  private mutating func append(_ cell: String) {
    let isPlain = cell.utf8.allSatisfy {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";") && $0 > 0x20
    }
    if isPlain {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
