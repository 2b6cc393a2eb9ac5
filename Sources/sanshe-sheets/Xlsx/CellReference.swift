/// Columns and rows from 0, of `B12` and `B12:D13`.
enum CellReference {
  /// The column of a reference, and how many bytes its letters have.
  static func column(_ text: UnsafePointer<CChar>) -> (column: Int, letters: Int)? {
    var column = 0
    var count = 0
    while case let byte = UInt8(bitPattern: text[count]) & ~0x20,
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    {
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      count += 1
      if count > 3 { return nil }
    }
    return count > 0 ? (column - 1, count) : nil
  }

  /// Both corners of a range; one that is not well written is none.
  static func range(_ text: String) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    let corners = text.split(separator: ":", omittingEmptySubsequences: false).compactMap {
      (corner) -> (row: Int, column: Int)? in
      corner.withCString { bytes in
        guard let (column, letters) = column(bytes),
          let row = Int(corner.utf8.dropFirst(letters).map { String(UnicodeScalar($0)) }.joined()),
          (1...Limits.rows).contains(row)
        else { return nil }
        return (row - 1, column)
      }
    }
    guard corners.count == 2, corners[0].row <= corners[1].row,
      corners[0].column <= corners[1].column
    else { return nil }
    return (corners[0].row...corners[1].row, corners[0].column...corners[1].column)
  }
}
