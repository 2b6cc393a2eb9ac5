import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistryStore
import SystemPackage

/// Brings a list in from a file: all of it or nothing.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "import",
    Words(
      "Import a CSV list: all of it or nothing, as one change.", "导入 CSV 清单：全部导入或全不导入，为一次变更。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(help: ArgumentHelp("The CSV file.", "CSV 文件。"), completion: .file(extensions: ["csv"]))
  var file: String

  @Option(help: .from)
  var from: String?

  @Flag(help: .dryRun)
  var dryRun = false

  @Flag(help: ArgumentHelp("The counts and problems as JSON.", "以 JSON 输出计数和问题。"))
  var json = false

  func run() throws {
    try reporting {
      var registry = try OpenRegistry(options, writing: !dryRun)
      let language = registry.language
      // A reader previews nothing either: a preview says of every number whether a record has it.
      if let refusal = registry.state.refusesAll(by: registry.engine.account) {
        throw Failure(words: refusal, code: 77, language: language)
      }
      let kind = try OpenRegistry.kind(kind, language)
      var day: CivilDate?
      if case .change(let first) = try registry.moment(from) { day = first }
      var plan = try plan(kind, into: registry, from: day)
      // Beside what a colleague saved meanwhile a row may be another one.
      // A few times, or an office that never rests would never let it end; the save merges the rest.
      for _ in 0..<3 {
        guard !dryRun, try registry.catchUp() else { break }
        plan = try self.plan(kind, into: registry, from: day)
      }
      if !json { plan.forgetRows() }
      var saved = false
      if let set = plan.changeSet, !dryRun {
        saved = try registry.append(set).commit != nil
        registry.settle()
      }
      if json {
        Output.json(
          .object((plan.json(language).members ?? []) + [.init("saved", .bool(saved))]),
          saved ? .deed(language) : .answer)
      } else {
        for fact in plan.facts { Output.error(fact[language]) }
        for finding in plan.findings {
          let mark = finding.severity == .hard ? "! " : "? "
          Output.error(mark + finding.text(file: file, language))
        }
        let end = dryRun ? Words("; nothing was written", "；未写入任何内容") : Words(same: "")
        Output.line((plan.summary + end)[language], saved ? .deed(language) : .answer)
      }
      if let set = plan.changeSet { registry.sayWhatBreaks(by: set) }
      if !plan.problems.isEmpty { throw ExitCode(65) }
    }
  }

  /// What the file would do; its bytes are let go of before anything is saved.
  private func plan(
    _ kind: Kind, into registry: OpenRegistry, from day: CivilDate?
  ) throws -> ImportPlan {
    let path = FilePath(file)
    let bytes: [UInt8]
    do throws(DiskError) {
      bytes = try Files.read(path)
    } catch {
      throw Failure.noInput(.of(path, error.reason), registry.language)
    }
    let order = Import(
      kind, into: registry.state, today: registry.today, from: day,
      source: path.lastComponent?.string ?? file)
    return ProgressLine.beside(Words("Import", "导入"), registry.language) { show in
      order.plan(bytes) { (progress) throws(Never) in show(progress) }
    }
  }
}
