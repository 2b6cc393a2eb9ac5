import RegistryModel
import RegistryPlans
import TerminalCore

// Against the plan.
extension DashboardScreen {
  func planLines(
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

  static let scale = ["townName", "households", "residents"]

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

  func yearLines(
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

  func serviceLines(
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
