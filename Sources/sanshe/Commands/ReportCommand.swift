import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistryReports
import RegistrySearch
import RegistryStore
import TerminalCore

/// A report as an office hands it on, or the list of reports.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "report",
    Words("A report for paper, spreadsheets, programs or browsers.", "报表，可打印、供电子表格、程序或浏览器使用。"),
    discussion: Words(
      "Without a name the reports are listed. A period is a month, quarter, half-year or year: stocks are as "
        + "of its last day, or of today if it is not over; what happened is told of the period and of its year to "
        + "date. Of a frozen period what was frozen is printed, and its head says so. Text is in pages for A4 unless "
        + "it goes to a terminal.",
      "不写名称则列出全部报表。期间可为月、季度、半年或年：存量为期末数，期间未结束的为当日数；发生数分本期和本年累计。已冻结的期间打印冻结数，并在表头注明。"
        + "文本按 A4 分页，输出到终端时不分页。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Argument(
    help: ArgumentHelp("Which report.", "报表名称。"), completion: .list(Report.all.map(\.name)))
  var name: String?

  @Option(help: ArgumentHelp("text, csv, json or html.", "text、csv、json 或 html。"))
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "2026, 2026-H1, 2026-Q3 or 2026-11.", "2026、2026-H1、2026-Q3 或 2026-11。", valueName: "period"))
  var period: String?

  @Flag(help: ArgumentHelp("Count a frozen period again.", "已冻结的期间按现在的数据重新统计。"))
  var now = false

  @Flag(
    help: ArgumentHelp(
      "What is different now from what was frozen, a line a cell.", "冻结数与现数的差异，逐格列出。"))
  var difference = false

  @Option(
    help: ArgumentHelp(
      "This version of the period, also after it was reopened.", "该期间的这一版，解冻后仍可打印。",
      valueName: "version"))
  var frozen: Int?

  @Option(
    help: ArgumentHelp("How wide text is: 80 or 132.", "文本宽度，80 或 132。"),
    completion: .list(["80", "132"]))
  var columns = 80

  @OptionGroup var target: OutputOptions

  func validate() throws {
    guard columns == 80 || columns == 132 else {
      throw ValidationError(Words("--columns is 80 or 132", "--columns 只能是 80 或 132"))
    }
    if now && (difference || frozen != nil) {
      throw ValidationError(
        Words("use --now alone", "--now 不能与 --difference 或 --frozen 同用"))
    }
    if now || difference || frozen != nil, period == nil {
      throw ValidationError(
        Words(
          "--now, --difference and --frozen need --period",
          "--now、--difference 和 --frozen 须与 --period 同用"))
    }
  }

  func run() throws {
    try reporting {
      guard let name else { return list(try options.spoken()) }
      let report = try Self.report(name, try options.spoken())
      let registry = try OpenRegistry(options)
      let file = target.file
      try file.check(registry)
      let table = try table(of: report, registry)
      if format == .xlsx { try file.refuseTerminal(registry.language) }
      let bytes: [UInt8]
      do throws(Problem) {
        bytes = try table.bytes(
          format, registry.language, columns: columns,
          to: file.isNamed ? .file : Output.isTerminal ? .terminal : .program)
      } catch {
        throw Failure(words: error.reason, code: 73, language: registry.language)
      }
      try file.write(bytes, registry.language)
    }
  }

  private func list(_ language: Language) {
    let metrics = TextMetrics()
    let width = Report.all.map(\.name.count).max() ?? 0
    for report in Report.all {
      let text = (report.title + Words(": ", "：") + report.about)[language]
      let lines =
        Output.columns.map { metrics.wrapped(text, to: max(20, $0 - width - 2)) } ?? [text]
      for (place, line) in lines.enumerated() {
        Output.line(metrics.padded(place == 0 ? report.name : "", to: width) + "  " + line)
      }
    }
  }

  private static func report(_ name: String, _ language: Language) throws -> Report {
    if let report = Report.all.first(where: { $0.name == name }) { return report }
    let names = Report.all.map(\.name)
    let near = Spelling.nearest(to: name, among: names).map { Words(same: $0) }
    let list = names.joined(separator: ", ")
    throw Failure.usage(
      Words("no report \(name)", "没有报表 \(name)").suggesting(
        near, else: Words("; there are \(list)", "；报表有：\(list)")), language)
  }
}

extension ReportFormat: ExpressibleByArgument {}

extension ReportCommand {
  /// The report, as it was frozen or counted now.
  private func table(of report: Report, _ registry: OpenRegistry) throws -> ReportTable {
    let period = try self.period.map { try registry.period($0, named: "--period \($0)") }
    let kept = try period.flatMap { try self.kept($0, registry) }
    guard let kept, report.isKept else {
      if difference || frozen != nil, let period {
        throw Failure.noInput(
          Words("\(report.name) of \(period) is not frozen", "\(period) 的 \(report.name) 未冻结"),
          registry.language)
      }
      return report.table(try source(of: report, period, registry))
    }
    guard now || options.asOf != nil || options.plan.map({ $0 != kept.plan }) ?? false else {
      let table = try registry.table(of: report, in: kept)
      if !difference { return table }
      return table.difference(
        to: report.table(try source(of: report, period, registry, kept.plan)))
    }
    if difference || frozen != nil {
      throw Failure.usage(
        Words(
          "what is frozen is of the last day and of the plan \(kept.plan ?? "")",
          "冻结数为期末数，规划为 \(kept.plan ?? "")"), registry.language)
    }
    Output.error("? " + (kept.words + Words(": counted again", "：重新统计"))[registry.language])
    return report.table(try source(of: report, period, registry, options.plan ?? kept.plan))
  }

  /// The version of a period that is frozen or was asked for.
  private func kept(_ period: ReportPeriod, _ registry: OpenRegistry) throws -> Period? {
    guard let frozen else { return registry.state.frozen(period)?.record }
    let versions = registry.state.periods.inUse.map(\.record).filter { $0.period == period }
    guard let kept = versions.first(where: { $0.version == frozen }) else {
      throw Failure.noInput(
        Words("\(period) has no version \(frozen)", "\(period) 没有第 \(frozen) 版"),
        registry.language)
    }
    return kept
  }

  /// What the report is made of, as far as it needs it.
  ///
  /// - Parameter plan: the id of a plan that takes the place of the office's, if there is such a plan.
  private func source(
    of report: Report, _ period: ReportPeriod?, _ registry: OpenRegistry, _ plan: String? = nil
  ) throws -> ReportSource {
    let day = try period.map { try self.day(in: $0, registry) } ?? registry.day
    let named = plan.flatMap { registry.plans[$0] }
    return ReportSource(
      registry.state, on: day, today: registry.today, period: period,
      plan: try named ?? (report.basis.contains(.plan) ? registry.neededPlan() : registry.plan()),
      changes: report.basis.contains(.changes) ? try registry.changes(ofYear: day) : [])
  }

  /// The last day of a period, or today if it is not over; a day that was asked for has to be in it.
  private func day(in period: ReportPeriod, _ registry: OpenRegistry) throws -> CivilDate {
    let asked = options.asOf == nil ? nil : registry.day
    let day = period.day(asOf: asked, today: registry.today)
    guard asked == nil || asked == day else {
      throw Failure.usage(
        Words(
          "--as-of \(registry.day.text(.en)) is not in \(period)",
          "--as-of \(registry.day.text(.en)) 不在期间 \(period) 内"), registry.language)
    }
    return day
  }
}

extension OpenRegistry {
  /// A report as a frozen period keeps it.
  fileprivate func table(of report: Report, in kept: Period) throws -> ReportTable {
    let table = kept.table(of: report) { try? JSON(bytes: Array($0.utf8)) }
    guard let table else {
      throw Failure.data(
        kept.words + Words(" does not have \(report.name)", "没有 \(report.name)"), language)
    }
    return table
  }

  /// What was saved in the year of a day, up to it, the newest first.
  fileprivate func changes(
    ofYear last: CivilDate
  ) throws -> [(day: CivilDate, commit: Commit)] {
    var (found, next): ([(day: CivilDate, commit: Commit)], Int?) = ([], .max)
    while let before = next {
      let page = try reading { () throws(StoreError) in
        try engine.changes(.all, before: before, limit: 1000)
      }
      let dated = page.commits.map { (day: LocalTime($0.at).day, commit: $0) }
      found += dated.filter { $0.day.year == last.year && $0.day <= last }
      // No line is dated before the line before it.
      next = dated.last.map { $0.day.year < last.year } == true ? nil : page.before
    }
    return found
  }
}
