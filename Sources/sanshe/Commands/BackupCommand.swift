import ArgumentParser
import RegistryModel
import RegistryStore
import SystemPackage

/// Writes all of a registry into one compressed file.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "backup",
    Words(
      "Write everything into one compressed file, while others go on working.",
      "把全部内容写入一个压缩文件，他人可继续工作。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  @Argument(
    help: ArgumentHelp(
      "The file to create, such as yunxi-2026-11-24.jsonl.gz.",
      "要建立的文件，如 yunxi-2026-11-24.jsonl.gz。"), completion: .file())
  var file: String

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let language = registry.language
      try registry.refuseInside(FilePath(file))
      let backup = try ProgressLine.during(Words("Backup", "备份"), language) {
        progress throws(StoreError) in
        try registry.engine.backup(to: FilePath(file), progress)
      }
      for words in backup.leftOut { Output.error("sanshe: \(words[language])") }
      Output.line(
        Words("\(file): \(backup.seq) change sets", "\(file): 共 \(backup.seq) 次变更")[language],
        .deed(language))
    }
  }
}
