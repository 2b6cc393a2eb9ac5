/// What is done beside the clerk's work.
public enum Chore: Hashable, Sendable {
  /// Writing what lets the next load be short.
  case checkpoint
  /// The daily backup; asked for after a save.
  case backup
}

/// When a chore is asked for.
public enum ChoreMoment: Hashable, Sendable {
  /// The clerk works on: only what is urgent is done, and nobody is waited for.
  case working
  /// The clerk leaves, and whoever opens the registry next is spared what can be done now.
  case leaving
  /// A command ends: the same, but somebody else's save is waited for.
  case ending
}

/// What there is to do of a chore: a value, so that any thread can do it while saves go on.
public struct ChoreWork: Sendable {
  /// Does it; returns what a clerk should know.
  public let run: @Sendable () throws(StoreError) -> [StoreNotice]

  /// Work that `run` does.
  public init(_ run: @escaping @Sendable () throws(StoreError) -> [StoreNotice]) {
    self.run = run
  }
}
