import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistrySearch
import TerminalCore

/// Lists records of a kind, all or those that a query finds.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "list", Words("List records of a kind.", "列出一类记录。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(help: .query)
  var query: [String] = []

  @Flag(
    help: ArgumentHelp(
      "An array of records with their values as of the day.", "当日内容的 JSON 数组。"))
  var json = false

  @Flag(help: ArgumentHelp("CSV, as export writes it.", "与 export 相同的 CSV。"))
  var csv = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let kind = try OpenRegistry.kind(kind, registry.language)
      let ids = try registry.found(kind, query)
      let export = Export(
        kind, of: registry.state, on: registry.day, registry.language)
      if json {
        Output.json(export.json(ids))
      } else if csv {
        Output.bytes(export.csv(ids))
      } else {
        // For people only: other programs count lines.
        if Output.isTerminal { Output.line(registry.header(kind)) }
        for line in registry.table(kind, ids) { Output.line(line) }
        if ids.isEmpty {
          Output.error(Words("nothing found", "没有找到")[registry.language])
          throw ExitCode(1)
        }
      }
    }
  }
}

extension OpenRegistry {
  /// A line a record: id, name and the listed fields, aligned.
  func table(_ kind: Kind, _ ids: [RecordID]) -> [String] {
    ids.compactMap { id in
      guard let stored = state[id] else { return nil }
      return aligned(kind, [id.description, state.shortName(of: id, language)]) { field in
        state.maskedText(field, of: stored.content, on: day, language)
      }
    }
  }

  /// What stands above the columns of the table.
  func header(_ kind: Kind) -> String {
    aligned(kind, ["id", Words("name", "名称")[language]]) { field in
      (field.column?.title ?? field.label)[language]
    }
  }

  private func aligned(
    _ kind: Kind, _ leading: [String], _ value: (FieldInfo) -> String
  ) -> String {
    let metrics = TextMetrics()
    let cell = { (text: String, columns: Int) in
      metrics.padded(metrics.truncated(text, to: columns), to: columns)
    }
    let fields = kind.schema.fields.filter { $0.column != nil && $0.key != "name" }
      .map { cell(value($0), max(10, $0.column?.columns ?? 10)) }
    return ([cell(leading[0], 7), cell(leading[1], 24)] + fields).joined(separator: " ").trimmingEnd
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmingEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}
