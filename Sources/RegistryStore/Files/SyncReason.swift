/// Why something is made durable. Every sync the store asks for has its row here, no two of them the
/// same one, and the simulator shows for each that leaving it out loses what was promised
/// (`make simulate`).
package enum SyncReason: CaseIterable, Hashable, Sendable {
  // The journal.
  /// A line that crosses a block, before its line feed is written.
  case lineBeforeItsFeed
  /// A line, before it is acknowledged.
  case line
  /// What others have written, before it is acknowledged that nothing was left to save: they may
  /// have been killed between writing and syncing.
  case linesOfOthers
  /// A file of the journal that is full, before there is a next one: its last line may be such a one.
  case fullSegment
  /// The name of the file of the journal that a process goes on with, before it holds another line.
  case segmentName
  /// The bytes of an unfinished line, kept aside, before they are cut; and the name of that file.
  case tornCopy, tornCopyName

  // Record files.
  /// The journal, before a record file holds what it says.
  case journalBehindRecords
  /// A record file, before it replaces the older one.
  case recordFile
  /// The names of the record files, before checkpoint.json relies on them.
  case recordFileNames
  /// checkpoint.json, before it replaces the older one.
  case checkpoint

  // A new registry.
  /// registry.json, before it has its name; that name, and all others in the registry's directory,
  /// before it is told to be there.
  case identity, identityName
  /// The same names, before the first save of a process that did not see them made durable.
  case namesOfRegistry
  /// The registry's own name.
  case nameOfRegistry

  // After a fault.
  /// The FAILED file, and its name: who was told that nothing can be saved is told so again.
  case failure, failureName
  /// The journal written over with its own bytes, before FAILED goes.
  case rewritten
  /// That FAILED is gone.
  case failureCleared

  // Repair.
  /// The bytes of a damaged file, kept aside, before it is altered; and the name of that file.
  case damagedCopy, damagedCopyName
  /// A file of the journal with lost lines replaced, and its name.
  case repairedSegment, repairedSegmentName
  /// That files are gone which the journal does not bear out.
  case repairedNames

  // Backups.
  /// A backup, before it has its name; and the name, before it is told to be there.
  case backup, backupName
  /// The name of the directory of the program's own backups.
  case backupPlace
  /// Lines of a backup, and the names of their files, before registry.json makes a registry of them.
  case restoredSegment, restoredSegmentName
  /// A plan of a backup, and its name.
  case restoredPlan, restoredPlanName

  // Drafts.
  /// A draft, before it replaces its older self.
  case draft
  /// Its name, before it is told to be kept.
  case draftName
  /// That its older self is gone from another place.
  case draftMoved
  /// That a killed process took an older self from another place, or put a newer one there.
  case draftMovedByKilled
  /// The names of the directories it is in.
  case draftPlace
}
