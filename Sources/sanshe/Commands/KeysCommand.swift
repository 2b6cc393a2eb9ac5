import ArgumentParser
import RegistryModel
import RegistryScreens

/// Prints every key, by screen.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "keys", Words("Every key, by screen.", "各界面的全部按键。"))

  @OptionGroup var options: CommonOptions<Use.Speech>

  func run() throws {
    try reporting {
      for line in KeyCard.lines(try options.spoken()) { Output.line(line) }
    }
  }
}
