import ArgumentParser
import RegistryModel
import RegistryPlans
import RegistryStore
import SystemPackage

/// What these commands have in common.
struct RearrangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The first day of the new order; what ends has its last day the day before.",
      "新安排的第一日；终止的以其前一日为最后一日。", valueName: "date"))
  var from: String

  @Option(
    help: ArgumentHelp(
      "A JSON file of what becomes of records otherwise than proposed: keys and options as --dry-run --json "
        + "shows them.",
      "与建议不同的处理方式，JSON 文件，键和可选值见 --dry-run --json。", valueName: "file"),
    completion: .file())
  var choices: String?

  @Flag(help: .dryRun)
  var dryRun = false

  @Flag(help: .json)
  var json = false
}

/// A command that changes several records from a day on, all as one change set: it says what is meant, and
/// the same function does it.
protocol RearrangeCommand: ParsableCommand {
  var options: CommonOptions<Use.Figures> { get }
  var terms: RearrangeOptions { get }
  /// What is meant.
  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement
}

extension RearrangeCommand {
  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: !terms.dryRun)
      guard case .change(let day) = try registry.moment(terms.from) else { return }
      try registry.carryOut(try plan(from: day, registry), terms)
    }
  }
}

extension OpenRegistry {
  /// The records of a kind that `names` names, separated by commas; at least one.
  func records(_ names: String, _ kind: Kind) throws -> [RecordID] {
    let ids = try names.split(separator: ",").map { try record(String($0).tidied, kinds: [kind]) }
    if ids.isEmpty {
      throw Failure.usage(
        kind.label + Words(": name at least one", "：须至少指定一个"), language)
    }
    return ids
  }

  /// Saves a rearrangement, or says what it would do.
  fileprivate func carryOut(_ plan: Rearrangement, _ terms: RearrangeOptions) throws {
    var plan = plan
    if let path = terms.choices { try choose(from: FilePath(path), &plan) }
    let items = plan.items(in: state)
    let set: ChangeSet
    do throws(Rearrangement.Flaw) {
      set = try plan.changeSet(in: state, saying: plan.reason(in: state, language))
    } catch {
      if terms.json {
        Output.json(plan.json(in: state, [], saved: nil))
      } else if error.item != nil {
        for item in items { Output.error(line(item, plan)) }
      }
      let key = error.item.map { " (\($0))" } ?? ""
      throw Failure.data(error.words + Words(same: key), language)
    }
    guard !set.changes.isEmpty else {
      if terms.json { return Output.json(plan.json(in: state, [], saved: nil)) }
      for item in items { Output.line(line(item, plan)) }
      return Output.line(Words("nothing changed", "没有改动")[language])
    }
    let impacts =
      try self.plan().map { Progress($0, of: state, on: max(day, plan.day)) }?
      .impacts(of: set, on: state) ?? []
    let commit = terms.dryRun ? nil : try append(set).commit
    if terms.dryRun { try ask(about: set) }
    sayFrozen(by: set)
    let content: Output.Content = commit == nil ? .answer : .deed(language)
    if terms.json { return Output.json(plan.json(in: state, impacts, saved: commit?.seq), content) }
    let from = Words(" from \(plan.day)", "，自 \(plan.day) 起")
    Output.line(
      (plan.name(of: plan.subjects[0].kind) + Words(same: ": ") + plan.title(in: state) + from)[
        language], content)
    for item in items { Output.line(line(item, plan), content) }
    for field in plan.unknownSums(in: state) {
      let words =
        field.label + Words(": enter it afterwards", "：请另行填写")
      Output.error("? \(words[language])")
    }
    for impact in impacts {
      Output.line("  " + impact.words(in: state, on: day)[language], content)
    }
    if terms.dryRun { Output.line(Words("nothing was written", "未写入任何内容")[language]) }
  }

  /// A record and what becomes of it, behind the key that a file of choices has for it.
  private func line(_ item: Rearrangement.Item, _ plan: Rearrangement) -> String {
    let words =
      plan.words(of: item, in: state) + Words(same: ": ")
      + plan.words(of: item.outcome, item, in: state)
    return "  \(item.key)  \(words[language])"
  }

  /// Takes over what a file of choices says; a key or value that fits nothing is refused.
  private func choose(from path: FilePath, _ plan: inout Rearrangement) throws {
    let bytes: [UInt8]
    do throws(DiskError) { bytes = try Files.read(path) } catch {
      throw Failure.noInput(.of(path, error.reason), language)
    }
    guard let members = (try? JSON(bytes: bytes))?.members else {
      throw Failure.data(
        .of(
          path,
          Words(
            "must be one JSON object with each key once, such as {\"a12/community\": \"m5\"}",
            "须为一个 JSON 对象，每个键一次，如 {\"a12/community\": \"m5\"}")),
        language)
    }
    for member in members {
      guard let outcome = Rearrangement.Outcome(member.value) else {
        throw Failure.data(
          .of(
            path,
            Words(
              "\(member.key): must be an id, a list of ids, end, stay or sum",
              "\(member.key)：须为编号、编号列表、end、stay 或 sum")),
          language)
      }
      plan.chosen[member.key] = outcome
    }
    let items = plan.items(in: state)
    for member in members {
      guard let item = items.first(where: { $0.key == member.key }) else {
        throw Failure.data(
          .of(
            path,
            Words(
              "\(member.key) is not concerned; --dry-run --json lists what is",
              "\(member.key) 与此无关，可选各项见 --dry-run --json")),
          language)
      }
      if let outcome = plan.chosen[member.key], item.options.contains(outcome) { continue }
      let options = item.options.map(\.json.text).joined(separator: ", ")
      throw Failure.data(
        .of(path, Words("\(member.key): choose one of \(options)", "\(member.key)：只能选 \(options)")),
        language)
    }
  }
}

extension Rearrangement {
  /// `{"purpose","from","subjects":["m1"],"successors":["m2"],"items":[{"key","record","field","options":["m2","end"],
  /// "outcome"}],"unknown":["households"],"impacts":[{"target","before","after"}],"seq"}`; `seq` null where nothing
  /// is saved.
  fileprivate func json(in state: RegistryState, _ impacts: [Impact], saved seq: Int?) -> JSON {
    let ids = { (ids: [RecordID]) in JSON.array(ids.map(\.json)) }
    let items = items(in: state).map { item in
      JSON.object(
        of: ("key", .string(item.key)), ("record", item.record.json),
        ("field", .string(item.field)),
        ("options", .array(item.options.map(\.json))), ("outcome", item.outcome?.json ?? .null),
        ("sum", item.sum))
    }
    let moved = impacts.map { impact in
      JSON.object(
        of: ("target", .string(impact.after.target.id)), ("before", impact.before.json),
        ("after", impact.after.json))
    }
    return .object(
      of: ("purpose", .string(purpose.rawValue)), ("from", day.json), ("subjects", ids(subjects)),
      ("successors", ids(successors)), ("items", .array(items)),
      ("unknown", .array(unknownSums(in: state).map { .string($0.key) })),
      ("impacts", .array(moved)), ("seq", seq.map(JSON.int) ?? .null))
  }
}

extension Figure {
  fileprivate var json: JSON {
    .object(
      of: ("value", .int(tally.sum)), ("of", .int(tally.over)), ("text", text.map(JSON.string)))
  }
}
