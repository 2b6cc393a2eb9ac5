import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistryStore
import SystemPackage

/// Writes records for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export records as CSV for spreadsheets or as JSON; personal numbers are masked.")

  enum Format: String, ExpressibleByArgument, EnumerableFlag {
    case csv, json

    static func help(for format: Format) -> ArgumentHelp? { "The same as --format \(format)." }
  }

  @OptionGroup var options: CommonOptions

  @Argument(help: "communities, organizations, workers, assignments ..")
  var kind: String

  @Argument(help: "Words and field:value, as in the lists on the screen.")
  var query: [String] = []

  @Option(help: "csv or json.")
  var format = Format.csv

  @Flag
  var short: Format?

  @Option(help: "The file to write; standard output if not given.")
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
          words: .of(FilePath(output), error.words), code: 73, language: registry.language)
      }
    }
  }
}
