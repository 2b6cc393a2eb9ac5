import RegistryModel

/// Looks which backups the program has made of the registry by itself.
public struct BackupsOrder: WorkOrder {
  /// What there is.
  public struct Result: Sendable {
    /// Where the registry is.
    public let registry: String
    /// How many there are.
    public let count: Int
    /// The one that holds most.
    public let newest: Kept?
    /// Why they cannot be read.
    public let fault: Words?

    /// What was found at `registry`.
    public init(registry: String, count: Int = 0, newest: Kept? = nil, fault: Words? = nil) {
      (self.registry, self.count, self.newest, self.fault) = (registry, count, newest, fault)
    }
  }
}

/// A backup that is there.
public struct Kept: Hashable, Sendable {
  /// Its file.
  public let path: String
  /// When it was made.
  public let at: Instant
  /// The last change in it.
  public let seq: Int

  /// The backup at `path`.
  public init(path: String, at: Instant, seq: Int) {
    (self.path, self.at, self.seq) = (path, at, seq)
  }
}

/// Writes everything into one file that is not there yet, while others go on saving.
public struct BackupOrder: WorkOrder {
  /// The file, as typed.
  public let path: String

  /// What comes of it.
  public enum Result: Sendable {
    /// Where it is now, and what is not in it.
    case written(Kept, leftOut: [Words])
    case refused(Words)
  }
}

/// Reads everything the registry has and holds it against itself and the rules.
public struct CheckOrder: WorkOrder {
  /// Nothing may be written; else a failed write that left no damage is cleared.
  public let isReadOnly: Bool

  /// One line of what was found.
  public struct Line: Sendable {
    /// As commands print it.
    public let words: Words
    /// How bad it is; nil: it only says so.
    public let severity: Severity?

    /// A line of these words.
    public init(_ words: Words, _ severity: Severity? = nil) {
      (self.words, self.severity) = (words, severity)
    }
  }

  /// What was found, damage first.
  public struct Result: Sendable {
    /// The lines.
    public let lines: [Line]
    /// Something is damaged.
    public let isDamaged: Bool

    /// What was found.
    public init(lines: [Line], isDamaged: Bool) {
      (self.lines, self.isDamaged) = (lines, isDamaged)
    }
  }
}

/// Verifies a backup and makes a registry of it where there is none.
public struct RestoreOrder: WorkOrder {
  /// The backup, as typed.
  public let file: String
  /// The directory to make, as typed.
  public let directory: String

  /// What comes of it.
  public enum Result: Sendable {
    /// Where it is now, whose it is, and the backup it was made of.
    case restored(directory: String, office: String, Kept)
    /// Nothing was made; it is the file that has to be another, or the directory.
    case refused(Words, isFile: Bool)
  }
}
