import RegistryModel

extension OrganizationRule {
  /// Why an organization with this standing does not count, its home aside; nil if it does.
  func refusal(_ standing: Standing) -> NotCounted? {
    if !standing.hasBegun { return .registeredLater }
    if !statuses.contains(standing.status) { return .status(standing.status) }
    guard let tier = standing.tier, tiers.contains(tier) else { return .tier(standing.tier) }
    return standing.reach == .community ? nil : .reach(standing.reach)
  }
}

/// Why an organization does not count on a day.
public enum NotCounted: Hashable, Sendable {
  case tier(Tier?)
  case status(OrganizationStatus)
  case reach(Reach)
  /// Registered or filed after the day.
  case registeredLater
  /// No home community is entered.
  case withoutHome
  /// The home community does not exist on the day: a new home is needed.
  case homeEnded

  /// Whether it belongs beside the figure: it exists, and someone may wonder why it is not in.
  public var isBeside: Bool {
    switch self {
    case .registeredLater: false
    case .status(let status): !status.isFinal
    default: true
    }
  }

  /// The reason as a list or note says it.
  public var words: Words {
    switch self {
    case .tier(let tier?): tier.label
    case .tier(nil): Words("tier not entered", "未填管理方式")
    case .status(let status): status.label
    case .reach(let reach): reach.label
    case .registeredLater: Words("registered later", "登记日期在后")
    case .withoutHome: Words("no home community", "未归属社区")
    case .homeEnded: Words("home community ended", "所在社区已撤销")
    }
  }
}
