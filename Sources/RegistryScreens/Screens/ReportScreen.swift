import RegistryModel
import RegistryReports
import TerminalCore

/// A report as it will be on paper: of the day shown or of a period, to be read and to be written to a file.
struct ReportScreen: Screen {
  static let name = Words("Report", "报表")
  let report: Report
  private var period: ReportPeriod?
  private var made: ReportOrder.Result?
  private var top = 0
  /// What was saved, as far back as the report needs it.
  private var journal = ReadJournal()

  private init(_ report: Report) { self.report = report }

  /// The list of reports, to choose from.
  static func menu(_ context: Context) -> MenuScreen {
    MenuScreen(
      Words("Which report?", "打开哪张报表?"),
      Report.all.map { report in
        MenuScreen.Item(
          report.title,
          refusal: report.basis.contains(.plan) && context.plan == nil
            ? Words("no plan is set", "未设规划") : nil,
          steps: [.open(ReportScreen(report))])
      })
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Save as ..", "存为文件"),
        help: Words(
          "Write the report to a file: text, CSV, JSON or a web page", "把报表存为文件: 文本, CSV, JSON 或网页")
      ) { screen, context in screen.choosingFormat(context) },
      Command(
        .function(4), hint: Words("Period", "期间"),
        help: Words("Choose a month, quarter, half-year or year", "选择月, 季度, 半年或年")
      ) { screen, _ in [.open(screen.periodPrompt)] },
    ] + Command.scrolling(\.top, around: 6, page: Words("More", "下一页"))

  func crumb(_ context: Context) -> String? { context.say(report.title) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func hint(_ context: Context) -> Words? {
    report.about
      + Words(
        ". Stocks are as of the day shown, or of a period's last day; what happened is told of the period and of its "
          + "year to date.",
        "。存量为所示日期或期末的数，发生数分本期和本年累计。")
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    guard !journal.isReading else { return nil }
    let order = ReportOrder(
      report: report, source: source(context), language: context.language,
      columns: context.columns - 2)
    return made?.order.isSame(as: order) == true ? nil : order
  }

  private func source(_ context: Context) -> ReportSource {
    let day = period.map { $0.day(asOf: context.session.asOf, today: context.clock.today) }
    return ReportSource(
      context.registry, on: day ?? context.day, today: context.clock.today, period: period,
      plan: context.plan, changes: journal.changes(upTo: day ?? context.day))
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .changes(_, let page):
      journal.add(page, context.session)
      return readOn(context)
    case .work(_, let news):
      if let result = news.result(of: ReportFileOrder.self) { return told(result) }
      guard let result = news.result(of: ReportOrder.self) else { return [] }
      made = result
      return readOn(context)
    default: return said(answer, context)
    }
  }

  /// What was saved since is told as well.
  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    journal.hear(commits, at: context.registry.seq, context.session)
    return []
  }

  mutating func reopen() { journal = ReadJournal() }

  private func isShort(_ context: Context) -> Bool {
    report.basis.contains(.changes) && !journal.reaches(source(context).day.year)
  }

  private mutating func readOn(_ context: Context) -> [Step] {
    guard isShort(context), let next = journal.begin() else { return [] }
    return [.readChanges(.all, before: next)]
  }
}

// What is asked.
extension ReportScreen {
  private var periodPrompt: PromptScreen {
    PromptScreen(
      Words("Period of the report", "报表期间"),
      label: Words(
        "2026, 2026-H1, 2026-Q3 or 2026-11; empty: the day shown",
        "填 2026, 2026-H1 (上半年), 2026-Q3 (第三季度) 或 2026-11；不填为所示日期"),
      text: period?.text ?? ""
    ) { text, context in
      if text.isEmpty { return .steps([.choose(.text(""))]) }
      guard let period = ReportPeriod(text) else {
        return .refused(
          Words(
            "\(text): must be like 2026, 2026-H1, 2026-Q3 or 2026-11",
            "\(text): 须如 2026, 2026-H1, 2026-Q3 或 2026-11"))
      }
      if period.first > context.clock.today {
        return .refused(Words("\(text): begins after today", "\(text): 期间尚未开始"))
      }
      return .steps([.choose(.text(period.text))])
    }
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    guard case .text(let text) = choice else { return [] }
    (period, top) = (ReportPeriod(text), 0)
    return []
  }

  private func choosingFormat(_ context: Context) -> [Step] {
    guard let table = made?.table, !isMaking(context) else {
      return [.say(Message("one moment: the report is being made", "请稍候，报表正在生成", .error))]
    }
    let day = table.head.period?.text ?? table.head.day.text(.en)
    return [
      .open(
        MenuScreen(
          Words("Save as", "存为"),
          [ReportFormat.html, .csv, .text, .json].map { format in
            MenuScreen.Item(
              format.label,
              steps: [
                .open(
                  Self.prompt(
                    ReportFileOrder(
                      table: table, format: format, language: context.language,
                      path: "~/\(report.name)-\(day).\(format.ending)")))
              ])
          }))
    ]
  }

  private static func prompt(_ order: ReportFileOrder, refusal: Words? = nil) -> PromptScreen {
    PromptScreen(
      order.table.title, label: Words("The file to write:", "写入的文件:"), text: order.path,
      caret: refusal == nil ? nil : order.path.count, refusal: refusal
    ) { path, _ in
      if path.isEmpty { return .refused(Words("enter a file path", "请填写文件路径")) }
      return .steps([
        .back,
        .work(
          ReportFileOrder(
            table: order.table, format: order.format, language: order.language, path: path)),
      ])
    }
  }

  private func told(_ result: ReportFileOrder.Result) -> [Step] {
    switch result {
    case .written(let path): [.say(Message(Words("written: \(path)", "已写入: \(path)"), .good))]
    case .refused(let words, let order): [.open(Self.prompt(order, refusal: words))]
    }
  }
}

extension ReportScreen {
  private func isMaking(_ context: Context) -> Bool {
    isShort(context) || work(context) != nil
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: crumb(context) ?? "",
      right: isMaking(context) ? context.say("counting ..", "正在统计 ..") : "", isFocused: true
    ).draw(on: &canvas, above: &body)
    let inner = body.split(rows: -1).top.inset(rows: 0, columns: 1)
    let lines = (isShort(context) ? [] : made?.lines ?? []).map {
      StyledLine($0, .plain, context.metrics)
    }
    let rest = canvas.put(lines, in: inner, from: top).below
    Divider(right: rest > 0 ? context.say("Down: \(rest) more", "向下还有 \(rest) 行") : "")
      .draw(on: &canvas, below: &body)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }
}

/// What was saved, the newest first, as far back as it is read.
private struct ReadJournal: Sendable {
  private var all: [(day: CivilDate, commit: Commit)] = []
  /// Where to read on; nil at the journal's beginning.
  private var next: Int? = .max
  private(set) var isReading = false
  /// The registry was read again while this was read.
  private var isStale = false

  func changes(upTo day: CivilDate) -> [(day: CivilDate, commit: Commit)] {
    all.filter { $0.day.year == day.year && $0.day <= day }
  }

  /// All of the year is read: no line is dated before the line before it.
  func reaches(_ year: Int) -> Bool {
    !isReading && (next == nil || all.last.map { $0.day.year < year } == true)
  }

  /// Where to read on; nil while that is done already.
  mutating func begin() -> Int? {
    guard !isReading else { return nil }
    isReading = next != nil
    return next
  }

  mutating func add(_ page: ChangePage, _ session: Session) {
    guard !isStale else {
      self = Self()
      return
    }
    // What was heard of while this was asked for may be there twice.
    let oldest = all.last?.commit.seq ?? .max
    all += Self.dated(page.commits.filter { $0.seq < oldest }, session)
    (next, isReading) = (page.before, false)
  }

  /// What was saved since; where the registry was read again, all has to be.
  mutating func hear(_ news: [Commit], at seq: Int, _ session: Session) {
    guard let last = news.last?.seq, last >= seq else {
      if isReading { isStale = true } else { self = Self() }
      return
    }
    // The first page will have it.
    if all.isEmpty, next == .max { return }
    let known = all.first?.commit.seq ?? 0
    all = Self.dated(news.reversed().filter { $0.seq > known }, session) + all
  }

  private static func dated(
    _ commits: [Commit], _ session: Session
  ) -> [(day: CivilDate, commit: Commit)] {
    commits.compactMap { commit in
      session.day(of: commit.at).map { (day: $0, commit: commit) }
    }
  }
}
