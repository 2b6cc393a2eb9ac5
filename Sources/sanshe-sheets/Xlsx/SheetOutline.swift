/// What has to be known of a sheet before its rows are read: merged ranges, though they stand behind them, and
/// how many columns hold something.
struct SheetOutline {
  /// By their first rows.
  let ranges: [MergedRanges.Range]
  /// Columns from the first to the last that holds something; not counted if nothing is merged.
  let width: Int

  init(_ part: ZipArchive.Part, of archive: ZipArchive) throws(Problem) {
    let merged = MergedRanges()
    let parser = try XMLParser(merged)
    var rows = RowsLeftOut()
    try archive.read(part) { (bytes) throws(Problem) in
      try parser.feed(rows.left(of: bytes))
      return true
    }
    if rows.isInRows {
      // Their end is written in another way.
      merged.ranges = []
      try XMLParser.read(part, of: archive, merged)
    } else {
      try parser.feed(rows.rest())
      try parser.end()
    }
    ranges = merged.ranges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    guard !ranges.isEmpty else {
      width = 0
      return
    }
    let columns = UsedColumns()
    try XMLParser.read(part, of: archive, columns)
    width = columns.width
  }
}

/// The merged ranges of a sheet.
final class MergedRanges: XMLReading {
  struct Range {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  static let root = XMLElement.worksheet
  var ranges: [Range] = []

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    guard element == .mergeCell,
      let range = attributes.text("ref").flatMap({ CellReference.range($0) })
    else { return }
    if ranges.count >= Limits.mergedRanges { throw .tooManyMergedRanges }
    ranges.append(Range(rows: range.rows, columns: range.columns))
  }
}

/// How many columns hold something, by the first rows: a range that is merged beyond is not repeated there.
final class UsedColumns: XMLReading {
  static let root = XMLElement.worksheet
  private(set) var width = 0
  var isFinished: Bool { rows > Self.rows }
  private var rows = 0
  private var cell = CellPlace()
  /// Enough to see a table below its title.
  private static let rows = 1_000

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    switch element {
    case .row:
      rows += 1
      cell.beginRow()
    case .c: cell.advance(to: attributes["r"])
    case .v, .is: width = max(width, min(cell.column + 1, Limits.columns))
    default: break
    }
  }
}

/// The column of the cell that is read; a cell that does not say which it is follows the one before.
struct CellPlace {
  private(set) var column = -1

  mutating func beginRow() { column = -1 }

  mutating func advance(to reference: UnsafePointer<CChar>?) {
    column = reference.flatMap { CellReference.column($0)?.column } ?? column + 1
  }
}
