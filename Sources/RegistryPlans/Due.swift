import RegistryModel

/// What is due or overdue on a day: one line a sort, each with its records.
///
/// Only columns are read, no rule is asked. A partial last day means its last: `2026-12` ends on 31 December.
public struct Due: Sendable {
  /// A record with the day on which it is due, was due or was last heard of; nil where there is no such day.
  public struct Item: Hashable, Sendable {
    /// What is to be done something about.
    public let record: RecordID
    /// By when; full.
    public let day: CivilDate?
  }

  /// What is due of one sort; there is at least one record.
  public struct Line: Sendable {
    /// The sort.
    public let sort: Sort
    /// In a few words.
    public let label: Words
    /// In the order of their days, then by number; those without a day come last.
    public let items: [Item]
    /// How many of them are late.
    public let overdue: Int
    /// What is to be paid; nil where it is not about money.
    public let amount: Yuan?

    /// The records, as many as the count says, in the order of their days.
    public var records: [RecordID] { items.map(\.record) }
    /// The day longest past, else the nearest.
    public var first: CivilDate? { items.first?.day }

    fileprivate init?(
      _ sort: Sort, _ items: [Item], in state: RegistryState, on day: CivilDate
    ) {
      if items.isEmpty { return nil }
      self.sort = sort
      label = sort.label(on: day)
      self.items = items.sorted {
        let (left, right) = ($0.day ?? .distantFuture, $1.day ?? .distantFuture)
        return left == right ? $0.record < $1.record : left < right
      }
      overdue = items.count { item in item.day.map { $0 < day } ?? false }
      amount =
        sort == .instalments
        ? items.reduce(Yuan.zero) { sum, item in
          sum + (state.instalments[item.record.number]?.record.open(on: day) ?? .zero)
        } : nil
    }
  }

  /// The full day looked at.
  public let day: CivilDate
  /// What there is, in the order of the sorts.
  public let lines: [Line]

  /// Looks at `state` on `day`.
  ///
  /// - Parameters:
  ///   - past: the day, if it is past: what begins later is not there yet.
  ///   - ahead: what is due in so many days is told now.
  public init(
    _ state: RegistryState, on day: CivilDate, past: CivilDate?, ahead: Int = 30
  ) {
    self.day = day
    let reading = DueReading(
      state: state, day: day, past: past, horizon: day.adding(days: ahead))
    lines = Sort.allCases.compactMap { Line($0, reading.items($0), in: state, on: day) }
  }

  /// The line of a sort; nil if nothing of it is due.
  public subscript(sort: Sort) -> Line? { lines.first { $0.sort == sort } }
}

extension Due {
  /// What something can be due for: what must be done first, then what is to be asked about.
  public enum Sort: String, CaseIterable, Sendable {
    /// Instalments of contracts that are not paid.
    case instalments
    /// Programmes past their last day that are said to run.
    case programmesPastEnd
    /// Contracts that run and whose supplier may take none any longer.
    case suppliers
    /// Ended communities where organizations are at home, workers at work or programmes running.
    case communitiesServed
    /// Organizations that serve a community and name none.
    case organizationsWithoutHome
    /// Organizations whose certificate ends.
    case certificates
    /// Organizations whose rating ends: it is valid for five years.
    case ratings
    /// Workers whose registration ends and who have not left.
    case registrations
    /// Programmes that run and had no activity in the last 92 days.
    case programmesIdle
    /// Registered organizations without the last yearly inspection whose deadline has passed.
    case inspections

    /// What its records are.
    public var kind: Kind {
      switch self {
      case .instalments: .instalment
      case .programmesPastEnd, .programmesIdle: .programme
      case .communitiesServed: .community
      case .suppliers: .purchase
      case .organizationsWithoutHome, .certificates, .ratings, .inspections: .organization
      case .registrations: .worker
      }
    }

    /// The field of such a record in which it is put right; nil: in others that belong to it.
    public var field: String? {
      switch self {
      case .instalments: "paidOn"
      case .programmesPastEnd: "until"
      case .organizationsWithoutHome: "community"
      case .suppliers: "supplier"
      case .certificates: "certificateUntil"
      case .ratings: "ratedOn"
      case .registrations: "registrationUntil"
      case .communitiesServed, .programmesIdle, .inspections: nil
      }
    }

    /// Hard: it cannot stay so. Soft: somebody has to look.
    public var severity: Severity {
      switch self {
      case .instalments, .programmesPastEnd, .suppliers, .communitiesServed,
        .organizationsWithoutHome:
        .hard
      case .certificates, .ratings, .registrations, .programmesIdle, .inspections: .soft
      }
    }

    /// It has a last day, and is told of before that; else it is told of as it is.
    public var isToldAhead: Bool {
      switch self {
      case .instalments, .certificates, .ratings, .registrations: true
      case .programmesPastEnd, .suppliers, .communitiesServed, .organizationsWithoutHome,
        .programmesIdle, .inspections:
        false
      }
    }

    /// The rule that finds the same in such a record; one accepted under it is not due.
    public var rule: String? {
      switch self {
      case .programmesPastEnd: "programme-past-end"
      case .organizationsWithoutHome: "required"
      default: nil
      }
    }
  }
}

extension Due {
  /// The last day for the inspection of a year: 30 June of the next one.
  static func inspectionDeadline(of year: Int) -> CivilDate? {
    CivilDate(year: year + 1, month: 6, day: 30)
  }

  /// The last year whose inspection should have been done before `day`.
  static func inspectedYear(before day: CivilDate) -> Int {
    let last = day.year - 1
    return inspectionDeadline(of: last).map { $0 < day } == true ? last : last - 1
  }
}

extension Due.Sort {
  /// In a few words, as panels have room for.
  public func label(on day: CivilDate) -> Words {
    switch self {
    case .instalments: Words("Instalments due, overdue", "到期或逾期付款")
    case .programmesPastEnd: Words("Programmes past their end", "超期未结项目")
    case .suppliers: Words("Contracts, supplier barred", "承接主体已失资格的合同")
    case .communitiesServed: Words("Ended communities in use", "已撤销仍有服务的社区")
    case .organizationsWithoutHome: Words("Without home community", "未归属社区的组织")
    case .certificates: Words("Certificates end", "到期登记证书")
    case .ratings: Words("Ratings end", "到期评估等级")
    case .registrations: Words("Worker registrations end", "社工登记到期")
    case .programmesIdle:
      Words(
        "Programmes idle for \(Mechanism.recentDays) days", "\(Mechanism.recentDays) 天无服务记录的项目")
    case .inspections:
      Words(
        "Inspection \(Due.inspectedYear(before: day)) missing",
        "\(Due.inspectedYear(before: day)) 年度未年检组织")
    }
  }
}
