import RegistryModel
import TerminalCore

// Who could serve the communities without a worker.
extension Robot {
  /// Has the program show another day.
  public mutating func show(_ day: String) throws {
    press(.function(9))
    try choose("Figures as of another day ..", "查看其他日期的数据 ..")
    type(day)
    press(.enter)
  }
}

extension Scene {
  static let proposalPlays: KeyValuePairs<String, Play> = [
    "proposals": {
      try $0.openList("Proposed workers", "建议配备")
      $0.press(.character("*"))
    },
    "proposals-short": {
      try $0.openList("Proposed workers", "建议配备")
      try $0.show("2019-12-31")
      $0.press(.function(4))
      try $0.choose("Communities per worker: 1", "每人可任社区数: 1")
      $0.press(.end)
    },
  ]
}
