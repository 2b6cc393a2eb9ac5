import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistrySearch
import RegistryStore

/// Writes records for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "export",
    Words(
      "Export records as .xlsx, CSV or JSON; ID and phone numbers are masked unless told otherwise.",
      "导出记录为 .xlsx、CSV 或 JSON；除非另行指定，证件号码和电话隐去。"),
    discussion: Words(
      "In a workbook, rows that belong to the records have a sheet of their own. "
        + "With --output CSV is written for spreadsheet programs: with a mark for UTF-8, and a tab before "
        + "numbers they would shorten. On standard output it has neither. "
        + "gbk is CSV for an old Excel; what GBK cannot hold is told, and nothing is written.",
      "工作簿中，记录的明细另成一表。用 --output 写出的 CSV 供电子表格打开：带 UTF-8 标记，长数字前有制表符；"
        + "标准输出两者都不带。gbk 为供旧版 Excel 用的 CSV，遇 GBK 没有的字会说明，不写文件。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(help: .query)
  var query: [String] = []

  @Option(help: .columns)
  var columns: String?

  @Option(help: ArgumentHelp("xlsx, csv, gbk or json.", "xlsx、csv、gbk 或 json。"))
  var format = ExportFormat.csv

  @Flag
  var short: ExportFormat?

  @OptionGroup var target: OutputOptions

  @Flag(
    help: ArgumentHelp(
      "Write ID and phone numbers in full. Only a supervisor may, and the history says so.",
      "导出完整的证件号码和电话。仅限主管，并记入变更记录。"))
  var unmasked = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: unmasked)
      let kind = try OpenRegistry.kind(kind, registry.language)
      let listing = try registry.listing(
        kind, query, columns, usual: QueryField.entered(of: kind), isMasked: !unmasked)
      let file = target.file
      try file.check(registry)
      let format = short ?? format
      if format == .xlsx { try file.refuseTerminal(registry.language) }
      let bytes: [UInt8]
      do throws(Problem) {
        bytes = try listing.bytes(
          format, registry.language, asked: query.joined(separator: " "), isFile: file.isNamed)
      } catch {
        throw Failure(words: error.reason, code: 73, language: registry.language)
      }
      let shown = listing.shownInFull
      // Before the first byte leaves: a number that nobody noted must not be out.
      if !shown.isEmpty { _ = try registry.append(.exporting(shown)) }
      try file.write(bytes, registry.language)
      registry.sayEmpty(listing, asked: query)
    }
  }
}

extension ExportFormat: ExpressibleByArgument, EnumerableFlag {
  /// What `--csv` and the like mean.
  public static func help(for format: ExportFormat) -> ArgumentHelp? {
    ArgumentHelp("The same as --format \(format).", "与 --format \(format) 相同。")
  }
}
