import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Writes all of a registry into one compressed file.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write everything into one compressed file, while others go on working.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The file to make, such as yunxi-2026-11-24.jsonl.gz.")
  var file: String

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let language = registry.language
      let backup = try ProgressLine.during(Words("Backup", "备份"), language) {
        progress throws(StoreError) in
        try registry.directory.backup(
          to: FilePath(file), at: SystemClock.instant, by: Environment.login, progress)
      }
      for words in backup.leftOut { Output.error("sanshe: \(words[language])") }
      Output.line(
        Words("\(file): \(backup.seq) change sets", "\(file): 共 \(backup.seq) 次变更")[language],
        .deed(language))
    }
  }
}
