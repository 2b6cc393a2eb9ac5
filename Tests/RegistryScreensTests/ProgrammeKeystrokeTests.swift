import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// How many keys a programme and a purchase take beyond their texts.
///
/// Texts are typed as the paper has them: names, numbers, sums of money and dates. All else counts: what
/// leads to a field, finds another record, chooses a value or saves.
@Suite struct ProgrammeKeystrokeTests {
  private struct Counted {
    var robot: Robot
    var keys = 0
    var dates = 0
    /// What it took to come to each field, told where it is too much.
    var told: [String] = []

    mutating func press(_ keys: Key...) { press(keys) }

    mutating func press(_ keys: [Key]) {
      robot.press(keys)
      self.keys += keys.count
    }

    /// Types what is on the paper.
    mutating func text(_ text: String) { robot.type(text) }

    mutating func date(_ text: String) {
      robot.type(text)
      dates += text.count
    }

    /// Goes on with Enter to a field, where the form has not gone there by itself.
    mutating func go(to key: String) throws {
      let before = keys
      for _ in 0..<20 where robot.editedKey != key { press(.enter) }
      try #require(robot.editedKey == key, "\(key)\(robot)")
      told.append("\(key) after \(keys - before)")
    }
  }

  private func clerk(_ area: String) throws -> Counted {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(sample.registry, plan: sample.plan, rows: 40, glyphs: .ascii)
    robot.type(area)
    robot.press(.insert)
    return Counted(robot: robot)
  }

  @Test func `a programme with two communities, a carrier and three workers takes 40 keys`() throws
  {
    var clerk = try clerk("5")
    try clerk.go(to: "name")
    clerk.text("银龄守护")
    try clerk.go(to: "status")
    clerk.press(.typing("3"))
    try clerk.go(to: "since")
    clerk.date("20261101")
    try clerk.go(to: "until")
    clerk.date("20271031")
    try clerk.go(to: "communities")
    clerk.press(.typing("xj,wt"))
    try clerk.go(to: "carrier")
    clerk.press(.typing("yhsh"))
    try clerk.go(to: "workers")
    clerk.press(.typing("xmj,sl,zlh"))
    clerk.press(.control("s"))
    let change = try #require(clerk.robot.saved.last?.only, "\(clerk.robot)")
    #expect(change.after("communities") == ["m1", "m2"], "\(clerk.robot)")
    #expect((change.after("workers")?.array?.count ?? 0) == 3, "\(clerk.robot)")
    print("a programme: \(clerk.keys) keys beyond its texts, and \(clerk.dates) of its dates")
    #expect(clerk.keys <= 27, "at most 40 are allowed: \(clerk.told)")
    #expect(clerk.dates == 16)
  }

  @Test func `a purchase with two lines and two instalments takes 60 keys`() throws {
    var clerk = try clerk("6")
    try clerk.go(to: "name")
    clerk.text("助老社工服务")
    try clerk.go(to: "method")
    clerk.press(.typing("4"))
    try clerk.go(to: "budget")
    clerk.text("200000")
    try clerk.go(to: "status")
    clerk.press(.typing("3"))
    try clerk.go(to: "number")
    clerk.text("XS-2026-031")
    try clerk.go(to: "supplier")
    clerk.press(.typing("yhsh"))
    try clerk.go(to: "amount")
    clerk.text("180000")
    try clerk.go(to: "signedOn")
    clerk.date("20261101")
    try clerk.go(to: "since")
    clerk.date("20261101")
    try clerk.go(to: "until")
    clerk.date("20271031")
    for (service, unit, quantity, price) in [
      ("驻社区社工", "月", "12", "12500"), ("小组", "个", "5", "6000"),
    ] {
      try clerk.go(to: "service")
      clerk.text(service)
      try clerk.go(to: "unit")
      clerk.text(unit)
      try clerk.go(to: "quantity")
      clerk.text(quantity)
      try clerk.go(to: "price")
      clerk.text(price)
    }
    for (condition, due, amount) in [("1", "20261115", "90000"), ("3", "20271115", "90000")] {
      // Behind the first one there is what was paid of it.
      if condition == "1" { try clerk.go(to: "condition") } else { clerk.press(.insert) }
      clerk.press(.typing(condition))
      try clerk.go(to: "due")
      clerk.date(due)
      try clerk.go(to: "amount")
      clerk.text(amount)
    }
    clerk.press(.control("s"))
    let set = try #require(clerk.robot.saved.last, "\(clerk.robot)")
    #expect(set.changes.map(\.id.kind) == [.purchase, .line, .line, .instalment, .instalment])
    #expect(set.changes[1...].allSatisfy { $0.settings.first?.after == set.changes[0].id.json })
    print("a purchase: \(clerk.keys) keys beyond its texts, and \(clerk.dates) of its dates")
    #expect(clerk.keys <= 29, "at most 60 are allowed: \(clerk.told)")
    #expect(clerk.dates == 40)
  }
}

extension Robot {
  /// The key of the field the cursor is in, in a form or a table of one.
  fileprivate var editedKey: String? {
    (state.screens.last as? any EditingScreen)?.editor.field.key
  }
}
