import RegistryModel
import RegistryScreens

// Backups, without a disk.
extension Robot {
  /// Those of a registry that has been used for a while.
  public static let sampleBackups = BackupsOrder.Result(
    registry: "/srv/registry", count: 9,
    newest: Kept(
      path: "/srv/registry/backups/2026-11-24-3.jsonl.gz",
      at: Instant("2026-11-24T01:12:00Z") ?? Instant(seconds: 0), seq: 3))

  /// Opens the page of backups.
  public mutating func openKeeping() throws {
    press(.function(9))
    try choose("Backup, check, restore ..", "备份, 检查, 恢复 ..")
  }

  mutating func result(of order: BackupOrder) -> BackupOrder.Result {
    guard files[order.path] == nil else { return .refused(Words("already exists", "已存在")) }
    files[order.path] = "\(head.seq)"
    let at = Instant("2026-11-24T06:32:00Z") ?? Instant(seconds: 0)
    return .written(Kept(path: order.path, at: at, seq: head.seq), leftOut: [])
  }

  mutating func result(of order: RestoreOrder) -> RestoreOrder.Result {
    guard let seq = files[order.file].flatMap({ Int($0) }) else {
      return .refused(Words("there is no such file", "没有这个文件"), isFile: true)
    }
    guard files[order.directory] == nil else {
      return .refused(Words("not empty", "不是空的"), isFile: false)
    }
    files[order.directory] = ""
    return .restored(
      directory: order.directory, office: "云溪区",
      Kept(path: order.file, at: Instant(seconds: 0), seq: seq))
  }
}
