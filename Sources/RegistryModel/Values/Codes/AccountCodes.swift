/// What an account may do in the registry.
public enum AccountRole: String, Code {
  case clerk, supervisor, reader

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .clerk: row(1, "clerk", "经办人")
    case .supervisor: row(2, "supervisor", "主管")
    case .reader: row(3, "reader", "查阅人")
    }
  }
}
