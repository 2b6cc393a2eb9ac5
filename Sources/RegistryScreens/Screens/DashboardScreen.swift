import RegistryModel
import RegistryPlans
import TerminalCore

/// One community against the plan: organizations, services, workers, and what needs attention.
struct DashboardScreen: Screen {
  static let name = Words("Community dashboard", "社区看板")
  private let id: RecordID
  private var panel = 0
  /// The first line shown of the active panel.
  private var top = 0

  init(_ id: RecordID) { self.id = id }

  static let commands: [Command<Self>] = [
    Command(
      .function(2), hint: Words("Act", "办理"),
      help: Words("Acts for this community", "对本社区办理的事项")
    ) {
      board, context in Acts.menu(for: board.id, context).map { [.open($0)] } ?? []
    },
    Command(
      .function(6), .tab, .right, .down, hint: Words("Panel", "切换栏"),
      help: Words("To the next panel", "到下一栏")
    ) {
      board, _ in
      board.move(to: board.panel + 1)
    },
    Command(.pageDown, help: Words("Next lines of the panel", "本栏后面的内容")) { board, context in
      board.top += max(1, (context.rows - 4) / 2 - 3)
      return []
    },
    Command(.pageUp, help: Words("Previous lines of the panel", "本栏前面的内容")) { board, context in
      board.top = max(0, board.top - max(1, (context.rows - 4) / 2 - 3))
      return []
    },
    Command(.backTab, .left, .up, help: Words("To the previous panel", "到上一栏")) { board, _ in
      board.move(to: board.panel + Panel.allCases.count - 1)
    },
    Command(
      .enter, hint: Words("Open", "打开"), help: Words("Open the records of the panel", "打开本栏对应的记录")
    ) {
      board, context in board.open(context)
    },
    Command(
      .insert, hint: Words("New organization", "新增组织"),
      help: Words("A new organization in this community", "在本社区新增社会组织"),
      refusal: { _, context in context.refusesSaving }
    ) {
      board, context in
      [.open(FormScreen.new(.organization, given: [("community", board.id.json)], context))]
    },
    Command(
      .control("e"), help: Words("Edit the community in a form", "在表单中编辑社区"),
      refusal: { _, context in context.refusesSaving }
    ) {
      board, context in [.open(FormScreen.edit(board.id, context))]
    },
    Command(.control("f"), .nextRecord, help: Words("Next community", "下一个社区")) { board, context in
      board.neighbour(1, context)
    },
    Command(.control("p"), .previousRecord, help: Words("Previous community", "上一个社区")) {
      board, context in
      board.neighbour(-1, context)
    },
  ]

  private enum Panel: CaseIterable {
    case plan, services, workers, attention
  }

  private mutating func move(to panel: Int) -> [Step] {
    (self.panel, top) = (panel % Panel.allCases.count, 0)
    return []
  }

  func crumb(_ context: Context) -> String? { context.registry.shortName(of: id, context.language) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  var shown: RecordID? { id }

  func isGone(_ context: Context) -> Bool { context.registry[id]?.binned != nil }

  private func neighbour(_ step: Int, _ context: Context) -> [Step] {
    let numbers = context.numbers(of: .community)
    // From one that is not there it goes to its neighbours that are.
    let next = step > 0 ? numbers.first { $0 > id.number } : numbers.last { $0 < id.number }
    guard let next else { return [.say(Message("no more communities", "没有更多社区"))] }
    return [.replace(DashboardScreen(RecordID(.community, next)))]
  }

  private func open(_ context: Context) -> [Step] {
    switch Panel.allCases[panel] {
    case .plan, .services: scoped(.organization, organizations(context).map(\.id), context)
    case .workers:
      scoped(
        .worker, context.registry.assignments(of: id, on: context.day).compactMap(\.record.worker),
        context)
    case .attention: [.open(FormScreen.edit(id, context))]
    }
  }

  private func scoped(_ kind: Kind, _ ids: [RecordID], _ context: Context) -> [Step] {
    let name = Words(same: context.registry.shortName(of: id, context.language))
    return [
      .open(
        ListScreen(
          kind,
          scope: .init(
            title: name + Words(" ", " ") + kind.schema.plural, ids: Array(Set(ids)).sorted())))
    ]
  }

  /// Organizations at home here, counted or not.
  private func organizations(_ context: Context) -> [Stored<Organization>] {
    guard let field = Organization.kindSchema["community"] else { return [] }
    return context.registry.organizations.holding(id.description, in: field)
      .filter { $0.record.community[context.day] == id && context.isThere($0) }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let (top, bottom) = area.split(rows: area.rows / 2)
    let half = area.columns / 2
    let areas = [
      top.split(columns: half).left, top.split(columns: half).right,
      bottom.split(columns: half).left, bottom.split(columns: half).right,
    ]
    let titles = [
      Words("Plan targets", "规划完成情况"), Words("By service; total by year", "按服务内容; 历年累计"),
      Words("Workers assigned", "任职的社区工作者"), Words("Needs attention", "待办"),
    ]
    for (place, panel) in Panel.allCases.enumerated() {
      let isActive = place == self.panel
      let inner = areas[place].inset(rows: 1, columns: 2)
      let lines = lines(panel, columns: inner.columns, context)
      let first = isActive ? max(0, min(self.top, lines.count - inner.rows)) : 0
      let rest = lines.count - first - inner.rows
      canvas.box(
        areas[place], title: (isActive ? Theme.Mark.cursor : "") + context.say(titles[place]),
        footer: rest <= 0
          ? ""
          : context.say(
            isActive ? "PgDn: \(rest) more" : "\(rest) more",
            "\(isActive ? "PgDn " : "")还有 \(rest) 行"),
        style: isActive ? Theme.heading : Theme.frame, titleStyle: Theme.heading)
      for (row, line) in lines.dropFirst(first).prefix(inner.rows).enumerated() {
        // A number cut off would be another number: what is cut says so.
        canvas.put(
          canvas.metrics.truncated(line, to: inner.columns), row: inner.row + row,
          column: inner.column)
      }
    }
    let active = areas[panel]
    canvas.cursor = Position(row: active.row + 1, column: active.column + 1)
  }

  private func lines(_ panel: Panel, columns: Int, _ context: Context) -> [String] {
    switch panel {
    case .plan: planLines(columns: columns, context)
    case .services: serviceLines(columns: columns, context)
    case .workers: workerLines(columns: columns, context)
    case .attention: attentionLines(columns: columns, context)
    }
  }

  /// The district's mean is said beside the number, never as this community's minimum.
  private func planLines(columns: Int, _ context: Context) -> [String] {
    guard let count = context.count(of: id), let progress = context.outlook?.progress else {
      return context.metrics.wrapped(
        context.say("This community does not exist on that day.", "该日此社区不存在"), to: columns)
    }
    var lines: [String] = []
    if let area = context.registry.communities[id.number]?.record.code?.text(.en) {
      lines.append(area)
    }
    for figure in progress.figures {
      guard let answer = progress.answer(of: id, to: figure.target), let value = answer.text else {
        continue
      }
      let target = figure.boundText ?? ""
      let words =
        switch figure.target.measure {
        case .organizations where figure.target.aggregate == .mean:
          Words("Organizations \(value)  (", "社会组织 \(value) (") + figure.target.mean
            + Words(
              " \(figure.text ?? "--") of \(target))", " \(figure.text ?? "--"), 目标 \(target))")
        case .workers where figure.target.isShare:
          Words("", "计入的") + figure.target.workers.name + Words(same: " \(value)")
            + (answer.hasEnough == true
              ? Words("  met", "  达标") : Words("  ! not met", "  ! 未达标"))
        default:
          figure.target.label
            + (figure.target.isShare
              ? (answer.hasEnough == true ? Words(": yes", ": 有") : Words(": no", ": 无"))
              : Words(": \(value)", ": \(value)"))
        }
      lines += context.metrics.wrapped(context.say(words), to: columns)
    }
    let kind = count.isUrban == true ? Words("urban", "城市") : Words("rural", "农村")
    lines += context.metrics.wrapped(
      context.say(
        Words("Rank \(count.rank) of \(count.ofItsKind) ", "在 \(count.ofItsKind) 个") + kind
          + Words(
            " communities; \(count.fewer) have fewer.",
            "社区中排第 \(count.rank)，\(count.fewer) 个社区少于本社区")),
      to: columns)
    if count.notCounted > 0 {
      lines.append(
        context.say(
          "Not counted here: \(count.notCounted)", "另有 \(count.notCounted) 个组织不计入"))
    }
    return lines
  }

  private func serviceLines(columns: Int, _ context: Context) -> [String] {
    let services = context.count(of: id)?.services ?? [:]
    let width =
      Service.allCases.map { context.metrics.columns(of: context.say($0.label)) }.max() ?? 0
    var lines = Service.allCases.map { service in
      bar(
        context.metrics.padded(context.say(service.label), to: width), services[service] ?? 0,
        columns: columns, context.metrics)
    }
    let years = context.plan?.years(of: id, in: context.registry, until: context.day) ?? []
    for (year, count) in years.suffix(6) {
      let label = context.say("by \(year)", "至\(year)年")
      lines.append(
        bar(context.metrics.padded(label, to: width), count, columns: columns, context.metrics))
    }
    return lines
  }

  private func bar(_ label: String, _ count: Int, columns: Int, _ metrics: TextMetrics) -> String {
    let room = max(0, columns - metrics.columns(of: label) - 6)
    let number = metrics.padded(String(count), to: 4, alignment: .right)
    return "\(label)\(number) \(String(repeating: "#", count: min(count, room)))"
  }

  /// Names, roles and shares, each in a column; roles in short words where there is no room for others.
  private func workerLines(columns: Int, _ context: Context) -> [String] {
    let assignments = context.registry.assignments(of: id, on: context.day)
    guard !assignments.isEmpty else {
      return [context.say("None. F2, then 1, assigns one.", "无，按 F2 再按 1 安排")]
    }
    let metrics = context.metrics
    let lines = { (role: (Role) -> String) in
      let cells = assignments.map(\.record).map { post in
        [
          post.worker.map { context.registry.shortName(of: $0, context.language) } ?? "",
          post.role.map(role) ?? "", post.share.map { "\($0.text(context.language))%" } ?? "",
        ]
      }
      let widths = (0..<3).map { place in cells.map { metrics.columns(of: $0[place]) }.max() ?? 0 }
      return cells.map { cells in
        "\(metrics.padded(cells[0], to: widths[0]))  \(metrics.padded(cells[1], to: widths[1]))  "
          + metrics.padded(cells[2], to: widths[2], alignment: .right)
      }
    }
    let whole = lines { $0.text(context.language) }
    let fits = whole.allSatisfy { metrics.columns(of: $0) <= columns }
    return fits ? whole : lines { $0.row.short[context.language] }
  }

  private func attentionLines(columns: Int, _ context: Context) -> [String] {
    var lines: [String] = []
    let mine =
      [context.registry[id]].compactMap { $0 } + organizations(context).map { $0 as any AnyStored }
    for stored in mine {
      for finding in context.registry.openFindings(of: stored, today: context.clock.today) {
        let mark = finding.severity == .hard ? Theme.Mark.mustFix : Theme.Mark.question
        let name =
          stored.id == id ? "" : context.registry.shortName(of: stored.id, context.language) + ": "
        lines += context.metrics.wrapped(
          "\(mark) \(name)\(context.say(finding.words))", to: columns)
      }
    }
    return lines.isEmpty ? [context.say("None.", "无")] : lines
  }
}

extension Target {
  /// What its mean is one of.
  fileprivate var mean: Words {
    switch scope {
    case .urban: Words("urban mean", "城市平均")
    case .rural: Words("rural mean", "农村平均")
    case .all: Words("district mean", "全区平均")
    }
  }
}
