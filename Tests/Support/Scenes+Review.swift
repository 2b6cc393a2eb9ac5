import RegistryModel
import TerminalCore

// What is to be done.
extension Scene {
  static let reviewPlays: KeyValuePairs<String, Play> = [
    "review": { $0.type("8") },
    "review-records": {
      $0.type("8")
      $0.press(.down, .enter)
    },
    "review-explained": {
      $0.type("8")
      $0.press(.end, .function(2))
      $0.type("1")
      $0.type("已核实")
      $0.press(.enter, .end)
    },
  ]
}
