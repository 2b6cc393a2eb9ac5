import ArgumentParser
import RegistryExchange
import RegistryModel
import SystemPackage

/// Writes records for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "export",
    Words(
      "Export records as CSV or JSON; personal numbers are masked.",
      "导出记录为 CSV 或 JSON，证件号码和电话隐去。"))

  enum Format: String, ExpressibleByArgument, EnumerableFlag {
    case csv, json

    static func help(for format: Format) -> ArgumentHelp? {
      ArgumentHelp("The same as --format \(format).", "与 --format \(format) 相同。")
    }
  }

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(help: .query)
  var query: [String] = []

  @Option(help: ArgumentHelp("csv or json.", "csv 或 json。"))
  var format = Format.csv

  @Flag
  var short: Format?

  @Option(
    help: ArgumentHelp("The file to write; standard output if not given.", "写入的文件，不填为标准输出。"),
    completion: .file())
  var output: String?

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let kind = try OpenRegistry.kind(kind, registry.language)
      let export = Export(
        kind, of: registry.state, on: registry.day, registry.language)
      let ids = try registry.found(kind, query)
      let bytes =
        switch short ?? format {
        case .csv: export.csv(ids)
        case .json: Output.bytes(of: export.json(ids))
        }
      guard let output else { return Output.bytes(bytes) }
      do throws(Errno) {
        try Files.replace(FilePath(output), with: bytes)
      } catch {
        throw Failure(
          words: Words(same: "\(output): ") + error.words, code: 73, language: registry.language)
      }
    }
  }
}
