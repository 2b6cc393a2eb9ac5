import RegistryModel

/// Reads a file and says what importing it would do.
public struct ImportOrder: WorkOrder {
  /// The kind of record every row is.
  public let kind: Kind
  /// The file, as typed.
  public let path: String
  /// The text of a table that was pasted; the path is empty then.
  public var pasted: String? = nil
  /// The number of the sheet to read, from 0; nil: the one that fits best.
  public var sheet: Int? = nil
  /// How its columns are read; nil: as is remembered of its headers.
  public var mapping: ImportMapping? = nil
  /// What is decided about single rows.
  public var mends = ImportMends()
  /// Who asks: own mappings are remembered for nobody else.
  public var login = ""
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
