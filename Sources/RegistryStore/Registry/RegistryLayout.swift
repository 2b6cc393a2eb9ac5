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

  /// What comes after registry.json, and never in a registry that is being made.
  var besideJournal: [FilePath] { [checkpoint, backups] + Kind.allCases.map(records) }

  /// Whether any of these paths leads to something.
  func isAnythingThere(
    _ paths: [FilePath], _ files: any FileSystem
  ) throws(StoreError) -> Bool {
    for path in paths {
      if try onDisk(path, { () throws(DiskError) in try files.facts(path) }) != nil { return true }
    }
    return false
  }

  /// Whether a file of this name in `plans` is a plan; such a name is never a path.
  static func isPlan(_ name: String) -> Bool {
    name.hasSuffix(".json") && !name.hasPrefix(".") && !name.utf8.contains(UInt8(ascii: "/"))
      && name.utf8.count <= 255
  }

  /// The record file of a kind.
  func records(_ kind: Kind) -> FilePath {
    let name =
      switch kind {
      case .community: "communities"
      case .organization: "organizations"
      case .worker: "workers"
      case .assignment: "assignments"
      case .office: "office"
      case .account: "accounts"
      case .view: "views"
      }
    return root.appending(name + ".json")
  }

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

  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 6 - text.count)) + text
  }
}

/// Who may read and write: the owner alone, or an office's group.
struct Permissions: Hashable, Sendable {
  let isShared: Bool

  var directory: UInt32 { isShared ? 0o2770 : 0o700 }
  var file: UInt32 { isShared ? 0o660 : 0o600 }
}
