import RegistryModel

/// Looks into a directory, for a path that is being typed.
public struct FolderOrder: WorkOrder {
  /// The directory, as typed: all up to the last slash; empty: the one the program was started in.
  public let directory: String

  /// What comes of it.
  public enum Result: Sendable {
    case listed(Folder)
    /// It is no directory that may be looked into.
    case unreadable(directory: String, Words)
  }
}

/// What is in a directory.
public struct Folder: Sendable {
  /// As it was typed.
  public let directory: String
  /// Files and directories, the newest first.
  public let entries: [Entry]
  /// There are more than these.
  public let isCut: Bool

  /// A file or a directory; pipes, devices and the like are neither.
  public struct Entry: Hashable, Sendable {
    /// Its name, as `TypedPath` writes it.
    public let name: String
    /// It is a directory.
    public let isDirectory: Bool
    /// In bytes.
    public let size: Int
    /// When it was written last.
    public let changed: Instant

    /// An entry.
    public init(name: String, isDirectory: Bool, size: Int, changed: Instant) {
      (self.name, self.isDirectory, self.size, self.changed) = (name, isDirectory, size, changed)
    }
  }

  /// What there is, in any order.
  public init(_ directory: String, _ entries: [Entry], isCut: Bool) {
    self.directory = directory
    self.entries = entries.sorted { ($1.changed.seconds, $0.name) < ($0.changed.seconds, $1.name) }
    self.isCut = isCut
  }
}
