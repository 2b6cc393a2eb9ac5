/// What has to be known of a sheet before its rows are read, though it stands behind them: merged ranges, and
/// how many columns hold something.
final class SheetOutline: XMLReading {
  struct MergedRange {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  static let root = XMLElement.worksheet
  /// By their first rows.
  private(set) var ranges: [MergedRange] = []
  /// Columns from the first to the last that holds something.
  private(set) var width = 0
  private var cell = CellPlace()

  /// Reads it, if the sheet speaks of merged cells at all; most do not, and are unpacked only.
  static func read(_ part: ZipArchive.Part, of archive: ZipArchive) throws(Problem) -> SheetOutline
  {
    let outline = SheetOutline()
    guard try speaksOfMerging(part, of: archive) else { return outline }
    try XMLParser.read(part, of: archive, outline)
    outline.ranges.sort { $0.rows.lowerBound < $1.rows.lowerBound }
    return outline
  }

  private static func speaksOfMerging(
    _ part: ZipArchive.Part, of archive: ZipArchive
  ) throws(Problem) -> Bool {
    let sought = Array("mergeCell".utf8)
    var isFound = false
    var isFirst = true
    var end: [UInt8] = []
    try archive.read(part) { (bytes) throws(Problem) in
      // In UTF-16 it would not be found.
      if isFirst, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        isFound = true
      }
      isFirst = false
      isFound =
        isFound || bytes.contains(sought)
        || (end + bytes.prefix(sought.count)).firstPlace(of: sought) != nil
      end = Array((end + bytes.suffix(sought.count)).suffix(sought.count))
      return !isFound
    }
    return isFound
  }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    switch element {
    case .row: cell.beginRow()
    case .c: cell.advance(to: attributes["r"])
    case .v, .is: width = max(width, min(cell.column + 1, Limits.columns))
    case .mergeCell:
      guard let range = attributes.text("ref").flatMap(CellReference.range) else { return }
      if ranges.count >= Limits.mergedRanges { throw .tooManyMergedRanges }
      ranges.append(MergedRange(rows: range.rows, columns: range.columns))
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
