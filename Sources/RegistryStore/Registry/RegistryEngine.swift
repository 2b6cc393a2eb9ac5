import RegistryModel
import SystemPackage

/// The one seam to storage: load, changes, append, wait. What is above knows these verbs only.
///
/// Handles on one registry see one order of change sets. A handle belongs to one thread, which may
/// block; it is at a head: the newest state it has loaded, appended or taken as news. What every
/// engine has to keep is written down as tests (EngineTests).
public protocol RegistryEngine: History where Failure == StoreError {
  /// Reads the newest state; the handle is there.
  func load() throws(StoreError) -> Loaded
  /// Change sets after `seq` and up to the head, oldest first, at most `limit`.
  func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit]
  /// Change sets before `seq` that `filter` lets through, newest first: up to `limit`, or fewer where
  /// a page has looked far; the page says where to go on.
  func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage
  /// Carries `set`, made on `base`, over what others saved, and makes it durable.
  ///
  /// - Errors: `.refused` where it does not fit what others saved; nothing is saved then, and the
  ///   handle is where it found that.
  func append(
    _ set: ChangeSet, from base: RegistryState, by account: String, at: Instant, today: CivilDate
  ) throws(StoreError) -> Appended
  /// Waits until there may be news or `wake` can be read; no timeout waits without end.
  func wait(_ wake: FileDescriptor, _ timeout: Duration?) throws(StoreError) -> WaitEnd
  /// What was waited for: what others saved since the last load, append or news; nil if nothing.
  func news() throws(StoreError) -> News?
}

extension RegistryEngine {
  /// Every change set that touched a record, oldest first.
  public func changes(of id: RecordID) throws(StoreError) -> [Commit] {
    try changes(.of(id)).reversed()
  }
}

/// A registry as it was loaded.
public struct Loaded: Sendable {
  /// The newest state.
  public let state: RegistryState
  /// What a clerk should know.
  public let notices: [StoreNotice]

  /// `state`, and what was noticed on the way to it.
  public init(state: RegistryState, notices: [StoreNotice]) {
    (self.state, self.notices) = (state, notices)
  }
}

/// What came of an append.
public struct Appended: Sendable {
  /// The change set as it is in the journal; nil if nothing was left to save.
  public let commit: Commit?
  /// The state with it.
  public let state: RegistryState
  /// What others saved before it.
  public let news: News?
  /// What a clerk should know.
  public let notices: [StoreNotice]

  /// An append that came to its end.
  public init(commit: Commit?, state: RegistryState, news: News?, notices: [StoreNotice]) {
    (self.commit, self.state, self.news, self.notices) = (commit, state, news, notices)
  }
}

/// What others saved.
public struct News: Sendable {
  /// The state with it.
  public let state: RegistryState
  /// Oldest first; empty if the registry had to be read again.
  public let commits: [Commit]
  /// What a clerk should know.
  public let notices: [StoreNotice]

  /// `commits`, which lead to `state`.
  public init(state: RegistryState, commits: [Commit], notices: [StoreNotice] = []) {
    (self.state, self.commits, self.notices) = (state, commits, notices)
  }
}

/// Why waiting ended.
public enum WaitEnd: Hashable, Sendable {
  case news, woken, timeout
}

/// What is done beside the clerk's work.
public enum Chore: Hashable, Sendable {
  /// Writing the record files.
  case checkpoint
  /// The daily backup.
  case backup
}

/// What a clerk is told without being stopped.
public enum StoreNotice: Hashable, Sendable {
  /// The last line of this file of the journal is unfinished: a save that was never confirmed.
  case unfinishedLine(FilePath, bytes: Int)
  /// Such a line was cut; its bytes are kept in the second file.
  case cutLine(FilePath, kept: FilePath)
  /// A record file was missing; its records were taken from the journal.
  case rebuilt(FilePath)
  /// What the daily backup does not hold, and why.
  case leftOut(Words)
  /// What was to be done beside the clerk's work and failed.
  case undone(Chore, StoreError)
  /// An earlier state of the registry was put in its place: it ended with one change, now ends with
  /// another, and does not hold these saves of this program.
  case putBack(FilePath, from: Int, to: Int, own: [Int])
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
        "已从 \(path) 截去一次未确认的保存，原字节在 \(kept)")
    case .rebuilt(let path):
      Words("\(path) was missing and is read from the journal", "\(path) 缺失，已由日志读回")
    case .leftOut(let words): words
    case .undone(.backup, let error):
      Words("no backup was made today: ", "今日未能备份: ") + error.words
    case .undone(.checkpoint, let error):
      Words("the record files were not written: ", "记录文件未能写出: ") + error.words
    case .putBack(let path, let from, let to, let own):
      Self.putBack(path, from, to, own)
    case .readOnly(let error): error.words
    }
  }
}

extension StoreNotice {
  private static func putBack(_ path: FilePath, _ from: Int, _ to: Int, _ own: [Int]) -> Words {
    let list = own.map { "#\($0)" }.firstFew
    let yours =
      own.isEmpty
      ? Words(same: "")
      : Words("your saves \(list) are gone; ", "本人保存的 \(list) 已不在其中；")
    let ends =
      to < from
      ? Words("it ended with #\(from), now with #\(to): ", "原至第 \(from) 次变更，现至第 \(to) 次：")
      : Words(same: "")
    // What the clerk has lost comes first: a line may have no room for the rest.
    return yours
      + Words(
        "the registry no longer holds all that was read, as after a copy was put in its place or a repair; ",
        "登记库已不含此前读到的全部变更 (如被旧副本替换，或经过修复)；") + ends + Words(same: path.string)
  }
}
