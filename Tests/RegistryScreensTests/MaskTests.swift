import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Numbers of persons: never in full on screen for a stored record.
@Suite struct MaskTests {
  private func secrets(_ registry: RegistryState) -> Set<String> {
    Set(
      registry.workers.inUse.flatMap { worker in
        [worker.record.idNumber?.text(.en)].compactMap { $0 }
          + (worker.record.phone ?? []).map { $0.text(.en) }
      } + registry.organizations.inUse.flatMap { ($0.record.phone ?? []).map { $0.text(.en) } })
  }

  @Test func `no scene of the sample district shows a number in full`() throws {
    let secrets = secrets(try SampleDistrict.sample.get().registry)
    #expect(secrets.count > 500)
    for scene in Scene.all {
      let robot = try scene.robot()
      for row in robot.rows {
        let words = row.split { !$0.isASCII || !($0.isNumber || $0 == "X" || $0 == "-") }
        #expect(words.allSatisfy { !secrets.contains(String($0)) }, "\(scene.name): \(row)")
      }
    }
  }

  @Test func `no column of a list tells hidden digits, and no list is in their order`() throws {
    let worker = RecordID(.worker, 1)
    let numbers = [
      ("11010219900307123X", "13512345678"), ("11011019900307123X", "13598745678"),
    ]
    let robots = try numbers.map { number, phone in
      var robot = Robot.workedExample()
      let set = { (key: String, value: JSON) in
        Setting(key, before: robot.head[worker]?.part(key) ?? .null, after: value)
      }
      try robot.colleagueSaves(
        ChangeSet([
          Change(worker, [set("idNumber", .string(number)), set("phone", [.string(phone)])])
        ]))
      return robot
    }
    for column in ListColumn.all(of: .worker, .en) {
      let told = try robots.map { robot in
        let stored = try #require(robot.head[worker])
        let context = robot.state.context
        return (column.sortKey(stored, context), column.text(stored, context))
      }
      #expect(told[0] == told[1], "\(column.title.en)")
    }
    #expect(robots.allSatisfy { $0.head[worker]?.part("phone") != .null })
  }

  @Test func `an untouched number stays as it is in what is saved`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    #expect(robot.row(of: "Phone").contains("138****16"))
    try robot.fill("members", "7")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["members"])
    #expect(robot.head.organizations[23]?.record.phone?.first?.text(.en).count == 11)
  }

  @Test func `typing replaces the stars, and taking it back brings the number back`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("phone", "13512345678")
    #expect(robot.row(of: "Phone").contains("13512345678"))
    robot.press(.control("z"), .control("z"))
    #expect(robot.row(of: "Phone").contains("138****16"))
    #expect(!robot.row(of: "Phone").contains("!"))
    robot.press(.control("s"))
    #expect(robot.message == "nothing changed")
  }

  @Test func `one Backspace empties a masked number`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.go(to: "phone")
    robot.press(.backspace)
    #expect(robot.form?.editor.editor.text == "")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("phone") == .null)
  }

  @Test func `a copy and F5 bring the number without showing it`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.function(5))
    #expect(robot.row(of: "Phone").contains("138****16"))
    try robot.fill("name", "丙新会")
    robot.press(.control("s"))
    let copied = robot.head.organizations[39]?.record.phone
    #expect(copied == robot.head.organizations[23]?.record.phone)
    robot.press(.insert)
    try robot.go(to: "phone")
    robot.press(.function(5))
    #expect(robot.row(of: "Phone").contains("138****16"))
  }

  @Test func `a number shows in full only once the journal holds who looked`() throws {
    var robot = Robot.workedExample()
    robot.press(.character("3"))
    robot.type("丙1号")
    robot.isDiskSlow = true
    robot.press(.function(2))
    let item = try #require(robot.rows.first { $0.contains("Show in full") })
    robot.type(String(try #require(item.first { $0.isNumber })))
    let number = try #require(robot.head.organizations[23]?.record.phone?.first?.text(.en))
    #expect(!robot.shows(number))
    robot.answerSaves()
    #expect(robot.shows(number))
    #expect(robot.saved.last?.access == [Access(RecordID(.organization, 23), ["phone"])])
    robot.press(.escape)
    #expect(!robot.shows(number))
  }

  @Test func `a look that cannot be noted shows nothing`() throws {
    var robot = Robot.workedExample(isReadOnly: true)
    try robot.act(on: "3丙1号", "Show in full", "显示完整号码")
    #expect(robot.message == "read-only")
    #expect(robot.effects.isEmpty)
  }
}
