import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistrySearch
import TerminalCore

/// Finds records of all kinds that clerks look for, as F3 does.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "search", Words("Find records of every kind.", "查找各类记录。"),
    discussion: Words(
      "Communities, organizations, workers and your views; assignments by conditions, or by several "
        + "words such as the name of the worker and of the community. A kind without a field of the query "
        + "is omitted: workers:0 finds only communities.",
      "查找社区、社会组织、社区工作者和本人的视图；任职须用条件或多个词查找，如人员姓名加社区名称。"
        + "没有所查字段的一类不列出：workers:0 只查社区。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Argument(help: .query)
  var query: [String]

  @Flag(
    help: ArgumentHelp(
      "One array of records with their kind and their values as of the day.",
      "所有记录的一个 JSON 数组，含类别和当日内容。"))
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let found = try registry.found(query).filter { !$0.isEmpty }
      if json {
        Output.json(.array(try found.flatMap(registry.json)))
      } else {
        for group in found {
          let title = group.kind.schema.plural[registry.language]
          Output.line("\(title) (\(group.count))")
          let table = TableText(
            try registry.listing(group, QueryField.listed(of: group.kind)), registry.language)
          for line in table.lines(Output.columns.map { $0 - 2 }, isWhole: false) {
            Output.line("  " + line)
          }
        }
      }
      guard found.isEmpty else { return }
      Output.error(Words.noMatches[registry.language])
      throw ExitCode(1)
    }
  }
}

extension OpenRegistry {
  /// The records as `list --json` has them, each with its kind.
  fileprivate func json(_ found: Found) throws -> [JSON] {
    let records = try listing(found, QueryField.entered(of: found.kind)).json.array ?? []
    let kind = JSON.Member("kind", .string(found.kind.rawValue))
    return records.map { .object([kind] + ($0.members ?? [])) }
  }
}
