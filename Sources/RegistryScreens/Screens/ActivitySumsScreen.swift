import RegistryModel
import RegistryPlans
import TerminalCore

/// What was done in a programme, added up by month, kind, community or worker. Every line leads to its
/// activities.
struct ActivitySumsScreen: Screen {
  static let name = Words("Sums of activities", "服务记录汇总")
  /// Whose activities they are.
  let programme: RecordID
  private var grouping = ActivitySums.Grouping.month
  private var cursor = 0

  init(_ programme: RecordID) { self.programme = programme }

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words("Open the activities of this line", "打开本行的服务记录")
      ) { screen, context in screen.open(context) },
      Command(
        .tab, .right, hint: Words("By", "汇总方式"),
        help: Words("By month, kind, community or worker", "按月份, 类型, 社区, 社区工作者汇总")
      ) { screen, _ in screen.turn(1) },
      Command(.left, .backTab, help: Words("The same, the other way round", "反向切换汇总方式")) {
        screen, _ in screen.turn(-1)
      },
    ]
    + Command.moving({ _, context in max(1, context.rows - 6) }) { screen, step, context in
      let count = screen.lines(context).count
      screen.cursor = max(0, min(count - 1, screen.cursor + step))
      return []
    }

  func crumb(_ context: Context) -> String? {
    context.shortName(of: programme) + ": " + context.say(Self.name)
  }

  var area: Kind? { .programme }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func isGone(_ context: Context) -> Bool { context.registry[programme]?.binned != nil }

  mutating func refresh(_ context: Context) {
    cursor = max(0, min(lines(context).count - 1, cursor))
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "Completed activities are counted by kind; a case or group that goes on counts none. Person-times "
        + "leave supervision out. An activity of several workers is in the line of each, and once in the sum.",
      "按类型合计已完成的个数，未结的个案、小组不计。服务人次不含督导。几名社区工作者共同完成的，各计一次，合计只计一次。"
    )
  }

  private mutating func turn(_ step: Int) -> [Step] {
    let all = ActivitySums.Grouping.allCases
    let place = (all.firstIndex(of: grouping) ?? 0) + step
    (grouping, cursor) = (all[(place + all.count) % all.count], 0)
    return []
  }

  private func sums(_ context: Context) -> ActivitySums {
    ActivitySums(
      context.registry.activities(of: programme).filter(context.isThere), by: grouping)
  }

  /// The groups, and at the end all of them.
  private func lines(_ context: Context) -> [ActivitySums.Line] {
    let sums = sums(context)
    return sums.lines.isEmpty ? [] : sums.lines + [sums.total]
  }

  private func open(_ context: Context) -> [Step] {
    let lines = lines(context)
    guard lines.indices.contains(cursor) else { return [] }
    let title =
      Words(same: context.shortName(of: programme) + " ")
      + (cursor == lines.count - 1
        ? Activity.kindSchema.plural : name(of: lines[cursor].group, context))
    return [
      .open(
        ListScreen(.activity, scope: .init(title: title, ids: lines[cursor].activities)))
    ]
  }
}

extension ActivitySumsScreen {
  /// A column of numbers.
  private struct Column {
    let title: Words
    let value: (ActivitySums.Line) -> Int?
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let (sums, lines) = (sums(context), lines(context))
    var body = area
    Divider(
      title: crumb(context) ?? "",
      note: context.say(Words("by ", "按") + grouping.label + Words("", "汇总")),
      right: lines.isEmpty
        ? ""
        : context.say(
          "\(cursor + 1) of \(lines.count)", "第\(cursor + 1)条/共\(lines.count)条"), isFocused: true
    ).draw(on: &canvas, above: &body)
    Divider().draw(on: &canvas, below: &body)
    guard !lines.isEmpty else {
      canvas.put(
        context.say("No activities yet.", "还没有服务记录"), in: body, column: 2, style: Theme.label)
      return
    }
    let names = lines.map { name(of: $0.group, context) }.map { context.say($0) }
    let columns = columns(of: sums)
    let widths = columns.map { column in
      ([context.say(column.title)] + lines.map { text(column.value($0)) })
        .map { context.metrics.columns(of: $0) }.max() ?? 0
    }
    let room = body.columns - 2 - widths.reduce(0) { $0 + $1 + 2 }
    let label = max(8, min(room, max(12, names.map { context.metrics.columns(of: $0) }.max() ?? 0)))
    let (top, list) = body.split(rows: 1)
    var heading = StyledLine("  ", .plain, context.metrics)
    heading.add("", columns: label)
    for (column, width) in zip(columns, widths) {
      heading.add(context.say(column.title), Theme.label, columns: width + 1, .right)
    }
    canvas.put(heading, in: top)
    let sight = Scrolled(lines.count, in: list.rows, around: cursor)
    for place in sight.places {
      let (isCurrent, isSum) = (place == cursor, place == lines.count - 1)
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
      line.move(to: 2)
      line.add(
        isSum ? context.say("Sum", "合计") : names[place], isSum ? Theme.heading : .plain,
        columns: label)
      for (column, width) in zip(columns, widths) {
        line.add(
          text(column.value(lines[place])), isSum ? Theme.head : .plain, columns: width + 1, .right)
      }
      let row = list.line(sight.row(of: place))
      canvas.put(row: line, isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }

  private func text(_ number: Int?) -> String { number.map { String($0) } ?? "" }

  private func columns(of sums: ActivitySums) -> [Column] {
    let counts = sums.kinds.map { kind in
      Column(title: kind.row.short) { $0.count(of: kind) }
    }
    let served = [
      Column(title: Words("Person-times", "服务人次"), value: \.personTimes),
      Column(title: Words("Volunteer-times", "志愿者人次"), value: \.volunteerTimes),
    ]
    guard grouping == .kind else { return counts + served }
    return [
      Column(title: Words("Completed", "已完成")) { line in
        // Of all kinds together there is no number: a case is no event.
        if case .kind(let kind) = line.group { line.count(of: kind) } else { nil }
      },
      Column(title: Words("Sessions", "节次"), value: \.sessions),
    ] + served
  }

  private func name(of group: ActivitySums.Group, _ context: Context) -> Words {
    switch group {
    case .month(let month): Words(month.text(.en), month.text(.chinese))
    case .kind(let kind): kind.label
    case .record(let id): Words(same: context.shortName(of: id))
    case .unnamed:
      switch grouping {
      case .community: Words("all it serves", "全部服务社区")
      case .worker: Words("no worker named", "未填社区工作者")
      case .month, .kind: Words("not said", "未填")
      }
    }
  }
}
