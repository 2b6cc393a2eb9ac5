import RegistryModel

/// What the store tells the program, in the order it happened.
public enum StoreEvent: Sendable {
  /// The registry cannot be opened; the store has ended.
  case notOpened(StoreError)
  /// The registry is there and its records are about to be read: by whom, and the line it ends with.
  case opening(RegistryIdentity, account: String, JournalHead?)
  /// The records are there; once, before all other states.
  case loaded(RegistryState, RegistryIdentity, [StoreNotice])
  /// What others saved. No commits: the registry was read again.
  case refreshed(RegistryState, [Commit])
  /// The state told last holds the journal up to this line.
  case stands(JournalHead)
  /// Durable. No commit: nothing was left to save, others had made the same change.
  case saved(tag: Int, Commit?, RegistryState)
  /// Not saved: it does not fit what others saved in the meantime.
  case refused(tag: Int, Refusal)
  /// Something else than a save was asked for by nobody or failed: nothing is lost that was saved.
  case failed(tag: Int?, StoreError)
  /// A server that was told to be away is there again.
  case back
  case noticed([StoreNotice])
  /// Change sets read backwards.
  case changes(tag: Int, ChangePage)
  /// What an undo would do, and the reasons against it.
  case undoPlan(tag: Int, UndoPlan)
  /// From now on nothing can be saved, and why. Drafts are still kept.
  case readOnly(StoreError)
  /// Unfinished forms of this account whose process is gone; offered once, when opening.
  case drafts([Draft])
  /// The draft is on disk.
  case draftKept(id: String)
  /// The draft is not on disk as it is now.
  case draftNotKept(id: String, StoreError)
  /// The last event.
  case left
}

/// What the program asks of the store, and what the store's other thread tells it.
enum StoreRequest: Sendable {
  case save(ChangeSet, base: RegistryState, tag: Int)
  case readChanges(ChangeFilter, before: Int, limit: Int, tag: Int)
  case planUndo(UndoTarget, base: RegistryState, reason: String, tag: Int)
  case keepDraft(Draft)
  case dropDraft(id: String)
  case leave
  /// What another thread did has come to its end, good or bad.
  case done(Chore, Result<[StoreNotice], StoreError>)
}
