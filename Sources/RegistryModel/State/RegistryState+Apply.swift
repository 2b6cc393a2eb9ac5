/// Why a change set does not fit the state it is applied to: the journal or a record is damaged.
public enum ApplyError: Error, Hashable, Sendable {
  /// `seq` does not follow the state's.
  case outOfOrder(expected: Int, found: Int)
  /// A record is made that exists, or changed that does not.
  case wrongRecord(RecordID)
  /// The value found is not the value before.
  case wrongBefore(RecordID, key: String)
  case refusedValue(RecordID, Words)

  /// Half a sentence: what does not fit.
  public var words: Words {
    switch self {
    case .outOfOrder(let expected, let found):
      Words(
        "change \(found) found instead of change \(expected)",
        "应为第 \(expected) 次变更，实为第 \(found) 次")
    case .wrongRecord(let id):
      Words("\(id) is made twice or changed before it is made", "\(id) 重复新建或尚未建立")
    case .wrongBefore(let id, let key):
      Words("the previous value of \(key) of \(id) does not match", "\(id) 的 \(key) 变更前值不符")
    case .refusedValue(let id, let words): Words("\(id): ", "\(id): ") + words
    }
  }
}

extension RegistryState {
  /// Applies a committed change set: the one function behind saving, replay and refresh.
  public mutating func apply(_ commit: Commit) throws(ApplyError) {
    guard commit.seq == seq + 1 else {
      throw .outOfOrder(expected: seq + 1, found: commit.seq)
    }
    try apply(commit.set, seq: commit.seq)
    seq = commit.seq
  }

  /// Applies a commit to the kinds whose record file does not hold it yet: replay after loading.
  public mutating func replay(_ commit: Commit, after held: [Kind: Int]) throws(ApplyError) {
    guard commit.seq == seq + 1 else {
      throw .outOfOrder(expected: seq + 1, found: commit.seq)
    }
    var set = commit.set
    set.changes.removeAll { held[$0.id.kind, default: 0] >= commit.seq }
    try apply(set, seq: commit.seq)
    seq = commit.seq
  }

  /// Applies a change set as if committed at `seq`, without moving the state's own seq.
  mutating func apply(_ set: ChangeSet, seq: Int) throws(ApplyError) {
    let isIndexed = set.changes.count < Self.many
    // Nobody else holds the tables meanwhile: they are changed where they are.
    var applying = Applying(tables: tables, seq: seq, isIndexed: isIndexed)
    tables = Tables()
    defer { tables = applying.tables }
    for change in set.changes {
      applying.change = change
      try change.id.kind.visit(&applying)
    }
    if !isIndexed { for kind in Kind.allCases { applying.indexAll(kind.type) } }
  }

  /// From so many changes on indexes are rebuilt, when somebody asks: a long import is applied
  /// several times before anybody does.
  private static var many: Int { 2_000 }

  private struct Applying: KindVisitor {
    var tables: Tables
    let seq: Int
    let isIndexed: Bool
    var change = Change(.office, [])

    mutating func visit<R: Record>(_ type: R.Type, _ row: KindRow) throws(ApplyError) {
      let (change, seq, isIndexed) = (change, seq, isIndexed)
      try tables.change(type) { (table) throws(ApplyError) in
        try table.apply(change, seq: seq, isIndexed: isIndexed)
      }
    }

    mutating func indexAll<R: Record>(_ type: R.Type) { tables.change(type) { $0.indexAll() } }
  }
}

extension Table {
  fileprivate mutating func apply(
    _ change: Change, seq: Int, isIndexed: Bool
  ) throws(ApplyError) {
    let old = self[change.id.number]
    guard (old == nil) == change.isNew, RecordID.numbers.contains(change.id.number) else {
      throw .wrongRecord(change.id)
    }
    let stored = old ?? Stored(change.id, R(), changed: seq)
    for setting in change.settings {
      // A new record holds nothing under any key.
      let before = old == nil ? Setting.absent(setting.key) : stored.part(setting.key)
      if before != setting.before { throw .wrongBefore(change.id, key: setting.key) }
    }
    do {
      insert(try stored.applying(change.settings, seq: seq), isIndexed: isIndexed)
    } catch {
      throw .refusedValue(change.id, error.words)
    }
  }
}
