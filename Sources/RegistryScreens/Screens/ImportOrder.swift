import RegistryModel

/// Reads a file and says what importing it would do.
public struct ImportOrder: WorkOrder {
  /// The kind of record every row is.
  public let kind: Kind
  /// The file, as typed.
  public let path: String
  /// The registry its rows meet.
  public let base: RegistryState
  /// The day rules look from.
  public let today: CivilDate
  /// What it would have done before the registry moved on.
  public let before: ImportPlan?

  /// What comes of it.
  public enum Result: Sendable {
    /// What would become of every row, and the places of those of which something else than before.
    case plan(ImportPlan, changed: [Int])
    /// There is no such file, or it may not be read.
    case unreadable(Words)
  }
}
