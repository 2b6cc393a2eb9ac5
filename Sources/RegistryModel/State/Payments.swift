/// How far a purchase is paid on a day: worked out from its instalments.
public struct Payments: Sendable {
  /// What is paid of it.
  public private(set) var paid = Yuan.zero
  /// The first day on which something unpaid is due, if that is past too.
  public private(set) var due: CivilDate?
  /// What should have been paid before the day and is not; nil if nothing.
  public private(set) var overdue: Yuan?
  /// What of the amount in force is paid, in per cent, rounded down; nil without an amount.
  public let share: Percent?

  init(_ purchase: Purchase, _ instalments: [Instalment], on day: CivilDate) {
    for instalment in instalments {
      paid = paid + instalment.paid(by: day)
      guard let open = instalment.open(on: day), let due = instalment.due else { continue }
      self.due = min(self.due ?? due, due)
      if due.lastDay < day { overdue = (overdue ?? .zero) + open }
    }
    let paid = paid
    share = purchase.amount[day].flatMap { amount in
      guard amount > .zero else { return nil }
      let (tenths, overflow) = paid.units.multipliedReportingOverflow(by: 1000)
      return overflow ? nil : Percent(units: tenths / amount.units)
    }
  }
}

extension RegistryState {
  /// How far a purchase is paid on `day`; nil if nothing is contracted nor paid then.
  public func payments(of purchase: RecordID, on day: CivilDate) -> Payments? {
    guard let record = purchases[purchase.number]?.record else { return nil }
    let instalments = instalments(of: purchase).map(\.record)
    if instalments.isEmpty, record.amount[day] == nil { return nil }
    return Payments(record, instalments, on: day)
  }

  /// The instalment of a purchase that is to be paid next: the one due first, then those without a day.
  public func nextInstalment(of purchase: RecordID, on day: CivilDate) -> RecordID? {
    let open = instalments(of: purchase).filter { $0.record.open(on: day) != nil }
    return open.min { left, right in
      guard let first = left.record.due else { return false }
      return right.record.due.map { first < $0 } ?? true
    }?.id
  }
}
