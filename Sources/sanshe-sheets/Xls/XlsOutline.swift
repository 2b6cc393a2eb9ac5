/// What has to be known of a sheet before its rows are read: merged ranges, hidden columns, and how many columns
/// hold something.
struct XlsOutline {
  /// By their first rows.
  private(set) var ranges: [MergedRanges.Range] = []
  private(set) var hiddenColumns: [Int] = []
  private(set) var width = 0

  init(_ records: XlsRecords) throws(Problem) {
    var records = SheetRecords(records)
    while let (kind, bytes) = try records.next() {
      switch kind {
      case .merged: try addRanges(bytes)
      case .column: try addColumns(bytes)
      case .numbers: note(bytes.two(at: bytes.count - 2))
      case .number, .shortNumber, .sharedText, .text, .richText, .truthOrError, .formula:
        note(bytes.two(at: 2))
      default: break
      }
    }
    ranges.sort { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  private mutating func note(_ column: Int?) {
    width = max(width, min((column ?? -1) + 1, Limits.columns))
  }

  private mutating func addColumns(_ bytes: [UInt8]) throws(Problem) {
    guard let first = bytes.two(at: 0), let last = bytes.two(at: 2), let flags = bytes.two(at: 8)
    else { throw XlsRecords.damaged }
    guard flags & 1 == 1, first <= min(last, Limits.columns - 1) else { return }
    hiddenColumns += first...min(last, Limits.columns - 1)
    if hiddenColumns.count > Limits.formats { throw .tooManyFormats }
  }

  private mutating func addRanges(_ bytes: [UInt8]) throws(Problem) {
    for index in 0..<(bytes.two(at: 0) ?? 0) {
      let start = 2 + index * 8
      guard let top = bytes.two(at: start), let bottom = bytes.two(at: start + 2),
        let left = bytes.two(at: start + 4), let right = bytes.two(at: start + 6), top <= bottom,
        left <= right
      else { throw XlsRecords.damaged }
      if ranges.count >= Limits.mergedRanges { throw .tooManyMergedRanges }
      ranges.append(MergedRanges.Range(rows: top...bottom, columns: left...right))
    }
  }
}

/// The records of one sheet, without those of charts in it.
struct SheetRecords {
  private var records: XlsRecords
  private var depth = 0

  init(_ records: XlsRecords) { self.records = records }

  mutating func next() throws(Problem) -> (kind: XlsRecords.Kind, bytes: [UInt8])? {
    while let record = try records.next() {
      if record.kind == .beginning { depth += 1 }
      if record.kind == .end { depth -= 1 }
      if depth <= 0 { return nil }
      if depth == 1 { return record }
    }
    return nil
  }

  mutating func continued(_ bytes: [UInt8]) -> [[UInt8]] { records.continued(bytes) }
}
