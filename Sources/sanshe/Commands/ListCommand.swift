import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistrySearch

/// Lists records of a kind, all or those that a query finds.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "list", Words("List records of a kind.", "列出一类记录。"),
    discussion: Words(
      "A table on a terminal has headings and fits the window; elsewhere it has full values, one record "
        + "per line and nothing else.",
      "在终端上有表头，按窗口宽度显示；不在终端时每条记录一行，内容完整，没有其他行。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(help: .query)
  var query: [String] = []

  @Option(help: .columns)
  var columns: String?

  @Flag(help: ArgumentHelp("Show headings, also without a terminal.", "显示表头，不在终端时也显示。"))
  var header = false

  @Flag(help: ArgumentHelp("Show totals below the table.", "在表后显示合计。"))
  var totals = false

  @Flag(
    help: ArgumentHelp(
      "An array of records with their values as of the day.", "当日内容的 JSON 数组。"))
  var json = false

  @Flag(help: ArgumentHelp("CSV for programs, as export writes it.", "供程序读取的 CSV，与 export 相同。"))
  var csv = false

  func validate() throws {
    if json && csv {
      throw ValidationError(Words("use either --json or --csv", "--json 和 --csv 只能用一个"))
    }
    if (json || csv) && (header || totals) {
      throw ValidationError(
        Words("--header and --totals are for tables", "--header 和 --totals 只用于表格"))
    }
  }

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let language = registry.language
      let kind = try OpenRegistry.kind(kind, language)
      let usual = json || csv ? QueryField.entered(of: kind) : QueryField.listed(of: kind)
      let listing = try registry.listing(kind, query, columns, usual: usual)
      if json {
        Output.json(listing.json)
      } else if csv {
        Output.bytes(listing.csv(language, for: .program))
      } else if !listing.rows.isEmpty {
        let table = TableText(
          listing, language, hasHeader: header || Output.isTerminal, hasTotals: totals)
        for line in table.lines(Output.columns, isWhole: columns != nil) { Output.line(line) }
      }
      // In whatever form: a script that looks for something sees that there is none.
      if registry.sayEmpty(listing, asked: query) { throw ExitCode(1) }
    }
  }
}
