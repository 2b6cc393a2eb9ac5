import RegistryModel
import RegistryPlans
import TerminalCore

/// The towns compared: of each its communities and, target by target, its value and what is missing, the
/// furthest behind first. Every cell leads to its records.
struct TownsScreen: Screen {
  static let name = Words("Towns", "街镇")

  /// What the cursor is in of a row.
  enum Cell: Hashable, Sendable {
    case communities
    /// By its id.
    case target(String)
  }

  private(set) var counted: TownOrder.Result?
  /// The plan's, whether they are counted or not.
  private var targets: [Target] = []
  /// Towns that lack the most in this column come first; in the first column those with the most communities.
  private var cell: Cell
  /// By code instead.
  private var isByCode = false
  private var current: TownCode?

  /// - Parameter target: the column the cursor begins in.
  init(target: String? = nil) { cell = target.map(Cell.target) ?? .communities }

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words(
          "Open the communities of the town, or the records that do not meet this target",
          "打开该街镇的社区, 或该项指标未达标的记录")
      ) { screen, context in screen.open(context) },
      Command(
        .tab, .right, hint: Words("Next column", "下一列"),
        help: Words("To the next target; the furthest behind come first", "到下一项指标, 缺口大的在前")
      ) { screen, context in screen.turn(1, context) },
      Command(.left, .backTab, help: Words("To the previous target", "到上一项指标")) {
        screen, context in screen.turn(-1, context)
      },
      Command(
        .function(7), hint: Words("Sort", "排序"),
        help: Words("By town code, or by what is missing", "按街镇代码排序, 或按缺口排序")
      ) { screen, context in
        screen.isByCode.toggle()
        return [
          .say(
            screen.isByCode
              ? Message("by town code", "按街镇代码排序") : Message("the furthest behind first", "缺口大的在前"))
        ]
      },
    ]
    + Command.moving({ _, context in max(1, context.rows - 8) }) { screen, step, context in
      screen.move(step, context)
    }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  var area: Kind? { .community }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "Towns go by the code of their communities on the day shown. A town's figure is counted from its own "
        + "communities by the rules of the plan: what is missing is what the town alone lacks to the target, "
        + "so that the towns may lack more together than the district does.",
      "街镇按所显示日期的社区区划代码划分。各街镇的数据只统计本街镇社区，口径与规划相同：缺口是该街镇自身与目标的差距，"
        + "各街镇缺口之和可能大于全区缺口。")
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    guard let progress = context.outlook?.progress else { return nil }
    let order = TownOrder(registry: context.registry, progress: progress)
    return counted?.order.isSame(as: order) == true ? nil : order
  }

  /// Another plan has other targets: the column that stands where the one of the cursor stood.
  mutating func refresh(_ context: Context) {
    let targets = context.plan?.targets ?? []
    guard targets.map(\.id) != self.targets.map(\.id) else { return }
    let place = cells.firstIndex(of: cell)
    self.targets = targets
    if !cells.contains(cell) { cell = cells[min(place ?? 0, cells.count - 1)] }
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer else { return said(answer, context) }
    guard let result = news.result(of: TownOrder.self) else { return [] }
    counted = result
    if !towns.contains(where: { $0.code == current }) { current = towns.first?.code }
    return []
  }

  /// The towns in the order of the screen.
  var towns: [Town] {
    guard !isByCode else { return counted?.towns ?? [] }
    return (counted?.towns ?? []).sorted { left, right in
      let (one, other) = (missing(left), missing(right))
      return one == other ? left.code < right.code : one > other
    }
  }

  /// How far behind a town is in the column of the cursor; a town without a figure comes last.
  private func missing(_ town: Town) -> Int {
    switch cell {
    case .communities: town.communities.count
    case .target(let id): town.figure(id)?.shortfall ?? -1
    }
  }

  /// The columns: what can be counted of towns.
  private var cells: [Cell] {
    [.communities]
      + targets.filter { $0.notRecorded == nil && $0.isOfTowns }.map { .target($0.id) }
  }

  private func target(_ cell: Cell) -> Target? {
    guard case .target(let id) = cell else { return nil }
    return targets.first { $0.id == id }
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    let towns = towns
    guard !towns.isEmpty else { return [] }
    let place = towns.firstIndex { $0.code == current } ?? 0
    current = towns[max(0, min(towns.count - 1, place + step))].code
    return []
  }

  private mutating func turn(_ step: Int, _ context: Context) -> [Step] {
    let cells = cells
    let place = (cells.firstIndex(of: cell) ?? 0) + step
    cell = cells[(place + cells.count) % cells.count]
    return []
  }

  private func open(_ context: Context) -> [Step] {
    guard let town = towns.first(where: { $0.code == current }) else { return [] }
    let name = Words(same: town.title)
    guard let target = target(cell), let progress = counted?.order.progress else {
      return [
        .open(ListScreen(.community, scope: .init(title: name, ids: town.communities)))
      ]
    }
    let records = progress.records(.without, of: target, in: town.code)
    guard let kind = records.first?.kind else {
      return [.say(Message("nothing is missing", "此项无缺口", .good))]
    }
    let title = name + Words(" ", "：") + target.label + Words(": not met", "未达标")
    return [.open(ListScreen(kind, scope: .init(title: title, ids: records)))]
  }
}

extension Town {
  /// Its name, or its code where it has none.
  var title: String { name ?? code.description }

  /// The figure of a target by its id.
  func figure(_ target: String) -> Figure? { figures.first { $0.target.id == target } }

  /// A figure of it in full, and the district's beside it.
  func said(_ figure: Figure, district: Figure) -> Words {
    let sign = figure.target.figureSign
    let asked = figure.askedText.map { " / \($0)\(sign)" } ?? ""
    let value = (figure.text.map { $0 + sign } ?? "--") + asked
    let all = district.text.map { $0 + sign } ?? "--"
    let gap = figure.isMet == nil ? Words("", "") : Words(", ", "，") + figure.gap
    return Words(same: title + " ") + figure.target.label + Words(same: ": \(value)") + gap
      + Words("; the district \(all)", "；全区 \(all)")
  }
}

extension TownsScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let towns = towns
    let place = towns.firstIndex { $0.code == current } ?? 0
    let isCounting = work(context) != nil
    var body = area
    Divider(
      title: context.say(Self.name),
      note: isCounting
        ? context.say("counting ..", "正在统计 ..")
        : context.say(context.plan?.title ?? Words("no plan", "未设规划")),
      right: towns.isEmpty
        ? "" : context.say("\(place + 1) of \(towns.count)", "第\(place + 1)条/共\(towns.count)条"),
      isFocused: true
    ).draw(on: &canvas, above: &body)
    let told = told(towns.indices.contains(place) ? towns[place] : nil, context)
    let lines = context.metrics.wrapped(context.say(told), to: body.columns - 2).prefix(3)
    let (top, bottom) = body.split(rows: max(2, body.rows - lines.count - 1))
    draw(towns, cursor: place, on: &canvas, in: top, context)
    var below = bottom
    Divider().draw(on: &canvas, above: &below)
    canvas.put(
      lines.map { StyledLine($0, .plain, context.metrics) }, in: below.inset(rows: 0, columns: 1))
  }

  private func draw(
    _ towns: [Town], cursor: Int, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    guard !towns.isEmpty else {
      let words =
        counted == nil ? Words("", "") : Words("No community has a code yet.", "还没有填写区划代码的社区")
      canvas.put(context.say(words), in: area, column: 2, style: Theme.label)
      return
    }
    let columns = columns(of: towns, area.columns, context)
    let names = towns.map { context.metrics.columns(of: $0.title) }.max() ?? 0
    let room = area.columns - 2 - columns.reduce(0) { $0 + $1.width + 2 }
    let label = min(max(8, names), room)
    let (top, list) = area.split(rows: 1)
    var heading = StyledLine("  ", .plain, context.metrics)
    heading.add("", columns: label)
    for column in columns {
      heading.add(" ")
      heading.add(
        context.say(column.head), column.cell == cell ? Theme.focus : Theme.label,
        columns: column.width, .right)
    }
    canvas.put(heading, in: top)
    let sight = Scrolled(towns.count, in: list.rows, around: cursor)
    for place in sight.places {
      let isCurrent = place == cursor
      let row = list.line(sight.row(of: place))
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
      line.move(to: 2)
      line.add(towns[place].title, columns: label)
      for column in columns {
        line.add(" ")
        let isCell = isCurrent && column.cell == cell
        if isCell { canvas.cursor = Position(row: row.row, column: row.column + line.columns) }
        let (value, gap, style) = texts(towns[place], column.cell, context)
        let spare = column.width - column.gap - 1
        if isCell {
          let text =
            context.metrics.padded(value, to: spare, alignment: .right) + " "
            + context.metrics.padded(gap, to: column.gap, alignment: .right)
          line.add(text, Theme.cursorRow, columns: column.width)
        } else {
          line.add(value, columns: spare, .right)
          line.add(gap, style, columns: column.gap, .right)
        }
      }
      canvas.put(line, in: row)
    }
  }

  /// A column: its head, and how wide its value and gap are.
  private struct Column {
    let cell: Cell
    let head: Words
    let width: Int
    let gap: Int
  }

  /// As many as there is room for, the one of the cursor among them.
  private func columns(of towns: [Town], _ room: Int, _ context: Context) -> [Column] {
    let all = cells.map { cell -> Column in
      let texts = towns.map { self.texts($0, cell, context) }
      let columns = { (texts: [String]) in texts.map { context.metrics.columns(of: $0) }.max() ?? 0
      }
      let head = head(of: cell)
      let gap = columns(texts.map(\.gap))
      let width = max(
        columns(texts.map(\.value)) + gap + 1, context.metrics.columns(of: context.say(head)))
      return Column(cell: cell, head: head, width: width, gap: gap)
    }
    let least = 10
    var (shown, used) = ([Column](), 2 + least)
    let place = all.firstIndex { $0.cell == cell } ?? 0
    for column in all[place...] {
      guard used + column.width + 2 <= room || shown.isEmpty else { break }
      shown.append(column)
      used += column.width + 2
    }
    for column in all[..<place].reversed() {
      guard used + column.width + 2 <= room else { break }
      shown.insert(column, at: 0)
      used += column.width + 2
    }
    return shown
  }

  private func head(of cell: Cell) -> Words {
    guard let target = target(cell) else { return Words("Communities", "社区") }
    return Gauge(target).name
  }

  private func texts(
    _ town: Town, _ cell: Cell, _ context: Context
  ) -> (value: String, gap: String, style: Style) {
    guard case .target(let id) = cell else {
      return (String(town.communities.count), "", .plain)
    }
    guard let figure = town.figure(id), let value = figure.text else {
      return ("--", "", Theme.label)
    }
    let sign = figure.target.figureSign
    guard let isMet = figure.isMet, let shortfall = figure.shortfall else {
      return (value + sign, "", .plain)
    }
    return isMet
      ? (value + sign, context.say("met", "达标"), Theme.good)
      : (value + sign, "-\(shortfall)", Theme.missing)
  }

  /// What the cell under the cursor says, in full, and the district beside it.
  private func told(_ town: Town?, _ context: Context) -> Words {
    guard let town else { return Words("", "") }
    guard let target = target(cell), let figure = town.figure(target.id),
      let district = counted?.order.progress.figure(target.id)
    else {
      let count = town.communities.count
      return Words(
        "\(town.title): \(count == 1 ? "1 community" : "\(count) communities"), code \(town.code)",
        "\(town.title)：社区 \(count) 个，代码 \(town.code)")
    }
    return town.said(figure, district: district)
  }
}
