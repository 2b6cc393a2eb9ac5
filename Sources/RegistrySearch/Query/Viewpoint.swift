import RegistryModel

/// From where records are looked at: a state of the registry, a day, and what is counted on it.
public struct Viewpoint: Sendable {
  /// The records.
  public let registry: RegistryState
  /// The day values and counts are of; if it is before today, what begins later is not there.
  public let day: CivilDate
  /// Findings are of today, whatever day is shown: rules look at records as they are now.
  public let today: CivilDate
  /// What the plan counts of communities on the day; nil if there is no plan.
  public let tallies: (any CommunityTallies)?

  /// A state as of a day.
  public init(
    _ registry: RegistryState, on day: CivilDate, today: CivilDate,
    tallies: (any CommunityTallies)?
  ) {
    (self.registry, self.day, self.today, self.tallies) = (registry, day, today, tallies)
  }

  /// The day if it is before today.
  public var past: CivilDate? { day.ifPast(on: today) }
}

/// What a plan counts of each community; handed in, since searching knows no plans.
///
/// Each answer is nil for a record that is no community of the day.
public protocol CommunityTallies: Sendable {
  /// Organizations that count.
  func organizations(of community: RecordID) -> Int?
  /// Workers that count.
  func workers(of community: RecordID) -> Int?
  /// The plan asks for organizations of communities.
  var askOrganizations: Bool { get }
  /// Organizations it lacks to what the plan asks of a community like it; nil if nothing is asked.
  func shortfall(of community: RecordID) -> Int?
}
