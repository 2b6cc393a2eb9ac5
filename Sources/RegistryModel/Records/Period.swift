// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// The reports of a period as they were once handed in 冻结期间: kept, never counted again. Freezing it anew
/// makes another record, its next version.
public struct Period: Record {
  public var period: ReportPeriod?
  /// From 1.
  public var version: Int?
  public var frozenOn: CivilDate?
  /// The last change set that was in it.
  public var seq: Int?
  /// The id of the plan that figures were for.
  public var plan: String?
  /// The version of the program that counted.
  public var program: String?
  public var reports: FrozenReports?
  /// The day from which it is frozen no longer.
  public var reopenedOn: CivilDate?
  public var reopenReason: String?

  public init() {}

  public static let schema = Schema<Period>(
    .period, plural: Words("Periods", "期间"), file: "periods", area: nil, life: nil, home: nil,
    sought: .byWord, keeper: .supervisors, isReported: false, imports: nil,
    [
      .init(
        "Frozen period", "冻结期间",
        [
          Field(\.period, "period", "Period", "期间").follows().searched().column(0, 10),
          Field(\.version, "version", "Version", "版次").follows().notAdded().column(1, 7),
          Field(\.frozenOn, "frozenOn", "Frozen on", "冻结日期").follows().column(2, 10),
          Field(\.plan, "plan", "Plan", "规划").follows().column(5, 10),
          Field(\.seq, "seq", "Up to change", "截至变更号").follows().notAdded(),
          Field(\.program, "program", "Program version", "程序版本").follows(),
          Field(\.reports, "reports", "Reports", "报表").follows()
            .hint("sanshe report NAME --period prints them", "用 sanshe report 名称 --period 打印"),
        ]),
      .init(
        "Reopened", "解冻",
        [
          Field(\.reopenedOn, "reopenedOn", "Reopened on", "解冻日期").merged(in: .reopening)
            .column(3, 10)
            .asked { period, _ in period.reopenReason == nil ? .optional : .required },
          Field(\.reopenReason, "reopenReason", "Reason", "解冻原因").merged(in: .reopening)
            .column(4, 24)
            .asked { period, _ in period.reopenedOn == nil ? .optional : .required },
        ]),
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Period>] = [
    // The other version asks the same of this one at its own save.
    Rule(
      901, "period-frozen-twice", .hard, "this period is frozen already; reopen it first",
      "该期间已冻结，须先解冻"
    ) { context in
      guard context.record.reopenedOn == nil, let period = context.record.period,
        let other = context.state.periods.inUse.first(where: {
          $0.id != context.id && $0.record.isFrozen && $0.record.period == period
        })
      else { return [] }
      return [Violation("period", other: other.id)]
    },
    Rule(
      902, "period-not-over", .hard, "the period is not over yet", "期间尚未结束，不能冻结"
    ) { context in
      guard let period = context.record.period, let frozenOn = context.record.frozenOn,
        frozenOn <= period.last
      else { return [] }
      return [Violation("period")]
    },
    Rule(
      903, "period-typed", .hard, "a period is frozen by sanshe freeze, never typed",
      "期间由 sanshe freeze 冻结，不能录入"
    ) { context in
      context.record.reports == nil || context.record.period == nil ? [Violation("period")] : []
    },
  ]

  /// It stands as it is: nobody has reopened it.
  public var isFrozen: Bool { reopenedOn == nil }

  /// `quarter 3 of 2026, version 1`
  public static func name(
    of stored: Stored<Period>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.words[language] }

  /// The period with its version.
  public var words: Words {
    (period?.words ?? Words(same: "")) + Words(", version \(version ?? 1)", "第 \(version ?? 1) 版")
  }
}

extension RegistryState {
  /// 冻结期间, each version a record.
  public var periods: Table<Period> {
    get { self[Period.self] }
    set { self[Period.self] = newValue }
  }

  /// The version of a period that is frozen; nil while none is.
  public func frozen(_ period: ReportPeriod) -> Stored<Period>? {
    periods.inUse.first { $0.record.isFrozen && $0.record.period == period }
  }

  /// What a period is known by once it is frozen again: every freeze has a number of its own.
  public func nextVersion(of period: ReportPeriod) -> Int {
    1 + (periods.all.filter { $0.record.period == period }.compactMap(\.record.version).max() ?? 0)
  }
}
