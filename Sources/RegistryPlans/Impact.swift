import RegistryModel

/// What a change does to one target of a plan.
public struct Impact: Sendable {
  /// The figure without the change.
  public let before: Figure
  /// The figure with it.
  public let after: Figure
  /// Communities that have what the target asks of each, and with the change have it no longer.
  public let losing: [RecordID]
  /// The day from which it is so, where that is not the day counted.
  public let from: CivilDate?
}

extension Progress {
  /// What `set` does to the targets that ask for a number, in the plan's order, only those it moves; nil
  /// where it does not fit `state`, which this is the progress of.
  ///
  /// A last day counts as over: who ends an assignment today asks what is missing tomorrow.
  public func impacts(of set: ChangeSet, on state: RegistryState) -> [Impact]? {
    let (over, from) = set.over(by: day)
    guard let after = state.trying(over) else { return nil }
    let moved = moved(from: state, to: after)
    return zip(figures, moved.figures).compactMap { old, new in
      guard new.target.notRecorded == nil, new.target.bound != nil else { return nil }
      let losing = losing(to: moved, by: new.target)
      let isSame = (old.tally.sum, old.tally.over) == (new.tally.sum, new.tally.over)
      return isSame && losing.isEmpty
        ? nil : Impact(before: old, after: new, losing: losing, from: from)
    }
  }

  private func losing(to moved: Progress, by target: Target) -> [RecordID] {
    guard target.isShare, target.subject == .communities,
      let old = Sheet(target, census, counts), let new = Sheet(target, moved.census, moved.counts)
    else { return [] }
    let without = Set(
      new.rows.filter { !$0.hasEnough }.map { moved.census.communities[$0.place].number })
    return old.rows.filter(\.hasEnough).map { census.communities[$0.place].number }
      .filter(without.contains).map { RecordID(.community, Int($0)) }
  }
}

extension ChangeSet {
  /// The same with the last days it sets in one stored record taken as over on `day`, and the day from
  /// which that is so, where it is a later one.
  fileprivate func over(by day: CivilDate) -> (ChangeSet, from: CivilDate?) {
    guard changes.count == 1, !changes[0].isNew else { return (self, nil) }
    var (set, from) = (self, CivilDate?.none)
    for place in set.changes[0].settings.indices {
      let setting = set.changes[0].settings[place]
      guard set.changes[0].id.kind.field(of: setting.key)?.endsRecord == true,
        let last = setting.after.string.flatMap({ try? CivilDate(text: $0) })?.firstDay, last >= day
      else { continue }
      // Only an end that comes nearer takes something away.
      let old = setting.before.string.flatMap { try? CivilDate(text: $0) }?.firstDay
      if let old, old <= last { continue }
      from = last.adding(days: 1)
      set.changes[0].settings[place].after = day.adding(days: -1).json
    }
    return (set, from)
  }
}
