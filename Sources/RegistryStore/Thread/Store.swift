import RegistryModel
import Synchronization
import SystemPackage

/// The registry behind one thread that owns its engine: requests go in, events come out.
///
/// No call waits for the disk or a server. Events come on the store's own thread.
public final class Store: Sendable {
  private let inbox: Inbox<StoreRequest>

  /// What lies outside the registry.
  public struct Options: Sendable {
    /// Where drafts go that the registry cannot take: into a directory there that bears its id.
    public var spareDrafts: FilePath?
    /// How long leaving waits for a checkpoint.
    var leavingPatience = Duration.seconds(4)
    /// When a server that is away is looked for again.
    var retrying = Duration.seconds(1)

    /// Drafts are in the registry, or in `spareDrafts`.
    public init(spareDrafts: FilePath? = nil) { self.spareDrafts = spareDrafts }
  }

  /// Starts the thread, which opens the registry by `open` and loads it at once.
  ///
  /// - Errors: `.disk` where the machine has no pipe left.
  public init(
    _ options: Options = Options(),
    opening open: @escaping @Sendable () throws(StoreError) -> any RegistryEngine,
    onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws(StoreError) {
    let inbox = try Inbox<StoreRequest>()
    self.inbox = inbox
    Threads.start {
      StoreLoop(options, inbox, onEvent).run(open)
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
