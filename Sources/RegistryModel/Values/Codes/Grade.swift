/// What an evaluation comes to: of a programme, or of what was purchased.
public enum Grade: String, Code {
  case excellent, good, pass, basic, fail

  /// Number and names of each case.
  public var row: CodeEntry {
    switch self {
    case .excellent: row(1, "excellent", "优秀")
    case .good: row(2, "good", "良好")
    case .pass: row(3, "pass", "合格")
    case .basic: row(4, "basic pass", "基本合格", short: "basic", "基本")
    case .fail: row(5, "fail", "不合格")
    }
  }
}
