import RegistryModel
import RegistryPlans
import TerminalCore

extension DashboardScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let split =
      area.columns < 80 ? area.columns * 8 / 15 : max(54, area.columns * 8 / 15)
    let (left, right) = area.split(columns: split)
    draw([.plan, .workers, .attention], on: &canvas, in: left, indent: 1, context)
    draw([.years, .services, .record], on: &canvas, in: right, indent: 2, context)
    canvas.separator(
      column: right.column, row: right.row, rows: right.rows, style: Theme.frame)
  }

  /// Panels one below the other, each below a rule.
  private func draw(
    _ panels: [Panel], on canvas: inout Canvas, in area: Area, indent: Int, _ context: Context
  ) {
    var body = area
    Divider().draw(on: &canvas, below: &body)
    let columns = area.columns - indent - 1
    let lines = panels.map { self.lines($0, columns: columns, canvas.glyphs, context) }
    let rows = Self.rows(lines.map(\.count), in: body.rows - panels.count)
    for ((panel, lines), rows) in zip(zip(panels, lines), rows) {
      let isActive = Panel.allCases[self.panel] == panel
      let top = isActive ? self.top : 0
      let rest = Scrolled(lines.count, in: rows, from: top).below
      Divider(
        title: context.say(title(panel)), note: note(panel, context),
        right: rest <= 0
          ? ""
          : context.say(
            isActive ? "PgDn: \(rest) more" : "\(rest) more",
            "\(isActive ? "PgDn " : "")还有 \(rest) 行"),
        isFocused: isActive
      ).draw(on: &canvas, above: &body)
      let (own, below) = body.split(rows: rows)
      let inner = own.split(columns: indent).right
      canvas.put(lines, in: inner, from: top)
      if isActive { canvas.cursor = Position(row: inner.row, column: inner.column) }
      body = below
    }
  }

  /// Panels are as tall as what they have to say; where there is no room for that, all get alike, and
  /// the last has what is left.
  private static func rows(_ wanted: [Int], in room: Int) -> [Int] {
    var rows = wanted.map { _ in 0 }
    for _ in 0..<max(0, room) {
      let lacking = rows.indices.filter { rows[$0] < wanted[$0] }
      let next = lacking.min { (rows[$0], $0) < (rows[$1], $1) } ?? rows.count - 1
      rows[next] += 1
    }
    return rows
  }

  private func title(_ panel: Panel) -> Words {
    switch panel {
    case .plan: Words("Plan targets", "规划完成情况")
    case .workers: Words("Workers assigned", "任职的社区工作者")
    case .attention: Words("Needs attention", "待办")
    case .years: Words("Total by year", "历年累计")
    case .services: Words("By service", "按服务内容")
    case .record: Kind.community.schema.label
    }
  }

  private func note(_ panel: Panel, _ context: Context) -> String {
    panel == .plan ? context.number(of: id) : ""
  }

  private func lines(
    _ panel: Panel, columns: Int, _ glyphs: GlyphSet, _ context: Context
  ) -> [StyledLine] {
    switch panel {
    case .plan: planLines(columns: columns, glyphs, context)
    case .years: yearLines(columns: columns, glyphs, context)
    case .services: serviceLines(columns: columns, glyphs, context)
    case .workers: workerLines(columns: columns, context)
    case .attention: attentionLines(columns: columns, context)
    case .record: recordLines(columns: columns, context)
    }
  }

  private func said(_ words: Words, columns: Int, _ context: Context) -> [StyledLine] {
    context.metrics.wrapped(context.say(words), to: columns).map {
      StyledLine($0, Theme.label, context.metrics)
    }
  }

  /// What else is known of the community.
  private func recordLines(columns: Int, _ context: Context) -> [StyledLine] {
    guard let community = context.registry.communities[id.number]?.record else { return [] }
    var lines = PaneLines(columns: columns, context)
    for field in Community.kindSchema.fields
    where !(["name", "code"] + Self.scale).contains(field.key) {
      let value = context.registry.maskedText(
        field, of: community, on: context.day, context.language)
      if !value.isEmpty { lines.add(context.say(field.label), value) }
    }
    return lines.lines
  }

  private func attentionLines(columns: Int, _ context: Context) -> [StyledLine] {
    let mine =
      [context.registry[id]].compactMap { $0 } + organizations(context).map { $0 as any AnyStored }
    let lines = mine.flatMap { stored in
      let name =
        stored.id == id ? "" : context.shortName(of: stored.id) + ": "
      return context.registry.openFindings(of: stored, today: context.clock.today).flatMap {
        StyledLine.finding(
          $0.severity, name + context.say($0.words), columns: columns, context.metrics)
      }
    }
    return lines.isEmpty ? said(Words("None.", "无"), columns: columns, context) : lines
  }

  /// Names, roles and shares, each in a column; roles in short words where there is no room for others.
  private func workerLines(columns: Int, _ context: Context) -> [StyledLine] {
    let assignments = context.registry.assignments(of: id, on: context.day)
    guard !assignments.isEmpty else {
      return [
        StyledLine(
          context.say("None. F2, then 1, assigns one.", "无，按 F2 再按 1 安排"), Theme.label,
          context.metrics)
      ]
    }
    let metrics = context.metrics
    let lines = { (role: (Role) -> String) in
      let cells = assignments.map(\.record).map { post in
        [
          post.worker.map { context.shortName(of: $0) } ?? "",
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
    return (fits ? whole : lines { $0.row.short[context.language] }).map {
      StyledLine($0, .plain, metrics)
    }
  }
}

// Against the plan.
extension DashboardScreen {
  private func planLines(
    columns: Int, _ glyphs: GlyphSet, _ context: Context
  ) -> [StyledLine] {
    guard let count = context.count(of: id), let progress = context.outlook?.progress else {
      return said(
        Words("This community does not exist on that day.", "该日此社区不存在"), columns: columns, context
      )
    }
    var lines = [scale(context)].compactMap { $0 }
    var mean: Words?
    for figure in progress.figures {
      guard let answer = progress.answer(of: id, to: figure.target), answer.text != nil else {
        continue
      }
      lines += answerLines(answer, figure.target, columns: columns, glyphs, context)
      if figure.target.isMeanOfOrganizations {
        mean = figure.target.mean + Words(same: " \(figure.text ?? "--")")
      }
    }
    let kind = count.isUrban == true ? Words("urban", "城市") : Words("rural", "农村")
    // Where the plan asks for no organizations, nobody asks for a rank by them.
    let isRanked = progress.figures.contains { $0.target.measure == .organizations }
    lines +=
      !isRanked
      ? []
      : said(
        Words("Rank \(count.rank) of \(count.ofItsKind) ", "在 \(count.ofItsKind) 个") + kind
          + Words(
            " communities by organizations; \(count.fewer) have fewer.",
            "社区中按社会组织数排第 \(count.rank)，\(count.fewer) 个社区少于本社区"),
        columns: columns, context)
    // The district's mean is said beside the number, never as this community's minimum.
    if let mean { lines += said(mean, columns: columns, context) }
    if count.notCounted > 0 {
      lines += said(
        Words("Not counted here: \(count.notCounted)", "另有 \(count.notCounted) 个组织不计入"),
        columns: columns, context)
    }
    return lines
  }

  private static let scale = ["townName", "households", "residents"]

  /// Where it lies and how large it is.
  private func scale(_ context: Context) -> StyledLine? {
    guard let community = context.registry.communities[id.number]?.record else { return nil }
    var line = StyledLine(context.metrics)
    for key in Self.scale {
      guard let field = Community.kindSchema[key] else { continue }
      let value = context.registry.maskedText(
        field, of: community, on: context.day, context.language)
      guard !value.isEmpty else { continue }
      if field.entry != .text { line.add(context.say(field.label) + " ", Theme.label) }
      line.add(value + "  ")
    }
    return line.columns > 0 ? line : nil
  }

  /// `社会组织   13 / 10  [####] 达标`
  private func answerLines(
    _ answer: CommunityAnswer, _ target: Target, columns: Int, _ glyphs: GlyphSet,
    _ context: Context
  ) -> [StyledLine] {
    let metrics = context.metrics
    let isWide = columns >= 50
    let (value, asked, bar) = isWide ? (6, 5, 7) : (5, 5, 0)
    let gap = context.language == .chinese ? 6 : 9
    let label = columns - value - asked - bar - gap - 4
    let name = context.say(target.nameOfOne)
    var lines: [StyledLine] = []
    var line = StyledLine(metrics)
    if metrics.columns(of: name) > label {
      lines = metrics.wrapped(name, to: columns).map { StyledLine($0, Theme.label, metrics) }
    } else {
      line.add(name, Theme.label)
    }
    line.move(to: label + 1)
    if target.isYesOrNo {
      line.add(
        answer.hasEnough == true ? context.say("yes", "有") : context.say("no", "无"),
        columns: value, .right)
      line.move(to: line.columns + 2 + asked)
    } else {
      line.add(answer.text ?? "--", columns: value, .right)
      line.add(answer.floor == nil ? "" : "/ ", Theme.label)
      line.add(answer.floor.map { $0.number.description } ?? "", columns: asked - 1)
    }
    guard let hasEnough = answer.hasEnough else { return lines + [line] }
    if isWide { line.add(GaugeBar(answer, cells: 4).text(glyphs), Theme.bar, columns: 6) }
    if hasEnough {
      line.add(context.say("met", "达标"), Theme.good)
    } else if target.measure == .workers {
      line.add(context.say("! not met", "! 未达标"), Theme.error)
    } else if !target.isYesOrNo {
      line.add(answer.missing.map { "-\($0)" } ?? "", Theme.missing)
    }
    return lines + [line]
  }
}

// Bars: one scale a chart, the number at the end of the bar.
extension DashboardScreen {
  /// Organizations that counted here at the end of each of the last years, of the year of the day shown on
  /// that day.
  private func years(_ context: Context) -> [(year: Int, count: Int)] {
    let changes = context.plan?.years(of: id, in: context.registry, until: context.day) ?? []
    guard let first = changes.first?.year else { return [] }
    return (max(first, context.day.year - 5)...context.day.year).map { year in
      (year, changes.last { $0.year <= year }?.count ?? 0)
    }
  }

  private func yearLines(
    columns: Int, _ glyphs: GlyphSet, _ context: Context
  ) -> [StyledLine] {
    let years = years(context)
    let target = context.outlook?.progress.figures.lazy.map(\.target)
      .filter(\.isMeanOfOrganizations)
      .compactMap { context.outlook?.progress.answer(of: id, to: $0)?.floor?.number.description }
      .first.flatMap { Int($0) }
    let most = (years.map(\.count) + [target ?? 0]).max() ?? 0
    var lines = years.reversed().map { year in
      let isNow = year.year == context.day.year && context.otherDay == nil
      let now = isNow ? context.say(" now", " 今") : ""
      return bar(
        "\(year.year)\(now)", year.count, of: most, columns: columns, label: 8, glyphs, context)
    }
    if let target, !lines.isEmpty {
      lines.append(
        bar(
          context.say("target", "目标"), target, of: most, columns: columns, label: 8,
          isMark: true, glyphs, context))
    }
    return lines.isEmpty ? said(Words("None.", "无"), columns: columns, context) : lines
  }

  private func serviceLines(
    columns: Int, _ glyphs: GlyphSet, _ context: Context
  ) -> [StyledLine] {
    let counts = Service.allCases.compactMap { service in
      context.count(of: id)?.services[service].map { (service: service, count: $0) }
    }.filter { $0.count > 0 }
    let most = counts.map(\.count).max() ?? 0
    let width =
      counts.map { context.metrics.columns(of: context.say($0.service.label)) }.max() ?? 0
    let order = counts.indices.sorted { (-counts[$0].count, $0) < (-counts[$1].count, $1) }
    let lines = order.map { place in
      bar(
        context.say(counts[place].service.label), counts[place].count, of: most,
        columns: columns, label: width, glyphs, context)
    }
    return lines.isEmpty ? said(Words("None.", "无"), columns: columns, context) : lines
  }

  /// `2025  ######### 12`; a mark stands where a bar of the number would end.
  private func bar(
    _ label: String, _ count: Int, of most: Int, columns: Int, label width: Int,
    isMark: Bool = false, _ glyphs: GlyphSet, _ context: Context
  ) -> StyledLine {
    let signs = glyphs.gauge
    let room = max(1, columns - width - 2 - String(most).count)
    // Not longer than the number asks for: a cell each where there is room.
    let cells = most <= room ? count : count * room / max(1, most)
    var line = StyledLine(context.metrics)
    line.add(label, Theme.label, columns: width)
    let sign = isMark ? " " : signs.full
    let end = isMark && cells > 0 ? signs.pace : ""
    line.add(
      String(repeating: sign, count: max(0, cells - end.count)) + end, Theme.bar)
    line.add(" \(count)", isMark ? Theme.label : .plain)
    return line
  }
}

extension Target {
  fileprivate var isMeanOfOrganizations: Bool { measure == .organizations && aggregate == .mean }

  /// A community has it or not.
  fileprivate var isYesOrNo: Bool { isShare && measure != .workers }

  /// What one community has of it.
  fileprivate var nameOfOne: Words {
    switch measure {
    case .organizations where aggregate == .mean: Words("Organizations", "社会组织")
    case .workers where isShare: Words("", "计入的") + workers.name
    default: label
    }
  }

  /// What its mean is one of.
  fileprivate var mean: Words {
    switch scope {
    case .urban: Words("urban mean", "城市平均")
    case .rural: Words("rural mean", "农村平均")
    case .all: Words("district mean", "全区平均")
    }
  }
}
