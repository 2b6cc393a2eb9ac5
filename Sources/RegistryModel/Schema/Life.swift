/// From when to when that is there which a record tells of: declared once, by its kind.
///
/// A partial beginning counts from its last day and a partial end to its first; a record without a
/// beginning always was.
public struct Life<R: Record>: Sendable {
  let beginning: @Sendable (R, CivilDate) -> CivilDate?
  let hasEnded: @Sendable (R, CivilDate) -> Bool
  /// Nothing more is done about it, though its last day may be to come.
  let isSettled: @Sendable (R, CivilDate) -> Bool
  /// Records without which it is not there: a post ends with whoever holds it.
  let carriers: @Sendable (R) -> [RecordID?]
  /// What lists say behind the name of one that is not yet there, or no longer; nil: nothing.
  let absence: (notYet: Absence, ended: Absence)?

  /// A first and a last day, that one included.
  init(
    since: @escaping @Sendable (R) -> CivilDate?, until: @escaping @Sendable (R) -> CivilDate?,
    settled: @escaping @Sendable (R, CivilDate) -> Bool = { _, _ in false },
    within carriers: @escaping @Sendable (R) -> [RecordID?] = { _ in [] },
    absence: (notYet: Absence, ended: Absence)? = nil
  ) {
    self.init(
      beginning: { record, _ in since(record) },
      hasEnded: { record, day in !CivilDate.covers(day, since: nil, until: until(record)) },
      settled: settled, within: carriers, absence: absence)
  }

  /// A beginning, as of a day, and whether it has ended by a day.
  init(
    beginning: @escaping @Sendable (R, CivilDate) -> CivilDate?,
    hasEnded: @escaping @Sendable (R, CivilDate) -> Bool,
    settled: @escaping @Sendable (R, CivilDate) -> Bool = { _, _ in false },
    within carriers: @escaping @Sendable (R) -> [RecordID?] = { _ in [] },
    absence: (notYet: Absence, ended: Absence)? = nil
  ) {
    (self.beginning, self.hasEnded, isSettled) = (beginning, hasEnded, settled)
    self.carriers = carriers
    self.absence = absence
  }

  /// Why a record is not there on `day`, where lists say so.
  func absence(of record: R, on day: CivilDate) -> Absence? {
    guard let absence, !record.exists(on: day) else { return nil }
    return record.hasEnded(by: day) ? absence.ended : absence.notYet
  }
}

/// Why a record is not there, as lists say it behind a name.
public struct Absence: Hashable, Sendable {
  /// In a word.
  public let words: Words
  /// Without brackets, where names leave little room.
  public let isBare: Bool

  init(_ en: String, _ chinese: String, isBare: Bool = false) {
    (words, self.isBare) = (Words(en, chinese), isBare)
  }
}

extension Record {
  /// The day on which it begins, as it is known on `day`; nil if it always was.
  public func beginning(on day: CivilDate) -> CivilDate? { Self.schema.life?.beginning(self, day) }

  /// It began on `day` or before.
  public func hasBegun(by day: CivilDate) -> Bool {
    CivilDate.covers(day, since: beginning(on: day), until: nil)
  }

  /// It ended before `day`: its last day is still part of it.
  public func hasEnded(by day: CivilDate) -> Bool {
    Self.schema.life?.hasEnded(self, day) ?? false
  }

  /// It has begun and not ended.
  public func exists(on day: CivilDate) -> Bool { hasBegun(by: day) && !hasEnded(by: day) }

  /// Nothing more is done about it on `day`: it has ended, or is closed, finished or given up.
  func isSettled(on day: CivilDate) -> Bool {
    hasEnded(by: day) || Self.schema.life?.isSettled(self, day) == true
  }
}

extension RegistryState {
  /// A record has begun and not ended, and neither has what it cannot be without.
  public func exists(_ stored: any AnyStored, on day: CivilDate) -> Bool {
    stored.exists(on: day)
      && stored.carriers.allSatisfy { carrier in
        carrier.flatMap { self[$0] }.map { $0.binned == nil && exists($0, on: day) } ?? false
      }
  }
}

extension RegistryState {
  /// That a record is not there on a past day, since it begins later; nil if it is, and on any other day.
  public func absence(of id: RecordID, on past: CivilDate?) -> Words? {
    guard let past, let stored = self[id], !stored.hasBegun(by: past),
      let beginning = stored.beginning(on: past)
    else { return nil }
    return Words(shortName(of: id, on: past, .en), shortName(of: id, on: past, .chinese))
      + Words(
        " does not exist on \(past.text(.en)): it begins \(beginning.text(.en))",
        " 在 \(past.text(.chinese)) 尚不存在，始于 \(beginning.text(.chinese))")
  }
}

// One rule for every list and count: on a past day a record is not there that begins later. When today is
// shown all are, those too that begin in the future: nothing a clerk has just typed may vanish.
extension CivilDate {
  /// This day if it is before today: what begins later is not there then.
  public func ifPast(on today: CivilDate) -> CivilDate? { self < today ? self : nil }
}

extension AnyTable {
  /// Numbers of the records in use that are there, in order.
  ///
  /// - Parameter past: the past day shown; nil if that is today.
  public func numbersInUse(on past: CivilDate?) -> [Int] {
    past.map { numbersInUse(begunBy: $0) } ?? numbersInUse
  }

  /// The record of this number is in use and there.
  public func isInUse(_ number: Int, on past: CivilDate?) -> Bool {
    isInUse(number) && past.map { stored(number)?.hasBegun(by: $0) ?? false } ?? true
  }

  /// How many records in use are there.
  public func inUseCount(on past: CivilDate?) -> Int {
    past.map { numbersInUse(begunBy: $0).count } ?? inUseCount
  }
}
