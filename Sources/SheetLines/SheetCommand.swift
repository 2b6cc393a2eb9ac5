/// What sanshe-sheets is asked to do, by its arguments.
public enum SheetCommand: Hashable, Sendable {
  /// Read every sheet of standard input, of each the first rows that hold something.
  case sheets
  /// Read all rows of one sheet, counted from 1.
  case rows(sheet: Int)
  /// Write the workbook of the lines on standard input to standard output, a regular file.
  case write

  /// How many rows of each sheet `sheets` reads.
  public static let rowsShown = 20
  /// The exit status after a problem that was said.
  public static let problemStatus: Int32 = 65

  /// The arguments after the program's name.
  public var arguments: [String] {
    switch self {
    case .sheets: ["sheets"]
    case .rows(let sheet): ["rows", String(sheet)]
    case .write: ["write"]
    }
  }

  /// The command of such arguments, or nil.
  public init?(arguments: [String]) {
    switch arguments.first {
    case "sheets" where arguments.count == 1: self = .sheets
    case "write" where arguments.count == 1: self = .write
    case "rows" where arguments.count == 2:
      guard let sheet = Int(arguments[1]), sheet > 0 else { return nil }
      self = .rows(sheet: sheet)
    default: return nil
    }
  }
}
