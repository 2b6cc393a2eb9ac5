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
  case programmes, purchaseAmount
  case communities

  /// How many of the smallest unit, in which it is held, make one of the unit it is shown in:
  /// areas are held in square decimetres, amounts in fen.
  var unitsPerWhole: Int {
    switch self {
    case .facilityArea, .activityArea, .purchaseAmount: 100
    default: 1
    }
  }

  /// What the registry lacks to answer it; nil if it can.
  var missing: Words? {
    switch self {
    case .linked, .programmes: Words("programmes are not recorded", "登记库尚未记录服务项目")
    case .purchaseAmount: Words("purchases are not recorded", "登记库尚未记录购买服务")
    default: nil
    }
  }

  /// Whether the rules of tier and status decide it.
  var countsOrganizations: Bool { self == .organizations || self == .services }
}

/// How the communities' answers become one figure.
public enum Aggregate: String, CaseIterable, Hashable, Sendable {
  /// The sum over the number of communities.
  case mean
  /// Every community by itself: the figure is the share of those that reach the target, in per
  /// cent, and all must.
  case each
  /// The share that has at least the minimum, in per cent; of `services` over organizations, of
  /// all else over communities.
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
