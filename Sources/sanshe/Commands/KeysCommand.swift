import ArgumentParser
import RegistryScreens

/// Prints every key, by screen.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Every key, by screen.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    try reporting {
      for line in KeyCard.lines(try options.spoken()) { Output.line(line) }
    }
  }
}
