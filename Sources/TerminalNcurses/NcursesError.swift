/// Why the full screen cannot be used here.
public enum NcursesError: Error, Equatable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// TERM is not set, or terminfo has no entry of this name.
  case unknownTerminal(name: String)
  /// The terminal cannot place a cursor, as TERM=dumb.
  case unsuitableTerminal(name: String)
  /// The system refused a pipe for signals.
  case noPipe(errno: Int32)
}

extension NcursesError: CustomStringConvertible {
  /// One line for standard error.
  public var description: String {
    switch self {
    case .notATerminal: "standard input and output must be a terminal"
    case .unknownTerminal(let name): "unknown terminal type: TERM=\(name)"
    case .unsuitableTerminal(let name): "this terminal cannot show full screens: TERM=\(name)"
    case .noPipe(let errno): "cannot open a pipe (error \(errno))"
    }
  }
}
