import RegistryModel
import Synchronization
import SystemPackage

/// The registry behind one thread that owns its files: requests go in, events come out.
///
/// No call waits for the disk. Events come on the store's own thread.
public final class Store: Sendable {
  private let inbox: Inbox<StoreRequest>

  /// What a store is opened with.
  public struct Settings: Sendable {
    /// The registry.
    public var directory: FilePath
    /// Whether anything may be saved.
    public var access = RegistryDirectory.Access.writing
    /// The Unix account: who made the changes, whose drafts are offered.
    public var account: String
    /// Where drafts go that the registry cannot take: into a directory there that bears its id.
    public var spareDrafts: FilePath?
    /// The moment, and the office's day, of a save.
    public var clock: @Sendable () -> (at: Instant, today: CivilDate)
    var files: any FileSystem = PosixFileSystem()
    var patience = RegistryDirectory.patience
    /// How long leaving waits for a checkpoint.
    var leavingPatience = Duration.seconds(4)

    /// Settings for writing; drafts are in the registry.
    public init(
      directory: FilePath, account: String,
      clock: @escaping @Sendable () -> (at: Instant, today: CivilDate)
    ) {
      self.directory = directory
      self.account = account
      self.clock = clock
    }
  }

  /// Starts the thread, which opens and loads the registry at once.
  ///
  /// - Errors: `.disk` where the machine has no pipe left.
  public init(
    _ settings: Settings, onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws(StoreError) {
    let inbox = try Inbox<StoreRequest>()
    self.inbox = inbox
    Threads.start {
      StoreLoop(settings, inbox, onEvent).run()
    }
  }

  /// Carries `set`, made on `base`, to the head; `saved`, `refused` or `failed` follows with `tag`.
  public func save(_ set: ChangeSet, from base: RegistryState, tag: Int) {
    inbox.put(.save(set, base: base, tag: tag))
  }

  /// Reads change sets before `seq`, newest first; `changes` or `failed` follows with `tag`.
  public func readChanges(_ filter: ChangeFilter, before seq: Int, limit: Int, tag: Int) {
    inbox.put(.readChanges(filter, before: seq, limit: limit, tag: tag))
  }

  /// Finds what `target` means and what undoing it does to `base`; `undoPlan` or `failed` follows
  /// with `tag`. Records that were made are to be binned with `reason`.
  public func planUndo(_ target: UndoTarget, from base: RegistryState, reason: String, tag: Int) {
    inbox.put(.planUndo(target, base: base, reason: reason, tag: tag))
  }

  /// Puts an unfinished form on disk.
  public func keepDraft(_ draft: Draft) { inbox.put(.keepDraft(draft)) }

  /// Forgets a form that was saved or given up.
  public func dropDraft(id: String) { inbox.put(.dropDraft(id: id)) }

  /// Finishes what was asked for and ends the thread; `left` is the last event.
  public func leave() { inbox.put(.leave) }
}
