import ArgumentParser
import RegistryModel
import RegistryStore

/// Takes a change set or a whole batch back.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "undo",
    Words(
      "Undo a change set or a batch; undoing an undo redoes it.", "撤销一次变更或一批变更，撤销一次撤销即重做。"),
    discussion: Words(
      "Refused, with all reasons and no change, if a field was changed since, a later record refers to a "
        + "record that would go, or a rule would be broken. --json is one object: undoes (the seqs), seq (of "
        + "the change set that undid them, null if nothing was saved) and obstacles (the reasons, empty if "
        + "there are none).",
      "其后字段又有变更、后来的记录引用将撤去的记录或规则不再成立时，列出全部原因，不作任何改动。"
        + "--json 为一个对象：undoes（各 seq）、seq（撤销它们的变更，未保存为 null）和 obstacles（原因，没有则为空）。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  @Argument(
    help: ArgumentHelp(
      "The number of a change set, or the name of a batch, as history shows them.",
      "变更的序号或批次名，见 history。"))
  var target: String

  @Flag(help: .dryRun)
  var dryRun = false

  @Flag(help: .json)
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: !dryRun)
      let language = registry.language
      let number = target.hasPrefix("#") ? String(target.dropFirst()) : target
      let plan = try registry.reading { () throws(StoreError) in
        try registry.engine.plan(
          Int(number).map(UndoTarget.seq) ?? .batch(target), on: registry.state,
          binning: UndoPlan.binned[language])
      }
      if plan.commits.isEmpty {
        throw Failure.noInput(
          Words(
            "no change set \(target); sanshe history lists them",
            "没有变更 \(target)，用 sanshe history 查看"),
          language)
      }
      let undone = plan.commits.map(\.seq)
      switch plan.result {
      case .failure(let refusal):
        let sentences = refusal.obstacles.map {
          registry.state.sentence($0, on: registry.day, language, time: SystemClock.text)
        }
        if json { Output.json(report(undone, by: nil, sentences)) }
        for sentence in sentences where !json { Output.error("! " + sentence) }
        let isForbidden = refusal.obstacles.contains {
          if case .notAllowed = $0 { true } else { false }
        }
        throw ExitCode(isForbidden ? 77 : 1)
      case .success(let set):
        let lines = registry.lines(registry.state.told(set))
        let seq = dryRun ? nil : try registry.append(set).commit?.seq
        let content: Output.Content = seq == nil ? .answer : .deed(language)
        registry.sayFrozen(by: set)
        if json { return Output.json(report(undone, by: seq, []), content) }
        for line in lines { Output.line("  \(line)", content) }
        let seqs = undone.map { "#\($0)" }.joined(separator: ", ")
        let by = seq.map { "#\($0)" } ?? "--"
        let said =
          dryRun
          ? Words("\(seqs) can be undone; nothing was written", "\(seqs) 可以撤销；未写入任何内容")
          : Words("\(seqs) undone by \(by)", "\(seqs) 已由 \(by) 撤销")
        Output.line(said[language], content)
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
