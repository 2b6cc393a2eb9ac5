/// One key of one record set from a value to another, as the journal keeps it.
///
/// `key` is a field's key; `field@2020-03-01` is the step of a dated field on that day, whose values
/// are `[]` (no step) or `[value]`; `accepted/RULE` is the reason given for a soft warning and
/// `binned` the reason for the recycle bin. Empty is `null`.
public struct Setting: Hashable, Sendable {
  public let key: String
  public var before: JSON
  public var after: JSON

  public init(_ key: String, before: JSON, after: JSON) {
    self.key = key
    self.before = before
    self.after = after
  }
}

/// What one change set does to one record.
public struct Change: Hashable, Sendable {
  public var id: RecordID
  /// The record is made here; every `before` is `null`.
  public let isNew: Bool
  public var settings: [Setting]

  public init(_ id: RecordID, isNew: Bool = false, _ settings: [Setting]) {
    self.id = id
    self.isNew = isNew
    self.settings = settings
  }
}

/// One atomic change to the registry, before it has a place in the journal.
public struct ChangeSet: Hashable, Sendable {
  public var changes: [Change]
  /// What belongs together beyond one change set: an entry session, an import.
  public var batch: String?
  public var reason: String?

  public init(_ changes: [Change], batch: String? = nil, reason: String? = nil) {
    self.changes = changes
    self.batch = batch
    self.reason = reason
  }
}

/// A change set at its place in the journal: made durable, never altered.
public struct Commit: Hashable, Sendable {
  public let seq: Int
  public let at: Instant
  /// The Unix account that made it.
  public let by: String
  public let set: ChangeSet

  public init(seq: Int, at: Instant, by: String, set: ChangeSet) {
    self.seq = seq
    self.at = at
    self.by = by
    self.set = set
  }
}
