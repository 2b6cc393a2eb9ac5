import ArgumentParser
import RegistryDemo
import RegistryModel
import RegistryStore
import SystemPackage
import TerminalCore

/// Makes a sample district and opens it.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "demo",
    Words(
      "Create and open an invented district; the same options give the same district.",
      "建立并打开一个虚构的示例区，选项相同则内容相同。"))

  @OptionGroup var options: CommonOptions<Use.Demo>

  @Argument(help: .newDirectory, completion: .directory)
  var directory = "sample"

  @Option(help: ArgumentHelp("Seed for the district.", "示例区的随机种子。"))
  var seed: UInt64 = 2016

  @Option(
    help: ArgumentHelp("small, sample, district or city.", "small、sample、district 或 city。"))
  var size = DemoSize.sample

  @Option(help: ArgumentHelp("The last day of its history; today if not given.", "历史的最后一日，不填为今日。"))
  var until: String?

  @Flag(help: ArgumentHelp("Do not open it.", "只建立，不打开。"))
  var noOpen = false

  func run() throws {
    try reporting {
      let language = try options.spoken()
      try make(try RegistryLocation(directory, language), language) {
        Output.line(
          Words("created the sample district in \(directory)", "已在 \(directory) 建立示例区")[language],
          .deed(language))
      }
      guard !noOpen, Output.isTerminal else { return }
      var options = options
      options.registry = directory
      try TerminalSession(options).run()
    }
  }

  private func make(
    _ place: RegistryLocation, _ language: Language, made: () -> Void
  ) throws {
    do {
      let last = try until.map { text throws(FieldError) in try CivilDate(text: text).lastDay }
      let district = try DemoDistrict(
        seed: seed, size: size, until: last ?? SystemClock.today, login: UnixAccount.login)
      try place.create(district, today: last ?? SystemClock.today, made: made)
    } catch let error as StoreError {
      throw Failure.store(error, language)
    } catch let error as FieldError {
      throw Failure.usage(Words("--until: ", "--until: ") + error.words, language)
    }
  }
}

extension DemoSize: ExpressibleByArgument {}
