import ArgumentParser
import RegistryDemo
import RegistryModel
import RegistryStore
import SystemPackage
import TerminalCore

/// Makes a sample district and opens it.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make a sample district, made up, and open it; the same for the same options.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The directory to make.")
  var directory = "sample"

  @Option(help: "Another number, another district.")
  var seed: UInt64 = 2016

  @Option(help: "small, sample, district or city.")
  var size = DemoSize.sample

  @Option(help: "The last day of its history; today if not given.")
  var until: String?

  @Flag(help: "Make it only.")
  var noOpen = false

  func run() throws {
    try reporting {
      let language = try options.spoken()
      let registry = try make(FilePath(directory), language)
      Output.line(
        Words("made the sample district in \(directory)", "已在 \(directory) 建立示例区")[language],
        .deed(language))
      // It is there without them as well; only a load takes longer.
      do throws(StoreError) { try registry.checkpoint() } catch {
        throw Failure.store(error, language)
      }
      guard !noOpen, Output.isTerminal else { return }
      var options = options
      options.registry = directory
      try TerminalSession(options).run()
    }
  }

  private func make(_ path: FilePath, _ language: Language) throws -> RegistryDirectory {
    do {
      let last = try until.map { text throws(FieldError) in try CivilDate(text: text).lastDay }
      let district = try DemoDistrict(
        seed: seed, size: size, until: last ?? SystemClock.today, login: Environment.login)
      let beginnings = district.entries.map {
        RegistryDirectory.Beginning($0.set, by: $0.by, at: $0.at)
      }
      return try RegistryDirectory.create(
        at: path, beginnings, plans: [district.plan.name: district.plan.text],
        identity: .random(), today: last ?? SystemClock.today)
    } catch let error as StoreError {
      throw Failure.store(error, language)
    } catch let error as FieldError {
      throw Failure.usage(Words("--until: ", "--until: ") + error.words, language)
    }
  }
}

extension DemoSize: ExpressibleByArgument {}
