/// Why something is made durable. Every sync of the store names its row here, and the simulator
/// shows for each that leaving it out loses what was promised (`make simulate`).
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
  /// The name of a new file of the journal, before it holds a line.
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
  /// registry.json, before it has its name.
  case identity
  /// All names in the registry's directory, and its own, before it is told to be there.
  case namesOfRegistry, nameOfRegistry

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

  // Backups.
  /// A backup, before it has its name; and the name, before it is told to be there.
  case backup, backupName
  /// The name of the directory of the program's own backups.
  case backupPlace
  /// Lines and plans of a backup, and their names, before registry.json makes a registry of them.
  case restored, restoredNames

  // Drafts.
  /// A draft, before it replaces its older self.
  case draft
  /// Its name, before it is told to be kept.
  case draftName
  /// That its older self is gone from another place.
  case draftMoved
  /// The names of the directories it lies in.
  case draftPlace
  /// The name of one taken over, before older selves in other places go.
  case adoptedDraftName
}
