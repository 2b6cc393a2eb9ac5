import RegistryModel

/// The lists a figure can be opened into.
public enum Behind: String, CaseIterable, Hashable, Sendable {
  /// The records the sum is made of: organizations, workers, or communities that have it.
  case counted
  /// The records the figure is about: communities in scope; organizations for a share of services.
  case all
  /// Those of `all` that do not have by themselves what the target asks; of a ratio those of which it can
  /// be said.
  case without
  /// Communities for which a number needed is not entered; for a share of needs those without any.
  case incomplete
  /// Organizations that exist but do not count: ledger, dormant, town- and district-wide, no home.
  case notCounted
  /// Counted organizations that nobody has confirmed for the office's number of months.
  case unconfirmed
  /// Counted workers in more than one community.
  case shared
  /// Of the linked communities those with an activity in the last 92 days.
  case active
  /// Needs that were met.
  case met
  /// Needs that were neither declined nor referred: those the office has to meet.
  case own
  /// Communities that neither committee nor code calls urban or rural.
  case unknownKind
}

/// The whole numbers a figure is made of. Those of several districts add up.
public struct Tally: Hashable, Sendable {
  /// In the measure's smallest unit: organizations, persons, hundredths of a square metre.
  public internal(set) var sum = 0
  /// What it is taken over: communities, organizations, households.
  public internal(set) var over = 0
  /// How many of the dates behind it are only a year, or a year and month.
  public internal(set) var partialDates = 0
  private var lengths: [Behind: Int] = [:]

  /// Nothing counted yet.
  public init() {}

  /// How many records the list has.
  public internal(set) subscript(list: Behind) -> Int {
    get { lengths[list, default: 0] }
    set { lengths[list] = newValue == 0 ? nil : newValue }
  }

  /// No number in it is below zero, nor so large that adding a few of them could overflow.
  var isPossible: Bool {
    ([sum, over, partialDates] + lengths.values).allSatisfy { (0...(1 << 56)).contains($0) }
  }
}
