import RegistryModel
import RegistryPlans

// What is budgeted, contracted and paid, counted again: every cell from the records anew.
extension SecondCount {
  /// A line of the budget in fen, with the purchases behind each sum.
  public struct Money: Equatable, CustomStringConvertible {
    /// nil: no date.
    public var year: Int?
    /// nil: all.
    public var purchaser: String?
    /// Budgeted, contracted, paid, left.
    public var sums: [Int64] = []
    /// The purchases behind them.
    public var purchases: [[RecordID]] = []

    /// No sums yet.
    public init(year: Int?, purchaser: String?) { (self.year, self.purchaser) = (year, purchaser) }

    /// In a line.
    public var description: String {
      "\(year ?? 0) \(purchaser ?? "") \(sums) \(purchases)"
    }
  }

  /// Every year and every purchaser that has a sum in it.
  public func money() -> [Money] {
    let names = Set(state.purchases.inUse.compactMap(\.record.purchaser)).sorted()
    let years: [Int?] = (2010...2030).map { $0 } + [nil]
    return years.flatMap { year in
      ([nil] + names.map { $0 }).map { money(year, $0) }
    }.filter { $0.purchases.contains { !$0.isEmpty } }
  }

  private func money(_ year: Int?, _ purchaser: String?) -> Money {
    var line = Money(year: year, purchaser: purchaser)
    var (budgeted, contracted, paid) = (Int64(0), Int64(0), Int64(0))
    var ids: [Set<RecordID>] = [[], [], []]
    for stored in state.purchases.inUse where shown(.purchase).contains(stored.id) {
      let record = stored.record
      guard purchaser == nil || record.purchaser == purchaser else { continue }
      let status = record.status[day]
      let isSigned =
        [.contracted, .completed].contains(status)
        || status == .terminated && record.signedOn != nil
      if (record.signedOn ?? record.since)?.year == year {
        if let budget = record.budget, budget.units > 0, isSigned || status != .terminated {
          budgeted += budget.units
          ids[0].insert(stored.id)
        }
        if isSigned, let amount = record.amount[day], amount.units > 0 {
          contracted += amount.units
          ids[1].insert(stored.id)
        }
      }
      for row in state.instalments.inUse where row.record.purchase == stored.id {
        guard let amount = row.record.paid, amount.units > 0, hasCome(row.record.paidOn),
          row.record.budgetYear ?? row.record.paidOn?.year == year
        else { continue }
        paid += amount.units
        ids[2].insert(stored.id)
      }
    }
    line.sums = [budgeted, contracted, paid, budgeted - contracted]
    line.purchases = (ids + [ids[0].union(ids[1])]).map { $0.sorted() }
    return line
  }
}
