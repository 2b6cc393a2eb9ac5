import RegistryModel
import RegistryPlans
import TerminalCore

// What is behind a line, and the acts.
extension PlanScreen {
  func open(_ context: Context) -> [Step] {
    let (_, lines, place) = cursor(context)
    guard lines.indices.contains(place), let progress = context.outlook?.progress else { return [] }
    switch lines[place] {
    case .community(let id): return [.open(DashboardScreen(id))]
    case .town(let code):
      return [.open(PlanScreen(.town(code), target: progress.plan.targets[figure].id))]
    case .target(let place):
      let target = progress.figures[place].target
      if let missing = target.notRecorded { return [.say(Message(missing))] }
      let records =
        town.map { progress.records(.without, of: target, in: $0.code) }
        ?? progress.records(.without, of: target)
      let name = town.map { Words(same: $0.title + " ") } ?? Words("", "")
      return list(
        records, name + target.label + Words(": not met", ": 未达标"),
        none: Message("nothing is missing", "此项无缺口", .good))
    case .change(let place):
      guard let line = counted?.comparison.lines[place] else { return [] }
      let since = comparedDay(context)
      return list(
        (line.gained + line.lost).sorted(),
        Gauge(line.after.target).name
          + Words(": since \(since.text(.en))", "：\(since.text(.chinese)) 以来的变化"),
        column: .change(gained: line.gained, lost: line.lost),
        none: line.change.exceeds(Exact(0)) || Exact(0).exceeds(line.change)
          ? Message(
            "no record came or went: values of the communities have changed",
            "没有新增或减少的记录，变化来自社区数值的变更")
          : Message("no record made a difference", "没有造成变化的记录"))
    }
  }

  private func list(
    _ records: [RecordID], _ title: Words, column: ListColumn? = nil, none: Message
  ) -> [Step] {
    guard let kind = records.first?.kind else { return [.say(none)] }
    return [.open(ListScreen(kind, scope: .init(title: title, ids: records, column: column)))]
  }

  func acts(_ context: Context) -> MenuScreen {
    let noPlan = context.plan == nil ? Words("no plan is set", "未设规划") : nil
    return MenuScreen(
      Words("The plan", "规划进度"),
      [
        MenuScreen.Item(
          Words("Compare with another day ..", "与其他日期比较 .."),
          refusal: part == .district
            ? nil : Words("the district is compared; go back to it", "仅对全区比较，请先返回"),
          steps: [.open(days(context))]),
        MenuScreen.Item(
          Words("What if there were more ..", "测算新增 .."), refusal: noPlan,
          steps: [
            .open(
              PromptScreen(
                Words("What if there were more", "测算新增"),
                label: Words(
                  "How many more of what the target counts? Nothing is saved; empty ends it.",
                  "该项指标所统计的再增加多少? 不保存，留空则结束测算"),
                text: added.map(String.init) ?? ""
              ) { text, _ in
                if text.isEmpty { return .steps([.choose(.number(nil))]) }
                guard let count = Int(text.nfkcUpper), (1...1_000_000).contains(count) else {
                  return .refused(
                    Words("must be a whole number from 1 to 1000000", "须为 1 至 1000000 的整数"))
                }
                return .steps([.choose(.number(count))])
              })
          ]),
        MenuScreen.Item(
          Words("Figures as of another day ..", "查看其他日期的数据 .."),
          steps: DayShown.asking(context)),
        MenuScreen.Item(
          Words("Towns by all targets ..", "各街镇全部指标 .."), refusal: noPlan,
          steps: [.open(TownsScreen(target: context.plan?.targets[figure].id))]),
        MenuScreen.Item(
          Words("Organizations not counted ..", "不计入的社会组织 .."),
          steps: list(
            context.outlook?.progress.records(.notCounted) ?? [],
            Words("Organizations not counted", "不计入的社会组织"),
            none: Message("all organizations count", "所有社会组织均计入", .good))),
        MenuScreen.Item(
          Words("All plans of the office ..", "各规划对照 .."), refusal: PlansScreen.refusal(context),
          steps: [.open(PlansScreen())]),
      ] + OfficePlans.items(context))
  }

  /// The days a supervisor compares with, and any other.
  private func days(_ context: Context) -> MenuScreen {
    let day = context.summary.day
    let ends = [
      (Words("a year before", "一年前"), day.adding(months: -12)),
      (Words("end of last month", "上月末"), day.endOfPeriod(before: 1)),
      (Words("end of last quarter", "上季度末"), day.endOfPeriod(before: 3)),
      (Words("end of last year", "上年末"), day.endOfPeriod(before: 12)),
    ]
    let items = ends.map { name, day in
      MenuScreen.Item(
        name + Words(", \(day.text(.en))", "，\(day.text(.chinese))"), steps: [.choose(.day(day))])
    }
    let other = PromptScreen.day(
      Words("Compare with another day", "与其他日期比较"),
      label: Words("Which day? A year or a month means its last day.", "哪一日? 只填年或年月时取其最后一日"),
      isEndOfPeriod: true, { [.choose(.day($0))] }, context)
    return MenuScreen(
      Words("Compare with", "比较日期"),
      items + [MenuScreen.Item(Words("another day ..", "其他日期 .."), steps: [.open(other)])])
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .day(let day):
      guard day < context.summary.day else {
        return [
          .say(
            Message(
              "\(day.text(.en)) is not before the day shown", "\(day.text(.chinese)) 不早于所显示的日期",
              .error))
        ]
      }
      (before, leadsToChanges) = (day, true)
      // It may be counted already.
      followComparison(context)
    case .number(let number):
      added = number
      // The result stands beside the target.
      go(to: figure, in: lines(of: .targets, context))
    default: break
    }
    return []
  }
}

extension CivilDate {
  /// The day before the period of so many months that it lies in.
  fileprivate func endOfPeriod(before months: Int) -> CivilDate {
    let first = ((month ?? 1) - 1) / months * months + 1
    return (CivilDate(year: year, month: first, day: 1) ?? self).adding(days: -1)
  }
}
