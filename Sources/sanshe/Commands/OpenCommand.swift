import ArgumentParser
import RegistryModel
import RegistryScreens
import RegistryStore
import TerminalCore
import TerminalNcurses

/// Opens the registry on the terminal.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the registry on the terminal.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    try reporting { try TerminalSession(options).run() }
  }
}
