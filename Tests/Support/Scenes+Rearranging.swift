import RegistryModel
import TerminalCore

// Communities that merge and split up, a worker who leaves.
extension Robot {
  /// Names another record that takes over, or is taken over.
  public mutating func add(_ typed: String) {
    press(.insert)
    type(typed)
    press(.enter)
  }
}

extension Scene {
  static let rearrangePlays: KeyValuePairs<String, Play> = [
    "merge": {
      try $0.act(on: "2", "End, merge or split up ..", "撤销, 合并, 拆分 ..")
      $0.add("330199001003")
      $0.press(.enter)
      $0.type("云政发〔2026〕12号")
      $0.press(.enter, .down)
    },
    "split": {
      try $0.act(on: "2", "End, merge or split up ..", "撤销, 合并, 拆分 ..")
      $0.add("330199001003")
      $0.add("330199001002")
      $0.press(.function(8))
    },
    "worker-leaves": {
      try $0.act(on: "4", "Worker leaves ..", "离职 ..")
      $0.press(.enter)
      $0.type("4")
    },
  ]
}
