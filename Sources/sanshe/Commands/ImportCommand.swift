import ArgumentParser
import RegistryExchange
import RegistryModel
import SystemPackage

/// Brings a list in from a file: all of it or nothing.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import a CSV list: all of it or nothing, as one change.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "communities, organizations, workers or assignments.")
  var kind: String

  @Argument(help: "The CSV file.")
  var file: String

  @Option(help: "The first day of changed values; without it they were always so.")
  var from: String?

  @Flag(help: "Say what would happen; write nothing.")
  var dryRun = false

  @Flag(help: "The counts and problems as JSON.")
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: !dryRun)
      let language = registry.language
      let kind = try OpenRegistry.kind(kind, language)
      var day: CivilDate?
      if case .change(let first) = try registry.moment(from) { day = first }
      let path = FilePath(file)
      let bytes: [UInt8]
      do throws(Errno) {
        bytes = try Files.read(path)
      } catch {
        throw Failure.noInput(Words(same: "\(file): ") + error.words, language)
      }
      let name = path.lastComponent?.string ?? file
      let order = Import(
        kind, into: registry.state, today: registry.today, from: day, source: name)
      let plan = ProgressLine.beside(Words("Import", "导入"), language) { show in
        order.plan(bytes) { (progress) throws(Never) in show(progress) }
      }
      var saved = false
      if let set = plan.changeSet, !dryRun {
        saved = try registry.append(set).commit != nil
        registry.settle()
      }
      if json {
        Output.json(.object((plan.json(language).members ?? []) + [.init("saved", .bool(saved))]))
      } else {
        for fact in plan.facts { Output.error(fact[language]) }
        for finding in plan.findings {
          let mark = finding.severity == .hard ? "! " : "? "
          Output.error(mark + finding.text(file: file, language))
        }
        let end = dryRun ? Words("; nothing was written", "; 未写入任何内容") : Words(same: "")
        Output.line((plan.summary + end)[language])
      }
      if !plan.problems.isEmpty { throw ExitCode(65) }
    }
  }
}
