import RegistryModel

// How organizations came and went, looked at on every day there is.
extension SecondCount {
  /// On which day how many organizations were new, ended or came back.
  public func moves() -> [(day: CivilDate, counts: [String: Int])] {
    var moves: [(day: CivilDate, counts: [String: Int])] = []
    guard var day = CivilDate(year: 2005, month: 1, day: 1) else { return [] }
    var yesterday = on(day)
    var begun = Set(state.organizations.inUse.filter { yesterday.hasBegun($0.record) }.map(\.id))
    let last = self.day
    while day < last {
      day = day.adding(days: 1)
      let today = on(day)
      var counts: [String: Int] = [:]
      for stored in state.organizations.inUse {
        let record = stored.record
        switch (yesterday.exists(record), today.exists(record)) {
        case (false, true):
          counts[begun.insert(stored.id).inserted ? "new" : "back", default: 0] += 1
        case (true, false): counts["ended", default: 0] += 1
        case (false, false) where today.hasEnded(record) && !yesterday.hasEnded(record):
          // Its year or month had come, and it was over before that was out.
          let registered = today.isLedgerUntilLater(record) ? nil : record.registeredOn
          guard
            let date = [registered, record.establishedOn].compactMap({ $0 })
              .min(by: { $0.lastDay < $1.lastDay }),
            date.firstDay <= day, date.lastDay > day, begun.insert(stored.id).inserted
          else { continue }
          counts["new", default: 0] += 1
          counts["ended", default: 0] += 1
        default: break
        }
      }
      moves.append((day, counts))
      yesterday = today
    }
    return moves
  }
}
