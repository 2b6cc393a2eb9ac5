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
      later record refers to what would go, or a rule would not hold.
      """)

  @OptionGroup var options: CommonOptions

  @Argument(help: "The number of a change set, or the name of a batch, as history shows them.")
  var target: String

  @Flag(help: "Say what would happen; write nothing.")
  var dryRun = false

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
      switch plan.result {
      case .failure(let refusal):
        for obstacle in refusal.obstacles {
          Output.error("! " + registry.state.sentence(obstacle, language, time: SystemClock.text))
        }
        throw ExitCode(1)
      case .success(let set):
        let seqs = plan.commits.map { "#\($0.seq)" }.joined(separator: ", ")
        for line in registry.lines(set) { Output.line("  \(line)") }
        if dryRun {
          Output.line(
            Words("\(seqs) can be undone; nothing was written", "\(seqs) 可以撤销; 未写入任何内容")[language])
          return
        }
        let seq = try registry.append(set).commit.map { "#\($0.seq)" } ?? "--"
        Output.line(Words("\(seqs) undone by \(seq)", "\(seqs) 已由 \(seq) 撤销")[language])
      }
    }
  }
}
