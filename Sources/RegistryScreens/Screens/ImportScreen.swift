import RegistryModel
import TerminalCore

/// A file's rows as they would come in: counts, problems and warnings. Nothing is written before the
/// clerk says so, and then all of it or nothing; where the registry moves on in the meantime, the rows are
/// met with what it is then, and what is different is said.
struct ImportScreen: Screen {
  static let name = Words("Import", "导入")
  private let kind: Kind
  private let path: String
  /// The draft that keeps the path while it is typed.
  private let draft: String
  /// What the file would do to the registry as it was when this was asked.
  private var plan: ImportPlan?
  /// Rows of which something else was said before the registry moved on.
  private var changed: [Int] = []
  /// What is said of the file as a whole: worked out once, not for every line drawn.
  private var facts: [Words] = []
  /// The registry has moved on since the reading began, and who moved it last.
  private var isStale = false
  private var movedBy: String?
  /// How far the reading is; nil while nothing is being read.
  private var reading: Reading? = .begun
  private var top = 0
  private var isSaving = false

  private enum Reading {
    case begun
    case far(WorkProgress)
  }

  private init(_ kind: Kind, path: String, draft: String) {
    self.kind = kind
    self.path = path
    self.draft = draft
  }

  /// Asks for the kind of list, then for the file.
  ///
  /// - Parameter kind: proposed, as the list on screen shows it.
  static func start(at kind: Kind? = nil, _ context: Context) -> [Step] {
    let kinds = Kind.allCases.filter { kind in
      if case .clerks = kind.schema.keeper { kind.schema.imports != nil } else { false }
    }
    return [
      .open(
        MenuScreen(
          Words("Import which list?", "导入哪种名单?"),
          kinds.map { kind in
            MenuScreen.Item(
              kind.schema.plural, steps: [.open(pathPrompt(kind, draft: "form-\(context.ticket)"))])
          }, cursor: kind.flatMap(kinds.firstIndex) ?? 0))
    ]
  }

  private static func pathPrompt(
    _ kind: Kind, draft: String, text: String = "", caret: Int? = nil, refusal: Words? = nil
  ) -> PromptScreen {
    PromptScreen(
      Words("Import ", "导入") + kind.schema.plural,
      label: Words("The CSV file (nothing is written yet):", "CSV 文件路径 (此时不写入):"), text: text,
      caret: caret, refusal: refusal,
      draft: .init(name: draft, isOwn: true) { text, caret, _ in
        .object([
          DraftKind.importFile.member, JSON.Member("kind", .string(kind.rawValue)),
          JSON.Member("text", .string(text)), JSON.Member("caret", .int(caret)),
        ])
      }
    ) { path, context in
      if path.isEmpty { return .refused(Words("enter a file path", "请填写文件路径")) }
      var screen = ImportScreen(kind, path: path, draft: draft)
      let work = screen.read(context)
      return .steps([.replace(screen), work])
    }
  }

  /// The question for a file that a draft holds.
  static func resume(_ note: DraftNote) -> PromptScreen? {
    note.content["kind"]?.string.flatMap(Kind.init(rawValue:)).map {
      pathPrompt(
        $0, draft: note.name, text: note.content["text"]?.string ?? "",
        caret: note.content["caret"]?.int ?? 0)
    }
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .control("s"), .function(2), hint: Words("Import all", "全部导入"),
        help: Words("Import all rows at once", "一次导入全部行"),
        refusal: { screen, context in screen.refusal(context) }
      ) {
        screen, context in
        guard let plan = screen.plan, let set = plan.changeSet else { return [] }
        screen.isSaving = true
        // A long file's was found with the plan, not under the key.
        return [
          plan.frozen.map { .open(FrozenQuestion.menu($0, set, base: plan.base)) }
            ?? .save(set, base: plan.base, isAgreed: true)
        ]
      },
      Command(
        .function(5), hint: Words("Read again", "重新读取"),
        help: Words("Read the file again after fixing it", "改好文件后重新读取"),
        refusal: { screen, _ in screen.isSaving ? Self.oneMoment : nil }
      ) {
        screen, context in
        let old = screen.letGo()
        return old + [screen.read(context)]
      },
    ] + Command.scrolling(\.top, around: 8, page: Words("Page", "翻页")) + [
      Command(
        .escape, .function(12), hint: Words("Cancel", "取消"),
        help: Words("Leave without importing anything", "取消, 不写入任何内容")
      ) {
        screen, _ in screen.letGo() + [.back]
      }
    ]

  private static let oneMoment = Words("one moment ..", "请稍候 ..")

  /// Has the file read, to meet the registry as it is now.
  private mutating func read(_ context: Context) -> Step {
    (reading, isStale) = (.begun, false)
    return .work(
      ImportOrder(
        kind: kind, path: path, base: context.registry, today: context.clock.today, before: plan))
  }

  /// Gives away what a long file would come to.
  private mutating func letGo() -> [Step] {
    defer { (plan, changed, facts, top) = (nil, [], [], 0) }
    return plan.map { [.effect(.discard(Parcel($0)))] } ?? []
  }

  private func refusal(_ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    guard let plan, reading == nil, !isSaving else { return Self.oneMoment }
    if !plan.problems.isEmpty {
      return Words(
        "fix the rows listed, then press F5; all rows are imported or none",
        "请先改正所列各行再按 F5；不会只导入一部分")
    }
    return plan.changeSet == nil
      ? Words("all rows match already", "各行均与已有记录相同，无须导入") : nil
  }

  /// What is imported has to be looked at first, and again where a colleague has changed what it does.
  var target: String? {
    guard let plan, reading == nil else { return "reading" }
    return "read at \(plan.base.seq)"
  }

  func crumb(_ context: Context) -> String? {
    context.say("Import ", "导入") + context.say(kind.schema.plural)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    guard isConcerned(by: commits) else { return [] }
    (isStale, movedBy) = (true, commits.last?.by ?? movedBy)
    // While it is being read or saved, what comes of that is waited for.
    return reading == nil && !isSaving ? [read(context)] : []
  }

  /// Something changed that rows of this kind are, or refer to; after an unknown change all may have.
  private func isConcerned(by commits: [Commit]) -> Bool {
    let kinds = Set(kind.schema.fields.compactMap(\.refersTo) + [kind, .office])
    return commits.isEmpty
      || commits.contains { $0.set.changes.contains { kinds.contains($0.id.kind) } }
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .work(_, .progress(let progress)):
      reading = .far(progress)
      return []
    case .work(_, let news):
      return news.result(of: ImportOrder.self).map { receive($0, context) } ?? []
    case .saved(_, _, let commit):
      let count = commit?.set.changes.count ?? 0
      let words = Words(
        "imported: \(count == 1 ? "1 record" : "\(count) records")", "已导入 \(count) 条记录")
      return letGo() + [.back, .say(.undoable(words))]
    case .refused(_, let refusal):
      isSaving = false
      let said = Step.say(refusal.message(context))
      return isStale ? [said, read(context)] : [said]
    default: return []
    }
  }

  private mutating func receive(_ result: ImportOrder.Result, _ context: Context) -> [Step] {
    reading = nil
    switch result {
    case .unreadable(let words):
      // The path is put right where it was typed.
      return [
        .replace(
          Self.pathPrompt(kind, draft: draft, text: path, caret: path.count, refusal: words))
      ]
    case .plan(let plan, let changed):
      let isAgain = self.plan != nil
      var steps = letGo()
      (self.plan, self.changed, facts) = (plan, changed, plan.facts)
      if isAgain, !isStale {
        let who = movedBy.map { Words("\($0) changed the registry", "\($0) 已修改登记库") }
        steps.append(
          .say(
            Message(
              (who ?? Words("the registry has changed", "登记库已有变更")) + difference(changed.count))
          ))
        movedBy = nil
      }
      return steps + (isStale ? [read(context)] : [])
    }
  }

  private func difference(_ count: Int) -> Words {
    count == 0
      ? Words("; the import is the same", "；导入内容不变")
      : Words(
        "; \(count == 1 ? "1 row is" : "\(count) rows are") different now", "；其中 \(count) 行结果有变")
  }
}

// What is drawn.
extension ImportScreen {
  /// Rows named of those that are different now.
  private static var named: Int { 8 }

  /// Line `number` of what is known of the plan; only those on screen are asked for.
  private func line(_ number: Int, _ plan: ImportPlan) -> (words: Words, style: ImportLine)? {
    let counts = plan.counts
    var number = number
    if number == 0 {
      return (
        Words(
          "New \(counts.new)   Updated \(counts.updated)   Same \(counts.same)   "
            + "To fix \(counts.bad)   Rows \(counts.rows)",
          "新增 \(counts.new)   更新 \(counts.updated)   相同 \(counts.same)   "
            + "须改正 \(counts.bad)   合计 \(counts.rows)"), .text(Theme.heading)
      )
    }
    number -= 1
    if number < facts.count { return (facts[number], .text(Theme.label)) }
    number -= facts.count
    if number < min(changed.count, Self.named) {
      let row = plan.rows[changed[number]]
      let place = Words("line \(row.line) ", "第 \(row.line) 行 ")
      return (
        Words("Now different: ", "结果有变: ") + place
          + Words(same: row.title.isEmpty ? "" : row.title + ": ") + row.outcome.words(of: kind),
        .text(Theme.warning)
      )
    }
    number -= min(changed.count, Self.named)
    guard plan.findings.indices.contains(number) else { return nil }
    let finding = plan.findings[number]
    let words = Words(
      finding.text(file: plan.file.name, .en), finding.text(file: plan.file.name, .chinese))
    return (words, .finding(finding.severity))
  }

  private func footer(_ context: Context) -> String {
    switch reading {
    case .far(let progress) where plan != nil:
      context.say("Reading again: ", "重新读取: ") + context.say(Self.count(progress))
    case .begun where plan != nil: context.say("Reading again ..", "正在重新读取 ..")
    default: context.say("Nothing is written yet", "尚未写入任何内容")
    }
  }

  private static func count(_ progress: WorkProgress) -> Words {
    Words("\(progress.done) of \(progress.total) lines", "\(progress.done)/\(progress.total) 行")
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var inner = area
    Divider(title: path).draw(on: &canvas, above: &inner)
    Divider(right: footer(context)).draw(on: &canvas, below: &inner)
    inner = inner.inset(rows: 0, columns: 1)
    canvas.cursor = Position(row: inner.row, column: inner.column)
    guard let plan else {
      canvas.put(context.say("reading ..", "正在读取 .."), in: inner)
      guard case .far(let progress)? = reading else { return }
      let cells = inner.columns - 2
      let full = progress.total > 0 ? cells * progress.done / progress.total : 0
      let signs = canvas.glyphs.gauge
      let bar = (0..<cells).map { $0 < full ? signs.full : signs.empty }.joined()
      canvas.put("[\(bar)]", in: inner, row: 1, style: Theme.bar)
      canvas.put(context.say(Self.count(progress)), in: inner, row: 2)
      return
    }
    let last = facts.count + min(changed.count, Self.named) + plan.findings.count
    var (number, row) = (min(top, last), 0)
    while row < inner.rows, let line = line(number, plan) {
      for text in lines(line, columns: inner.columns, context) where row < inner.rows {
        canvas.put(text, in: inner, row: row)
        row += 1
      }
      number += 1
    }
  }

  private func lines(
    _ line: (words: Words, style: ImportLine), columns: Int, _ context: Context
  ) -> [StyledLine] {
    let (text, metrics) = (context.say(line.words), context.metrics)
    return switch line.style {
    case .text(let style):
      metrics.wrapped(text, to: columns).map { StyledLine($0, style, metrics) }
    case .finding(let severity):
      StyledLine.finding(severity, text, columns: columns, metrics)
    }
  }
}

/// How a line of the preview looks.
private enum ImportLine {
  case text(Style)
  case finding(Severity)
}
