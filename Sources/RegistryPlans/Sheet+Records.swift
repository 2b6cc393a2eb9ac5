import RegistryModel

extension Sheet {
  /// The records of a list, by number.
  func records(_ list: Behind) -> [RecordID] {
    if let members { return members.records(list) }
    return switch list {
    case .counted:
      switch listed {
      case .communities: communities { isCounted($0) }
      case .organizations: organizations { isCounted($0) && (!isOfOrganizations || hasEnough($0)) }
      case .workers: persons.all.map { RecordID(.worker, $0) }
      case .programmes: programmes.map(\.id)
      case .purchases: census.mechanism.purchases.map { RecordID(.purchase, $0.number) }
      }
    case .all:
      isOfOrganizations ? organizations { isCounted($0) } : communities { _ in true }
    case .without:
      isOfOrganizations
        ? organizations { isCounted($0) && !hasEnough($0) } : communities { isWithout($0) }
    case .incomplete: communities { !$0.isComplete }
    case .notCounted: organizations { isBeside($0) }
    case .unconfirmed: organizations { isCounted($0) && $0.isUnconfirmed }
    case .shared: measure == .workers ? persons.shared.map { RecordID(.worker, $0) } : []
    case .active:
      measure == .linked
        ? communities {
          isCounted($0)
            && census.mechanism.active.contains(Int(census.communities[$0.place].number))
        } : []
    case .met, .own: []
    case .unknownKind:
      target.scope == .all
        ? []
        : (part?.places ?? Array(census.communities.indices)).map { census.communities[$0] }
          .filter { $0.isUrban == nil }.map { RecordID(.community, Int($0.number)) }
    }
  }

  /// The organizations that exist but do not count, by reason.
  var notCounted: [NotCounted: [RecordID]] {
    var reasons: [NotCounted: [RecordID]] = [:]
    guard measure.countsOrganizations else { return reasons }
    forEachOrganization { fact in
      guard isInScope(fact), let reason = fact.refusal(target.organizations, in: census),
        reason.isBeside
      else { return }
      reasons[reason, default: []].append(RecordID(.organization, Int(fact.number)))
    }
    return reasons
  }

  private func communities(_ belongs: (Row) -> Bool) -> [RecordID] {
    rows.filter(belongs).map {
      RecordID(.community, Int(census.communities[$0.place].number))
    }
  }

  private func organizations(_ belongs: (OrganizationFact) -> Bool) -> [RecordID] {
    guard measure.countsOrganizations else { return [] }
    var ids: [RecordID] = []
    forEachOrganization { fact in
      if isInScope(fact), belongs(fact) { ids.append(RecordID(.organization, Int(fact.number))) }
    }
    return ids
  }
}
