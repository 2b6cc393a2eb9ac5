import RegistryModel

extension Period {
  /// A period as it is frozen now: its reports with the plan they are for.
  ///
  /// - Parameters:
  ///   - source: what reports are made of, on the last day of the period.
  ///   - program: the version of the program that counts.
  public init(_ period: ReportPeriod, of source: ReportSource, by program: String) {
    self.init()
    self.period = period
    version = source.state.nextVersion(of: period)
    (frozenOn, seq) = (source.today, source.state.seq)
    (plan, self.program) = (source.plan?.id, program)
    reports = FrozenReports(
      .array(Report.all.filter(\.isKept).map { $0.table(source).frozen }))
  }

  /// A report as it was when the period was frozen; nil if it is none of those that are kept, or cannot be
  /// read.
  ///
  /// - Parameter parse: reads JSON; nil if it is none.
  public func table(of report: Report, _ parse: (String) -> JSON?) -> ReportTable? {
    guard let period, let frozenOn, let tables = (reports?.content).flatMap(parse)?.array,
      let table = tables.first(where: { $0["report"] == .string(report.name) })
    else { return nil }
    return ReportTable(
      frozen: table, period: period,
      ReportHead.Frozen(day: frozenOn, version: version ?? 1))
  }
}
