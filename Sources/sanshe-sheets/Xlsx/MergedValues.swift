import SheetLines

/// Repeats the value of a merged range in its rows as they are read.
struct MergedValues {
  private struct Covering {
    let lastRow: Int
    let value: SheetCell.Value
  }

  private var waiting: ArraySlice<MergedRanges.Range>
  private let width: Int
  /// By column: what covers it from rows above.
  private var coverings: [Covering?]

  /// - Parameters:
  ///   - ranges: by their first rows.
  ///   - width: how many columns hold something; a range that is wider is not repeated beyond.
  init(_ ranges: [MergedRanges.Range], width: Int) {
    waiting = ranges[...]
    self.width = width
    coverings = Array(repeating: nil, count: ranges.isEmpty ? 0 : width)
  }

  /// - Parameter row: from 0, later than any before.
  mutating func fill(_ cells: inout [SheetCell], row: Int) {
    guard !coverings.isEmpty else { return }
    for column in 0..<width {
      guard let covering = coverings[column] else { continue }
      if covering.lastRow < row {
        coverings[column] = nil
      } else {
        put(SheetCell(covering.value, origin: .above), in: column, &cells)
      }
    }
    while let range = waiting.first, range.rows.lowerBound <= row {
      waiting.removeFirst()
      let first = range.columns.lowerBound
      guard range.rows.lowerBound == row, first < cells.count, !cells[first].isEmpty else {
        continue
      }
      let value = cells[first].value
      for column in first...max(first, min(range.columns.upperBound, width - 1)) {
        if column > first { put(SheetCell(value, origin: .left), in: column, &cells) }
        if range.rows.count > 1, column < width {
          coverings[column] = Covering(lastRow: range.rows.upperBound, value: value)
        }
      }
    }
  }

  private func put(_ cell: SheetCell, in column: Int, _ cells: inout [SheetCell]) {
    while cells.count <= column { cells.append(.empty) }
    cells[column] = cell
  }
}
