/// How far long work is: count of count.
public struct WorkProgress: Hashable, Sendable {
  /// What has been done.
  public let done: Int
  /// All there is to do.
  public let total: Int

  /// So much of so much.
  public init(done: Int, total: Int) {
    (self.done, self.total) = (done, total)
  }
}

/// The work was given up: nothing came of it.
public struct Cancelled: Error {
  /// Ends the work.
  public init() {}
}
