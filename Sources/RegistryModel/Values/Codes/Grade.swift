/// What an evaluation by a third party comes to, of a purchase or a programme: the grades of provincial
/// rules for evaluating purchased services, where 基本合格 asks for improvements and 不合格 bars the supplier
/// from the next year's purchases.
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

  /// What is proposed for a score of a hundred.
  public static func proposed(by score: Percent) -> Grade {
    let least: [(Int64, Grade)] = [(90, .excellent), (80, .good), (70, .pass), (60, .basic)]
    return least.first { score >= Percent(units: $0.0 * 10) }?.1 ?? .fail
  }
}
