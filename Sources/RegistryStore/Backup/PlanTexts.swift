import RegistryModel
import SystemPackage

/// The office's own plans as a backup takes them along: what is no text a plan could be is left out,
/// and said to be, so that every backup can be restored.
struct PlanTexts {
  /// By file name.
  private(set) var texts: [String: String] = [:]
  private(set) var leftOut: [Words] = []

  /// Those of an office that has none.
  init() {}

  /// Reads what is in `directory`.
  init(_ directory: FilePath, _ files: any FileSystem) throws(DiskError) {
    guard try files.facts(directory) != nil else { return }
    for name in try files.list(directory) where RegistryLayout.isPlan(name) {
      let path = directory.appending(name)
      do throws(DiskError) {
        let file = try files.open(path, .reading)
        defer { files.close(file) }
        let bytes = try files.read(file, at: 0, count: SmallFile.maximumBytes + 1)
        if let reason = add(bytes, name) { leave(path, reason) }
      } catch {
        leave(
          path,
          error.cause == .noSuchFileOrDirectory && name.contains("\u{FFFD}")
            ? Words("its name is not UTF-8", "文件名不是 UTF-8")
            : error.reason)
      }
    }
  }

  /// Takes a file along; or says why not.
  private mutating func add(_ bytes: [UInt8], _ name: String) -> Words? {
    guard bytes.count <= SmallFile.maximumBytes else { return Damage.oversized.words }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      return Words("it is not UTF-8 text", "不是 UTF-8 文本")
    }
    // As strings compare: members of one JSON object must not have the same name.
    guard texts[name] == nil else {
      return Words("another plan has the same name but for its encoding", "与另一规划文件名相同，仅编码不同")
    }
    texts[name] = text
    return nil
  }

  private mutating func leave(_ path: FilePath, _ reason: Words) {
    leftOut.append(
      Words("\(path) is not in the backup: ", "备份中没有 \(path): ") + reason)
  }
}
