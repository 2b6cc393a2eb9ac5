import RegistryModel

/// What stands beside a plan's figures: the years before, the towns, and who is furthest behind.
///
/// Counting and sorting it takes longer than a key may wait.
public struct Breakdown: Sendable {
  /// The years before, and the day.
  public let trend: Trend
  /// By code.
  public let towns: [Town]
  /// By target: places among the towns.
  private let townsBehind: [String: [Int]]
  /// By target.
  private let communitiesBehind: [String: [CommunityLack]]

  /// Counts what belongs to `outlook`, which is of `state`.
  public init(_ outlook: Outlook, of state: RegistryState) {
    let progress = outlook.progress
    let targets = progress.plan.targets
    let towns = progress.towns(of: state)
    trend = Trend(outlook, of: state)
    townsBehind = Dictionary(
      uniqueKeysWithValues: targets.enumerated().map { place, target in
        let missing = towns.map { $0.figures[place].shortfall ?? -1 }
        // Towns go by code where they lack as much.
        return (
          target.id,
          towns.indices.sorted { (missing[$1], $0) < (missing[$0], $1) }
        )
      })
    communitiesBehind = Dictionary(
      uniqueKeysWithValues: targets.map { ($0.id, progress.furthest(from: $0)) })
    self.towns = towns
  }

  /// The towns, those that lack most to a target first.
  public func towns(furthestFrom target: String) -> [Town] {
    (townsBehind[target] ?? []).map { towns[$0] }
  }

  /// The communities that do not have what a target asks of one, the furthest behind first.
  public func communities(furthestFrom target: String) -> [CommunityLack] {
    communitiesBehind[target] ?? []
  }
}
