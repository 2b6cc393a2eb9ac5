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
        + "date. Text is in pages for A4 unless it goes to a terminal.",
      "不写名称则列出全部报表。期间可为月、季度、半年或年：存量为期末数，期间未结束的为当日数；发生数分本期和本年累计。"
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

  @Option(
    help: ArgumentHelp("How wide text is: 80 or 132.", "文本宽度，80 或 132。"),
    completion: .list(["80", "132"]))
  var columns = 80

  @Option(
    help: ArgumentHelp("The file to write; standard output if not given.", "写入的文件，不填为标准输出。"),
    completion: .file())
  var output: String?

  @Flag(help: ArgumentHelp("Overwrite the file if it exists.", "文件已存在时予以覆盖。"))
  var replace = false

  func validate() throws {
    guard columns == 80 || columns == 132 else {
      throw ValidationError(Words("--columns is 80 or 132", "--columns 只能是 80 或 132"))
    }
    if replace, output == nil {
      throw ValidationError(Words("--replace needs --output", "--replace 须与 --output 同用"))
    }
  }

  func run() throws {
    try reporting {
      guard let name else { return list(try options.spoken()) }
      let report = try Self.report(name, try options.spoken())
      let registry = try OpenRegistry(options)
      let file = OutputFile(output, replacing: replace)
      try file.check(registry)
      let table = report.table(try source(of: report, registry))
      try file.write(
        table.bytes(
          format, registry.language, columns: columns,
          to: output != nil ? .file : Output.isTerminal ? .terminal : .program), registry.language)
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
  /// What the report is made of, as far as it needs it.
  private func source(of report: Report, _ registry: OpenRegistry) throws -> ReportSource {
    let period = try self.period.map { try Self.period($0, registry) }
    let day = try period.map { try self.day(in: $0, registry) } ?? registry.day
    return ReportSource(
      registry.state, on: day, today: registry.today, period: period,
      plan: report.basis.contains(.plan) ? try registry.neededPlan() : try registry.plan(),
      changes: report.basis.contains(.changes) ? try registry.changes(ofYear: day) : [])
  }

  private static func period(_ text: String, _ registry: OpenRegistry) throws -> ReportPeriod {
    guard let period = ReportPeriod(text) else {
      throw Failure.usage(
        Words(
          "--period \(text): must be like 2026, 2026-H1, 2026-Q3 or 2026-11",
          "--period \(text): 须如 2026、2026-H1、2026-Q3 或 2026-11"), registry.language)
    }
    guard period.first <= registry.today else {
      throw Failure.usage(
        Words("--period \(text): begins after today", "--period \(text): 期间尚未开始"),
        registry.language)
    }
    return period
  }

  /// The last day of a period, or today if it is not over; a day that was asked for has to be in it.
  private func day(in period: ReportPeriod, _ registry: OpenRegistry) throws -> CivilDate {
    guard options.asOf != nil else { return min(period.last, registry.today) }
    guard (period.first...period.last).contains(registry.day) else {
      throw Failure.usage(
        Words(
          "--as-of \(registry.day.text(.en)) is not in \(period.text)",
          "--as-of \(registry.day.text(.en)) 不在期间 \(period.text) 内"), registry.language)
    }
    return registry.day
  }
}

extension OpenRegistry {
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
