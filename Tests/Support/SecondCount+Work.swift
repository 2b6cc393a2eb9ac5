import RegistryModel

// What the three communities do in one of them, counted again.
extension SecondCount {
  /// A line a programme, carrier, need, purchase and kind of activity of a community, in no order.
  public func work(in home: RecordID) -> [String] {
    let there = Set(shown(.programme) + shown(.need) + shown(.activity) + shown(.purchase))
    var lines: [String] = []
    var (planned, bought): ([ActivityKind: Int], Set<RecordID>) = ([:], [])
    for stored in state.programmes.inUse {
      let record = stored.record
      guard there.contains(stored.id), record.communities[day]?.contains(home) == true else {
        continue
      }
      lines.append("\(stored.id)")
      bought.formUnion(record.purchases ?? [])
      let status = record.status[day]
      if status == .running, hasCome(record.since), !hasPassed(record.until) {
        if let carrier = record.carrier[day] { lines.append("\(carrier) carries \(stored.id)") }
        for partner in record.partners[day] ?? [] {
          lines.append("\(partner) is a partner in \(stored.id)")
        }
      }
      let isApproved = [.approved, .running, .finished, .terminated].contains(status)
      let isOfYear =
        (record.since.map { $0.year <= day.year } ?? true)
        && (record.until.map { $0.year >= day.year } ?? true)
      guard isApproved, isOfYear else { continue }
      for (kind, count) in [
        (ActivityKind.casework, record.plannedCases), (.event, record.plannedEvents),
      ] {
        if let count, count > 0 { planned[kind, default: 0] += count }
      }
    }
    for stored in state.needs.inUse
    where there.contains(stored.id) && stored.record.community == home {
      lines.append("\(stored.id) open:\((stored.record.status[day] ?? .open) == .open)")
    }
    lines += bought.filter { there.contains($0) }.map { "\($0)" }
    for kind in ActivityKind.allCases {
      let own = state.activities.inUse.filter { stored in
        let record = stored.record
        guard record.activityKind == kind, there.contains(stored.id), let held = record.heldOn,
          held.year == day.year
        else { return false }
        if let own = record.community { return own == home }
        let programme = record.programme.flatMap { state.programmes[$0.number] }
        return programme?.binned == nil
          && programme?.record.communities[min(held.lastDay, day)]?.contains(home) == true
      }
      if own.isEmpty, planned[kind] == nil { continue }
      let count = own.compactMap(\.record.count).reduce(0, +)
      lines.append("\(kind) \(count) of \(planned[kind] ?? 0): \(own.map(\.id).sorted())")
    }
    return lines.sorted()
  }
}
