import RegistryModel

/// Writes rows that do not come in to a file of their own, to be fixed there and imported again.
public struct LeftRowsOrder: WorkOrder {
  /// The headers of their columns, and last that of the reason.
  public let header: [String]
  /// Their cells as the file has them, and last why each stays out.
  public let rows: [[String]]
  /// The file, as typed.
  public let path: String

  /// What comes of it.
  public enum Result: Sendable {
    /// Where it is now, and how many rows are in it.
    case written(String, rows: Int)
    case refused(Words, LeftRowsOrder)
  }
}
