import ArgumentParser
import RegistryModel
import RegistryStore

/// Brings a registry of an older program to this program's format.
struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "upgrade",
    Words(
      "Bring a registry of an older version to this version's format; a backup is made first.",
      "把旧版本的登记库升级为本版本格式，先自动备份。"))

  @OptionGroup var options: CommonOptions<Use.Registry>

  func run() throws {
    try reporting {
      let language = try options.spoken()
      if options.readOnly { throw Failure.store(.readOnly, language) }
      let place = try options.place()
      let upgrade: RegistryIdentity.Upgrade?
      do throws(StoreError) {
        upgrade = try place.upgrade()
      } catch {
        throw Failure.store(error, language)
      }
      let words =
        upgrade.map {
          Words(
            "format \($0.from) is now format \($0.to); before that: \($0.backup)",
            "格式 \($0.from) 已升级为 \($0.to)，升级前备份：\($0.backup)")
        }
        ?? Words(
          "format \(RegistryIdentity.format) is the newest; nothing to do",
          "格式 \(RegistryIdentity.format) 已是最新，无须升级")
      Output.line(words[language], upgrade == nil ? .answer : .deed(language))
    }
  }
}
