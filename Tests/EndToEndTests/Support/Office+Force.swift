import RegistryModel
import SystemPackage

@testable import RegistryStore

extension Office {
  /// Writes a change into the journal as a program of other rules might have: nothing is asked.
  func force(_ change: Change) throws {
    let directory = try RegistryDirectory(FilePath(registry), .reading, account: "other")
    let seq = try directory.load().state.seq
    let commit = Commit(
      seq: seq + 1, at: Instant(seconds: 1_700_000_000), by: "other", set: ChangeSet([change]))
    let (line, _) = JournalLine.encoded(commit, previous: directory.position.link)
    try Disk.write((Disk.read(journal) ?? []) + line + [0x0A], to: journal)
  }
}
