import RegistryModel
import RegistryPlans
import TerminalCore

/// The first screen: every target of the plan, what is beside the figures, and the work areas.
struct OverviewScreen: Screen {
  static let name = Words("Overview", "总览")
  private(set) var cursor = 0

  /// What a line opens into.
  enum Line: Sendable {
    case figure(Int)
    case list(DistrictList, label: Words)
    case area(WorkArea)
  }

  static let commands: [Command<Self>] = [
    Command(
      .enter, hint: Words("Open", "打开"),
      help: Words("Open the records of this figure, or the work area", "打开该项数据对应的记录, 或所选功能")
    ) {
      overview, context in overview.open(context)
    },
    Command(
      .tab, hint: Words("Towns", "街镇"),
      help: Words("Compare the towns by the target of this line", "按光标所在指标比较各街镇"),
      refusal: { _, context in
        context.outlook == nil ? Words("no figures yet", "暂无数据") : nil
      }
    ) { overview, context in overview.openTowns(context) },
    Command(.up, help: Words("One line up", "上一行")) { overview, _ in
      overview.cursor = max(0, overview.cursor - 1)
      return []
    },
    Command(.down, help: Words("One line down", "下一行")) { overview, context in
      overview.cursor = min(overview.lines(context).count - 1, overview.cursor + 1)
      return []
    },
  ]

  func hint(_ context: Context) -> Words? {
    Words(
      "Percentages, means and ratios are always rounded down: 9.66 is shown as 9.6 where ordinary "
        + "rounding gives 9.7, so that a target not met never looks met. The exact number decides "
        + "whether it is met. The rate needed is rounded up.",
      "百分比、平均值和比值一律舍尾不进位：9.66 显示为 9.6，四舍五入则为 9.7，以免未达标的显示为达标。是否达标按准确数判断。每年须增的数则进位。")
  }

  func crumb(_ context: Context) -> String? {
    WorkArea.all[0].crumb(context)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func lines(_ context: Context) -> [Line] {
    let figures = context.summary.figures
    if figures.isEmpty { return WorkArea.all.map(Line.area) }
    var lines = figures.indices.map(Line.figure)
    let labels = DistrictList.allCases.filter { context.summary.district[$0] != nil }
    lines += labels.map { .list($0, label: $0.label(context)) }
    return lines + WorkArea.all.dropFirst().map(Line.area)
  }

  private func open(_ context: Context) -> [Step] {
    let lines = lines(context)
    guard lines.indices.contains(cursor) else { return [] }
    switch lines[cursor] {
    case .area(let area): return area.open()
    case .figure(let place):
      guard let progress = context.outlook?.progress else { return [] }
      let target = progress.figures[place].target
      if let missing = target.notRecorded { return [.say(Message(missing))] }
      return open(
        progress.records(.without, of: target), target.label + Words(": not met", ": 未达标"),
        none: Words("nothing is missing", "此项无缺口"))
    case .list(let list, let label):
      guard let progress = context.outlook?.progress else { return [] }
      return open(
        progress.records(list), label, none: Words("there are no such records", "没有此类记录"))
    }
  }

  private func openTowns(_ context: Context) -> [Step] {
    let lines = lines(context)
    guard lines.indices.contains(cursor), case .figure(let place) = lines[cursor] else {
      return [.open(TownsScreen())]
    }
    return [.open(TownsScreen(target: context.summary.figures[place].target.id))]
  }

  private func open(_ records: [RecordID], _ title: Words, none: Words) -> [Step] {
    guard let kind = records.first?.kind else { return [.say(Message(none, .good))] }
    return [.open(ListScreen(kind, scope: .init(title: title, ids: records)))]
  }
}
