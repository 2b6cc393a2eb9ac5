import RegistryModel
import RegistryPlans
import TerminalCore

/// The first screen: every target of the plan, what is beside the figures, and the work areas.
struct OverviewScreen: Screen {
  static let name = Words("Overview", "总览")
  private var cursor = 0

  /// What a line opens into.
  private enum Line: Sendable {
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
    context.say("1 Overview", "1 总览")
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  private func lines(_ context: Context) -> [Line] {
    let figures = context.summary.figures
    if figures.isEmpty { return WorkArea.all.map(Line.area) }
    var lines = figures.indices.map(Line.figure)
    let months = context.summary.office.dormantAfter ?? 24
    let labels = DistrictList.allCases.filter { context.summary.district[$0] != nil }
    lines += labels.map { .list($0, label: $0.label(months: months)) }
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

  private func open(_ records: [RecordID], _ title: Words, none: Words) -> [Step] {
    guard let kind = records.first?.kind else { return [.say(Message(none, .good))] }
    return [.open(ListScreen(kind, scope: .init(title: title, ids: records)))]
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = lines(context)
    let title = title(columns: area.columns - 4, context)
    let count = lines.count
    // What explains the line under the cursor, below a divider, where there is room for both.
    let spare = area.rows - 2 - count
    let detailRows = max(spare, area.rows >= 10 ? 3 : 0)
    let inner = area.inset(rows: 1, columns: 1)
    let listed = inner.rows - detailRows
    let first = max(0, cursor - listed + 1)
    let below = count - first - listed
    let more = below > 0 ? context.say("Down: \(below) more", "向下还有 \(below) 行") : ""
    canvas.box(
      area, title: title,
      titleRight: context.plan.map {
        context.say("to \($0.end.text(.en))", "至 \($0.end.text(.chinese))")
      } ?? "", footer: detailRows == 0 ? more : "", style: Theme.frame, titleStyle: Theme.heading)
    for (row, line) in lines.dropFirst(first).prefix(listed).enumerated() {
      draw(line, isCurrent: first + row == cursor, on: &canvas, in: inner.line(row), context)
    }
    canvas.cursor = Position(row: inner.row + cursor - first, column: inner.column)
    guard detailRows > 0, lines.indices.contains(cursor) else { return }
    let divider = inner.row + listed
    canvas.divider(
      area, row: divider, title: more, style: Theme.frame, titleStyle: Theme.heading)
    let detail = Area(
      row: divider + 1, column: inner.column + 1, rows: detailRows - 1, columns: inner.columns - 2)
    let texts = explain(lines[cursor], columns: detail.columns, context)
    for (row, text) in canvas.metrics.first(detail.rows, of: texts, to: detail.columns).enumerated()
    {
      canvas.put(text, row: detail.row + row, column: detail.column, columns: detail.columns)
    }
  }

  /// The plan by its title; where that has no room, its years come first.
  private func title(columns: Int, _ context: Context) -> String {
    guard let plan = context.plan else { return context.say("No plan", "未设规划") }
    let title = context.say(plan.title)
    return context.metrics.columns(of: title) <= columns ? title : "\(plan.id): \(title)"
  }

  private func draw(
    _ line: Line, isCurrent: Bool, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    let style: Style = isCurrent ? Theme.cursorRow : .plain
    canvas.fill(area, style: style)
    let text =
      switch line {
      case .figure(let place): figureText(place, columns: area.columns - 2, canvas.glyphs, context)
      case .list(let list, let label):
        listText(
          context.say(label), context.summary.district[list], columns: area.columns - 2,
          canvas.metrics)
      case .area(let work):
        listText(
          "\(work.digit) \(context.say(work.name))",
          work.kind.map { context.summary.count(of: $0) },
          columns: area.columns - 2, canvas.metrics) + beside(work, context)
      }
    canvas.put(
      (isCurrent ? Theme.Mark.cursor : " ") + text, row: area.row, column: area.column,
      style: style,
      columns: area.columns)
  }

  /// The records its list has more than the number says.
  private func beside(_ area: WorkArea, _ context: Context) -> String {
    guard area.kind == .community else { return "" }
    let (past, toCome) = (context.summary.pastCommunities, context.summary.communitiesToCome)
    let parts = [
      past == 0 ? nil : Words("\(past) ended", "\(past) 个已撤销"),
      toCome == 0 ? nil : Words("\(toCome) not yet", "\(toCome) 个未设立"),
    ].compactMap { $0.map(context.say) }
    return parts.isEmpty
      ? ""
      : context.say("  and ", "  另有 ") + parts.joined(separator: ", ")
  }

  /// A label, its number flush with the values above.
  private func listText(_ label: String, _ count: Int?, columns: Int, _ metrics: TextMetrics)
    -> String
  {
    let room = Room(columns)
    return metrics.padded(label, to: room.label)
      + metrics.padded(count.map(Digits.grouped) ?? "", to: room.value, alignment: .right)
  }

  /// Columns of a list so wide: the figures are never cut; in a small window, where the gap is a bare
  /// number, labels get what that leaves.
  private struct Room {
    let isWide: Bool
    let label: Int
    let value: Int
    let target: Int

    init(_ columns: Int) {
      isWide = columns >= 76
      (value, target) = (isWide ? 8 : 7, 9)
      label = min(36, columns - value - target - (isWide ? 12 : 6))
    }
  }

  /// `城市社区平均社区社会组织数    8.7 / 10 个 [######>|....] 差812个 慢40天`
  private func figureText(
    _ place: Int, columns: Int, _ glyphs: GlyphSet, _ context: Context
  ) -> String {
    let figure = context.summary.figures[place]
    let metrics = glyphs.metrics
    let room = Room(columns)
    let label = metrics.padded(context.say(figure.target.label), to: room.label)
    if figure.target.notRecorded != nil {
      return label + "  " + context.say("not recorded", "无记录")
    }
    let unit = figure.target.figureSign
    let value = metrics.padded(
      figure.text.map { $0 + unit } ?? "--", to: room.value, alignment: .right)
    let target = metrics.padded(
      figure.askedText.map { context.say(" of \($0)\(unit)", " / \($0)\(unit)") } ?? "",
      to: room.target)
    guard
      let gauge = context.gauges.gauges.first(where: { $0.figure.target.id == figure.target.id })
    else { return label + value }
    guard room.isWide else { return label + value + target + context.say(gauge.shortGap) }
    return label + value + target + GaugeBar(gauge, cells: 8).text(glyphs) + " "
      + context.say(gauge.gap)
  }

  /// Both readings of the gap: what is missing to the target, and how many are under the number
  /// themselves, of which sort.
  private func gap(_ figure: Figure) -> [Words] {
    let (target, without) = (figure.target, figure.tally[.without])
    guard let isMet = figure.isMet, let bound = target.bound, without > 0 || !isMet else {
      return []
    }
    let missing = isMet ? nil : figure.shortfall
    let short =
      if target.aggregate == .mean {
        missing.map { Words("\($0) short of the target mean; ", "按平均目标尚缺 \($0) 个；") }
      } else if target.isShare {
        missing.flatMap { $0 == without ? nil : Words("\($0) to go; ", "还差 \($0) 个；") }
      } else {
        Words?.none
      }
    // Of some it is not known: they are in the list, and under no number.
    let unknown = figure.completeness.map { $0.of - $0.complete } ?? 0
    let counted = target.counted(target.aggregate == .share ? without : without - unknown)
    let what = Words(counted.en, target.side.chinese + counted.chinese)
    let under =
      target.aggregate == .share
      ? Words(
        "\(without) \(what.en) \(without == 1 ? "does" : "do") not meet it. ",
        "\(without) 个\(what.chinese)未达标。")
      : without == unknown
        ? Words(same: "")
        : Words(
          "\(without - unknown) \(what.en) under \(bound.number). ",
          "\(without - unknown) 个\(what.chinese)不足 \(bound.number)。")
    return [short, under].compactMap { $0 }
  }

  /// What is said under the list: of a line what its number is about; where there is no community yet, how
  /// to begin.
  private func explain(_ line: Line, columns: Int, _ context: Context) -> [String] {
    if isEmpty(context) { return wrapped(Self.firstStep, columns, context) }
    return switch line {
    case .figure(let place): wrapped(sentences(place, context), columns, context)
    case .list(let list, _): wrapped(list.meaning(under: context.plan), columns, context)
    case .area: []
    }
  }

  private func wrapped(_ words: Words, _ columns: Int, _ context: Context) -> [String] {
    context.metrics.wrapped(context.say(words), to: columns)
  }

  /// Nothing can be counted yet.
  private func isEmpty(_ context: Context) -> Bool {
    context.session.asOf == nil && context.summary.count(of: .community) == 0
      && context.summary.pastCommunities == 0
  }

  private static let firstStep = Words(
    "First add the communities, over which everything is counted: F9, then 2, imports a list; "
      + "2, then Ins, adds one. Then organizations (3) and workers (4).",
    "先录入社区，各项数据均按社区统计：F9 再按 2 导入名单，或按 2 再按 Ins 逐个新增。随后录入社会组织 (3) 和社区工作者 (4)。")

  /// The gap in both readings, the pace, the source.
  private func sentences(_ place: Int, _ context: Context) -> Words {
    let figure = context.summary.figures[place]
    var sentences: [Words] = []
    if let missing = figure.target.notRecorded {
      sentences.append(missing)
    } else {
      sentences += gap(figure)
      sentences += context.summary.paces[place].sentences(figure)
      if let complete = figure.completeness {
        sentences.append(
          Words(
            "Data for \(complete.complete) of \(complete.of). ",
            "\(complete.of) 个中 \(complete.complete) 个已填数据。"))
      }
      if figure.tally.partialDates > 0 {
        sentences.append(
          Words(
            figure.tally.partialDates == 1
              ? "1 date is incomplete. " : "\(figure.tally.partialDates) dates are incomplete. ",
            "\(figure.tally.partialDates) 个日期不完整。"))
      }
      let (notCounted, unconfirmed) = (figure.tally[.notCounted], figure.tally[.unconfirmed])
      if notCounted > 0 || unconfirmed > 0 {
        sentences.append(
          Words(
            "This target: \(notCounted) not counted, \(unconfirmed) unconfirmed. ",
            "本项指标：不计入 \(notCounted) 个，未核实 \(unconfirmed) 个。"))
      }
    }
    sentences.append(Words("Source: ", "依据: ") + figure.target.source)
    return sentences.reduce(Words("", ""), +)
  }
}

extension DistrictList {
  /// What its records are.
  fileprivate func meaning(under plan: Plan?) -> Words {
    switch self {
    case .notCounted:
      Words(
        "They exist but do not count: ledger only, not active, serving more than one community, "
          + "or their community has closed. Enter lists them.",
        "已有但不计入目标的社会组织：仅为台账、未正常活动、服务范围超出本社区，或所在社区已撤销。Enter 打开名单。")
    case .unconfirmed:
      Words(
        "They count, but nobody has confirmed for that long that they are active. "
          + "F2 in their list confirms one; if it is not active, change its status.",
        "计入目标，但超过期限未核实是否仍在活动。在名单中按 F2 核实；已不活动的，变更其状态。")
    case .shared:
      Words("Workers with assignments in several communities count ", "在多个社区任职的社区工作者，")
        + Self.sharing(plan.map(targets) ?? [])
        + Words(". Enter lists them.", "。Enter 打开名单。")
    }
  }
}

extension DistrictList {
  /// How targets count who works in several communities: a share each community's own, a sum a person.
  private static func sharing(_ targets: [Target]) -> Words {
    let each = Words("in each of them", "在各社区均计入")
    let once = Words("as one person in a total", "合计时只计一人")
    if targets.allSatisfy(\.isShare) { return each }
    return targets.contains(where: \.isShare) ? each + Words(", ", "，") + once : once
  }

  fileprivate func label(months: Int) -> Words {
    switch self {
    case .notCounted: Words("Organizations not counted", "不计入的社会组织")
    case .unconfirmed:
      Words("Counted, unconfirmed for \(months) months", "计入但 \(months) 个月未核实")
    case .shared: Words("Workers shared by communities", "在多个社区任职的社区工作者")
    }
  }
}

extension Pace {
  /// What the pace is, in a sentence or two.
  func sentences(_ figure: Figure) -> [Words] {
    var sentences: [Words] = []
    if let daysOver {
      return [Words("Not met, \(daysOver) days over. ", "未达标，已逾期 \(daysOver) 天。")]
    }
    if let standing = standing(figure) {
      let (first, rest) = (standing.en.prefix(1).uppercased(), standing.en.dropFirst())
      sentences.append(Words("\(first)\(rest). ", "\(standing.chinese)。"))
    }
    if figure.isMet == false, let needed = rateNeeded.textRoundedUp(places: 1),
      let rate = rate.text(places: 1)
    {
      sentences.append(
        Words(
          "Needs +\(needed) a year, last 12 months +\(rate). ", "每年须增 \(needed)，近 12 个月增 \(rate)。"
        ))
    }
    if let projected, figure.isMet == false {
      sentences.append(
        Words(
          "At this rate, met \(projected.words.en). ", "按此进度预计 \(projected.words.chinese)达标。"))
    }
    return sentences
  }
}
