extension CivilDate {
  /// Later than any day a record holds: asks for the value last known.
  public static let distantFuture = CivilDate(daysSinceEpoch: 84_000)

  /// A span is not turned round: its last day, where both are known, is not before its first.
  public static func isTerm(since: CivilDate?, until: CivilDate?) -> Bool {
    guard let since, let until else { return true }
    return until.lastDay >= since.firstDay
  }
}
