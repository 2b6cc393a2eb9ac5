import RegistryModel

/// Which organizations count, beside serving their own community and being registered by the day.
public struct OrganizationRule: Hashable, Sendable {
  /// One of them must hold on the day.
  public var tiers: Set<Tier>
  /// One of them must hold on the day.
  public var statuses: Set<OrganizationStatus>

  /// Registered and filed ones at work, unless a target says otherwise.
  public init(
    tiers: Set<Tier> = [.registered, .filed],
    statuses: Set<OrganizationStatus> = [.active, .changePending]
  ) {
    self.tiers = tiers
    self.statuses = statuses
  }

  /// Why an organization with this standing does not count, its home aside; nil if it does.
  func refusal(_ standing: Standing) -> NotCounted? {
    if !standing.hasBegun { return .registeredLater }
    if !statuses.contains(standing.status) { return .status(standing.status) }
    guard let tier = standing.tier, tiers.contains(tier) else { return .tier(standing.tier) }
    return standing.reach == .community ? nil : .reach(standing.reach)
  }
}

/// Which workers of a community count: by role, or by licence in any role. Volunteers never do.
public struct WorkerRule: Hashable, Sendable {
  /// Count with or without a licence.
  public var roles: Set<Role>
  /// Count in any role; a lapsed registration does not matter.
  public var licences: Set<LicenceLevel>

  /// Social workers, drug rehabilitation workers and licence holders, unless a target says otherwise.
  public init(
    roles: Set<Role> = [.socialWorker, .drugRehabWorker],
    licences: Set<LicenceLevel> = [.assistant, .socialWorker, .senior]
  ) {
    self.roles = roles
    self.licences = licences
  }

  /// What those are called who count: social workers, where no other post counts by itself.
  public var name: Words {
    roles.isSubset(of: [.socialWorker, .drugRehabWorker])
      ? Words("Social workers", "社工") : Words("Community workers", "社区工作者")
  }

  /// Whether someone of this licence counts in this role.
  public func qualifies(role: Role, licence: LicenceLevel) -> Bool {
    role != .volunteer && (roles.contains(role) || licences.contains(licence))
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
