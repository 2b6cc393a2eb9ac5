import RegistryModel

/// What the program is asked to do outside the screens; answers come back as events, in order.
public enum Effect: Sendable {
  /// Make a change set durable; answered by `.saved` or `.refused` with the same tag.
  case save(ChangeSet, base: RegistryState, tag: Int)
  /// Read some change sets before a seq, the newest first; answered by `.changes`.
  case readChanges(ChangeFilter, before: Int, tag: Int)
  /// Find what is to be taken back and what that does to a state; answered by `.undoPlan`.
  case planUndo(UndoTarget, base: RegistryState, tag: Int)
  /// Keep an unfinished form on disk.
  case keepDraft(name: String, JSON)
  case dropDraft(name: String)
  /// Remember what the clerk did for the next opening.
  case learn(Habit)
  /// Read a file and say what importing it would do; answered by `.importPreview`.
  case previewImport(Kind, path: String, tag: Int)
  /// Count what views show, on a thread of its own; answered by `.viewCounts`.
  case countViews(ViewCounts.Order)
  /// Say when what is drawn next is before the clerk's eyes; answered by the event `.seen`.
  case askSeen
  case leave
  case suspend
  /// Draw everything anew.
  case redraw
}

/// What reaches the screens from outside the terminal.
public enum Answer: Sendable {
  /// The registry has moved on, through this program or another.
  case refreshed(RegistryState, by: [Commit])
  case saved(tag: Int, RegistryState, Commit?)
  case refused(tag: Int, Refusal)
  case changes(tag: Int, ChangePage)
  case undoPlan(tag: Int, UndoPlan)
  case drafts([DraftNote])
  /// What is known of the clerk from before.
  case habits(Habits)
  case importPreview(tag: Int, ImportPreview)
  case viewCounts(ViewCounts)
  /// Something worth a line: a torn tail cut, the registry gone read-only.
  case notice(Words)
  case readOnly(Words)
}

/// Why a save was refused.
public enum Refusal: Sendable {
  /// Rules that do not hold at the head; who touched the other record and when.
  case rules([Finding], by: Author?)
  /// What was changed meanwhile; by whom and when.
  case clashes([Clash], by: Author?)
  case failed(Words)
}

/// What an import would do; nothing is written.
public struct ImportPreview: Sendable {
  /// Encoding, delimiter, columns and where they go.
  public let facts: [Words]
  /// New, updated, same, bad; they add up to the rows of the file.
  public let counts: [(label: Words, count: Int)]
  /// One line a problem, by line and column of the file.
  public let problems: [Words]
  /// What may be imported, but is odd.
  public let warnings: [Words]
  /// What to save; nil while a row is bad or nothing changes.
  public let changeSet: ChangeSet?

  /// What importing the file would do.
  public init(
    facts: [Words], counts: [(label: Words, count: Int)], problems: [Words], warnings: [Words],
    changeSet: ChangeSet?
  ) {
    self.facts = facts
    self.counts = counts
    self.problems = problems
    self.warnings = warnings
    self.changeSet = changeSet
  }
}
