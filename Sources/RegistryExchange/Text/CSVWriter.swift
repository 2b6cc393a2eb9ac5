import RegistryModel

/// A CSV file as spreadsheet programs open it right: UTF-8 with its mark, CRLF, and every cell
/// made safe by `SpreadsheetText`.
public struct CSVWriter: Sendable {
  /// The file so far.
  public private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// An empty file.
  public init() {}

  /// Adds a row.
  public mutating func append(_ cells: [String]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      append(SpreadsheetText.safe(cell))
    }
    bytes.append(contentsOf: "\r\n".utf8)
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
