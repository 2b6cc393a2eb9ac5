import ArgumentParser
import RegistryModel
import RegistryPlans

/// How far the registry is with its plan.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "progress", Words("Progress toward the plan's targets.", "规划各项目标的完成情况。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Option(
    help: ArgumentHelp(
      "year, quarter, month: as of the last day of each, and of the day itself; town: of each town by "
        + "itself.",
      "year、quarter、month 为每年、每季度、每月最后一日，并统计所问当日；town 为各街镇分别统计。"),
    completion: .list(PeriodLength.allCases.map(\.rawValue) + ["town"]))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "With --by: the first day to look at (default: the plan's first).",
      "与 --by 合用：起始日期 (默认为规划首日)。"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "With --by: the last day to look at (default: --as-of, or today).",
      "与 --by 合用：截止日期 (默认为 --as-of 的日期或今天)。"))
  var to: String?

  @Flag(help: .json)
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let plan = try registry.neededPlan()
      if by == "town" {
        try refuseSpan(registry)
        return try printTowns(registry, plan)
      }
      let days = try days(registry, plan)
      let outlooks = days.map { Outlook(plan, of: registry.state, on: $0) }
      if json {
        let all = outlooks.map(\.json)
        Output.json(by == nil ? all.first ?? .null : .array(all))
      } else {
        for outlook in outlooks {
          if by != nil { Output.line(outlook.progress.day.text(registry.language)) }
          for line in outlook.lines(registry.language) { Output.line(line) }
        }
      }
    }
  }
}

extension ProgressCommand {
  /// The days that are asked for; a span without one is refused.
  private func days(_ registry: OpenRegistry, _ plan: Plan) throws -> [CivilDate] {
    guard let by else {
      try refuseSpan(registry)
      return [registry.day]
    }
    guard let length = PeriodLength(rawValue: by) else {
      throw Failure.usage(
        Words(
          "--by takes year, quarter, month or town, not \(by)",
          "--by 只接受 year、quarter、month 或 town，不接受 \(by)"), registry.language)
    }
    let first = try day(from, "--from", registry) ?? plan.start
    let last = try day(to, "--to", registry)?.lastDay ?? registry.day
    let days = length.ends(from: first, to: last)
    guard days.isEmpty else { return days }
    let words =
      from == nil
      ? Words(
        "the plan begins on \(plan.start.text(.en)), after \(last.text(.en)); --from looks at earlier days",
        "规划自 \(plan.start.text(.chinese)) 开始，晚于 \(last.text(.chinese))；可用 --from 查看更早的日期")
      : Words(
        "--from \(first.text(.en)) is after \(last.text(.en))",
        "--from \(first.text(.chinese)) 晚于 \(last.text(.chinese))")
    Output.error(words[registry.language])
    throw ExitCode(1)
  }

  private func day(
    _ text: String?, _ option: String, _ registry: OpenRegistry
  ) throws -> CivilDate? {
    guard let text else { return nil }
    do {
      return try CivilDate(text: text)
    } catch {
      throw Failure.usage(Words("\(option): ", "\(option): ") + error.words, registry.language)
    }
  }

  private func refuseSpan(_ registry: OpenRegistry) throws {
    guard from != nil || to != nil else { return }
    throw Failure.usage(
      Words(
        "--from and --to need --by year, quarter or month",
        "--from 和 --to 须与 --by year、quarter 或 month 合用"), registry.language)
  }
}

extension ProgressCommand {
  /// A line a town: its code, its communities, and a value a target in plan order.
  private func printTowns(_ registry: OpenRegistry, _ plan: Plan) throws {
    let progress = Progress(plan, of: registry.state, on: registry.day)
    let towns = progress.towns(of: registry.state)
    if json { Output.json(.array(towns.map { $0.json(on: progress.day) })) }
    for town in json ? [] : towns {
      let counted = town.figures.filter { $0.target.notRecorded == nil && $0.target.isOfTowns }
      let figures = counted.map { figure in
        let value = figure.text.map { $0 + figure.target.figureSign } ?? "n/a"
        let short = figure.isMet == false ? figure.shortfall.map { " -\($0)" } ?? "" : ""
        return "\(figure.target.label[registry.language]) \(value)\(short)"
      }
      let count = Words("communities \(town.communities.count)", "社区 \(town.communities.count)")
      Output.line(
        (["\(town.code)", town.name ?? "", count[registry.language]] + figures).joined(
          separator: "  "))
    }
    if towns.isEmpty { throw ExitCode(1) }
  }
}

extension Town {
  /// `{"asOf","town","name","communities","targets":[{"id","value","target","met","shortfall","sum","over",…}]}`
  fileprivate func json(on day: CivilDate) -> JSON {
    .object(
      of: ("asOf", day.json), ("town", .string(code.description)), ("name", name.map(JSON.string)),
      ("communities", .array(communities.map(\.json))),
      ("targets", .array(figures.filter(\.target.isOfTowns).map { .object($0.members) })))
  }
}

extension Figure {
  /// What is the same of a district and of a town.
  fileprivate var members: [JSON.Member] {
    let isRecorded = target.notRecorded == nil
    return JSON.object(
      of: ("id", .string(target.id)), ("label", .string(target.label.en)),
      ("recorded", .bool(isRecorded)),
      ("value", text.map(JSON.string) ?? .null),
      ("unit", isRecorded ? .string(target.figureUnit.en) : nil),
      ("target", boundText.map(JSON.string) ?? .null),
      ("mustExceed", askedText == boundText ? nil : true),
      ("met", isMet.map(JSON.bool) ?? .null),
      ("shortfall", shortfall.map(JSON.int) ?? .null),
      ("sum", isRecorded ? .int(tally.sum) : nil),
      ("sumUnit", isRecorded ? target.sumUnit.map(JSON.string) : nil),
      ("over", isRecorded ? .int(tally.over) : nil),
      ("overUnit", isRecorded ? target.overUnit.map(JSON.string) : nil),
      (
        "records",
        isRecorded
          ? .object(Behind.allCases.map { JSON.Member($0.rawValue, .int(tally[$0])) }) : nil
      ),
      ("partialDates", isRecorded ? .int(tally.partialDates) : nil)
    ).members ?? []
  }
}

extension Outlook {
  /// A line a target in plan order; its value is the first decimal number on the line.
  func lines(_ language: Language) -> [String] {
    zip(progress.figures, paces).map { figure, pace in
      let target = figure.target
      // The value comes first, so that no digit of a label is taken for it.
      if let why = target.notRecorded {
        return Words("not recorded", "无记录")[language]
          + "  \(target.label[language]): \(why[language])"
      }
      let unit = target.figureSign
      var parts = [figure.text.map { $0 + unit } ?? "n/a"]
      if let bound = figure.askedText {
        parts.append(Words("of \(bound)\(unit)", "目标 \(bound)\(unit)")[language])
      }
      parts.append(target.label[language])
      switch figure.isMet {
      case true?: parts.append(Words("met", "达标")[language])
      case false?:
        let short = figure.shortfall ?? 0
        parts.append(Words("short by \(short)", "差 \(short)")[language])
      case nil: break
      }
      if let standing = pace.standing(figure) { parts.append(standing[language]) }
      return parts.joined(separator: "  ")
    }
  }

  /// `{"plan","asOf","district":{"notCounted",…},"targets":[{"id","value","unit","target","met","shortfall","sum","sumUnit",…}]}`
  var json: JSON {
    let district = progress.district
    return .object(
      of: ("plan", .string(progress.plan.id)), ("asOf", progress.day.json),
      (
        "district",
        .object(
          DistrictList.allCases.compactMap { list in
            district[list].map { JSON.Member(list.rawValue, .int($0)) }
          })
      ),
      (
        "targets",
        .array(
          zip(progress.figures, paces).map { figure, pace in
            .object(
              figure.members
                + (JSON.object(
                  of: ("baseline", pace.baseline.text().map(JSON.string)),
                  ("mark", pace.mark.text().map(JSON.string)),
                  ("daysAhead", pace.daysAhead.map(JSON.int)),
                  ("daysOver", pace.daysOver.map(JSON.int)),
                  ("rateNeeded", pace.rateNeeded.textRoundedUp().map(JSON.string)),
                  ("rate", pace.rate.text().map(JSON.string)),
                  ("projected", pace.projected?.json)
                ).members ?? []))
          })
      ))
  }
}
