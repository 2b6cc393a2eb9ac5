// What another plan of the same file says otherwise, since the registry has moved on.

extension ImportPlan {
  /// The places of rows of which this plan says something else than `old`; all where the file has
  /// other rows.
  public func differences(from old: ImportPlan) -> [Int] {
    guard rows.count == old.rows.count else { return Array(rows.indices) }
    return rows.indices.filter { !rows[$0].isSame(as: old.rows[$0]) }
  }
}

extension ImportRow {
  fileprivate func isSame(as other: ImportRow) -> Bool {
    line == other.line && title == other.title && outcome == other.outcome
      && problems == other.problems && warnings == other.warnings
  }
}
