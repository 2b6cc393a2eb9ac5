import RegistryModel
import RegistryReports

// What is asked: for a period, for a file, and to freeze the period.
extension ReportScreen {
  var periodPrompt: PromptScreen {
    PromptScreen(
      Words("Period of the report", "报表期间"),
      label: Words(
        "2026, 2026-H1, 2026-Q3 or 2026-11; empty: the day shown",
        "填 2026, 2026-H1 (上半年), 2026-Q3 (第三季度) 或 2026-11；不填为所示日期"),
      text: period?.text(.en) ?? ""
    ) { text, context in
      if text.isEmpty { return .steps([.choose(.text(""))]) }
      let period: ReportPeriod
      do throws(FieldError) {
        period = try ReportPeriod(text: text, begunBy: context.clock.today)
      } catch {
        return .refused(Words(same: "\(text): ") + error.words)
      }
      if let day = context.session.asOf, !(period.first...period.last).contains(day) {
        return .refused(
          Words(
            "the day shown, \(day.text(.en)), is not in \(text)",
            "所示日期 \(day.text(.chinese)) 不在 \(text) 内"))
      }
      return .steps([.choose(.text(period.text(.en)))])
    }
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    guard case .text(let text) = choice else { return [] }
    (period, periodFrom, top) = (ReportPeriod(text), context.session.asOf, 0)
    return []
  }

  func acts(_ context: Context) -> [Step] {
    guard !isShort(context) else {
      return [.say(Message("one moment: the journal is being read", "请稍候，正在读取变更记录", .error))]
    }
    let order = order(context)
    let day = order.source.period?.text(.en) ?? order.source.day.text(.en)
    return [
      .open(
        MenuScreen(
          report.title,
          [ReportFormat.html, .xlsx, .csv, .text, .json].map { format in
            MenuScreen.Item(
              Words("Save as ", "存为") + format.label + Words(same: " .."),
              steps: [
                .open(
                  Self.prompt(
                    ReportFileOrder(
                      report: order, format: format,
                      path: "~/\(report.name)-\(day).\(format.ending)")))
              ])
          } + [freezing(context)]
            + [
              MenuScreen.Item(
                Words("Print ..", "打印 .."), steps: [.open(PrintScreen.menu(Paper(order)))])
            ]))
    ]
  }

  /// Freezes the period that is shown; it is reopened by F2 in the list of periods.
  private func freezing(_ context: Context) -> MenuScreen.Item {
    guard let period, let plan = context.plan else {
      return MenuScreen.Item(
        Words("Freeze the period", "冻结期间"),
        refusal: Words("choose a period first: F4", "请先按 F4 选择期间"), steps: [])
    }
    let order = FreezeOrder(
      period: period,
      source: ReportSource(
        context.registry, on: period.last, today: context.clock.today, period: period, plan: plan))
    let refusal =
      context.registry.frozen(period) != nil
      ? Words("frozen already", "已冻结")
      : period.last >= context.clock.today
        ? Words("not over yet", "期间尚未结束")
        : context.refusal(of: ChangeSet([Change(RecordID(.period, -1), isNew: true, [])]))
    return MenuScreen.Item(
      Words("Freeze ", "冻结 ") + period.words
        + Words(": its reports stay as they are now", "：其报表不再变动"), refusal: refusal,
      steps: [.work(order)])
  }

  func save(_ frozen: FreezeOrder.Result) -> [Step] {
    let settings = frozen.record.settings(from: nil)
    return [
      .save(
        ChangeSet([Change(RecordID(.period, -1), isNew: true, settings)]), base: frozen.base)
    ]
  }

  private static func prompt(_ order: ReportFileOrder, refusal: Words? = nil) -> PathScreen {
    PathScreen(
      order.report.report.title, label: Words("The file to write:", "写入的文件:"), for: .writing,
      text: order.path, caret: refusal == nil ? nil : order.path.count, refusal: refusal
    ) { source, _ in
      .steps([
        .back,
        .work(
          ReportFileOrder(report: order.report, format: order.format, path: source.path)),
      ])
    }
  }

  func told(_ result: ReportFileOrder.Result) -> [Step] {
    switch result {
    case .written(let path): [.say(Message(Words("written: \(path)", "已写入: \(path)"), .good))]
    case .refused(let words, let order): [.open(Self.prompt(order, refusal: words))]
    }
  }
}
