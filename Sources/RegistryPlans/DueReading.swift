import RegistryModel

/// How each sort of what is due is read from the records.
struct DueReading {
  let state: RegistryState
  let day: CivilDate
  /// The day, if it is past.
  let past: CivilDate?
  /// The last day that is told of now.
  let horizon: CivilDate

  /// What is due of a sort, in no order.
  func items(_ sort: Due.Sort) -> [Due.Item] {
    switch sort {
    case .instalments: instalments
    case .programmesPastEnd:
      begun(Programme.self).filter {
        $0.record.isPastEnd(on: day) && $0.accepted["programme-past-end"] == nil
      }
      .map { Due.Item(record: $0.id, day: $0.record.until?.lastDay) }
    case .suppliers:
      begun(Purchase.self).filter { $0.record.status[day] == .contracted && isBarred($0.record) }
        .map { Due.Item(record: $0.id, day: nil) }
    case .communitiesServed:
      begun(Community.self).filter { $0.record.hasEnded(by: day) && isServed($0.id) }
        .map { Due.Item(record: $0.id, day: $0.record.endedOn?.firstDay) }
    case .organizationsWithoutHome:
      present(Organization.self).filter {
        $0.record.needsHome(on: day) && $0.record.community[day] == nil
      }.map { Due.Item(record: $0.id, day: nil) }
    case .certificates:
      present(Organization.self).compactMap { ending($0.id, $0.record.certificateUntil) }
    case .ratings:
      present(Organization.self).compactMap { stored in
        guard stored.record.rating != nil else { return nil }
        return ending(stored.id, stored.record.ratedOn?.lastDay.adding(months: 60))
      }
    case .registrations:
      present(Worker.self).compactMap { ending($0.id, $0.record.registrationUntil) }
    case .programmesIdle:
      state.programmesIdle(on: day).map { Due.Item(record: $0.id, day: lastActive($0)) }
    case .inspections: inspections
    }
  }

  /// Records that are there, ended ones among them.
  private func begun<R: Record>(_ type: R.Type) -> [Stored<R>] {
    state[type].inUse.filter { stored in past.map(stored.record.hasBegun) ?? true }
  }

  /// Those that have not ended.
  private func present<R: Record>(_ type: R.Type) -> [Stored<R>] {
    begun(type).filter { !$0.record.hasEnded(by: day) }
  }

  /// It ends on the day told ahead of or before, whatever day a partial one means.
  private func ending(_ id: RecordID, _ date: CivilDate?) -> Due.Item? {
    guard let last = date?.lastDay, last <= horizon else { return nil }
    return Due.Item(record: id, day: last)
  }
}

extension DueReading {
  /// Of contracts; before there is one nothing is owed.
  private var instalments: [Due.Item] {
    let purchases = state.purchases
    return state.instalments.inUse.compactMap { stored in
      guard let item = ending(stored.id, stored.record.due), stored.record.open(on: day) != nil,
        let purchase = stored.record.purchase.flatMap({ purchases[$0.number] }),
        purchase.binned == nil, purchase.record.hasContract(on: day),
        past.map(purchase.record.hasBegun) ?? true
      else { return nil }
      return item
    }
  }

  /// Its supplier could not be contracted any longer.
  private func isBarred(_ purchase: Purchase) -> Bool {
    guard let supplier = purchase.supplier.flatMap({ state.organizations[$0.number] }),
      supplier.binned == nil
    else { return false }
    return supplier.record.status[day]?.isBarred == true
      || supplier.record.creditList[day] == .serious
  }

  /// An organization is at home there, someone works there or a programme runs there.
  private func isServed(_ community: RecordID) -> Bool {
    let organizations =
      Organization.kindSchema["community"].map {
        state.organizations.holding(community.description, in: $0)
      } ?? []
    return organizations.contains {
      $0.record.exists(on: day) && $0.record.needsHome(on: day)
        && $0.record.community[day] == community
    } || !state.assignments(of: community, on: day).isEmpty
      || state.programmes(servingEver: community).contains {
        $0.record.runs(on: day) && $0.record.communities[day]?.contains(community) == true
      }
  }

  /// The last day something was done in a programme, else its first.
  private func lastActive(_ programme: Stored<Programme>) -> CivilDate? {
    state.activities(of: programme.id).compactMap(\.record.doneBy).filter { $0 <= day }.max()
      ?? programme.record.since?.lastDay
  }

  /// Who was registered after the half of the year did not take part in its inspection.
  private var inspections: [Due.Item] {
    let year = Due.inspectedYear(before: day)
    guard let half = CivilDate(year: year, month: 6, day: 30),
      let deadline = Due.inspectionDeadline(of: year)
    else { return [] }
    let done = Set(
      begun(Inspection.self).lazy.map(\.record).filter { $0.year == year }
        .compactMap(\.organization))
    return present(Organization.self).filter { stored in
      let record = stored.record
      return record.isRegistered(on: day) && record.isRegistered(on: half)
        && CivilDate.covers(half, since: record.registeredOn, until: nil)
        && !done.contains(stored.id)
    }.map { Due.Item(record: $0.id, day: deadline) }
  }
}

extension Organization {
  /// It has a registration on `day`, and does not only apply for one.
  fileprivate func isRegistered(on day: CivilDate) -> Bool {
    tier[day] == .registered && status[day] != .applying
  }
}
