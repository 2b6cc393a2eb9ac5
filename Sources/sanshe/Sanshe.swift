import ArgumentParser
import RegistryModel
import RegistrySearch

/// The program: without a subcommand it opens the registry on the terminal.
@main
struct Sanshe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sanshe",
    abstract: Words(
      "The registry of communities, community organizations and community workers.",
      "社区、社区社会组织和社区工作者的登记库。")[.ofHelp],
    discussion: Words(
      "Without a subcommand the registry is opened on the terminal. It is found by --registry, then "
        + "$SANSHE_REGISTRY, then ./registry, then the XDG data directory.",
      "不写命令则在终端打开登记库。登记库依次按 --registry、$SANSHE_REGISTRY、./registry 和 XDG 数据目录查找。")[.ofHelp],
    version: "0.1.0",
    subcommands: [
      OpenCommand.self, InitCommand.self, DemoCommand.self, ListCommand.self, SearchCommand.self,
      ShowCommand.self,
      AddCommand.self, EditCommand.self, AssignCommand.self, TransferCommand.self,
      HandoverCommand.self, ReplaceCommand.self, ElectCommand.self, MergeCommand.self,
      SplitCommand.self,
      EndCommand.self, ProgressCommand.self,
      LinkageCommand.self, ProposeCommand.self, BudgetCommand.self, ReportCommand.self,
      FreezeCommand.self,
      OverviewCommand.self,
      ImportCommand.self, ExportCommand.self, HistoryCommand.self, UndoCommand.self,
      CheckCommand.self, BackupCommand.self, RestoreCommand.self, UpgradeCommand.self,
      DatabaseCommand.self, KeysCommand.self,
      PlansCommand.self,
    ], defaultSubcommand: OpenCommand.self)

  static func main() {
    Output.occupyDescriptors()
    Output.outliveFailedWrites()
    if let place = CommandLine.undecodable {
      Output.error("sanshe: argument \(place) is not UTF-8")
      Output.end(64)
    }
    let arguments = CommonOption.movedBehindCommand(Array(CommandLine.arguments.dropFirst()))
    // Without this a misspelt command would be called an argument of `open`.
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      let near = Spelling.nearest(to: first, among: names).map { Words(same: $0) }
      let list = names.joined(separator: ", ")
      let words = Words("no command \(first)", "没有命令 \(first)").suggesting(
        near, else: Words("; there are \(list)", "；命令有：\(list)"))
      Output.error("sanshe: \(words[.ofHelp])")
      Output.end(64)
    }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      Output.end(0)
    } catch {
      let message = fullMessage(for: error, columns: HelpText.unbroken)
      let code = exitCode(for: error)
      let help = HelpText(
        text: message, language: .ofHelp, columns: min(Output.columns ?? 80, 100))
      // Help and the version were asked for; anything else is a complaint.
      for line in message.isEmpty ? [] : help.lines(isComplaint: code != .success) {
        if code == .success { Output.line(line) } else { Output.error(line) }
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
