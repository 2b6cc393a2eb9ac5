/// One key of one record set from a value to another, as the journal keeps it.
///
/// `key` is a field's key; `field@2020-03-01` is the step of a dated field on that day, whose values
/// are `[]` (no step) or `[value]`; `accepted/RULE` is the reason given for a soft warning and
/// `binned` the reason for the recycle bin. Empty is `null`.
public struct Setting: Hashable, Sendable {
  /// Which of the record's settings.
  public let key: String
  /// What was there.
  public var before: JSON
  /// What is there now.
  public var after: JSON

  /// A setting and what becomes of it.
  public init(_ key: String, before: JSON, after: JSON) {
    self.key = key
    self.before = before
    self.after = after
  }
}

/// What one change set does to one record.
public struct Change: Hashable, Sendable {
  /// The record.
  public var id: RecordID
  /// The record is made here; every `before` is `null`.
  public let isNew: Bool
  /// Only what changes.
  public var settings: [Setting]

  /// A change of one record.
  public init(_ id: RecordID, isNew: Bool = false, _ settings: [Setting]) {
    self.id = id
    self.isNew = isNew
    self.settings = settings
  }
}

/// One atomic change to the registry, before it has a place in the journal.
public struct ChangeSet: Hashable, Sendable {
  /// At most one a record.
  public var changes: [Change]
  /// What belongs together beyond one change set: an entry session, an import.
  public var batch: String?
  /// Why, in the clerk's words.
  public var reason: String?
  /// The seqs of the change sets that this one undoes.
  public var undoes: [Int] = []
  /// Masked values that were shown or exported in full; a set that holds any changes nothing.
  public var access: [Access] = []
  /// What `access` names was written to a file, not shown on the screen.
  public var isExport = false

  /// A change set of `changes`.
  public init(_ changes: [Change], batch: String? = nil, reason: String? = nil) {
    self.changes = changes
    self.batch = batch
    self.reason = reason
  }
}

/// Masked fields of one record shown in full.
public struct Access: Hashable, Sendable {
  /// Whose values they are.
  public let id: RecordID
  /// Keys of the fields.
  public let fields: [String]

  /// `fields` of the record `id`.
  public init(_ id: RecordID, _ fields: [String]) {
    self.id = id
    self.fields = fields
  }
}

extension Access {
  /// `shown in full: Phone`, or exported.
  public func words(isExport: Bool) -> Words {
    let labels = fields.map { id.kind.label(of: $0) }
    let done =
      isExport ? Words("exported in full: ", "导出完整号码：") : Words("shown in full: ", "查看完整号码：")
    return Words(
      done.en + labels.map(\.en).joined(separator: ", "),
      done.chinese + labels.map(\.chinese).joined(separator: "、"))
  }
}

extension ChangeSet {
  /// Records that masked values were shown.
  public static func showing(_ access: [Access]) -> ChangeSet {
    var set = ChangeSet([])
    set.access = access
    return set
  }

  /// Records that masked values were exported in full.
  public static func exporting(_ access: [Access]) -> ChangeSet {
    var set = showing(access)
    set.isExport = true
    return set
  }

  /// There is nothing to write.
  public var isEmpty: Bool { changes.isEmpty && access.isEmpty }
}

/// A change set at its place in the journal: made durable, never altered.
public struct Commit: Hashable, Sendable {
  /// Its number in the journal, from 1, without gaps.
  public let seq: Int
  /// When, by the clock of the machine that saved it.
  public let at: Instant
  /// The Unix account that made it.
  public let by: String
  /// What was changed, with final ids.
  public let set: ChangeSet

  /// A change set that has been made durable.
  public init(seq: Int, at: Instant, by: String, set: ChangeSet) {
    self.seq = seq
    self.at = at
    self.by = by
    self.set = set
  }
}
