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
    "plan-form": {
      $0.type("7")
      $0.press(.function(2))
      try $0.choose("Make this plan the office's own ..", "改为本单位自订 ..")
    },
    "what-if-communities": {
      $0.type("2")
      $0.press(.character(" "), .character(" "), .character(" "), .function(2))
      try $0.choose(
        "All 3: what if each had more organizations ..", "全部 3 条: 测算各增社会组织 ..")
      $0.type("2")
      $0.press(.enter)
    },
    "frozen-question": {
      $0.press(.function(9))
      try $0.choose("Reports ..", "报表 ..")
      $0.type("2")
      $0.press(.function(4))
      $0.type("2025")
      $0.press(.enter, .function(2))
      try $0.choose("Freeze ", "冻结 ")
      $0.type("3")
      $0.press(.control("e"))
      $0.type("阳光合唱团")
      $0.press(.control("s"))
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
