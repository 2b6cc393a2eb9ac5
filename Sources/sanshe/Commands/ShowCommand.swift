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
      let past = registry.day.ifPast(on: registry.today)
      let absence = registry.state.absence(of: id, on: past)
      if json {
        if let absence { Output.error(absence[registry.language]) }
        let listing = Listing(id.kind, [id], of: registry.state, on: registry.day)
        let rows = registry.state.rows(of: id, on: past).map { kind, rows in
          let listing = Listing(kind.kind, rows.map(\.id), of: registry.state, on: registry.day)
          return JSON.Member(kind.file, listing.json)
        }
        return Output.json(.object((listing.json(of: stored).members ?? []) + rows))
      }
      let language = registry.language
      Output.line("\(id.kind.schema.label[language]) \(id)")
      if let absence { Output.line("  \(absence[language])") }
      for field in id.kind.schema.fields {
        let value = registry.state.maskedText(field, of: stored, on: registry.day, language)
        let since = registry.state.since(field, of: stored.content, on: registry.day)
        let beside = stored.content.words(
          beside: field, as: id, in: registry.state, on: registry.day)
        let former = registry.state.formerTexts(field, of: stored.content, on: registry.day)
        if !former.isEmpty {
          Output.line("  \(field.formerLabel[language]): \(former.joined(separator: ", "))")
        }
        if !value.isEmpty {
          let words = (since?[language] ?? "") + (beside.map { " (\($0[language]))" } ?? "")
          Output.line("  \(field.label[language]): \(value)\(words)")
        }
      }
      for (kind, rows) in registry.state.rows(of: id, on: past) {
        Output.line("  \(kind.plural[language]):")
        for row in rows {
          let cells = kind.fields.filter { $0.column != nil && !$0.namesOwner }.map {
            registry.state.maskedText($0, of: row, on: registry.day, language)
          }
          Output.line("    \(row.id) " + cells.filter { !$0.isEmpty }.joined(separator: ", "))
        }
      }
      for finding in registry.state.openFindings(of: stored, today: registry.today) {
        Output.line("  \(finding.severity == .hard ? "!" : "?") \(finding.words[language])")
      }
    }
  }
}
