import ArgumentParser
import RegistryExchange
import RegistryModel

/// Shows one record.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "show", Words("Show one record.", "显示一条记录。"))

  @OptionGroup var options: CommonOptions<Use.Values>

  @Argument(help: .record)
  var record: String

  @Flag(help: .json)
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let id = try registry.record(record, kinds: Kind.allCases)
      guard let stored = registry.state[id] else { return }
      let absence = registry.state.absence(
        of: id, on: registry.day.ifPast(on: registry.today))
      if json {
        if let absence { Output.error(absence[registry.language]) }
        let listing = Listing(id.kind, [id], of: registry.state, on: registry.day)
        return Output.json(listing.json(of: stored))
      }
      let language = registry.language
      Output.line("\(id.kind.schema.label[language]) \(id)")
      if let absence { Output.line("  \(absence[language])") }
      for field in id.kind.schema.fields {
        let value = registry.state.maskedText(field, of: stored.content, on: registry.day, language)
        let since = registry.state.since(field, of: stored.content, on: registry.day)
        if !value.isEmpty {
          Output.line("  \(field.label[language]): \(value)\(since?[language] ?? "")")
        }
      }
      for finding in registry.state.openFindings(of: stored, today: registry.today) {
        Output.line("  \(finding.severity == .hard ? "!" : "?") \(finding.words[language])")
      }
    }
  }
}
