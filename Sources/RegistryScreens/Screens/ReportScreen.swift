import RegistryModel
import RegistryReports
import TerminalCore

/// A report as it will be on paper: of the day shown or of a period, to be read and to be written to a file.
struct ReportScreen: Screen {
  static let name = Words("Report", "报表")
  let report: Report
  var period: ReportPeriod?
  /// The day that was shown when the period was asked for; nil: today.
  var periodFrom: CivilDate?
  private(set) var made: ReportOrder.Result?
  var top = 0
  /// What was saved, as far back as the report needs it.
  private var journal = ReadJournal { $0 }

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
        .function(2), hint: Words("Act", "办理"),
        help: Words(
          "Write the report to a file: text, CSV, JSON or a web page; freeze its period",
          "把报表存为文件: 文本, CSV, JSON 或网页; 冻结期间")
      ) { screen, context in screen.acts(context) },
      Command(
        .function(4), hint: Words("Period", "期间"),
        help: Words("Choose a month, quarter, half-year or year", "选择月, 季度, 半年或年")
      ) { screen, _ in [.open(screen.periodPrompt)] },
    ]
    + Command.moving(
      { _, context in max(1, context.rows - 6) },
      ends: (Words("To the beginning", "到开头"), Words("To the end", "到末尾"))
    ) { screen, step, context in
      let last = max(0, (screen.made?.lines.count ?? 0) - max(1, context.rows - 5))
      screen.top = max(0, min(last, screen.top + step))
      return []
    }

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
    let order = order(context)
    return made?.order.isSame(as: order) == true ? nil : order
  }

  func order(_ context: Context) -> ReportOrder {
    ReportOrder(
      report: report, source: source(context), kept: kept(context), language: context.language,
      columns: context.columns - 2)
  }

  /// Half of what was entered is no number of anything.
  func paper(_ context: Context) -> Paper? {
    isShort(context) || journal.hasFailed ? nil : Paper(order(context))
  }

  /// The period as it was frozen, if it is and the report is one of those that are kept.
  private func kept(_ context: Context) -> Stored<Period>? {
    report.isKept ? period.flatMap { context.registry.frozen($0) } : nil
  }

  private func source(_ context: Context) -> ReportSource {
    let day = day(context)
    return ReportSource(
      context.registry, on: day, today: context.clock.today, period: period, plan: context.plan,
      changes: journal.entries(of: day.yearToDate).map { (day: $0.day, commit: $0.entry) })
  }

  /// The day that stocks are of.
  private func day(_ context: Context) -> CivilDate {
    period?.day(asOf: context.session.asOf, today: context.clock.today) ?? context.day
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .changes(_, let page):
      journal.add(page, context.session)
      return readOn(context)
    case .work(_, let news):
      if let result = news.result(of: ReportFileOrder.self) { return told(result) }
      if let result = news.result(of: FreezeOrder.self) { return save(result) }
      guard let result = news.result(of: ReportOrder.self) else { return [] }
      made = result
      return readOn(context)
    case .saved(_, _, let commit):
      guard let change = commit?.set.changes.first, change.id.kind == .period, change.isNew else {
        return said(answer, context)
      }
      // Undone it cannot be: what is frozen stays, and the period can be reopened.
      let name = Words(same: context.name(of: change.id))
      return [.say(Message(Words("frozen: ", "已冻结: ") + name, .good))]
    case .refused(_, let refusal):
      journal.fail()
      return [.say(refusal.message(context))]
    default: return said(answer, context)
    }
  }

  /// What was saved since is told as well.
  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    journal.hear(commits, at: context.registry.seq, context.session)
    return []
  }

  /// Another day was chosen since: the report is of that, not of the period.
  mutating func refresh(_ context: Context) {
    guard period != nil, periodFrom != context.session.asOf else { return }
    (period, top) = (nil, 0)
  }

  mutating func reopen() { journal = ReadJournal { $0 } }

  func isShort(_ context: Context) -> Bool {
    report.basis.contains(.changes) && !journal.reaches(day(context).yearToDate.lowerBound)
  }

  private mutating func readOn(_ context: Context) -> [Step] {
    guard isShort(context), let next = journal.begin() else { return [] }
    return [.readChanges(.all, before: next)]
  }
}

extension ReportScreen {
  func isMaking(_ context: Context) -> Bool {
    isShort(context) || work(context) != nil
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: crumb(context) ?? "",
      right: isMaking(context) ? context.say("counting ..", "正在统计 ..") : "", isFocused: true
    ).draw(on: &canvas, above: &body)
    let inner = body.split(rows: -1).top.inset(rows: 0, columns: 1)
    // Half of what was entered is no number of anything.
    let isHalf = report.basis.contains(.changes) && isMaking(context)
    let lines = isHalf ? [] : made?.lines ?? []
    if journal.hasFailed {
      canvas.put(
        context.say("The journal cannot be read.", "无法读取变更记录。"), in: inner, style: Theme.label)
    } else if made != nil, made?.table == nil {
      canvas.put(
        context.say("What was frozen cannot be read.", "冻结数无法读取。"), in: inner, style: Theme.label)
    }
    let sight = Scrolled(lines.count, in: inner.rows, from: top)
    canvas.put(
      sight.places.map { StyledLine(lines[$0], .plain, context.metrics) }, in: inner)
    Divider(
      right: sight.below > 0
        ? context.say("Down: \(sight.below) more", "向下还有 \(sight.below) 行") : ""
    )
    .draw(on: &canvas, below: &body)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }
}

extension CivilDate {
  /// From the first day of the year to this one.
  fileprivate var yearToDate: ClosedRange<CivilDate> {
    min(self, CivilDate(year: year, month: 1, day: 1) ?? self)...self
  }
}
