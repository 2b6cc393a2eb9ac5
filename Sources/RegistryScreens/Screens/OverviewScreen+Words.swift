import RegistryModel
import RegistryPlans
import TerminalCore

// What the line under the cursor is about, in sentences.
extension OverviewScreen {
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
    let counted = target.counted(without)
    let what = Words(counted.en, target.side.chinese + counted.chinese)
    let under =
      target.aggregate == .share
      ? Words(
        "\(without) \(what.en) \(without == 1 ? "does" : "do") not meet it. ",
        "\(without) 个\(what.chinese)未达标。")
      : without == 0
        ? Words(same: "")
        : Words(
          "\(without) \(what.en) under \(bound.number). ",
          "\(without) 个\(what.chinese)不足 \(bound.number)。")
    return [short, under].compactMap { $0 }
  }

  /// What is said under the list: of a line what its number is about; where there is no community yet, how
  /// to begin.
  func explain(_ line: Line, columns: Int, _ context: Context) -> [String] {
    if isEmpty(context) { return wrapped(Self.firstStep, columns, context) }
    return switch line {
    case .figure(let place): wrapped(sentences(place, context), columns, context)
    case .list(let list): wrapped(list.meaning(under: context.plan), columns, context)
    case .town(let code): wrapped(said(of: code, context), columns, context)
    case .due(let sort): wrapped(said(of: sort, context), columns, context)
    case .week: wrapped(Self.ownDays, columns, context)
    case .entered: wrapped(Self.entryDays, columns, context)
    case .community, .area: []
    }
  }

  /// A town's value beside the district's.
  private func said(of code: TownCode, _ context: Context) -> Words {
    guard let town = counted?.breakdown.towns.first(where: { $0.code == code }) else {
      return Words("", "")
    }
    return town.said(town.figures[figure], district: context.summary.figures[figure])
  }

  /// How many are late, the first day, and the money.
  private func said(of sort: Due.Sort, _ context: Context) -> Words {
    guard let line = counted?.due[sort] else { return Words("", "") }
    let count = line.items.count
    var words =
      sort.isToldAhead
      ? Words("Due within 30 days or overdue: \(count)", "30 天内到期或已逾期 \(count) 个")
      : Words("To be looked at: \(count)", "需处理 \(count) 个")
    if sort.isToldAhead, line.overdue > 0 {
      words = words + Words(", overdue \(line.overdue)", "，其中逾期 \(line.overdue) 个")
    }
    if let first = line.first {
      words = words + Words(", the first \(first.text(.en))", "，最早 \(first.text(.chinese))")
    }
    if let amount = line.amount {
      words =
        words + Words(", \(amount.text(.en)) yuan", "，共 \(amount.text(.chinese)) 元")
    }
    return words + Words(". Enter lists them.", "。Enter 打开名单。")
  }

  private static let ownDays = Words(
    "From Monday to the day shown, by the records' own days, whenever they were entered. Enter lists them.",
    "自周一至所显示日期，按记录本身的日期，不论何时录入。Enter 打开名单。")

  private static let entryDays = Words(
    "Entered from Monday to today, whatever days the records have. What is in the recycle bin is left out. Enter "
      + "lists them.",
    "自周一至今天录入，不论记录本身的日期，不含回收站中的。Enter 打开名单。")

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

  /// The gap in both readings, the pace, and what is beside it.
  private func sentences(_ place: Int, _ context: Context) -> Words {
    let figure = context.summary.figures[place]
    var sentences: [Words] = []
    if let missing = figure.target.notRecorded {
      sentences.append(missing + Words(". ", "。"))
    } else {
      sentences += gap(figure)
      sentences += context.summary.paces[place].sentences(figure)
      if let complete = figure.completeness {
        sentences.append(
          Words(
            "Data for \(complete.complete) of \(complete.of). ",
            "\(complete.of) 个中 \(complete.complete) 个已填数据。"))
      }
      sentences += atWork(figure)
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
    return sentences.reduce(Words("", ""), +)
  }
}

extension OverviewScreen {
  /// What stands beside a figure of the three communities at work: paper is cheap.
  private func atWork(_ figure: Figure) -> [Words] {
    let tally = figure.tally
    if figure.target.measure == .linked {
      return [
        Words(
          "\(tally[.active]) of the linked communities had an activity in the last 92 days. ",
          "已联动社区中 \(tally[.active]) 个近 92 天有服务记录。")
      ]
    }
    guard figure.target.subject == .needs else { return [] }
    return [
      Words(
        "\(tally[.met]) of \(tally[.own]) met, not counting those declined or referred. ",
        "除不予采纳和已转办外，\(tally[.own]) 项中已办结 \(tally[.met]) 项。"),
      Words(
        "\(tally[.incomplete]) \(tally[.incomplete] == 1 ? "community" : "communities") recorded none. ",
        "\(tally[.incomplete]) 个社区未录入需求。"),
    ]
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

  /// How targets count who works in several communities: a share each community's own, a sum a person.
  private static func sharing(_ targets: [Target]) -> Words {
    let each = Words("in each of them", "在各社区均计入")
    let once = Words("as one person in a total", "合计时只计一人")
    if targets.allSatisfy(\.isShare) { return each }
    return targets.contains(where: \.isShare) ? each + Words(", ", "，") + once : once
  }
}

extension DistrictList {
  func label(_ context: Context) -> Words {
    let months = context.summary.office.dormantAfter ?? 24
    return switch self {
    case .notCounted: Words("Organizations not counted", "不计入的社会组织")
    case .unconfirmed: Words("Unconfirmed for \(months) months", "\(months) 个月未核实的组织")
    case .shared: Words("Workers in several places", "跨社区任职的社区工作者")
    }
  }
}

extension Pace {
  /// What the pace is, in a sentence or two.
  func sentences(_ figure: Figure) -> [Words] {
    var sentences: [Words] = []
    if let daysOver {
      let days = daysOver == 1 ? "1 day" : "\(daysOver) days"
      return [Words("Not met, \(days) over. ", "未达标，已逾期 \(daysOver) 天。")]
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
          "Needs +\(needed) a year, last 12 months \(rate.first == "-" ? "" : "+")\(rate). ",
          "每年须增 \(needed)，近 12 个月\(rate.first == "-" ? "减 \(rate.dropFirst())" : "增 \(rate)")。"
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
