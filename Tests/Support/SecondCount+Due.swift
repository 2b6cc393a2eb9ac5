import RegistryModel
import RegistryPlans

// What is due, counted again: every question from the records anew.
extension SecondCount {
  /// A line of what is due: how many, the days in order, what is to be paid in fen, and how many are late.
  public struct DueLine: Equatable {
    /// By number.
    public var records: [RecordID] = []
    /// In order; those without a day are left out.
    public var days: [CivilDate] = []
    /// Zero where it is not about money.
    public var fen: Int64 = 0

    /// What `line` says, in the same words.
    public init(_ line: Due.Line) {
      (records, days) = (line.records.sorted(), line.items.compactMap(\.day))
      fen = line.amount?.units ?? 0
    }

    init() {}

    fileprivate mutating func add(_ record: RecordID, _ day: CivilDate?, fen: Int64 = 0) {
      records.append(record)
      days = (days + [day].compactMap { $0 }).sorted()
      self.fen += fen
    }
  }

  /// Every sort of which something is due.
  public func due() -> [Due.Sort: DueLine] {
    var lines: [Due.Sort: DueLine] = [:]
    func add(_ sort: Due.Sort, _ id: RecordID, _ day: CivilDate?, fen: Int64 = 0) {
      lines[sort, default: DueLine()].add(id, day, fen: fen)
    }
    let isThere = { (id: RecordID) in shown(id.kind).contains(id) }
    for stored in state.organizations.inUse where isThere(stored.id) && !hasEnded(stored.record) {
      let record = stored.record
      if let end = record.certificateUntil?.lastDay, isSoon(end) {
        add(.certificates, stored.id, end)
      }
      if [nil, .community].contains(record.reach[day]), record.community[day] == nil {
        add(.organizationsWithoutHome, stored.id, nil)
      }
      if record.rating != nil, let rated = record.ratedOn?.lastDay {
        let fiveYears = CivilDate(
          year: rated.year + 5, month: rated.month ?? 12,
          day: min(rated.day ?? 31, rated.month == 2 && (rated.year + 5) % 4 != 0 ? 28 : 31))
        if let end = fiveYears, isSoon(end) { add(.ratings, stored.id, end) }
      }
      if let deadline = missedInspection(stored) { add(.inspections, stored.id, deadline) }
    }
    for stored in state.workers.inUse where isThere(stored.id) && !hasPassed(stored.record.leftOn) {
      if let end = stored.record.registrationUntil?.lastDay, isSoon(end) {
        add(.registrations, stored.id, end)
      }
    }
    for stored in state.communities.inUse where isThere(stored.id) {
      guard let end = stored.record.endedOn, end.firstDay < day, isServed(stored.id) else {
        continue
      }
      add(.communitiesServed, stored.id, end.firstDay)
    }
    for stored in state.programmes.inUse where isThere(stored.id) {
      guard stored.record.status[day] == .running, let end = stored.record.until?.lastDay,
        end < day,
        stored.accepted["programme-past-end"] == nil
      else { continue }
      add(.programmesPastEnd, stored.id, end)
    }
    for stored in runningProgrammes {
      let days = state.activities.inUse.filter { $0.record.programme == stored.id }
        .compactMap(\.record.heldOn).filter { $0.lastDay <= day }
      if days.contains(where: { $0.lastDay >= day.adding(days: -91) }) { continue }
      if let since = stored.record.since, since.lastDay > day.adding(days: -91) { continue }
      add(.programmesIdle, stored.id, days.map(\.lastDay).max() ?? stored.record.since?.lastDay)
    }
    for stored in state.purchases.inUse where isThere(stored.id) {
      guard stored.record.status[day] == .contracted, let id = stored.record.supplier,
        let supplier = state.organizations[id.number], supplier.binned == nil
      else { continue }
      let status = supplier.record.status[day]
      let isOut = status == .deregistered || status == .revoked || status == .suspended
      if isOut || supplier.record.creditList[day] == .serious { add(.suppliers, stored.id, nil) }
    }
    for stored in state.instalments.inUse {
      let record = stored.record
      guard let end = record.due?.lastDay, isSoon(end), let id = record.purchase, isThere(id),
        let purchase = state.purchases[id.number]?.record, let amount = record.amount
      else { continue }
      let status = purchase.status[day]
      let isContract =
        status == .contracted || status == .completed
        || status == .terminated && purchase.signedOn != nil
      let paid = hasCome(record.paidOn) ? record.paid?.units ?? 0 : 0
      if isContract, amount.units > paid {
        add(.instalments, stored.id, end, fen: amount.units - paid)
      }
    }
    return lines
  }

  private func isSoon(_ end: CivilDate) -> Bool { end <= day.adding(days: 30) }

  /// Someone still belongs to it that day.
  private func isServed(_ home: RecordID) -> Bool {
    state.organizations.inUse.contains { stored in
      exists(stored.record) && stored.record.community[day] == home
        && [nil, .community].contains(stored.record.reach[day])
    }
      || state.assignments.inUse.contains { stored in
        guard stored.record.community == home, let worker = stored.record.worker,
          let its = state.workers[worker.number]?.record
        else { return false }
        return hasBegun(stored.record) && !hasPassed(stored.record.until) && exists(its)
      } || !programmes(in: home).isEmpty
  }

  /// The last day for an inspection that is missing; nil if none is.
  private func missedInspection(_ stored: Stored<Organization>) -> CivilDate? {
    let isSecondHalf = (day.month ?? 0) >= 7
    let year = isSecondHalf ? day.year - 1 : day.year - 2
    guard let half = CivilDate(year: year, month: 6, day: 30),
      let deadline = CivilDate(year: year + 1, month: 6, day: 30)
    else { return nil }
    let record = stored.record
    for then in [half, day]
    where record.tier[then] != .registered || record.status[then] == .applying { return nil }
    if let registered = record.registeredOn, registered.lastDay > half { return nil }
    let isInspected = state.inspections.inUse.contains {
      $0.record.organization == stored.id && $0.record.year == year
        && shown(.inspection).contains($0.id)
    }
    return isInspected ? nil : deadline
  }
}
