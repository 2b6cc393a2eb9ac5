import RegistryModel

/// Writes a list to a file that is not there yet.
public struct ExportOrder: WorkOrder {
  /// The list.
  public let listing: Listing
  /// What it is written as.
  public let format: ExportFormat
  /// The language of its headers.
  public let language: Language
  /// What it was found by, as people read it.
  public let asked: String
  /// The file, as typed.
  public let path: String
  /// That numbers are shown in full has been noted.
  public var isNoted = false

  /// What comes of it.
  public enum Result: Sendable {
    /// Where it is now.
    case written(String)
    /// Nothing is written yet: that these numbers are shown in full has to be noted first.
    case showing([Access])
    case refused(Words)
  }
}
