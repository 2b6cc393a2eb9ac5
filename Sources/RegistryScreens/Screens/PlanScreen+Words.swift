import RegistryModel
import RegistryPlans
import TerminalCore

// How a target is counted, and what more of what it counts would change.
extension PlanScreen {
  /// Lines of the panel, the what-if before all else.
  func said(of figure: Figure, columns: Int, _ context: Context) -> [StyledLine] {
    let target = figure.target
    var lines = PaneLines(columns: columns, context)
    if let added {
      lines.add(context.say(whatIf(added, figure)), Theme.behind)
      // What is added in a town is the district's as well.
      let district = context.summary.figures[self.figure]
      if part != .district, let gained = figure.gained(by: added) {
        lines.add(
          context.say(Words("The district: ", "全区：") + moved(by: gained, district)), Theme.behind)
      }
    }
    if let missing = target.notRecorded {
      lines.add(context.say(missing), .plain)
    } else {
      if let formula = target.formula { lines.add(context.say(formula), .plain) }
      if let sum = sum(of: figure) { lines.add(context.say(sum), .plain) }
      for option in target.options {
        lines.add(
          context.say(option.name),
          option.values.map(context.say).joined(separator: context.say(", ", "、"))
        )
      }
    }
    // It is the district's.
    if part == .district, let baseline = target.baseline {
      lines.add(
        context.say("baseline", "基数"),
        context.say(
          "\(baseline.value)\(target.figureSign) on \(baseline.asOf.text(.en))",
          "\(baseline.asOf.text(.chinese)) 为 \(baseline.value)\(target.figureSign)"))
    }
    let deadline = target.deadline
    lines.add(context.say("deadline", "期限"), deadline.text(context.language))
    lines.add(context.say("source", "依据"), context.say(target.source))
    // What the office asks in its own way.
    for difference in context.plan.flatMap({ context.plans.entry($0.id)?.differences }) ?? []
    where difference.target == target.id {
      lines.add(context.say("own plan", "本单位"), context.say(difference.change))
    }
    if part == .district, !changes.isEmpty, let line = counted?.comparison.lines[self.figure] {
      lines.add(
        context.say("since then", "比较"), context.say(difference(line, context)))
    }
    return lines.lines
  }

  /// `398 / 48 = 8.29, shown 8.2`.
  private func sum(of figure: Figure) -> Words? {
    guard let exact = figure.value.text(places: 2), let shown = figure.text else { return nil }
    let sign = figure.target.figureSign
    let (sum, over) = (Digits.grouped(figure.tally.sum), Digits.grouped(figure.tally.over))
    return Words(
      "\(sum) / \(over) = \(exact)\(sign), shown \(shown)\(sign)",
      "\(sum) / \(over) = \(exact)\(sign)，显示为 \(shown)\(sign)")
  }

  /// `If 10 more: 8.2 -> 8.3, short 752 -> 742`.
  private func whatIf(_ count: Int, _ figure: Figure) -> Words {
    guard figure.adding(count) != nil else {
      return Words("This target cannot be tried out.", "该项指标不能测算。")
    }
    return Words("If \(count) more: ", "若增加 \(count)：") + moved(by: count, figure)
      + Words(" Not saved.", "测算结果不保存。")
  }

  /// `8.2 -> 8.3, short 752 -> 742.`
  private func moved(by count: Int, _ figure: Figure) -> Words {
    figure.moved(to: figure.adding(count) ?? figure) + Words(".", "。")
  }

  /// `+212, -3; 14 newly have what is asked`.
  private func difference(_ line: Comparison.Line, _ context: Context) -> Words {
    let since = comparedDay(context)
    let (gained, lost, reached) = (line.gained.count, line.lost.count, line.reached.count)
    let newly =
      reached == 0
      ? Words("", "") : Words("; \(reached) newly reach it", "；新达标 \(reached) 个")
    return Words(
      "\(since.text(.en)): +\(gained), -\(lost)", "自 \(since.text(.chinese)) 增 \(gained)，减 \(lost)")
      + newly
  }
}

extension Figure {
  /// `8.2 -> 8.3, short 752 -> 742`, what the same figure would be otherwise.
  func moved(to other: Figure) -> Words {
    let sign = target.figureSign
    let (one, two) = (text ?? "--", other.text ?? "--")
    let (short, left) = (shortfall ?? 0, other.shortfall ?? 0)
    return Words(
      "\(one)\(sign) -> \(two)\(sign), short \(short) -> \(left)",
      "\(one)\(sign) -> \(two)\(sign)，缺口 \(short) -> \(left)")
  }
}
