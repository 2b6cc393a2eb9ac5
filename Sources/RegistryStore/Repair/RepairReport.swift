import RegistryModel
import SystemPackage

/// What a repair did; empty if nothing was damaged.
public struct RepairReport: Hashable, Sendable {
  /// Nothing yet.
  public init() {}

  /// Damaged files, and where their exact bytes are kept.
  public var kept: [Kept] = []
  /// Files whose line ends were turned to CRLF, and are turned back.
  public var turned: [FilePath] = []
  /// Files with a byte order mark before their first line, which is taken out.
  public var marked: [FilePath] = []
  /// Files of the journal whose last line had another byte in place of its line feed.
  public var unended: [FilePath] = []
  /// Files of the journal with lines that never were change sets, which are taken out.
  public var foreign: [Foreign] = []
  /// Files of the journal whose lines were in another order.
  public var reordered: [FilePath] = []
  /// Change sets whose lines were lost and are taken from a backup, or from what an earlier repair has
  /// kept, as they were.
  public var restored: [ClosedRange<Int>] = []
  /// Change sets whose lines were lost; lines that replace them carry what could be told.
  public var lost: [ClosedRange<Int>] = []
  /// Records made in lost change sets of which only some fields are known.
  public var incomplete: [RecordID] = []
  /// Values that no field can hold, which were taken out of their lines.
  public var unreadable: [Words] = []
  /// Files rebuilt from the journal.
  public var rebuilt: [FilePath] = []
  /// What stood where a file belongs and was none, or none of the journal's, and what it is called now.
  public var strays: [Kept] = []
  /// What registry.json was rebuilt from.
  public var identity: Identity?
  /// What can be read no longer; nil if all that could be read still can.
  public var loss: RepairLoss?

  /// A damaged file and the copy of its bytes.
  public struct Kept: Hashable, Sendable {
    /// What was damaged.
    public let file: FilePath
    /// Where its bytes are.
    public let copy: FilePath
    /// What it was in place of a file.
    public var found: DiskError.Found?
  }

  /// A file of the journal and how many of its lines never were change sets.
  public struct Foreign: Hashable, Sendable {
    /// The file.
    public let file: FilePath
    /// How many they are.
    public let lines: Int
  }

  /// Where the id of a registry comes from whose registry.json is lost.
  public enum Identity: Hashable, Sendable {
    /// From this backup.
    case of(FilePath)
    /// Nothing holds it: another one was given.
    case new
  }

  /// Whether it is said of a file what an editor or a transfer did to it.
  func isTold(_ path: FilePath) -> Bool {
    (turned + marked + unended + foreign.map(\.file)).contains(path)
  }

  mutating func add(_ harms: Set<TextHarm>, of path: FilePath) {
    if harms.contains(.turned) { turned.append(path) }
    if harms.contains(.marked) { marked.append(path) }
    if harms.contains(.unended) { unended.append(path) }
  }

  /// Nothing was damaged.
  public var isEmpty: Bool {
    kept.isEmpty && lost.isEmpty && unreadable.isEmpty && restored.isEmpty && rebuilt.isEmpty
      && strays.isEmpty
  }
}

/// What can be read now and could not be after a repair.
public struct RepairLoss: Hashable, Sendable {
  /// Records that would be gone.
  public var records: [RecordID] = []
  /// Numbers of change sets that would be gone.
  public var changes: [Int] = []
  /// There are lines in the journal, none of them can be read, and nothing else tells what they said.
  public var isEverything = false

  var isEmpty: Bool { records.isEmpty && changes.isEmpty && !isEverything }

  /// Half a sentence: what would be gone.
  public var words: Words {
    var parts: [Words] = []
    if !records.isEmpty {
      let names = records.map(\.description).firstFew
      parts.append(
        records.count == 1
          ? Words("record \(names)", "记录 \(names)")
          : Words("\(records.count) records (\(names))", "\(records.count) 条记录 (\(names))"))
    }
    if !changes.isEmpty {
      let names = changes.map { "\($0)" }.firstFew
      parts.append(
        changes.count == 1
          ? Words("change set \(names)", "第 \(names) 次变更")
          : Words("\(changes.count) change sets (\(names))", "\(changes.count) 次变更 (\(names))"))
    }
    return Words(
      parts.map(\.en).joined(separator: ", "), parts.map(\.chinese).joined(separator: ", "))
  }
}
