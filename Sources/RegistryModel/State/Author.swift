/// Who made a change, and when.
public struct Author: Hashable, Sendable {
  /// The Unix account.
  public let by: String
  /// When.
  public let at: Instant
  /// Its place in the journal.
  public let seq: Int

  /// Of a change set.
  public init(_ commit: Commit) {
    by = commit.by
    at = commit.at
    seq = commit.seq
  }
}
