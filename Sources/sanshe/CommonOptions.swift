import ArgumentParser
import RegistryModel
import RegistryPostgres
import RegistryStore
import SystemPackage

/// An option that every command takes, before or after its name.
enum CommonOption: String, CaseIterable {
  case registry, plan
  case asOf = "as-of"
  case language
  case readOnly = "read-only"
  case color, ambiguous

  /// As it is typed.
  var name: String { "--" + rawValue }
  /// A value follows it.
  var takesValue: Bool { self != .readOnly }

  fileprivate var help: ArgumentHelp {
    switch self {
    case .registry:
      ArgumentHelp(
        "The registry's directory, or its address in a database.", "登记库目录，或其在数据库中的地址。",
        valueName: "dir")
    case .plan:
      ArgumentHelp(
        "Count toward this plan instead of the office's first.", "按此规划统计，不填为本单位的第一个规划。",
        valueName: "id")
    case .asOf:
      ArgumentHelp(
        "Show values and figures as of this day; before today, without what begins later.",
        "显示该日的内容和数据；早于今天时，不含此后才开始的记录。", valueName: "date")
    case .language:
      ArgumentHelp(
        "en or zh-Hans; from LANG if not given.", "en 或 zh-Hans，不填则依 LANG。",
        valueName: "language")
    case .readOnly: ArgumentHelp("Write nothing.", "不写入任何内容。")
    case .color:
      ArgumentHelp("never: no colour; NO_COLOR does the same.", "never 为不用颜色，与设 NO_COLOR 相同。")
    case .ambiguous:
      ArgumentHelp(
        "2 where the terminal draws characters of ambiguous width two columns wide.",
        "终端把宽度不定的字符画成两列时填 2。", valueName: "columns")
    }
  }
}

/// Which of the common options mean something to a command: its help leaves the others out, though they
/// are taken, as from an alias that is set for all.
protocol OptionUse: Sendable {
  static var shown: Set<CommonOption> { get }
}

extension OptionUse {
  fileprivate static func help(_ option: CommonOption) -> ArgumentHelp {
    var help = option.help
    if !shown.contains(option) { help.visibility = .hidden }
    return help
  }
}

/// What commands use of them.
enum Use {
  /// To open a registry on the terminal.
  enum Screen: OptionUse { static let shown = Set(CommonOption.allCases) }
  /// To open one that is made first.
  enum Demo: OptionUse { static let shown: Set<CommonOption> = [.language, .color, .ambiguous] }
  /// To show what is counted.
  enum Figures: OptionUse {
    static let shown: Set<CommonOption> = [.registry, .plan, .asOf, .language]
  }
  /// To show or enter values of a day.
  enum Values: OptionUse { static let shown: Set<CommonOption> = [.registry, .asOf, .language] }
  /// To work on a registry as a whole.
  enum Registry: OptionUse { static let shown: Set<CommonOption> = [.registry, .language] }
  /// The same, and what is written beside may be forbidden.
  enum Check: OptionUse { static let shown: Set<CommonOption> = [.registry, .language, .readOnly] }
  /// To keep what is counted toward a plan.
  enum Freezing: OptionUse { static let shown: Set<CommonOption> = [.registry, .plan, .language] }
  /// To make a registry.
  enum Making: OptionUse { static let shown: Set<CommonOption> = [.plan, .language] }
  /// To say something that is in no registry.
  enum Speech: OptionUse { static let shown: Set<CommonOption> = [.language] }
}

/// The values of the common options, whatever a command uses of them.
protocol CommonOptionValues {
  var registry: String? { get set }
  var plan: String? { get }
  var asOf: String? { get }
  var language: String? { get }
  var readOnly: Bool { get }
  var color: Color { get }
  var ambiguous: Int { get }
}

/// When colours are used.
enum Color: String, ExpressibleByArgument {
  case auto, never
}

/// The common options as a command declares them.
struct CommonOptions<U: OptionUse>: ParsableArguments, CommonOptionValues {
  @Option(help: U.help(.registry), completion: .directory)
  var registry: String?

  @Option(help: U.help(.plan))
  var plan: String?

  @Option(help: U.help(.asOf))
  var asOf: String?

  @Option(help: U.help(.language), completion: .list(Language.allCases.map(\.rawValue)))
  var language: String?

  @Flag(help: U.help(.readOnly))
  var readOnly = false

  @Option(help: U.help(.color))
  var color = Color.auto

  @Option(help: U.help(.ambiguous), completion: .list(["1", "2"]))
  var ambiguous = 1

  func validate() throws {
    guard (1...2).contains(ambiguous) else {
      throw ValidationError(Words("--ambiguous is 1 or 2", "--ambiguous 只能是 1 或 2"))
    }
  }
}

extension CommonOption {
  /// What is asked of the program itself; a common option beside it would make it a question to `open`.
  private static let questions: Set = ["-h", "--help", "--version"]

  /// Arguments with common options after the subcommand's name, where its parser looks for them.
  static func movedBehindCommand(_ arguments: [String]) -> [String] {
    var (before, rest) = ([String](), arguments[...])
    while let first = rest.first, first.hasPrefix("--"), first != "--", !questions.contains(first) {
      let option = allCases.first {
        first == $0.name || $0.takesValue && first.hasPrefix($0.name + "=")
      }
      guard let option else { return arguments }
      let isPair = option.takesValue && first == option.name
      before += rest.prefix(isPair ? 2 : 1)
      rest = rest.dropFirst(isPair ? 2 : 1)
    }
    guard let command = rest.first else { return arguments }
    if questions.contains(command) { return [command] }
    guard !command.hasPrefix("-") else { return arguments }
    return [command] + before + rest.dropFirst()
  }
}

extension CommonOptionValues {
  /// The language of words for people.
  func spoken() throws -> Language {
    guard let language else { return .ofLocale }
    guard let known = Language(tag: language) else {
      throw Failure.usage(
        Words(
          "--language \(language): must be en or zh (zh-Hans)",
          "--language \(language): 须为 en 或 zh (zh-Hans)"), .ofLocale)
    }
    return known
  }

  /// The day asked for; nil is today.
  func day() throws -> CivilDate? {
    guard let asOf else { return nil }
    do {
      return try CivilDate(text: asOf).lastDay
    } catch {
      throw Failure.usage(Words("--as-of: ", "--as-of: ") + error.words, try spoken())
    }
  }

  /// Where the registry is; the first of the usual places that is set or exists.
  func place() throws -> RegistryLocation {
    if let text = registry ?? Environment["SANSHE_REGISTRY"] {
      return try RegistryLocation(text, try spoken())
    }
    let here = RegistryLocation.directory("registry")
    return here.exists ? here : .directory(Environment.dataDirectory.appending("sanshe/registry"))
  }
}

extension RegistryLocation {
  /// Where a person says it is; what is no place of any registry ends the command.
  init(_ text: String, _ language: Language) throws(Failure) {
    do throws(AddressError) { self = try RegistryLocation(text) } catch {
      // The address itself may hold a password.
      throw .usage(Words("the address of the database: ", "数据库地址: ") + error.words, language)
    }
  }
}
