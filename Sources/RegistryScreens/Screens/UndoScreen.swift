import RegistryModel
import TerminalCore

/// What an undo will do, before it is done; or all reasons against it.
struct UndoScreen: Screen {
  static let name = Words("Undo", "撤销")
  /// Records told one by one.
  private static let shown = 200

  private var plan: UndoPlan
  private var top = 0
  private var isSaving = false

  init(_ plan: UndoPlan) { self.plan = plan }

  static let commands: [Command<Self>] =
    [
      Command(
        .control("s"), .function(2), hint: Words("Confirm", "确认"),
        help: Words("Undo the changes shown", "确认撤销"),
        refusal: { box, context in box.refusal(context) }
      ) {
        box, context in box.save(context)
      }
    ] + Command.scrolling(\.top, around: 9, line: Words("More", "向下")) + [
      Command(
        .escape, .function(12), hint: Words("Cancel", "取消"),
        help: Words("Close; nothing changes", "关闭, 不作任何改动")
      ) {
        _, _ in [.back]
      }
    ]

  /// What cannot be done is not offered.
  var hints: [CommandRow] {
    if case .success = plan.result { return Self.rows }
    return Self.rows.filter { !$0.keys.contains(.control("s")) }
  }

  private func refusal(_ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    if isSaving { return Words("one moment ..", "请稍候 ..") }
    guard case .success(let set) = plan.result else {
      return Words("cannot be undone for these reasons", "有以上原因，不能撤销")
    }
    return set.isEmpty ? Words("nothing to undo", "已是原状，无须撤销") : nil
  }

  func crumb(_ context: Context) -> String? { nil }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  /// What a colleague saves in the meantime may be in the way.
  mutating func refresh(_ context: Context) { plan = plan.onto(context.registry, context) }

  private mutating func save(_ context: Context) -> [Step] {
    guard case .success(let set) = plan.result else { return [] }
    isSaving = true
    return [.save(set, base: context.registry)]
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    isSaving = false
    guard case .saved(_, _, let commit) = answer else { return said(answer, context) }
    return [.back, .say(.undone(plan.commits, isRedo: plan.isRedo, by: commit, context))]
  }

  private func title(_ context: Context) -> String {
    switch plan.result {
    case .success:
      context.say(plan.isRedo ? Words("Redo this?", "重做以下变更?") : Words("Undo this?", "撤销以下变更?"))
    case .failure: context.say("Cannot be undone, because:", "不能撤销, 原因如下:")
    }
  }

  private func lines(_ context: Context) -> [(text: String, style: Style)] {
    let registry = context.registry
    var lines = plan.commits.prefix(5).map { commit in
      (
        "#\(commit.seq) \(context.session.localTime(commit.at)) \(registry.name(of: commit.by))  "
          + registry.summary(of: commit.set, on: context.day, context.language), Theme.heading
      )
    }
    if plan.commits.count > lines.count {
      let more = plan.commits.count - lines.count
      lines.append((context.say("and \(more) more", "另有 \(more) 次"), Theme.heading))
    }
    switch plan.result {
    case .success(let set):
      for change in set.changes.prefix(Self.shown) {
        let name = context.shortName(of: change.id)
        lines += registry.told(change).settings.map {
          (
            "\(name) \(registry.line($0, in: change.id.kind, on: context.day, context.language))",
            Style.plain
          )
        }
      }
      if set.changes.count > Self.shown {
        let more = set.changes.count - Self.shown
        lines.append(
          (
            context.say("and \(more) more \(more == 1 ? "record" : "records")", "另有 \(more) 条记录"),
            .plain
          ))
      }
    case .failure(let refusal):
      lines += refusal.obstacles.prefix(Self.shown).map { obstacle in
        let sentence = registry.sentence(
          obstacle, on: context.day, context.language, time: context.session.localTime)
        return ("\(Theme.Mark.mustFix) \(sentence)", Theme.error)
      }
    }
    return lines
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let columns = area.columns - 9
    let lines = lines(context).flatMap { line in
      canvas.metrics.wrapped(line.text, to: columns).map {
        StyledLine($0, line.style, canvas.metrics)
      }
    }
    let rows = min(lines.count, area.rows - 2)
    let rest = Scrolled(lines.count, in: rows, from: top).below
    let inner = Box(
      title: title(context), columns: columns,
      footer: rest > 0 ? context.say("Down: \(rest) more", "向下还有 \(rest) 行") : ""
    ).draw(on: &canvas, in: area, rows: rows)
    canvas.put(lines, in: inner, from: top)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }
}
