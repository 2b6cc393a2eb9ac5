import RegistryModel
import SystemPackage

/// Lost lines of a journal as something else holds them, byte for byte: a backup of the program's own, or
/// what a repair has kept that was killed before it had put them where they belong.
struct RestoredLines {
  typealias Line = (line: JournalLine, bytes: [UInt8])

  /// By number; of several with one number at most one leads on from the line before.
  private var lines: [Int: [Line]] = [:]
  /// The last line of the backup, where it leads on from the end of the journal.
  private(set) var end = 0

  /// Lines from the newest backup that is whole and of this very journal, and from `kept` files of it.
  init(
    _ salvage: JournalSalvage, _ backups: [(path: FilePath, backup: Backup)], kept: [FilePath],
    _ files: any FileSystem, _ reader: borrowing JSONReader
  ) {
    for (path, backup) in backups where salvage.holds(backup.seq, backup.sha256) != false {
      guard let lines = try? Self.read(path, salvage, files) else { continue }
      self.lines = lines
      let last = salvage.last
      // One that goes further and does not lead on is of a journal that went another way.
      if backup.seq > last.seq {
        guard line(last.seq + 1, behind: last.link) != nil else {
          self.lines = [:]
          continue
        }
        end = backup.seq
      }
      break
    }
    for path in kept {
      guard let bytes = (try? files.contents(of: path)) ?? nil else { continue }
      let content = JournalContent(bytes, path)
      try? content.lines(reader) { line, range throws(StoreError) in
        if salvage.isLost(line.commit.seq) {
          lines[line.commit.seq, default: []].append((line, Array(content.bytes(range))))
        }
        return true
      }
    }
  }

  private static func read(
    _ path: FilePath, _ salvage: JournalSalvage, _ files: any FileSystem
  ) throws(StoreError) -> [Int: [Line]] {
    var lines: [Int: [Line]] = [:]
    _ = try BackupLines(files, path).read { line, bytes in
      let seq = line.commit.seq
      if salvage.isLost(seq) { lines[seq] = [(line, bytes)] }
    }
    return lines
  }

  private func line(_ seq: Int, behind link: String?) -> Line? {
    lines[seq]?.first { $0.line.previous == link }
  }

  /// The lines for a gap, from its first on, as far as they lead on from what is before it; none
  /// where all are there and what is after it does not lead on from them.
  func lines(for gap: JournalSalvage.Gap) -> [Line] {
    var (found, link) = ([Line](), gap.previous)
    for seq in gap.missing {
      guard let line = line(seq, behind: link) else { return found }
      found.append(line)
      link = line.line.link
    }
    return gap.link == nil || gap.link == link ? found : []
  }
}
