import RegistryModel
import SystemPackage

/// Lost lines of a journal as a backup of the program's own holds them, byte for byte.
struct RestoredLines {
  typealias Line = (line: JournalLine, bytes: [UInt8])

  private var lines: [Int: Line] = [:]
  /// The last line of the backup, where it leads on from the end of the journal.
  private(set) var end = 0

  /// Lines from the newest backup that is whole and of this very journal; nil if there is none.
  init?(
    _ salvage: JournalSalvage, _ backups: [(path: FilePath, backup: Backup)],
    _ files: any FileSystem
  ) {
    for (path, backup) in backups where salvage.holds(backup.seq, backup.sha256) != false {
      guard let lines = try? Self.read(path, salvage, files) else { continue }
      self.lines = lines
      let last = salvage.last
      if backup.seq > last.seq, lines[last.seq + 1]?.line.previous == last.link {
        end = backup.seq
      }
      return
    }
    return nil
  }

  private static func read(
    _ path: FilePath, _ salvage: JournalSalvage, _ files: any FileSystem
  ) throws(StoreError) -> [Int: Line] {
    var lines: [Int: Line] = [:]
    _ = try BackupLines(files, path).read { line, bytes in
      let seq = line.commit.seq
      if salvage.isLost(seq) { lines[seq] = (line, bytes) }
    }
    return lines
  }

  /// The lines for a gap, from its first on, as far as they lead on from what is before it; none
  /// where all are there and what is after it does not lead on from them.
  func lines(for gap: JournalSalvage.Gap) -> [Line] {
    var (found, link) = ([Line](), gap.previous)
    for seq in gap.missing {
      guard let line = lines[seq], line.line.previous == link else { return found }
      found.append(line)
      link = line.line.link
    }
    return gap.link == nil || gap.link == link ? found : []
  }
}
