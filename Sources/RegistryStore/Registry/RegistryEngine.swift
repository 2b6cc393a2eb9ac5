import RegistryModel
import SystemPackage

/// The one seam to storage: what is above knows these verbs and values, and no engine.
///
/// Handles on one registry see one order of change sets. A handle belongs to one thread, which may
/// block, and to one account; it is at a head: the newest state it has loaded, appended or taken as
/// news. What every engine has to keep is written down as tests (EngineTests).
public protocol RegistryEngine: History where Failure == StoreError {
  /// Which registry it is; the handle has it without loading.
  var identity: RegistryIdentity { get }
  /// Who saves by this handle, as the engine knows them.
  var account: String { get }
  /// The office's day, by the clock that dates what is saved.
  var today: CivilDate { get }
  /// Where drafts are kept in the registry itself; nil where they stay on the clerk's machine.
  var draftHome: RegistryHome? { get }
  /// What the folder of drafts on the clerk's machine is called: no other registry's, and no copy's elsewhere.
  var draftFolder: String { get }
  /// Everything loaded, appended or taken as news.
  var head: RegistryState { get }
  /// The line that the head ends with; before the registry is loaded, the one that it would. Nil where
  /// that cannot be told.
  var place: JournalHead? { get }

  /// Reads the newest state; the handle is there.
  func load() throws(StoreError) -> Loaded
  /// Change sets after `seq` and up to the head, oldest first, at most `limit`.
  func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit]
  /// Change sets before `seq` that `filter` lets through, newest first: up to `limit`, or fewer where
  /// a page has looked far; the page says where to go on.
  func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage
  /// Carries `set`, made on `base`, over what others saved, and makes it durable, dated never before the
  /// line before it.
  ///
  /// - Errors: `.refused` where it does not fit what others saved; `.putBack`, once, where the last line
  ///   the handle had read is gone. Nothing is saved then, and the handle is where it found that.
  func append(_ set: ChangeSet, from base: RegistryState) throws(StoreError) -> Appended
  /// Waits until there may be news or `wake` can be read; no timeout waits without end.
  func wait(_ wake: FileDescriptor, _ timeout: Duration?) throws(StoreError) -> WaitEnd
  /// What was waited for: what others saved since the last load, append or news; nil if nothing.
  ///
  /// Where the last line the handle had read is gone, all is read again, and a notice says which of its
  /// saves are gone with it.
  func news() throws(StoreError) -> News?

  /// What there is to do of a chore now, for any thread to run while this one goes on; nil: nothing.
  func work(_ chore: Chore, _ moment: ChoreMoment) throws(StoreError) -> ChoreWork?
  /// Reads everything there is and holds it against itself and the rules.
  func check(
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> CheckReport
  /// Writes everything up to the newest line into a new file, while others go on saving.
  ///
  /// - Errors: `.exists` where there is something at `path`; then, as after any other error,
  ///   nothing is there that was not there before.
  func backup(
    to path: FilePath, _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup
}

/// What a handle on a registry may do.
public enum RegistryAccess: Hashable, Sendable {
  case writing
  /// Never writes a byte.
  case reading
}

extension RegistryEngine {
  /// By its id: a directory is where it is.
  public var draftFolder: String { identity.placeName }

  /// The same, for who waits until it is done.
  public func check() throws(StoreError) -> CheckReport { try check { _ in } }

  /// Every change set that touched a record, oldest first.
  public func changes(of id: RecordID) throws(StoreError) -> [Commit] {
    try changes(.of(id)).reversed()
  }

  /// A page as screens show it: with what each dated value was before.
  public func told(_ page: ChangePage) throws(StoreError) -> ChangePage {
    try head.told(page, in: self)
  }

  /// What `target` means to this account, and what undoing it does to `base`; records that were made are
  /// to be binned with `reason`.
  public func plan(
    _ target: UndoTarget, on base: RegistryState, binning reason: String
  ) throws(StoreError) -> UndoPlan {
    try base.plan(target, in: self, by: account, binning: reason, today: today)
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

extension News {
  /// The same without word of what is gone, for who was told already.
  public var withoutPutBack: News {
    News(
      state: state, commits: commits,
      notices: notices.filter { if case .putBack = $0 { false } else { true } })
  }
}

/// Why waiting ended.
public enum WaitEnd: Hashable, Sendable {
  case news, woken, timeout
}
