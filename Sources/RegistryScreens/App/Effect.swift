import RegistryModel

/// What the program is asked to do outside the screens; answers come back as events, in order.
public enum Effect: Sendable {
  /// Make a change set durable; answered by `.saved` or `.refused` with the same tag.
  case save(ChangeSet, base: RegistryState, tag: Int)
  /// Read some change sets before a seq, the newest first; answered by `.changes`.
  case readChanges(ChangeFilter, before: Int, tag: Int)
  /// Find what is to be undone and what that does to a state; answered by `.undoPlan`.
  case planUndo(UndoTarget, base: RegistryState, tag: Int)
  /// Keep an unfinished form on disk.
  case keepDraft(name: String, JSON)
  case dropDraft(name: String)
  /// Remember what the clerk did for the next opening.
  case learn(Habit)
  /// Do work on a thread of its own; answered by `.work`, again and again where it takes long.
  case work(any WorkOrder, tag: Int)
  /// Nobody waits for that work any longer.
  case cancelWork(tag: Int)
  /// Let go of something so large that to free it takes longer than a key may.
  case discard(Parcel)
  /// Count what views show, on a thread of its own; answered by `.viewCounts`.
  case countViews(ViewCounts.Order)
  /// Say when what is drawn next is before the clerk's eyes; answered by the event `.seen`.
  case askSeen
  case leave
  case suspend
  /// Redraw everything.
  case redraw
}

/// What reaches the screens from outside the terminal.
public enum Answer: Sendable {
  /// The registry has moved on, through this program or another.
  case refreshed(RegistryState, by: [Commit])
  case saved(tag: Int, RegistryState, Commit?)
  case refused(tag: Int, SaveRefusal)
  case changes(tag: Int, ChangePage)
  case undoPlan(tag: Int, UndoPlan)
  case drafts([DraftNote])
  /// A draft was written to disk, or could not be.
  case draft(name: String, fault: Words?)
  /// What is known of the clerk from before.
  case habits(Habits)
  case work(tag: Int, WorkNews)
  case viewCounts(ViewCounts)
  /// Something worth a line: a torn tail cut, the registry gone read-only.
  case notice(Words)
  case readOnly(Words)
  /// The registry's server was lost, and why, or is there again.
  case away(Words)
  case back
}

/// Why a save was refused.
public enum SaveRefusal: Sendable {
  /// Rules that do not hold at the head; who touched the other record and when.
  case rules([Finding], by: Author?)
  /// What was changed in the meantime; by whom and when.
  case clashes([Clash], by: Author?)
  case failed(Words)
  /// The clerk was asked, and would rather not.
  case declined
}
