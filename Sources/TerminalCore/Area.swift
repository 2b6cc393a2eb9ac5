/// A place on the canvas; row and column count from 0 at the upper left.
public struct Position: Hashable, Sendable {
  /// Rows from the top.
  public var row: Int
  /// Columns from the left.
  public var column: Int

  /// The place at `row` and `column`.
  public init(row: Int, column: Int) {
    (self.row, self.column) = (row, column)
  }
}

/// A rectangle of cells; a negative size is taken as empty.
public struct Area: Hashable, Sendable {
  /// Rows from the top to the first row.
  public var row: Int
  /// Columns from the left to the first column.
  public var column: Int
  /// Height.
  public var rows: Int
  /// Width.
  public var columns: Int

  /// The rectangle with its upper left corner at `row` and `column`.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    (self.row, self.column) = (row, column)
    (self.rows, self.columns) = (max(0, rows), max(0, columns))
  }

  /// Whether there is nothing inside.
  public var isEmpty: Bool { rows == 0 || columns == 0 }

  /// Whether a cell lies inside.
  public func contains(row: Int, column: Int) -> Bool {
    (self.row..<self.row + rows).contains(row)
      && (self.column..<self.column + columns).contains(column)
  }

  /// The area without `rows` at top and bottom and `columns` at both sides.
  public func inset(rows: Int = 1, columns: Int = 1) -> Area {
    Area(
      row: row + rows, column: column + columns,
      rows: self.rows - 2 * rows, columns: self.columns - 2 * columns)
  }

  /// The first `count` rows and the rest; a negative count leaves that many for the rest.
  public func split(rows count: Int) -> (top: Area, bottom: Area) {
    let top = Area.clamp(count < 0 ? rows + count : count, rows)
    return (
      Area(row: row, column: column, rows: top, columns: columns),
      Area(row: row + top, column: column, rows: rows - top, columns: columns)
    )
  }

  /// The first `count` columns and the rest; a negative count leaves that many for the rest.
  public func split(columns count: Int) -> (left: Area, right: Area) {
    let left = Area.clamp(count < 0 ? columns + count : count, columns)
    return (
      Area(row: row, column: column, rows: rows, columns: left),
      Area(row: row, column: column + left, rows: rows, columns: columns - left)
    )
  }

  /// One row of the area as an area of its own.
  public func line(_ index: Int) -> Area {
    Area(row: row + index, column: column, rows: index < rows ? 1 : 0, columns: columns)
  }

  private static func clamp(_ value: Int, _ limit: Int) -> Int { max(0, min(value, limit)) }
}
