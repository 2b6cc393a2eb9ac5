import RegistryModel

/// What is budgeted for services, contracted and paid, by year and purchaser, as of a day.
///
/// A contract belongs to the year in which it was signed and a payment to its budget year; what is budgeted
/// belongs to the year of the contract, before there is one to the year in which it is to begin.
public struct Budget: Sendable {
  /// The sums of a line.
  public enum Sum: String, CaseIterable, Sendable {
    case budgeted, contracted, paid
    /// What is budgeted and not contracted; below zero where contracts are above the budget.
    case left

    /// In a word, as columns are headed.
    public var label: Words {
      switch self {
      case .budgeted: Words("Budgeted", "预算")
      case .contracted: Words("Contracted", "合同")
      case .paid: Words("Paid", "已付")
      case .left: Words("Left", "预算结余")
      }
    }
  }

  /// A year, or a purchaser in a year, with its sums and the purchases behind each.
  public struct Line: Sendable {
    /// nil: of purchases that have no date yet.
    public let year: Int?
    /// nil: all of the year.
    public let purchaser: String?
    /// Of a line of a supplier: who it is; nil: none yet.
    public private(set) var supplier: Supplier?
    fileprivate let parts: [Part]
    /// It is of all years.
    public private(set) var isAll = false

    /// The year, in words where there is none.
    public var yearLabel: Words {
      year.map { Words(same: String($0)) } ?? Words("no date", "未定年度")
    }

    /// A sum in yuan.
    public subscript(sum: Sum) -> SignedYuan {
      if sum == .left { return self[.budgeted] - self[.contracted] }
      let amounts = parts.lazy.filter { $0.sum == sum }.map(\.amount.units)
      return SignedYuan(units: amounts.reduce(0, +))
    }

    /// The purchases that a sum is of, by number.
    public func purchases(_ sum: Sum) -> [RecordID] {
      let sums: [Sum] = sum == .left ? [.budgeted, .contracted] : [sum]
      return Set(parts.lazy.filter { sums.contains($0.sum) }.map(\.purchase)).sorted()
    }
  }

  /// Who supplies: an organization of ours, or another by its name.
  public enum Supplier: Hashable, Sendable {
    case organization(RecordID)
    case other(String)
  }

  fileprivate struct Part: Sendable {
    let year: Int?
    let purchaser: String
    let supplier: Supplier?
    let sum: Sum
    let amount: Yuan
    let purchase: RecordID
  }

  /// The day.
  public let day: CivilDate
  /// The years, the latest first; at the end what has no date yet.
  public let years: [Line]
  private let parts: [Part]

  /// Adds up the purchases of `state` on `day`.
  ///
  /// - Parameter past: the day, if it is past: what begins later is not there yet.
  public init(_ state: RegistryState, on day: CivilDate, past: CivilDate?) {
    let purchases = state.purchases.inUse.filter { past.map($0.hasBegun) ?? true }
    let parts = purchases.flatMap { Self.parts(of: $0, in: state, on: day) }
    (self.day, self.parts) = (day, parts)
    years = Dictionary(grouping: parts, by: \.year)
      .map { Line(year: $0.key, purchaser: nil, parts: $0.value) }
      .sorted { ($0.year ?? .min) > ($1.year ?? .min) }
  }

  /// The purchasers of a year, the one with the highest budget first.
  public func purchasers(of year: Int?) -> [Line] {
    Dictionary(grouping: parts.filter { $0.year == year }, by: \.purchaser)
      .map { Line(year: year, purchaser: $0.key, parts: $0.value) }
      .sorted {
        let (left, right) = ($0[.budgeted], $1[.budgeted])
        return left == right ? ($0.purchaser ?? "") < ($1.purchaser ?? "") : left > right
      }
  }

  /// The suppliers of a line, the one with the highest contracts first.
  public func suppliers(of line: Line) -> [Line] {
    Dictionary(grouping: line.parts, by: \.supplier)
      .map { Line(year: line.year, purchaser: line.purchaser, supplier: $0.key, parts: $0.value) }
      .sorted {
        let (left, right) = ($0[.contracted], $1[.contracted])
        return left == right ? $0.order < $1.order : left > right
      }
  }

  /// All years together.
  public var all: Line { Line(year: nil, purchaser: nil, parts: parts, isAll: true) }

  private static func parts(
    of stored: Stored<Purchase>, in state: RegistryState, on day: CivilDate
  ) -> [Part] {
    let record = stored.record
    func part(_ sum: Sum, _ year: Int?, _ amount: Yuan?) -> Part? {
      guard let amount, amount > .zero else { return nil }
      return Part(
        year: year, purchaser: record.purchaser ?? "", supplier: record.suppliedBy, sum: sum,
        amount: amount, purchase: stored.id)
    }
    let hasContract = record.hasContract(on: day)
    // What was given up before there was a contract is free again.
    let isGivenUp = record.status[day] == .terminated && !hasContract
    let year = (record.signedOn ?? record.since)?.year
    let payments = state.instalments(of: stored.id).map(\.record).map { row in
      part(.paid, row.budgetYear ?? row.paidOn?.year, row.paid(by: day))
    }
    return
      ([
        isGivenUp ? nil : part(.budgeted, year, record.budget),
        hasContract ? part(.contracted, year, record.amount[day]) : nil,
      ] + payments).compactMap { $0 }
  }
}

extension Budget.Line {
  /// Where contracts are as high: organizations by number, then others by name, then none.
  fileprivate var order: (Int, Int, String) {
    switch supplier {
    case .organization(let id)?: (0, id.number, "")
    case .other(let name)?: (1, 0, name)
    case nil: (2, 0, "")
    }
  }
}

extension Purchase {
  fileprivate var suppliedBy: Budget.Supplier? {
    supplier.map { .organization($0) } ?? supplierName.map { .other($0) }
  }
}
