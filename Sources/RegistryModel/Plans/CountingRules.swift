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
