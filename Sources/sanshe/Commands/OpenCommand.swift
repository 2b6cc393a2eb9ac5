import ArgumentParser
import RegistryModel
import RegistryScreens
import RegistryStore
import TerminalCore
import TerminalNcurses

/// Opens the registry on the terminal.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "open", Words("Open the registry on the terminal.", "在终端打开登记库。"))

  @OptionGroup var options: CommonOptions<Use.Screen>

  func run() throws {
    try reporting { try TerminalSession(options).run() }
  }
}
