import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What a clerk opens often comes first among what fits equally, today and after the next opening.
@Suite struct HabitTests {
  private let third = RecordID(.organization, 3)

  /// A clerk who has opened 甲3号 of the organizations called alike.
  private func used() -> Robot {
    var robot = Robot.workedExample()
    robot.type("3甲3号")
    robot.press(.enter, .escape, .control("u"))
    return robot
  }

  @Test func `what was opened comes first among what fits equally`() {
    var robot = Robot.workedExample()
    robot.type("3hhzh")
    let before = robot.listed
    #expect(before.first == "甲1号互助会")
    robot = used()
    robot.type("hhzh")
    #expect(robot.listed.first == "甲3号互助会")
    #expect(robot.listed.filter { $0 != "甲3号互助会" } == before.filter { $0 != "甲3号互助会" })
    robot.press(.control("u"))
    robot.type("甲11号")
    robot.press(.enter, .escape, .control("u"))
    robot.type("甲1")
    #expect(robot.listed == ["甲11号互助会", "甲1号互助会", "甲10号互助会", "甲12号互助会"])
  }

  @Test func `a field offers first what was opened or chosen`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "社区")
    #expect(robot.row(of: "1 甲").contains("2 乙"))
    robot.press(.function(4), .down, .down, .enter)
    #expect(robot.habits.opened == [RecordID(.community, 2)])
    robot.press(.up, .control("u"))
    robot.type("社区")
    #expect(robot.row(of: "1 乙").contains("2 甲"))
    robot.press(.control("u"), .function(4))
    #expect(robot.find?.listed.first == .record(RecordID(.community, 2)), "\(robot)")
    #expect(robot.find?.listed.count == 5)
  }

  @Test func `going to and fro on one record is one use, and each opening is told once`() {
    var robot = used()
    #expect(robot.habits.opened == [third])
    robot.type("甲3号")
    robot.press(.enter, .escape)
    #expect(robot.habits.opened == [third])
    robot.press(.control("u"))
    robot.type("甲4号")
    robot.press(.enter, .escape)
    #expect(robot.habits.opened == [third, RecordID(.organization, 4)])
    robot.press(.insert, .escape)
    #expect(robot.habits.opened.count == 2, "a new record is none yet")
  }

  @Test func `a list of no column shows the standard ones`() throws {
    for columns in [[], ["columnOfANewerProgram"]] as [JSON] {
      var robot = Robot.workedExample()
      robot.answer(
        .habits(Habits(json: .object(of: ("columns", .object(of: ("organization", columns)))))))
      robot.type("3")
      #expect(
        robot.list?.shownColumns(robot.state.context).map(\.key)
          == ListColumn.standard(of: .organization))
      #expect(robot.cursorRow.contains("甲1号互助会"), "\(robot)")
    }
  }

  @Test func `who only reads leaves no trace, and finds used records first all the same`() {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.type("3甲3号")
    robot.press(.enter, .escape, .control("u"))
    #expect(robot.habits == Habits())
    robot.type("hhzh")
    #expect(robot.listed.first == "甲3号互助会")
  }

  @Test func `habits of before are told after the first keys, and nothing is forgotten`() {
    var robot = used()
    robot.answer(.habits(Habits(json: .object(of: ("opened", ["o5", "o6", "o6"])))))
    robot.type("hhzh")
    #expect(Array(robot.listed.prefix(4)) == ["甲6号互助会", "甲3号互助会", "甲5号互助会", "甲1号互助会"])
  }

  @Test func `the latest are kept, and many early uses weigh less than some late ones`() {
    var habits = Habits()
    for number in 1...(Habits.kept + 7) { habits.learn(.opened(RecordID(.worker, number))) }
    #expect(habits.opened.count == Habits.kept)
    #expect(habits.opened.first == RecordID(.worker, 8))
    habits = Habits()
    for number in [2, 3, 2, 3, 2, 1] { habits.learn(.opened(RecordID(.worker, number))) }
    #expect((habits.uses[RecordID(.worker, 2)] ?? 0) > habits.uses[RecordID(.worker, 1)] ?? 0)
    for number in 10...99 { habits.learn(.opened(RecordID(.worker, number))) }
    habits.learn(.opened(RecordID(.worker, 1)))
    #expect((habits.uses[RecordID(.worker, 1)] ?? 0) > habits.uses[RecordID(.worker, 2)] ?? 0)
  }

  @Test func `habits are read as they were written; what is no habit is passed over`() {
    var habits = Habits()
    for id in ["o3", "m1", "o3", "w12"] { RecordID(id).map { _ = habits.learn(.opened($0)) } }
    habits.learn(.columns(.organization, ["name", "phone"]))
    habits.learn(.columns(.worker, ["name"]))
    habits.learn(.columns(.worker, nil))
    #expect(Habits(json: habits.json) == habits && habits.columns.count == 1)
    #expect(
      Habits(json: .object(of: ("columns", .object(of: ("shoe", ["a"]), ("worker", [7]))))).columns
        .isEmpty)
    #expect(
      Habits(json: .object(of: ("opened", ["o3", "zz", 7, .null, "o0", "m1"]))).opened.count == 2)
    #expect(Habits(json: ["o3"]) == Habits())
    let many = JSON.array(.init(repeating: "o3", count: 9_000))
    #expect(Habits(json: .object(of: ("opened", many))).opened.count <= Habits.kept)
  }
}
