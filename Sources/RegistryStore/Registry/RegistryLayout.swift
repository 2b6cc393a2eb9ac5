import RegistryModel
import SystemPackage

/// Where everything of a registry is: the only place that knows file names.
public struct RegistryLayout: Hashable, Sendable {
  /// The registry's directory.
  public let root: FilePath

  // Made once: joining names costs as much as the calls they are for.

  /// Format and registry id.
  let registry: FilePath
  let checkpoint: FilePath
  /// Its lock is the right to append.
  package let lock: FilePath
  /// There while the journal may hold what nobody was told is saved.
  package let failed: FilePath
  /// The directory's lock is the checkpoint's.
  package let journal: FilePath
  /// The office's own plans.
  public let plans: FilePath
  package let drafts: FilePath
  /// Made by the program itself, daily and before an upgrade.
  package let backups: FilePath

  /// The layout of the registry at `root`.
  public init(_ root: FilePath) {
    self.root = root
    registry = root.appending("registry.json")
    checkpoint = root.appending("checkpoint.json")
    lock = root.appending("LOCK")
    failed = root.appending("FAILED")
    journal = root.appending("journal")
    plans = root.appending("plans")
    drafts = root.appending("drafts")
    backups = root.appending("backups")
  }

  /// Everything a new registry is made of; the journal, whose directory is the first to be made, last.
  var all: [FilePath] {
    [registry, checkpoint, lock, failed, plans, drafts] + Kind.allCases.map(records) + [journal]
  }

  /// Whether what lies here is left of a registry that has lost registry.json. While it was made there was a
  /// journal at most; and a directory of anybody's may have `backups` or an `office.json` of its own.
  func isLeft(_ files: any FileSystem) throws(StoreError) -> Bool {
    if hasOwnFile(files) { return true }
    guard hasJournal(files) else { return false }
    return try isAnythingThere([checkpoint, backups] + Kind.allCases.map(records), files)
  }

  /// Whether there is a file of a journal.
  func hasJournal(_ files: any FileSystem) -> Bool {
    ((try? files.list(journal)) ?? []).contains { Self.segment(named: $0) != nil }
  }

  /// Whether a file beside the journal says itself that it is a registry's.
  private func hasOwnFile(_ files: any FileSystem) -> Bool {
    ((try? Checkpoint.read(files, checkpoint)) ?? nil) != nil
      || Kind.allCases.contains { kind in
        ((try? RecordFileHeader.read(files, records(kind), of: kind)) ?? nil) != nil
      }
      || DailyBackups.newest((try? files.list(backups)) ?? []) != nil
  }

  /// Whether any of these paths leads to something.
  func isAnythingThere(
    _ paths: [FilePath], _ files: any FileSystem
  ) throws(StoreError) -> Bool {
    for path in paths {
      if try onDisk(path, { () throws(DiskError) in try files.facts(path) }) != nil { return true }
    }
    return false
  }

  /// What is no file or directory of the registry's own where the store writes: a link, whose end lies
  /// elsewhere, or in place of LOCK something that cannot be locked.
  func misplaced(
    segments: [Int], _ files: any FileSystem
  ) throws(StoreError) -> [StoreError] {
    var misplaced: [StoreError] = []
    for path in [journal, drafts, lock, failed] + segments.map(segment) {
      let facts = try onDisk(path) { () throws(DiskError) in try files.facts(path) }
      if facts?.isLink == true {
        misplaced.append(.linked(path))
      } else if path == lock, let found = facts?.found {
        let cause: Errno = found == .directory ? .isDirectory : .noSuchAddressOrDevice
        misplaced.append(.disk(DiskError(.open, path, cause, found: found)))
      }
    }
    return misplaced
  }

  /// Whether a file of this name in `plans` is a plan; such a name is never a path.
  static func isPlan(_ name: String) -> Bool {
    name.hasSuffix(".json") && !name.hasPrefix(".") && !name.utf8.contains(UInt8(ascii: "/"))
      && name.utf8.count <= 255
  }

  /// The record file of a kind.
  func records(_ kind: Kind) -> FilePath { root.appending(kind.schema.file + ".json") }

  /// `journal/000001.jsonl`.
  func segment(_ number: Int) -> FilePath {
    journal.appending(Self.digits(number) + ".jsonl")
  }

  /// The number in a segment's name; nil for other files.
  static func segment(named name: String) -> Int? {
    guard name.hasSuffix(".jsonl"), let number = Int(name.dropLast(6)), number > 0,
      digits(number) + ".jsonl" == name
    else { return nil }
    return number
  }

  /// Where the unfinished line found at `offset` of a segment is kept; `copy` tells twins apart.
  func torn(_ number: Int, offset: Int, copy: Int) -> FilePath {
    journal.appending(
      "\(Self.digits(number)).torn-\(offset)" + (copy == 0 ? "" : "-\(copy)"))
  }

  private static let damaged = ".damaged"

  /// Where a repair keeps what stands at `path`; `copy` tells twins apart.
  static func aside(_ path: FilePath, copy: Int) -> FilePath {
    FilePath(path.string + damaged + (copy == 0 ? "" : "-\(copy)"))
  }

  /// Where a repair puts a file that is none of the journal's: what is in it is never taken for lost lines.
  static func stray(_ path: FilePath, copy: Int) -> FilePath {
    FilePath(path.string + ".stray" + (copy == 0 ? "" : "-\(copy)"))
  }

  /// Whether a file of this name is what a repair has kept.
  static func isKept(_ name: String) -> Bool { name.contains(damaged) }

  private static func digits(_ number: Int) -> String { String(number).zeroPadded(to: 6) }
}

/// Who may read and write: the owner alone, or an office's group.
struct Permissions: Hashable, Sendable {
  let isShared: Bool

  var directory: UInt32 { isShared ? 0o2770 : 0o700 }
  var file: UInt32 { isShared ? 0o660 : 0o600 }
}
