import RegistryModel
import SystemPackage

/// The one seam to storage: load, changes, append, wait. What lies above knows these verbs only.
///
/// An engine belongs to one thread, which may block.
public protocol RegistryEngine {
  /// Reads the newest state.
  func load() throws(StoreError) -> Loaded
  /// Change sets after `seq`, oldest first, up to `limit`.
  func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit]
  /// Every change set that touched a record, oldest first.
  func changes(of id: RecordID) throws(StoreError) -> [Commit]
  /// Carries `set`, made on `base`, to the head and makes it durable.
  func append(
    _ set: ChangeSet, from base: RegistryState, by account: String, at: Instant, today: CivilDate
  ) throws(StoreError) -> Appended
  /// What others saved since the last load, append or news; nil where nothing.
  func news() throws(StoreError) -> News?
  /// Waits until there may be news or `wake` can be read; nil waits without end.
  func wait(_ wake: FileDescriptor, _ timeout: Duration?) throws(StoreError) -> WaitEnd
}

/// A registry as it was loaded.
public struct Loaded: Sendable {
  /// The newest state.
  public let state: RegistryState
  /// What a clerk should know.
  public let notices: [StoreNotice]
}

/// What came of an append.
public struct Appended: Sendable {
  /// The change set as it stands in the journal; nil where nothing was left to save.
  public let commit: Commit?
  /// The state with it.
  public let state: RegistryState
  /// What others saved before it.
  public let news: News?
  /// What a clerk should know.
  public let notices: [StoreNotice]
}

/// What others saved.
public struct News: Sendable {
  /// The state with it.
  public let state: RegistryState
  /// Oldest first; empty where the registry had to be read anew.
  public let commits: [Commit]
}

/// Why waiting ended.
public enum WaitEnd: Hashable, Sendable {
  case news, woken, timeout
}

/// What a clerk is told without being stopped.
public enum StoreNotice: Hashable, Sendable {
  /// The last line of this file of the journal is unfinished: a save that was never confirmed.
  case unfinishedLine(FilePath, bytes: Int)
  /// Such a line was cut; its bytes are kept in the second file.
  case cutLine(FilePath, kept: FilePath)
  /// A record file was missing; its records were taken from the journal.
  case rebuilt(FilePath)
  /// Nothing can be saved, and why.
  case readOnly(StoreError)

  /// One sentence.
  public var words: Words {
    switch self {
    case .unfinishedLine(let path, let bytes):
      Words(
        "\(path) ends with \(bytes) bytes of a save that was never confirmed",
        "\(path) 末尾有 \(bytes) 字节未确认的保存")
    case .cutLine(let path, let kept):
      Words(
        "an unconfirmed save was cut from \(path); its bytes are in \(kept)",
        "已从 \(path) 截去一次未确认的保存, 原字节在 \(kept)")
    case .rebuilt(let path):
      Words("\(path) was missing and is read from the journal", "\(path) 缺失, 已由日志读回")
    case .readOnly(let error): error.words
    }
  }
}
