import ArgumentParser
import RegistryModel
import RegistryStore

/// Takes a change set or a whole batch back.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a change set or a batch back; undoing an undo does it again.",
    discussion: """
      Refused with all that is in the way, and nothing changed, where a field was changed since, a \
      later record refers to what would go, or a rule would not hold. --json is one object: undoes (the \
      seqs), seq (that of the change set that took them back, null where nothing was saved) and \
      obstacles (sentences; empty where nothing is in the way).
      """)

  @OptionGroup var options: CommonOptions

  @Argument(help: "The number of a change set, or the name of a batch, as history shows them.")
  var target: String

  @Flag(help: "Say what would happen; write nothing.")
  var dryRun = false

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: !dryRun)
      let language = registry.language
      let number = target.hasPrefix("#") ? String(target.dropFirst()) : target
      let plan = try registry.reading { () throws(StoreError) in
        try registry.state.plan(
          Int(number).map(UndoTarget.seq) ?? .batch(target), in: registry.directory,
          binning: UndoPlan.binned[language], today: registry.today)
      }
      if plan.commits.isEmpty {
        throw Failure.noInput(
          Words(
            "no change set \(target); sanshe history lists them",
            "没有变更 \(target), 用 sanshe history 查看"),
          language)
      }
      let undone = plan.commits.map(\.seq)
      switch plan.result {
      case .failure(let refusal):
        let sentences = refusal.obstacles.map {
          registry.state.sentence($0, language, time: SystemClock.text)
        }
        if json { Output.json(report(undone, by: nil, sentences)) }
        for sentence in sentences where !json { Output.error("! " + sentence) }
        throw ExitCode(1)
      case .success(let set):
        let seq = dryRun ? nil : try registry.append(set).commit?.seq
        if json { return Output.json(report(undone, by: seq, [])) }
        for line in registry.lines(set) { Output.line("  \(line)") }
        let seqs = undone.map { "#\($0)" }.joined(separator: ", ")
        let by = seq.map { "#\($0)" } ?? "--"
        let said =
          dryRun
          ? Words("\(seqs) can be undone; nothing was written", "\(seqs) 可以撤销; 未写入任何内容")
          : Words("\(seqs) undone by \(by)", "\(seqs) 已由 \(by) 撤销")
        Output.line(said[language])
        registry.sayWhatBreaks(by: set)
      }
    }
  }

  private func report(_ undone: [Int], by seq: Int?, _ obstacles: [String]) -> JSON {
    .object(
      of: ("undoes", .array(undone.map(JSON.int))), ("seq", seq.map(JSON.int) ?? .null),
      ("obstacles", .array(obstacles.map(JSON.string))))
  }
}
