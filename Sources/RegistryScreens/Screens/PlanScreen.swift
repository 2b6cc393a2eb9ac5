import RegistryModel
import RegistryPlans
import TerminalCore

/// The plan target by target, of the district or of one town: the years, how a target is counted, the towns, the
/// communities furthest behind, and what is different from an earlier day.
struct PlanScreen: Screen {
  static let name = Words("Plan", "规划进度")

  /// What is looked at.
  enum Part: Hashable, Sendable {
    case district
    case town(TownCode)
  }

  /// Lines that stand together.
  enum Panel: CaseIterable, Sendable { case targets, towns, communities, changes }

  /// What a line opens into.
  enum Line: Hashable, Sendable {
    /// By its place in the plan.
    case target(Int)
    case town(TownCode)
    case community(RecordID)
    /// What is different of a target.
    case change(Int)

    var panel: Panel {
      switch self {
      case .target: .targets
      case .town: .towns
      case .community: .communities
      case .change: .changes
      }
    }
  }

  let part: Part
  private(set) var counted: PlanOrder.Result?
  private(set) var current: Line
  private var place = 0
  /// The target that everything beside the targets is about.
  private(set) var figure: Int
  /// By its id, until it is found among the plan's.
  private var sought: String?
  /// Towns by code, not by what they lack.
  private var isByCode = false
  /// The day to compare with; nil: a year before.
  var before: CivilDate?
  /// The cursor goes to what is different, once that is counted.
  var leadsToChanges = false
  /// So many panels on, once they are counted.
  private var turns = 0
  /// So many more are counted, to see what the targets would be.
  var added: Int?

  /// - Parameter target: the cursor begins at it.
  init(_ part: Part = .district, target: String? = nil) {
    (self.part, sought) = (part, target)
    (current, figure) = (.target(0), 0)
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words(
          "Open the records that do not meet the target, the town, the community, or the records that made the "
            + "difference", "打开该项未达标的记录, 街镇, 社区, 或造成变化的记录")
      ) { plan, context in plan.open(context) },
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words(
          "Compare with another day, or see what more organizations would do", "与其他日期比较, 或测算新增后的结果")
      ) { plan, context in [.open(plan.acts(context))] },
      Command(
        .tab, .function(6), hint: Words("Panel", "切换栏"),
        help: Words("To the next panel", "到下一栏")
      ) { plan, context in plan.turn(1, context) },
      Command(.backTab, help: Words("To the previous panel", "到上一栏")) { plan, context in
        plan.turn(-1, context)
      },
      Command(
        .function(7), hint: Words("Sort", "排序"),
        help: Words("Towns by code, or by what is missing", "街镇按代码排序, 或按缺口排序"),
        refusal: { plan, _ in
          plan.part == .district ? nil : Words("only towns are sorted", "仅街镇可排序")
        }
      ) { plan, context in
        plan.isByCode.toggle()
        plan.settle(context)
        return [
          .say(
            plan.isByCode
              ? Message("by town code", "按街镇代码排序") : Message("the furthest behind first", "缺口大的在前"))
        ]
      },
      Command(
        .control("f"), .nextRecord, help: Words("Next town", "下一个街镇"),
        refusal: { plan, _ in plan.refusesNeighbours }
      ) { plan, context in plan.neighbour(1) },
      Command(
        .control("p"), .previousRecord, help: Words("Previous town", "上一个街镇"),
        refusal: { plan, _ in plan.refusesNeighbours }
      ) { plan, context in plan.neighbour(-1) },
    ]
    + Command.moving({ _, context in max(1, context.rows - 8) }) { plan, step, context in
      plan.move(step, context)
    }

  /// What is refused on the page of a town is not offered there.
  var hints: [CommandRow] {
    part == .district ? Self.rows : Self.rows.filter { !$0.keys.contains(.function(7)) }
  }

  private var refusesNeighbours: Words? {
    part == .district ? Words("open a town first", "请先打开一个街镇") : nil
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "The columns are the values at the end of each year and on the day shown, the dots what the rate of the "
        + "last 12 months leads to, the line across the target. Towns go by the code of their communities; what a "
        + "town is short of is what it lacks alone. F2 compares with another day, or shows what more "
        + "organizations would change; nothing of it is saved.",
      "柱为历年末和所显示日期的数值，圆点为按近 12 个月进度的推算，横线为目标。街镇按社区区划代码划分，缺口是该街镇自身与目标的差距。"
        + "F2 可与其他日期比较，或测算新增组织后的结果，均不保存。")
  }

  func crumb(_ context: Context) -> String? {
    switch part {
    case .district: WorkArea.plan.crumb(context)
    case .town(let code): town?.title ?? code.description
    }
  }

  var target: String? { "\(current)" }

  /// The targets with all towns and what is different; nil until they are counted.
  func paper(_ context: Context) -> Paper? {
    guard counted != nil, work(context) == nil, let title = crumb(context) else { return nil }
    return .drawn(
      self, Words(same: title), lists: figures(context).count + towns.count, context)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func work(_ context: Context) -> (any WorkOrder)? {
    guard let outlook = context.outlook else { return nil }
    let order = PlanOrder(
      registry: context.registry, outlook: outlook, before: comparedDay(context))
    return counted?.order.isSame(as: order) == true ? nil : order
  }

  /// The day figures are compared with.
  func comparedDay(_ context: Context) -> CivilDate {
    before ?? context.summary.day.adding(months: -12)
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer else { return said(answer, context) }
    // What was asked of another plan or day is answered to nobody.
    if let result = news.result(of: PlanOrder.self), result.order.outlook.isShown(in: context) {
      counted = result
      followComparison(context)
    }
    settle(context)
    defer { turns = 0 }
    return turns == 0 || counted == nil ? [] : turn(turns, context)
  }

  mutating func refresh(_ context: Context) {
    // Of another plan or day nothing may stand beside the figures.
    if counted?.order.outlook.isShown(in: context) == false { (counted, added) = (nil, nil) }
    settle(context)
  }
}

// Its lines, and the cursor among them.
extension PlanScreen {
  /// The town that is looked at.
  var town: Town? {
    guard case .town(let code) = part else { return nil }
    return counted?.breakdown.towns.first { $0.code == code }
  }

  /// The figures of what is looked at; none of a town until it is counted.
  func figures(_ context: Context) -> [Figure] {
    switch part {
    case .district: context.summary.figures
    case .town: town?.figures ?? []
    }
  }

  /// The towns, those that lack most to the target first.
  var towns: [Town] {
    guard part == .district, let counted, counted.breakdown.towns.count > 1 else { return [] }
    return isByCode
      ? counted.breakdown.towns : counted.breakdown.towns(furthestFrom: topic(of: counted).id)
  }

  /// The target that everything beside the targets is about.
  private func topic(of counted: PlanOrder.Result) -> Target {
    counted.order.outlook.progress.plan.targets[figure]
  }

  /// The communities that do not have what the target asks of one, the furthest behind first.
  func lacks(_ context: Context) -> [CommunityLack] {
    guard let counted else { return [] }
    let all = counted.breakdown.communities(furthestFrom: topic(of: counted).id)
    guard let town else { return part == .district ? all : [] }
    let own = Set(town.communities)
    return all.filter { own.contains($0.id) }
  }

  /// What is different of the district, where anything can be said.
  var changes: [(place: Int, line: Comparison.Line)] {
    guard part == .district, let lines = counted?.comparison.lines else { return [] }
    return lines.enumerated().filter { !$0.element.change.isUndefined }
      .map { ($0.offset, $0.element) }
  }

  /// The lines of a panel.
  func lines(of panel: Panel, _ context: Context) -> [Line] {
    switch panel {
    case .targets: figures(context).indices.map(Line.target)
    case .towns: towns.map { .town($0.code) }
    case .communities: lacks(context).map { .community($0.id) }
    case .changes: changes.map { .change($0.place) }
    }
  }

  /// Where the cursor is: its panel, the lines of it, and which of them.
  func cursor(_ context: Context) -> (panel: Panel, lines: [Line], place: Int) {
    let lines = lines(of: current.panel, context)
    return (
      current.panel, lines,
      lines.firstIndex(of: current) ?? max(0, min(place, lines.count - 1))
    )
  }

  private mutating func settle(_ context: Context) {
    if let sought, let place = context.plan?.targets.firstIndex(where: { $0.id == sought }) {
      (current, figure, self.sought) = (.target(place), place, nil)
    }
    // The plan may have fewer targets than the one before.
    figure = max(0, min(figure, context.summary.figures.count - 1))
    let (panel, lines, place) = cursor(context)
    guard lines.isEmpty, panel != .targets else { return go(to: place, in: lines) }
    go(to: figure, in: self.lines(of: .targets, context))
  }

  /// To what is different, as soon as it is counted for the day that was asked for.
  mutating func followComparison(_ context: Context) {
    guard leadsToChanges, counted?.order.before == comparedDay(context) else { return }
    leadsToChanges = false
    let lines = lines(of: .changes, context)
    go(to: lines.firstIndex(of: .change(figure)) ?? 0, in: lines)
  }

  mutating func go(to place: Int, in lines: [Line]) {
    guard lines.indices.contains(place) else { return }
    (self.place, current) = (place, lines[place])
    if case .target(let figure) = current { self.figure = figure }
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    let (_, lines, place) = cursor(context)
    go(to: max(0, min(lines.count - 1, place + step)), in: lines)
    return []
  }

  private mutating func turn(_ step: Int, _ context: Context) -> [Step] {
    guard counted != nil else {
      turns += step
      return [.say(.counting)]
    }
    let panels = Panel.allCases.filter { !lines(of: $0, context).isEmpty }
    guard let now = panels.firstIndex(of: current.panel) else { return [] }
    let next = panels[((now + step) % panels.count + panels.count) % panels.count]
    go(to: next == .targets ? figure : 0, in: lines(of: next, context))
    return []
  }

  private func neighbour(_ step: Int) -> [Step] {
    guard case .town(let code) = part, let towns = counted?.breakdown.towns,
      let place = towns.firstIndex(where: { $0.code == code })
    else { return [] }
    guard towns.indices.contains(place + step) else {
      return [.say(Message("no more towns", "没有更多街镇"))]
    }
    let id = counted?.order.outlook.progress.plan.targets[figure].id
    return [.replace(PlanScreen(.town(towns[place + step].code), target: id))]
  }
}
