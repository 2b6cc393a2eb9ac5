import RegistryModel

/// What began and ended in a week by the records' own days, whenever it was entered.
///
/// What has its last day on a Sunday ended with the next week: that is when it is no longer there.
public struct Week: Sendable {
  /// One sort of it, with its records.
  public struct Line: Hashable, Sendable {
    /// What its records are.
    public let kind: Kind
    /// They ended; else they began.
    public let isEnd: Bool
    /// By number.
    public let records: [RecordID]
  }

  /// The Monday, and the day up to which is looked.
  public let days: ClosedRange<CivilDate>
  /// Sorts of which there are some.
  public let lines: [Line]

  /// What begins and ends in the week of a day, and is told.
  private static let kinds: [(kind: Kind, hasEnd: Bool)] = [
    (.organization, true), (.worker, true), (.programme, true), (.need, false),
    (.activity, false), (.purchase, false),
  ]

  /// From Monday to `day`.
  public init(_ state: RegistryState, until day: CivilDate) {
    days = Self.days(until: day)
    let sunday = days.lowerBound.adding(days: -1)
    lines = Self.kinds.flatMap { kind, hasEnd in
      let records = state[kind].numbersInUse.compactMap { state[RecordID(kind, $0)] }
      let begun = records.filter { !$0.hasBegun(by: sunday) && $0.hasBegun(by: day) }
      let ended = hasEnd ? records.filter { !$0.isOver(on: sunday) && $0.isOver(on: day) } : []
      return [
        Line(kind: kind, isEnd: false, records: begun.map(\.id)),
        Line(kind: kind, isEnd: true, records: ended.map(\.id)),
      ].filter { !$0.records.isEmpty }
    }
  }
}

extension Week {
  /// From Monday to `day`.
  public static func days(until day: CivilDate) -> ClosedRange<CivilDate> {
    // The first of all days was a Thursday.
    let weekday = ((day.daysSinceEpoch + 3) % 7 + 7) % 7
    return day.adding(days: -weekday)...day
  }

  /// What is entered, and told.
  private static let enteredKinds: [Kind] = [
    .community, .organization, .worker, .assignment, .programme, .need, .activity, .purchase,
  ]

  /// The records of those entered, by kind: those that are told and still in use.
  public static func entered(
    _ ids: [RecordID], in state: RegistryState
  ) -> [(kind: Kind, records: [RecordID])] {
    let byKind = Dictionary(grouping: ids, by: \.kind)
    return enteredKinds.compactMap { kind in
      let records = (byKind[kind] ?? []).filter { state[kind].isInUse($0.number) }
      return records.isEmpty ? nil : (kind, records.sorted { $0.number < $1.number })
    }
  }
}

extension AnyStored {
  /// It was there, and is so no longer.
  fileprivate func isOver(on day: CivilDate) -> Bool { hasBegun(by: day) && !exists(on: day) }
}
