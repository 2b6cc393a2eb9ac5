import RegistryModel

/// Prints something, or writes it to a file that is not there yet.
public struct PrintOrder: WorkOrder {
  /// What.
  public let paper: Paper
  /// The file, as typed; nil: the printer.
  public let file: String?

  /// What comes of it.
  public enum Result: Sendable {
    /// The printer has it, and says this.
    case printed(String)
    /// This machine cannot print.
    case noPrinter
    /// Where it is now.
    case written(String)
    case refused(Words)
  }
}
