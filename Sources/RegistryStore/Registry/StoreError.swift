import RegistryModel
import SystemPackage

/// Everything that can go wrong with a registry, on disk or behind a connection; sentences and exit codes
/// are here only.
public enum StoreError: Error, Hashable, Sendable {
  /// There is no registry at this path.
  case notARegistry(FilePath)
  /// Since it was opened, another registry was put there.
  case replaced(FilePath)
  /// Since it was opened, its directory was renamed or deleted.
  case gone(FilePath)
  /// An earlier state of the registry was put in its place: it ended with one change, now ends with
  /// another, and does not hold these saves of this program. Told once, and nothing is saved with it.
  case putBack(String, from: Int, to: Int, own: [Int])
  /// `init` found something in the way.
  case occupied(FilePath)
  /// A file that was to be written is there already.
  case exists(FilePath)
  /// No group of this name, or it may not be given.
  case noGroup(String)
  /// Written by a newer program.
  case newerFormat(FilePath, format: Int)
  case newerKind(FilePath, line: Int?, kind: String)
  /// Written by an older program: an upgrade is asked for, never made by itself.
  case olderFormat(FilePath, format: Int)
  /// Never overwritten; `check --repair` keeps the bytes.
  case damaged(FilePath, line: Int?, Damage)
  /// Damage that no repair fixes, and the registry's newest backup.
  case irreparable(FilePath, line: Int?, Damage, backup: FilePath?)
  /// What a repair would lose that can be read now, and the registry's newest backup.
  case losing(FilePath, RepairLoss, backup: FilePath?)
  /// Someone else is saving and did not finish in time.
  case locked(LockHolder?)
  /// Opened for reading only.
  case readOnly
  /// An earlier write could be neither finished nor undone; until `check` clears it.
  case failed(reason: String)
  case networkFileSystem(FilePath, name: String)
  /// Anybody on the machine could write to it.
  case worldWritable(FilePath)
  /// A file or directory of the registry that is a symbolic link: what is written would be elsewhere.
  case linked(FilePath)
  case disk(DiskError)
  /// The server does not answer, or no longer: nothing of it can be read, nothing saved.
  case away(server: String, reason: String)
  /// The server does not let the account in.
  case notAdmitted(server: String, account: String, reason: String)
  /// The server has no database of that name.
  case noDatabase(server: String, String)
  /// The server lets the account in, and not do this; what its administrator runs to let it.
  case noRight(server: String, account: String, reason: String, remedy: String?)
  /// The connection broke during a save, and nobody could say since whether it was made.
  case inDoubt(server: String)
  /// The server declines what this program holds for right, and why.
  case declined(server: String, reason: String)
  /// The database has no tables and functions for registries yet.
  case notPrepared(server: String)
  /// This works on directories alone.
  case directoriesOnly(String)
  /// A backup has plan files, for which a database has no place.
  case planFiles(FilePath, [String])
  case tooLarge(bytes: Int)
  /// The change could be written but not read back.
  case unstorable(Damage)
  /// The change does not fit what others saved in the meantime.
  case refused(Refusal)
  /// Nobody waits for the work any longer: nothing came of it.
  case cancelled

  /// One sentence for people, its times in UTC.
  public var words: Words { words { $0.text } }

  /// One sentence for people; `time` says when something was.
  public func words(time: (Instant) -> String) -> Words {
    switch self {
    case .notARegistry(let path):
      Words("\(path) is not a registry", "\(path) 不是登记库")
    case .replaced(let path):
      Words("\(path) is another registry now; open it again", "\(path) 现为另一登记库，请重新打开")
    case .gone(let path):
      Words(
        "the registry was renamed or deleted: nothing can be saved until it is back at \(path)",
        "登记库已被改名或删除，回到原处之前无法保存：\(path)")
    case .putBack(let path, let from, let to, let own):
      StoreNotice.putBack(path, from: from, to: to, own: own).words
        + Words("; this is not saved yet: save again", "；本次尚未保存，请再次保存")
    case .occupied(let path):
      Words(
        "\(path) is not empty: a new registry needs its own directory", "\(path) 不是空目录，不能新建登记库")
    case .exists(let path):
      Words("\(path) already exists and is not overwritten", "\(path) 已存在，不会覆盖")
    case .noGroup(let name):
      Words("there is no group \(name)", "没有名为 \(name) 的用户组")
    case .newerFormat(let path, let format):
      Words(
        "\(path): format \(format) was written by a newer program; it can be opened with --read-only",
        "\(path): 格式 \(format) 由较新版本写成，可用 --read-only 只读打开")
    case .olderFormat(let path, let format):
      Words(
        "\(path): format \(format) is older; run sanshe upgrade, or open it with --read-only",
        "\(path): 格式 \(format) 较旧，请运行 sanshe upgrade，或用 --read-only 只读打开")
    case .newerKind(let path, let line, let kind):
      Words.of(
        path, line: line,
        Words(
          "records of kind \(kind) are from a newer program; this program can read the rest but cannot save",
          "\(kind) 类记录由较新版本写成：本程序只能读取其余内容，不能保存"))
    case .damaged(let path, let line, let damage): Words.of(path, line: line, damage.words)
    case .irreparable(let path, let line, let damage, let backup):
      Words.of(path, line: line, damage.words)
        + (damage == .missing
          ? Words(
            "; no other file has its content, so nothing was repaired; ", "；别处也没有其内容，未作修复；")
          : Words(
            "; complete lines contradict each other, so nothing was repaired; ",
            "；完整的行互相矛盾，未作修复；")) + Self.restoring(backup)
    case .losing(let path, let loss, let backup):
      (loss.isEverything
        ? Words(
          "no line of the journal can be read, and a repair would empty \(path)",
          "日志没有一行可读，修复会清空 \(path)")
        : Words("a repair of \(path) would lose what can be read now: ", "修复 \(path) 会丢失现在可读的内容: ")
          + loss.words)
        + Words(
          "; nothing was changed; check --repair --accept-loss repairs anyway; or ",
          "；未作任何修改；仍要修复：check --repair --accept-loss；或") + Self.restoring(backup)
    case .locked(let holder):
      Words("another save is not finished", "另一次保存尚未完成")
        + (holder.map { Words(": ", ": ") + $0.words(time: time) } ?? Words(same: ""))
        + Words("; try again", "；请重试")
    case .readOnly:
      Words("the registry is open for reading only", "登记库以只读方式打开")
    case .failed(let reason):
      Words(
        "the registry is read-only after a failed write (\(reason)); run sanshe check",
        "一次写入失败后登记库只读 (\(reason))；请运行 sanshe check")
    case .networkFileSystem(let path, let name):
      Words(
        "\(path) is on \(name), where locks and saves are unreliable; keep it on a local disk",
        "\(path) 位于 \(name)，无法保证文件锁和写盘可靠，请放在本机磁盘")
    case .worldWritable(let path):
      Words(
        "anybody on this machine may write to \(path); remove that right (chmod o-w)",
        "本机任何人都可写 \(path)，请先取消 (chmod o-w)")
    case .linked(let path):
      Words(
        "\(path) is a symbolic link; replace it with the file or directory itself",
        "\(path) 是符号链接，登记库只写入自身目录中的内容，请放入文件或目录本身")
    case .disk(let error): error.words
    case .away(let server, let reason):
      Words(
        "no connection to \(server) (\(reason)); saving is not possible until it is back",
        "未能连接 \(server) (\(reason))，连通之前无法保存")
    case .notAdmitted(let server, let account, let reason):
      Words(
        "\(server) does not admit \(account) (\(reason))", "\(server) 不允许 \(account) 登录 (\(reason))"
      )
    case .noDatabase(let server, let name):
      Words(
        "\(server) has no database \(name); its administrator makes it with createdb",
        "\(server) 没有名为 \(name) 的数据库，可由管理员用 createdb 建立")
    case .noRight(let server, let account, let reason, let remedy):
      Words(
        "\(server) does not let \(account) do this (\(reason))",
        "\(server) 不允许 \(account) 进行此项操作 (\(reason))")
        + (remedy.map {
          Words("; the database's administrator can: \($0)", "，可请数据库管理员执行: \($0)")
        } ?? Words(same: ""))
    case .inDoubt(let server):
      Words(
        "the connection to \(server) broke during this save: check whether it was saved before you save again",
        "保存时与 \(server) 的连接中断：请先查看是否已保存，未保存的再保存")
    case .declined(let server, let reason):
      Words("\(server) does not take this: \(reason)", "\(server) 不接受: \(reason)")
    case .notPrepared(let server):
      Words(
        "the database of \(server) is not prepared for registries: sanshe database | psql",
        "\(server) 的数据库尚未准备好存放登记库：sanshe database | psql")
    case .directoriesOnly(let what):
      Words(
        "\(what) is for registries in a directory; this one is in a database",
        "\(what) 只用于目录中的登记库，此登记库在数据库中")
    case .planFiles(let path, let names):
      Words(
        "\(path) has plan files (\(names.firstFew)), for which a database has no place; keep them as records "
          + "first: sanshe plans --keep FILE, then delete the file and make another backup",
        "\(path) 含规划文件 (\(names.firstFew))，数据库中无处存放；请先用 sanshe plans --keep 文件 "
          + "存为记录，删除该文件后重新备份")
    case .tooLarge(let bytes):
      Words(
        "one save of \(bytes) bytes is too large; save in parts",
        "一次保存 \(bytes) 字节过大，请分批保存")
    case .unstorable(let damage):
      Words("this change cannot be stored: ", "此次变更无法保存: ") + damage.words
    case .refused(let refusal): refusal.words(time: time)
    case .cancelled: Words("cancelled", "已取消")
    }
  }

  /// The exit code of a command that ends with it, as in sysexits.
  public var exitCode: Int32 {
    switch self {
    case .refused(let refusal): if case .notAllowed = refusal.cause { 77 } else { 1 }
    case .losing: 1
    case .directoriesOnly: 64
    case .newerFormat, .newerKind, .olderFormat, .damaged, .irreparable, .declined, .planFiles,
      .tooLarge, .unstorable:
      65
    case .notARegistry, .notPrepared, .noDatabase, .replaced, .gone: 66
    case .occupied, .exists, .noGroup: 73
    case .disk(let error):
      if error.operation == .make { 73 } else { error.isForbidden ? 77 : 74 }
    case .failed, .inDoubt: 74
    case .locked, .putBack, .away, .cancelled: 75
    case .readOnly, .notAdmitted, .noRight, .networkFileSystem, .worldWritable, .linked: 77
    }
  }

  /// The server cannot be reached now, and may be later.
  public var isAway: Bool { if case .away = self { true } else { false } }

  /// What helps where no repair does.
  private static func restoring(_ backup: FilePath?) -> Words {
    backup.map {
      Words(
        "restore the newest backup: sanshe restore \($0) DIR",
        "请用最新备份恢复：sanshe restore \($0) 目录")
    } ?? Words("restore a backup: sanshe restore FILE DIR", "请用备份恢复：sanshe restore 文件 目录")
  }
}

/// Runs a call on the disk; its failure becomes a store error that names `path`.
func onDisk<T: ~Copyable>(
  _ path: FilePath, _ call: () throws(DiskError) -> T
) throws(StoreError) -> T {
  do { return try call() } catch {
    throw .disk(error.at(error.path ?? path))
  }
}
