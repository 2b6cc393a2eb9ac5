import RegistryModel

/// What is counted of one community on the day, under the plan's rules.
public struct CommunityCount: Hashable, Sendable {
  /// The community.
  public let id: RecordID
  /// nil if neither committee nor code tells.
  public let isUrban: Bool?
  /// Organizations that count.
  public let organizations: Int
  /// Organizations at home here that exist and count for no target of the plan.
  public let notCounted: Int
  /// Of those that count, how many do each service; one may do several.
  public let services: [Service: Int]
  /// Workers that count for the plan.
  public let workers: Int
  /// All workers at work here, volunteers aside.
  public let staff: Int
  /// nil if not entered.
  public let households: Int?
  /// nil if not entered.
  public let residents: Int?
  /// Square metres of facilities for each 100 households; n/a where either is not entered.
  public let facilityPerHundredHouseholds: Exact
  /// By number of organizations among the communities of its kind: 1 for the most.
  public let rank: Int
  /// How many communities of its kind there are.
  public let ofItsKind: Int
  /// How many of its kind have fewer organizations.
  public let fewer: Int
}

/// What one community has of what a target asks; the district's figure is never its minimum.
public struct CommunityAnswer: Hashable, Sendable {
  /// In the measure's unit, or the ratio's; n/a where a number needed is not entered.
  public let value: Exact
  /// Whether it has by itself what the target asks; nil if the target asks nothing.
  public let hasEnough: Bool?
  /// What it would have to have; nil if the target asks nothing.
  public let floor: Bound?
  /// What one of what is counted is worth, in the measure's unit.
  let worth: Exact

  /// What is missing to that, as a number is shown: what is counted in whole ones; nil if nothing is, or
  /// nothing is asked.
  public var missing: String? {
    guard hasEnough == false, let floor else { return nil }
    if value.denominator == 1, worth == Exact(1), let least = floor.leastSum(worth: worth) {
      return (Exact(Int128(least)) - value).text(places: 0)
    }
    return (Exact(floor.number) - value).textRoundedUp(places: 1)
  }

  /// How many of `cells` are done; never all of them before it has enough.
  public func filled(of cells: Int) -> Int {
    guard hasEnough == false, let floor else { return hasEnough == true ? cells : 0 }
    let part = value / Exact(floor.number) * Exact(Int128(cells))
    return max(0, min(part.floor ?? 0, cells - 1))
  }

  /// Whole for counts, one decimal for the rest; nil for n/a.
  public var text: String? {
    value.denominator == 1 ? value.text(places: 0) : value.text()
  }
}
