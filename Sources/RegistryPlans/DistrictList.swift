import RegistryModel

/// The lists that are the district's own, over all targets of the plan: each record once, in whichever
/// community it is.
public enum DistrictList: String, CaseIterable, Hashable, Sendable {
  /// Organizations that exist and count for no target, though someone may wonder why.
  case notCounted
  /// Organizations that count for a target and that nobody has confirmed for the office's number of
  /// months.
  case unconfirmed
  /// Workers that count, for whichever targets, in more than one community.
  case shared

  /// Whether there is such a list: a target of the plan counts what it lists.
  func isAsked(by plan: Plan) -> Bool {
    plan.targets.contains { target in
      guard target.notRecorded == nil, let measure = target.measure else { return false }
      return self == .shared ? measure == .workers : measure.countsOrganizations
    }
  }
}

extension Progress {
  /// The records of a list of the district, by number.
  public func records(_ list: DistrictList) -> [RecordID] {
    switch list {
    case .notCounted, .unconfirmed:
      organizations(in: list).map { RecordID(.organization, Int($0.number)) }
    case .shared: sharedWorkers.map { RecordID(.worker, $0) }
    }
  }

  /// How long the lists of the district are; those that mean nothing under the plan are left out.
  public var district: [DistrictList: Int] {
    let asked = DistrictList.allCases.filter { $0.isAsked(by: plan) }
    return Dictionary(uniqueKeysWithValues: asked.map { ($0, records($0).count) })
  }

  /// The organizations of a list.
  func organizations(in list: DistrictList) -> [OrganizationFact] {
    let sheets = sheets { $0.countsOrganizations }
    return census.organizations.filter { fact in
      let counts = sheets.contains { $0.isCounted(fact) }
      return switch list {
      case .notCounted: !counts && sheets.contains { $0.isAbout(fact) && $0.isBeside(fact) }
      case .unconfirmed: counts && fact.isUnconfirmed
      case .shared: false
      }
    }
  }

  private var sharedWorkers: [Int] {
    var places: [Int32: Set<Int32>] = [:]
    for sheet in sheets(where: { $0 == .workers }) {
      for head in sheet.heads { places[head.worker, default: []].insert(head.place) }
    }
    return places.filter { $0.value.count > 1 }.map { Int($0.key) }.sorted()
  }

  private func sheets(where belongs: (Measure) -> Bool) -> [Sheet] {
    plan.targets.compactMap { Sheet($0, census, counts) }.filter { belongs($0.measure) }
  }
}

extension Sheet {
  /// Whether an organization is the target's to count: at home in its scope, or, without a home that is
  /// urban or rural, of the district as a whole.
  fileprivate func isAbout(_ fact: OrganizationFact) -> Bool {
    isInScope(fact) || fact.homeIsUrban == nil
  }
}
