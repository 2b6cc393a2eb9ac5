import RegistryModel
import TerminalCore

/// A file's rows as they would come in: counts, then each row by what becomes of it, those to fix first. They are
/// fixed here, not in the file. Nothing is written before the clerk says so, and then all of it or nothing; where the
/// registry moves on in the meantime, the rows are met with what it is then, and what is different is said.
struct ImportScreen: Screen {
  static let name = Words("Import", "导入")
  let kind: Kind
  let source: PathScreen.Source
  /// The draft that keeps the file and what is decided about it.
  let draft: String
  /// What the clerk has decided, and what was before each decision.
  var decided = ImportDecisions()
  var past: [ImportDecisions] = []
  /// What the file would do to the registry as it was when this was asked.
  var plan: ImportPlan?
  /// Rows of which something else was said before the registry moved on.
  var changed: [Int] = []
  var lines = ImportLines()
  /// The only rows that are listed.
  var part: ImportPart?
  var cursor = 0
  /// Why rows were left out that could not come in, by line.
  var reasons: [Int: Words] = [:]
  /// The line for which a record is being chosen.
  var linking: Int?
  /// The registry has moved on since the reading began, and who moved it last.
  var isStale = false
  var movedBy: String?
  /// How far the reading is, and why it is done; nil while nothing is being read.
  var reading: Reading? = Reading()
  var isSaving = false
  /// The columns were asked about already.
  var isMapped = false

  /// A reading of the file.
  struct Reading {
    var cause = Cause.asked
    var progress: WorkProgress?
  }

  /// Why a file is read.
  enum Cause {
    case asked
    /// The clerk has decided something.
    case decided
    /// The registry is another one.
    case moved
  }

  init(_ kind: Kind, _ source: PathScreen.Source, draft: String) {
    (self.kind, self.source, self.draft) = (kind, source, draft)
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words(
          "Link a row, leave out the rest, write what stays out to a file", "关联记录, 只导入其余, 导出未导入各行")
      ) { screen, context in screen.acts(context) },
      Command(
        .function(4), hint: Words("Columns", "列对照"),
        help: Words("Which field each column goes to", "各列对应的字段")
      ) { screen, context in screen.openMapping(context) },
      Command(
        .function(5),
        help: Words("Fix a value in all rows that have it", "同一值的各行一并改正"),
        refusal: { screen, _ in screen.refusesMending }
      ) { screen, context in screen.openRow(forAll: true, context) },
      Command(
        .function(8), help: Words("To the next row to fix", "到下一个须改正的行")
      ) { screen, context in screen.goToProblem(context) },
      Command(
        .tab,
        help: Words(
          "List only the rows to fix, then only those updated, and so on", "只列须改正的行, 再按依次只列其他各类")
      ) { screen, _ in screen.narrow() },
      Command(
        .enter, hint: Words("Fix", "改正"), help: Words("Fix the cells of the row", "改正本行各项"),
        refusal: { screen, _ in screen.refusesMending }
      ) { screen, context in screen.openRow(forAll: false, context) },
      Command(
        .delete,
        help: Words("Leave the row out, or take it in again", "本行不导入, 再按恢复"),
        refusal: { screen, _ in screen.refusesSkipping }
      ) { screen, context in screen.skip(context) },
      Command(
        .control("s"), hint: Words("Import", "导入"),
        help: Words("Import all rows that are not left out", "一次导入全部未略去的行"),
        refusal: { screen, context in screen.refusal(context) }
      ) { screen, _ in
        guard let plan = screen.plan, let set = plan.changeSet else { return [] }
        screen.isSaving = true
        // A long file's was found with the plan, not under the key.
        return [
          plan.frozen.map { .open(FrozenQuestion.menu($0, set, base: plan.base)) }
            ?? .save(set, base: plan.base, isAgreed: true)
        ]
      },
      Command(.control("z"), help: Words("Undo the last change made here", "撤销在此所作的上一项改动")) {
        screen, context in screen.undo(context)
      },
    ]
    + Command.moving({ screen, context in screen.page(context) }) { screen, step, _ in
      screen.move(step)
    } + [
      Command(
        .escape, .function(12),
        help: Words("Leave without importing; what was fixed stays as a draft", "退出, 不导入; 改动存为草稿")
      ) { screen, _ in
        // It is being saved, whether anybody looks or not.
        if screen.isSaving { return [.say(Message(Self.oneMoment))] }
        let isKept = !screen.decided.isEmpty
        return screen.letGo() + (isKept ? [] : [.effect(.dropDraft(name: screen.draft))]) + [.back]
          + (isKept ? [.say(.leftAsDraft)] : [])
      }
    ]

  static let oneMoment = Words("one moment ..", "请稍候 ..")

  private func refusal(_ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    guard let plan, reading == nil, !isSaving else { return Self.oneMoment }
    if !plan.problems.isEmpty {
      return Words(
        "fix the rows listed first, or F2 to leave them out; nothing is imported in part",
        "请先改正所列各行，或按 F2 略去；不会自行只导入一部分")
    }
    return plan.changeSet == nil
      ? Words("all rows match already", "各行均与已有记录相同，无须导入") : nil
  }

  /// What is imported has to be looked at first, and again where a colleague has changed what it does.
  var target: String? {
    guard let plan, reading == nil else { return "reading" }
    return "\(plan.base.seq) \(row.map { String($0.line) } ?? "")"
  }

  func crumb(_ context: Context) -> String? {
    context.say("Import ", "导入") + context.say(kind.schema.plural)
  }

  var draftName: String? { draft }
  var savedDraft: String? { draft }
  func allowsUndo(_ context: Context) -> Bool { false }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  /// The row under the cursor.
  var row: ImportRow? {
    guard let plan, case .row(let place)? = lines[cursor], plan.rows.indices.contains(place) else {
      return nil
    }
    return plan.rows[place]
  }

  private mutating func move(_ step: Int) -> [Step] {
    cursor = max(0, min(lines.count - 1, cursor + step))
    return []
  }

  /// Tab: only the rows of the next part that has some, at last all again.
  private mutating func narrow() -> [Step] {
    guard let plan else { return [] }
    let parts = ImportPart.allCases.filter { $0.count(in: plan.counts) > 0 }
    let next = part.flatMap { parts.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    part = parts.indices.contains(next) ? parts[next] : nil
    lines = ImportLines(plan, changed: changed, only: part)
    cursor = 0
    return []
  }

  private mutating func goToProblem(_ context: Context) -> [Step] {
    guard let plan, plan.counts.bad > 0 else {
      return [.say(Message("no row is to be fixed", "没有须改正的行"))]
    }
    if part != nil, part != .bad {
      part = nil
      lines = ImportLines(plan, changed: changed, only: nil)
      cursor = -1
    }
    let order = (1...lines.count).map { (cursor + $0) % lines.count }
    cursor =
      order.first { place in
        if case .row(let row)? = lines[place] { plan.rows[row].outcome == .bad } else { false }
      } ?? max(0, cursor)
    return []
  }
}
