import RegistryModel

/// What a target counts: a closed list, each answered from the records.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  /// Organizations that count, each in its home community.
  case organizations
  /// Workers at work in a community whose role or licence qualifies, each person once.
  case workers
  /// Counted organizations with a confirmed service to residents.
  case services
  /// Communities where a running programme joins all three.
  case linked
  /// Communities whose service facilities have an area above zero.
  case facility
  case facilityArea, activityArea
  /// Communities with a one-stop service hall.
  case hall
  /// Communities with a self-service terminal.
  case terminal
  case households, residents
  /// Programmes that run: of a community those that serve it; in a total each once.
  case programmes
  /// What was contracted since the plan began.
  case purchaseAmount
  /// Of that, what goes to organizations: a share of money.
  case purchaseShare
  /// Needs raised since the plan began that were taken, met or referred: a share of needs.
  case needs
  /// Organizations that count and are in a running programme: a share of organizations.
  case carriers
  /// Workers that count and are in a running programme: a share of workers.
  case supporters
  /// Towns with a running station: a share of towns.
  case stations
  case communities

  /// How many of the smallest unit, in which it is held, make one of the unit it is shown in:
  /// areas are held in square decimetres, amounts in fen.
  var unitsPerWhole: Int {
    switch self {
    case .facilityArea, .activityArea, .purchaseAmount, .purchaseShare: 100
    default: 1
    }
  }

  /// Whether the rules of tier and status decide it.
  var countsOrganizations: Bool {
    self == .organizations || self == .services || self == .carriers
  }

  /// Whether the rules of role and licence decide it.
  var countsWorkers: Bool { self == .workers || self == .supporters }

  /// It is a share of records of its own, of no community.
  var isShareOnly: Bool {
    switch self {
    case .purchaseShare, .needs, .carriers, .supporters, .stations: true
    default: false
    }
  }

  /// Those that programmes answer.
  static let ofProgrammes: Set<Measure> = [.linked, .programmes, .carriers, .supporters, .stations]
}

/// How the communities' answers become one figure.
public enum Aggregate: String, CaseIterable, Hashable, Sendable {
  /// The sum over the number of communities.
  case mean
  /// Every community by itself: the figure is the share of those that reach the target, in per
  /// cent, and all must.
  case each
  /// The share that has at least the minimum, in per cent, over what `Target.subject` says.
  case share
  /// The sum over the sum of another measure.
  case ratio
}

/// Which communities a target is about.
public enum Scope: String, CaseIterable, Hashable, Sendable {
  case urban, rural, all

  /// Whether a community of this kind belongs; one of unknown kind belongs to `all` only.
  public func includes(urban: Bool?) -> Bool {
    switch self {
    case .urban: urban == true
    case .rural: urban == false
    case .all: true
    }
  }
}
