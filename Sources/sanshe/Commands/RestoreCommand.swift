import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Makes a registry of a backup.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a registry of a backup, once all of it is verified; never over another.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The backup.")
  var file: String

  @Argument(help: "The directory to make.")
  var directory: String

  @Option(help: "The Unix group of the clerks who share the registry.")
  var group: String?

  func run() throws {
    try reporting {
      let language = try options.spoken()
      guard Files.exists(FilePath(file)) else {
        throw Failure.noInput(Words("there is no file \(file)", "没有文件 \(file)"), language)
      }
      let backup = try ProgressLine.during(Words("Verifying", "校验"), language) {
        progress throws(StoreError) in
        try RegistryDirectory.restore(
          FilePath(file), to: FilePath(directory), group: group, account: Environment.login,
          progress)
      }
      let at = SystemClock.text(backup.at)
      Output.line(
        Words(
          "made \(directory) for \(backup.office): \(backup.seq) change sets, as of \(at)",
          "已为 \(backup.office) 恢复 \(directory): 共 \(backup.seq) 次变更, 备份于 \(at)")[language],
        .deed(language))
    }
  }
}
