import RegistryModel
import TerminalCore

// Forms with tables of rows in them.
extension Scene {
  static let purchasePlays: KeyValuePairs<String, Play> = [
    "purchases": { $0.type("6") },
    "purchase-form": {
      $0.type("6")
      $0.press(.control("e"), .control("g"))
      try $0.choose("Amount", "合同金额")
    },
    "purchase-rows": {
      $0.type("6")
      $0.press(.control("e"), .control("g"))
      try $0.choose("Instalments", "付款")
      $0.press(.insert)
    },
  ]

  /// What the three communities do in one of them, and the money.
  static let workPlays: KeyValuePairs<String, Play> = [
    "community-work": {
      $0.type("2映门")
      $0.press(.enter)
      $0.press(.function(6), times: 9)
    },
    "activities-recorded": {
      $0.type("5")
      $0.press(.function(2))
      try $0.choose("Record activities ..", "录入服务记录 ..")
      $0.type("20261104336")
      $0.press(.insert)
      $0.type("12")
    },
    "activities-summed": {
      $0.type("5")
      $0.press(.function(2))
      try $0.choose("Sums of its activities ..", "服务记录汇总 ..")
    },
    "towns": {
      $0.type("7")
      $0.press(.function(2))
      $0.type("4")
      $0.press(.down)
    },
    "plan": { $0.type("7") },
    "plan-town": {
      $0.type("7")
      $0.press(.tab, .down, .enter, .down)
    },
    "plan-changes": {
      $0.type("7")
      $0.press(.function(2))
      $0.type("15")
      $0.type("20231231")
      $0.press(.enter)
    },
    "plan-what-if": {
      $0.type("7")
      $0.press(.function(2))
      $0.type("2")
      $0.type("10")
      $0.press(.enter)
    },
    "overview-town": { $0.press(.tab, .down) },
    "overview-due": { $0.press(.tab, .tab, .down) },
    "overview-past": {
      $0.press(.control("d"))
      $0.type("20231231")
      $0.press(.enter)
    },
    "budget": {
      $0.type("6")
      $0.press(.function(2))
      try $0.choose("Budget by year and purchaser ..", "年度预算 ..")
      $0.press(.down, .right)
    },
  ]

  static let rowPlays: KeyValuePairs<String, Play> = [
    "rows": {
      $0.type("4")
      $0.press(.control("e"), .control("g"))
      try $0.choose("Assignments", "任职")
      $0.press(.insert)
      $0.type("yu")
    },
    "rows-problem": {
      $0.type("4")
      $0.press(.control("e"), .control("g"))
      try $0.choose("Assignments", "任职")
      $0.press(.enter, .enter)
      $0.type("2001-01-01")
      $0.press(.control("s"))
    },
  ]
}
