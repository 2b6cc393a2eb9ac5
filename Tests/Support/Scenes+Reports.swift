import TerminalCore

// Reports, as they are read on the screen.
extension Scene {
  static let reportPlays: KeyValuePairs<String, Play> = [
    "reports": {
      $0.press(.function(9))
      try $0.choose("Reports ..", "报表 ..")
    },
    "report-towns": {
      $0.press(.function(9))
      try $0.choose("Reports ..", "报表 ..")
      $0.type("2")
    },
    "report-entry": {
      $0.press(.function(9))
      try $0.choose("Reports ..", "报表 ..")
      $0.type("13")
    },
    "plans": {
      $0.type("7")
      $0.press(.function(2))
      try $0.choose("All plans of the office ..", "各规划对照 ..")
    },
    "plan-difference": {
      $0.type("7")
      $0.press(.function(2), .character("1"), .character("1"))
      $0.press(.home, .enter, .function(7))
      try $0.choose("Change", "变化")
      $0.press(.end)
    },
    "report-saved": {
      $0.press(.function(9))
      try $0.choose("Reports ..", "报表 ..")
      $0.type("2")
      $0.press(.function(2))
      $0.type("1")
    },
  ]
}
