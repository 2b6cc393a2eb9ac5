import ArgumentParser

/// The program: without a subcommand it opens the registry on the terminal.
@main
struct Sanshe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sanshe",
    abstract: "The registry of communities, community organizations and community workers.",
    discussion: """
      Without a subcommand the registry is opened on the terminal. It is found by --registry, then \
      $SANSHE_REGISTRY, then ./registry, then the XDG data directory.
      """,
    version: "0.1.0",
    subcommands: [
      OpenCommand.self, InitCommand.self, DemoCommand.self, ListCommand.self, SearchCommand.self,
      ShowCommand.self,
      AddCommand.self, EditCommand.self, AssignCommand.self, ProgressCommand.self,
      OverviewCommand.self,
      ImportCommand.self, ExportCommand.self, HistoryCommand.self, UndoCommand.self,
      CheckCommand.self, BackupCommand.self, RestoreCommand.self, UpgradeCommand.self,
      KeysCommand.self,
      PlansCommand.self,
    ], defaultSubcommand: OpenCommand.self)

  static func main() {
    Output.occupyDescriptors()
    Output.outliveFailedWrites()
    if let place = CommandLine.undecodable {
      Output.error("sanshe: argument \(place) is not UTF-8")
      Output.end(64)
    }
    let arguments = CommonOptions.movedBehindCommand(Array(CommandLine.arguments.dropFirst()))
    // Without this a misspelt command would be called an argument of `open`.
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      Output.error("sanshe: no command \(first); there are \(names.joined(separator: ", "))")
      Output.end(64)
    }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      Output.end(0)
    } catch {
      let (message, code) = (fullMessage(for: error), exitCode(for: error))
      let lines =
        message.isEmpty ? [] : message.split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines {
        // Help and the version were asked for; anything else is a complaint.
        if code == .success { Output.line(String(line)) } else { Output.error(String(line)) }
      }
      Output.end(code.rawValue)
    }
  }
}

extension CommandLine {
  /// The place of an argument whose bytes are no UTF-8, from 1: what it means cannot be known.
  fileprivate static var undecodable: Int? {
    (1..<max(1, Int(argc))).first { place in
      unsafeArgv[place].map { String(validatingCString: $0) == nil } ?? false
    }
  }
}
