import RegistryModel

// Which posts count.
extension Plan {
  private var workerRules: [WorkerRule] { DistrictList.shared.targets(of: self).map(\.workers) }

  /// Whether someone of this licence counts in this role for some target; nil where none counts workers.
  public func counts(role: Role, licence: LicenceLevel) -> Bool? {
    let rules = workerRules
    return rules.isEmpty
      ? nil : rules.contains { $0.qualifies(role: role, licence: licence) }
  }

  /// The post to propose for an assignment: a social worker's, unless that does not count and the post of
  /// someone employed by the community does. Who is elected is never proposed.
  public var proposedRole: Role {
    let roles = Set(workerRules.flatMap(\.roles))
    return [.socialWorker, .communityStaff, .gridWorker].first(where: roles.contains)
      ?? .socialWorker
  }

  /// Which workers count in a community of a kind.
  public func workers(urban: Bool?) -> WorkerRule { CommunityRules(self).workers(urban: urban) }

  /// What the workers are called that count in a community of a kind.
  public func nameOfWorkers(urban: Bool?) -> Words {
    workers(urban: urban).name
  }
}
