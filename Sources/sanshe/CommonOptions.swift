import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Options that every command takes, before or after its name.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The registry's directory.", valueName: "dir"))
  var registry: String?

  @Option(
    help: ArgumentHelp("Count toward this plan instead of the office's first.", valueName: "id"))
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "Show values and figures as of this day; before today, without what begins later.",
      valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("en or zh-Hans; from LANG if not given.", valueName: "language"))
  var language: String?

  @Flag(help: "Never write a byte.")
  var readOnly = false

  @Option(help: "never: no colour; NO_COLOR does the same.")
  var color = Color.auto

  @Option(
    help: ArgumentHelp(
      "2 where the terminal draws characters of ambiguous width two columns wide.",
      valueName: "columns"))
  var ambiguous = 1

  /// When colours are used.
  enum Color: String, ExpressibleByArgument {
    case auto, never
  }

  func validate() throws {
    guard (1...2).contains(ambiguous) else {
      throw ValidationError("--ambiguous is 1 or 2")
    }
  }

  /// Arguments with common options behind the subcommand's name, where its parser looks for them.
  static func movedBehindCommand(_ arguments: [String]) -> [String] {
    let withValue: Set = [
      "--registry", "--plan", "--as-of", "--language", "--color", "--ambiguous",
    ]
    var (before, rest) = ([String](), arguments[...])
    while let first = rest.first, first.hasPrefix("--"), first != "--" {
      let isPair = withValue.contains(first)
      guard
        isPair || first == "--read-only" || withValue.contains(where: { first.hasPrefix($0 + "=") })
      else { return arguments }
      before += rest.prefix(isPair ? 2 : 1)
      rest = rest.dropFirst(isPair ? 2 : 1)
    }
    guard let command = rest.first, !command.hasPrefix("-") else { return arguments }
    return [command] + before + rest.dropFirst()
  }
}

extension CommonOptions {
  /// The language of words for people.
  func spoken() throws -> Language {
    if let language {
      guard let known = Language(rawValue: language) else {
        throw Failure.usage(
          Words("--language is en or zh-Hans", "--language 只能是 en 或 zh-Hans"), .en)
      }
      return known
    }
    let locale = Environment["LC_ALL"] ?? Environment["LC_MESSAGES"] ?? Environment["LANG"] ?? ""
    return locale.hasPrefix("zh") ? .chinese : .en
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

  /// Where the registry lies; the first of the usual places that is set or exists.
  func place() -> FilePath {
    if let path = registry ?? Environment["SANSHE_REGISTRY"] { return FilePath(path) }
    if Files.exists("registry/registry.json") { return "registry" }
    return Environment.dataDirectory.appending("sanshe/registry")
  }
}
