import RegistryModel
import RegistryPlans
import TerminalCore

/// The first screen: every target of the plan, the towns compared by the one under the cursor, what is due, what
/// happened this week, what is beside the figures, and the work areas. Every number leads to its records.
struct OverviewScreen: Screen {
  static let name = Words("Overview", "总览")

  /// What a line opens into.
  enum Line: Hashable, Sendable {
    /// A target, by its place in the plan.
    case figure(Int)
    case town(TownCode)
    /// What is due.
    case due(Due.Sort)
    /// What began or ended this week.
    case week(Kind, isEnd: Bool)
    /// What was entered this week, whenever it begins.
    case entered(Kind)
    case list(DistrictList)
    /// One of the communities furthest behind.
    case community(RecordID)
    /// A work area, by its digit.
    case area(Int)

    /// The panel it is in.
    var panel: Panel {
      switch self {
      case .figure: .figures
      case .town: .towns
      case .due, .week, .entered, .list: .beside
      case .community: .communities
      case .area: .areas
      }
    }
  }

  /// Lines that stand together.
  enum Panel: CaseIterable, Sendable { case figures, towns, beside, communities, areas }

  private(set) var counted: OverviewOrder.Result?
  /// The line of the cursor, and where it was among all: what a colleague takes away leaves the cursor there.
  private var current = Line.figure(0)
  private var place = 0
  /// What towns, communities and the chart are about: the target the cursor was on last.
  private(set) var figure = 0
  /// The records that each save entered.
  private var journal = ReadJournal { commit in
    commit.set.changes.filter(\.isNew).map(\.id)
  }
  /// Those of this week, for the days they are of.
  private var entered: (days: ClosedRange<CivilDate>, records: [RecordID])?

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words(
          "Open the records of this figure, the town, or the work area", "打开该项数据对应的记录, 街镇, 或所选功能")
      ) { overview, context in overview.open(context) },
      Command(
        .tab, .function(6), hint: Words("Panel", "切换栏"),
        help: Words(
          "To the next panel: targets, towns, what is due, communities furthest behind, work areas",
          "到下一栏: 指标, 街镇, 到期事项, 缺口大的社区, 功能")
      ) { overview, context in overview.turn(1, context) },
      Command(.backTab, help: Words("To the previous panel", "到上一栏")) { overview, context in
        overview.turn(-1, context)
      },
    ]
    + Command.moving({ _, context in max(1, context.rows - 8) }) { overview, step, context in
      overview.move(step, context)
    }

  func hint(_ context: Context) -> Words? {
    Words(
      "Percentages, means and ratios are always rounded down: 9.66 is shown as 9.6 where ordinary "
        + "rounding gives 9.7, so that a target not met never looks met. The exact number decides "
        + "whether it is met. The rate needed is rounded up. Towns are compared by the target the cursor "
        + "was on last; what a town is short of is what it lacks alone.",
      "百分比、平均值和比值一律舍尾不进位：9.66 显示为 9.6，四舍五入则为 9.7，以免未达标的显示为达标。是否达标按准确数判断。每年须增的数则进位。"
        + "街镇按光标最近所在的指标比较，缺口是该街镇自身与目标的差距。")
  }

  func crumb(_ context: Context) -> String? {
    WorkArea.all[0].crumb(context)
  }

  var target: String? { "\(current)" }

  /// The targets with all towns; nil until they are counted.
  func paper(_ context: Context) -> Paper? {
    guard let plan = context.plan, counted != nil, !isCounting(context) else { return nil }
    return .drawn(
      self, plan.title, lists: context.summary.figures.count + towns(context).count, context)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func work(_ context: Context) -> (any WorkOrder)? {
    guard let outlook = context.outlook else { return nil }
    let order = OverviewOrder(
      registry: context.registry, outlook: outlook, past: context.past,
      entered: context.session.asOf == nil ? entered?.records ?? [] : [])
    return counted?.order.isSame(as: order) == true ? nil : order
  }

  /// Reads on until all of the week is read, once what is counted is there: nothing waits for it. While another day
  /// is shown nothing is told of it.
  private mutating func readOn(_ context: Context) -> [Step] {
    let days = Week.days(until: context.clock.today)
    if journal.reaches(days.lowerBound) {
      entered = (days, journal.entries(of: days).flatMap(\.entry))
    } else if counted != nil, let next = journal.begin() {
      return [.readChanges(.all, before: next)]
    }
    return []
  }

  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    journal.hear(commits, at: context.registry.seq, context.session)
    return readOn(context)
  }

  /// What stands beside the targets is not there yet, or of an older state.
  func isCounting(_ context: Context) -> Bool {
    !context.summary.figures.isEmpty && (counted == nil || work(context) != nil)
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .changes(_, let page): journal.add(page, context.session)
    // What cannot be read is not told; who looks into the history hears why.
    case .refused: journal.fail()
    case .work(_, let news):
      // What was asked of another plan or day is answered to nobody.
      if let result = news.result(of: OverviewOrder.self),
        result.order.outlook.isShown(in: context)
      {
        counted = result
      }
    default: return said(answer, context)
    }
    settle(context)
    return readOn(context)
  }

  mutating func refresh(_ context: Context) {
    // Of another plan or day nothing may stand beside the figures.
    if counted?.order.outlook.isShown(in: context) == false { counted = nil }
    if let days = entered?.days, days != Week.days(until: context.clock.today) { entered = nil }
    settle(context)
  }

  /// All lines, panel by panel.
  func lines(_ context: Context) -> [Line] {
    Panel.allCases.flatMap { lines(of: $0, context) }
  }

  /// The lines of a panel.
  func lines(of panel: Panel, _ context: Context) -> [Line] {
    let figures = context.summary.figures
    switch panel {
    case .figures: return figures.indices.map(Line.figure)
    case .towns: return towns(context).map { .town($0.code) }
    case .beside:
      return (counted?.due.lines ?? []).map { .due($0.sort) }
        + DistrictList.allCases.filter { context.summary.district[$0] != nil }.map(Line.list)
        + (counted?.week.lines ?? []).map { .week($0.kind, isEnd: $0.isEnd) }
        + (counted?.entered ?? []).map { .entered($0.kind) }
    case .communities:
      return showsCommunities(context) ? furthest(context).map { .community($0.id) } : []
    case .areas:
      return WorkArea.all.dropFirst(figures.isEmpty ? 0 : 1).map { .area($0.digit) }
    }
  }

  /// The towns, those that lack most to the target first; none where there is but one.
  func towns(_ context: Context) -> [Town] {
    guard let breakdown = counted?.breakdown, breakdown.towns.count > 1,
      let target = target(context)
    else { return [] }
    return breakdown.towns(furthestFrom: target.id)
  }

  /// The communities furthest behind the target, as many as a panel may show.
  func furthest(_ context: Context) -> [CommunityLack] {
    guard let target = target(context), let breakdown = counted?.breakdown else { return [] }
    return Array(breakdown.communities(furthestFrom: target.id).prefix(40))
  }

  /// Where there is room for a panel of them.
  func showsCommunities(_ context: Context) -> Bool { context.rows >= 32 && context.columns >= 80 }

  /// The target that towns, communities and the chart are about.
  func target(_ context: Context) -> Target? {
    let figures = context.summary.figures
    return figures.indices.contains(figure) ? figures[figure].target : nil
  }

  /// Where the cursor is among the lines.
  func cursor(in lines: [Line]) -> Int {
    lines.firstIndex(of: current) ?? max(0, min(place, lines.count - 1))
  }

  /// The cursor where it was, also where the plan has fewer targets than the one before.
  private mutating func settle(_ context: Context) {
    figure = max(0, min(figure, context.summary.figures.count - 1))
    let lines = lines(context)
    go(to: cursor(in: lines), in: lines)
  }

  private mutating func go(to place: Int, in lines: [Line]) {
    guard lines.indices.contains(place) else { return }
    (self.place, current) = (place, lines[place])
    if case .figure(let figure) = current { self.figure = figure }
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    let lines = lines(context)
    go(to: max(0, min(lines.count - 1, cursor(in: lines) + step)), in: lines)
    return []
  }

  /// To the first line of another panel; to the targets it goes back where it was.
  private mutating func turn(_ step: Int, _ context: Context) -> [Step] {
    let lines = lines(context)
    let panels = Panel.allCases.filter { panel in lines.contains { $0.panel == panel } }
    guard let now = panels.firstIndex(of: current.panel) else { return [] }
    let next = panels[(now + step + panels.count) % panels.count]
    let first =
      next == .figures ? figure : lines.firstIndex { $0.panel == next } ?? 0
    go(to: first, in: lines)
    return []
  }

  private func open(_ context: Context) -> [Step] {
    let lines = lines(context)
    let cursor = cursor(in: lines)
    guard lines.indices.contains(cursor) else { return [] }
    switch lines[cursor] {
    case .area(let digit): return WorkArea.all.first { $0.digit == digit }?.open() ?? []
    case .community(let id): return [.open(DashboardScreen(id))]
    case .town(let town):
      return [.open(PlanScreen(.town(town), target: target(context)?.id))]
    case .due(let sort):
      return open(counted?.due[sort]?.records ?? [], lines[cursor].label(context))
    case .week(let kind, let isEnd):
      let line = counted?.week.lines.first { $0.kind == kind && $0.isEnd == isEnd }
      return open(line?.records ?? [], lines[cursor].label(context))
    case .entered(let kind):
      let line = counted?.entered.first { $0.kind == kind }
      return open(line?.records ?? [], lines[cursor].label(context))
    case .figure(let place):
      guard let progress = context.outlook?.progress else { return [] }
      let target = progress.figures[place].target
      if let missing = target.notRecorded { return [.say(Message(missing))] }
      return open(
        progress.records(.without, of: target), target.label + Words(": not met", ": 未达标"),
        none: Words("nothing is missing", "此项无缺口"))
    case .list(let list):
      guard let progress = context.outlook?.progress else { return [] }
      return open(progress.records(list), lines[cursor].label(context))
    }
  }

  private func open(
    _ records: [RecordID], _ title: Words,
    none: Words = Words("there are no such records", "没有此类记录")
  ) -> [Step] {
    guard let kind = records.first?.kind else { return [.say(Message(none, .good))] }
    return [.open(ListScreen(kind, scope: .init(title: title, ids: records)))]
  }
}

extension OverviewScreen.Line {
  /// What it is called.
  func label(_ context: Context) -> Words {
    switch self {
    case .due(let sort): sort.label(on: context.day)
    case .figure(let place): context.summary.figures[place].target.label
    case .town(let code): Words(same: code.description)
    case .week(let kind, let isEnd): kind.schema.plural + Week.label(isEnd)
    case .entered(let kind): kind.schema.plural + Words(" entered this week", "本周录入")
    case .list(let list): list.label(context)
    case .community(let id): Words(same: context.shortName(of: id))
    case .area(let digit): WorkArea.all.first { $0.digit == digit }?.name ?? Words("", "")
    }
  }
}

extension Week {
  /// Behind what its records are.
  static func label(_ isEnd: Bool) -> Words {
    isEnd ? Words(" ended this week", "本周终止") : Words(" begun this week", "本周新增")
  }
}
