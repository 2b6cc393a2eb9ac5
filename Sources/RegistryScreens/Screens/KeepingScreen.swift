import RegistryModel
import TerminalCore

/// What keeps the registry from being lost: its backups and a new one, a check of everything, and a backup made a
/// registry again.
struct KeepingScreen: Screen {
  static let name = Words("Backup and check", "备份与检查")
  /// The backups there are; nil: not looked for yet.
  private var kept: BackupsOrder.Result?
  /// What the question on top asks for.
  private var asked = Question.backup
  private var running: Running?
  private var progress: WorkProgress?
  /// What the last work came to.
  private var outcome: Outcome?
  private var top = 0

  fileprivate enum Question: Equatable {
    case backup
    case source
    case directory(of: String)

    /// What the path is asked for.
    var purpose: PathScreen.Purpose {
      switch self {
      case .source: .reading([".gz"])
      case .backup, .directory: .writing
      }
    }
  }

  fileprivate enum Running {
    case backup(String)
    case check
    case restoring(file: String, directory: String)
  }

  private struct Outcome {
    let title: Words
    let lines: [CheckOrder.Line]
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Back up", "备份"),
        help: Words(
          "Write everything into one file, while others go on working", "把全部内容写入一个文件，他人可继续工作"),
        refusal: { screen, _ in screen.refusal }
      ) { screen, context in screen.ask(.backup, text: screen.proposal(context)) },
      Command(
        .function(7), hint: Words("Restore", "恢复"),
        help: Words(
          "Verify a backup and make a new registry of it; nothing is overwritten",
          "校验备份并恢复为新的登记库，不覆盖任何内容"),
        refusal: { screen, _ in screen.refusal }
      ) { screen, _ in screen.ask(.source, text: screen.kept?.newest?.path ?? "") },
      Command(
        .function(8), hint: Words("Check", "检查"),
        help: Words(
          "Verify every checksum, change, reference and rule", "检查全部校验和, 变更, 引用和规则"),
        refusal: { screen, _ in screen.refusal }
      ) { screen, context in
        screen.begin(.check)
        return [.work(CheckOrder(isReadOnly: context.session.isReadOnly))]
      },
    ] + Command.scrolling(\.top, around: 6, page: Words("Page", "翻页")) + [
      Command(
        .escape, .function(12), hint: Words("Back", "返回"),
        help: Words("Cancel what is being done, else back", "取消正在进行的操作，否则返回")
      ) { screen, _ in
        screen.running == nil
          ? [.back]
          : [
            .replace(KeepingScreen()),
            .say(Message("cancelled: nothing was written", "已取消，未写入任何内容")),
          ]
      }
    ]

  private var refusal: Words? {
    running == nil ? nil : Words("one moment; Esc cancels", "请稍候，按 Esc 取消")
  }

  private mutating func begin(_ work: Running) {
    (running, progress, outcome, top) = (work, nil, nil, 0)
  }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  /// Esc cancels while something is done, and leaves when it is done.
  var target: String? { running == nil ? "at rest" : "at work" }

  func work(_ context: Context) -> (any WorkOrder)? { kept == nil ? BackupsOrder() : nil }

  /// The first save of a day makes a backup.
  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    if running == nil { kept = nil }
    return []
  }
}

// What is asked.
extension KeepingScreen {
  private mutating func ask(_ question: Question, text: String, refusal: Words? = nil) -> [Step] {
    asked = question
    return [
      .open(
        PathScreen(
          question.title, label: question.label, for: question.purpose, text: text,
          caret: refusal == nil ? nil : text.count, refusal: refusal
        ) { source, _ in .steps([.choose(.text(source.path))]) })
    ]
  }

  /// At home; another disk is better, but nobody knows where it is.
  private func proposal(_ context: Context) -> String {
    "~/sanshe-\(context.clock.today.text(.en))-\(context.registry.seq).jsonl.gz"
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    guard case .text(let path) = choice else { return [] }
    switch asked {
    case .backup:
      begin(.backup(path))
      return [.work(BackupOrder(path: path))]
    case .source:
      return ask(
        .directory(of: path), text: "~/sanshe-restored-\(context.clock.today.text(.en))")
    case .directory(let file):
      begin(.restoring(file: file, directory: path))
      return [.work(RestoreOrder(file: file, directory: path))]
    }
  }
}

extension KeepingScreen.Question {
  fileprivate var title: Words {
    self == .backup ? Words("Back up everything", "备份全部内容") : Words("Restore a backup", "恢复备份")
  }

  fileprivate var label: Words {
    switch self {
    case .backup:
      Words(
        "The file to write, best on another disk; one that exists is not overwritten:",
        "要写入的文件，宜放在其他磁盘；已有的文件不会覆盖:")
    case .source: Words("The backup (nothing is written yet):", "备份文件 (此时不写入):")
    case .directory:
      Words(
        "The new directory; this registry stays as it is:", "新登记库的目录；当前登记库保持不变:")
    }
  }
}

// What comes of it.
extension KeepingScreen {
  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer else { return said(answer, context) }
    if case .progress(let progress) = news {
      self.progress = progress
      return []
    }
    if let result = news.result(of: BackupsOrder.self) {
      kept = result
      return []
    }
    defer { (running, progress) = (nil, nil) }
    if let result = news.result(of: BackupOrder.self) { return receive(result, context) }
    if let result = news.result(of: RestoreOrder.self) { return receive(result, context) }
    if let result = news.result(of: CheckOrder.self) { return receive(result, context) }
    return []
  }

  private mutating func receive(_ result: BackupOrder.Result, _ context: Context) -> [Step] {
    switch result {
    case .written(let made, let leftOut):
      kept = nil
      let lines = [
        CheckOrder.Line(Words(same: made.path)),
        CheckOrder.Line(
          Words(
            "It holds every change through \(made.seq), and the plans of the office.",
            "含第 1 至 \(made.seq) 次变更和本单位的规划。")),
      ]
      outcome = Outcome(
        title: Words("Backed up", "已备份"), lines: leftOut.map { .init($0, .soft) } + lines)
      return [
        .keepBackup(made),
        .say(
          Message(
            Words(
              "written: \(made.path), through change \(made.seq)",
              "已写入: \(made.path)，至第 \(made.seq) 次变更"), .good)),
      ]
    case .refused(let words):
      guard case .backup(let path) = running else { return [] }
      return ask(.backup, text: path, refusal: words)
    }
  }

  private mutating func receive(_ result: RestoreOrder.Result, _ context: Context) -> [Step] {
    switch result {
    case .restored(let directory, let office, let made):
      let at = context.session.localTime(made.at)
      outcome = Outcome(
        title: Words("Restored", "已恢复"),
        lines: [
          .init(
            Words(
              "\(directory): \(office), every change through \(made.seq), backed up \(at).",
              "\(directory)：\(office)，至第 \(made.seq) 次变更，备份于 \(at)。")),
          .init(
            Words(
              "To open it, quit and type: sanshe --registry \(directory)",
              "打开方法：退出后输入 sanshe --registry \(directory)")),
          .init(
            Words(
              "Only you can open it. For a group: sanshe restore FILE DIR --group NAME",
              "目前只有本人能打开。供用户组使用：sanshe restore 文件 目录 --group 组名")),
        ])
      return [.say(Message(Words("restored: \(directory)", "已恢复: \(directory)"), .good))]
    case .refused(let words, let isFile):
      guard case .restoring(let file, let directory) = running else { return [] }
      return isFile
        ? ask(.source, text: file, refusal: words)
        : ask(.directory(of: file), text: directory, refusal: words)
    }
  }

  private mutating func receive(_ result: CheckOrder.Result, _ context: Context) -> [Step] {
    let hasErrors = result.lines.contains { $0.severity == .hard }
    let advice =
      result.isDamaged
      ? Words(
        "Damaged: save no more. When all have quit: sanshe check --repair",
        "登记库已损坏：请勿再保存，待所有人退出后输入 sanshe check --repair")
      : hasErrors
        ? Words("8 Review leads to what has to be fixed.", "须改正的问题可在 8 待办中逐条处理。")
        : Words("Nothing is damaged.", "没有损坏。")
    outcome = Outcome(
      title: Words("Checked", "检查结果"),
      lines: result.lines + [.init(advice, result.isDamaged ? .hard : nil)])
    return [
      .say(
        result.isDamaged
          ? Message("the registry is damaged", "登记库已损坏", .error)
          : Message("checked: nothing is damaged", "检查完毕，没有损坏", .good))
    ]
  }
}

// What is drawn.
extension KeepingScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: context.say(Self.name), right: kept == nil ? context.say("reading ..", "正在读取 ..") : "",
      isFocused: true
    ).draw(on: &canvas, above: &body)
    let inner = body.split(rows: -1).top.inset(rows: 0, columns: 1)
    let lines = lines(columns: inner.columns, canvas.glyphs, context)
    let sight = canvas.put(lines, in: inner, from: top)
    Divider(
      right: sight.below > 0
        ? context.say("Down: \(sight.below) more", "向下还有 \(sight.below) 行") : ""
    ).draw(on: &canvas, below: &body)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }

  private func lines(columns: Int, _ glyphs: GlyphSet, _ context: Context) -> [StyledLine] {
    var pane = PaneLines(columns: columns, context)
    if let kept { tell(kept, on: &pane, context) }
    pane.add(" ", .plain)
    if let running {
      pane.add(context.say(running.words), Theme.heading)
    } else if let outcome {
      pane.add(context.say(outcome.title), Theme.heading)
      for line in outcome.lines { pane.add(context.say(line.words), line.style) }
    } else {
      pane.add(context.say(Self.about), Theme.label)
    }
    return pane.lines
      + (running == nil
        ? [] : [WorkBar(progress).line(columns: columns, glyphs, context.metrics)])
  }

  private func tell(_ kept: BackupsOrder.Result, on pane: inout PaneLines, _ context: Context) {
    let told = { (backup: Kept) in
      let at = context.session.localTime(backup.at)
      return context.say(
        "\(at), through change \(backup.seq)", "\(at)，至第 \(backup.seq) 次变更")
    }
    pane.add(context.say("Registry", "登记库"), kept.registry)
    pane.add(
      context.say("Saved", "已保存"),
      context.say("\(context.registry.seq) changes", "\(context.registry.seq) 次变更"))
    if let fault = kept.fault { pane.add(context.say(fault), Theme.error) }
    pane.add(
      context.say("Last backup", "最近备份"),
      kept.newest.map(told) ?? context.say("none yet", "尚无"))
    pane.add(
      context.say("Kept here", "自动备份"),
      context.say(
        "\(kept.count) (seven days and twelve months are kept)", "\(kept.count) 份 (保留七天和十二个月)"))
    pane.add(
      context.say("By hand", "手工备份"),
      context.habits.backup.map { "\(told($0)): \($0.path)" }
        ?? context.say("none by you", "本人未做过"))
  }

  private static let about = Words(
    "The program makes a backup with the first save of a day, on the same disk as the registry. F2 writes one "
      + "elsewhere: do so before the disk fails.",
    "每天首次保存时程序自动备份，与登记库在同一磁盘上。为防磁盘损坏，请按 F2 另存一份到别处。")
}

extension KeepingScreen.Running {
  fileprivate var words: Words {
    switch self {
    case .backup(let path): Words("Writing \(path) ..", "正在写入 \(path) ..")
    case .check: Words("Checking everything ..", "正在检查全部内容 ..")
    case .restoring(let file, _): Words("Verifying and restoring \(file) ..", "正在校验并恢复 \(file) ..")
    }
  }
}

extension CheckOrder.Line {
  fileprivate var style: Style {
    switch severity {
    case .hard: Theme.error
    case .soft: Theme.warning
    case nil: .plain
    }
  }
}
