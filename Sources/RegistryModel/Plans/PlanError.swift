/// Why a plan file was refused: one sentence naming target, key and rule, never a value of the file.
public struct PlanError: Error, Hashable, Sendable {
  /// The target's id, or its number where the id itself is wrong; nil for the plan's own keys.
  public let target: String?
  /// The key in the file: `baseline.asOf`.
  public let key: String
  /// What the value should be.
  public let rule: Words

  init(_ target: String?, _ key: String, _ rule: Words) {
    self.target = target
    self.key = key
    self.rule = rule
  }

  /// The whole sentence.
  public var words: Words {
    let place = target.map { Words("target \($0), ", "指标 \($0)，") } ?? Words("", "")
    return place + Words("key \(key): ", "键 \(key): ") + rule
  }
}
