import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Makes a registry of a backup.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "restore",
    Words(
      "Verify a backup and restore it as a new registry; never overwrites.",
      "校验备份并恢复为新的登记库，从不覆盖。"))

  @OptionGroup var options: CommonOptions<Use.Speech>

  @Argument(help: ArgumentHelp("The backup.", "备份文件。"), completion: .file())
  var file: String

  @Argument(help: .newDirectory, completion: .directory)
  var directory: String

  @Option(help: .group)
  var group: String?

  func run() throws {
    try reporting {
      let language = try options.spoken()
      guard Files.exists(FilePath(file)) else {
        throw Failure.noInput(Words("there is no file \(file)", "没有文件 \(file)"), language)
      }
      let place = try RegistryLocation(directory, language)
      let backup = try ProgressLine.during(Words("Restoring", "恢复"), language) {
        progress throws(StoreError) in
        try place.restore(FilePath(file), group: group, progress)
      }
      let at = SystemClock.text(backup.at)
      Output.line(
        Words(
          "created \(directory) for \(backup.office): \(backup.seq) change sets, as of \(at)",
          "已为 \(backup.office) 恢复 \(directory): 共 \(backup.seq) 次变更，备份于 \(at)")[language],
        .deed(language))
    }
  }
}
