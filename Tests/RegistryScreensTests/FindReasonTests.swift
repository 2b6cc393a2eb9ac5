import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Why a line is there stands beside it.
@Suite struct FindReasonTests {
  @Test(arguments: [
    ("wucun", "[戊村]", "full pinyin"), ("wc", "[戊村]", "initials"), ("wuc", "[戊村]", "pinyin"),
    ("戊", "[戊]村", ""), ("误村", "[戊村]", "sounds alike"),
  ])
  func `a name by what was typed`(typed: String, name: String, reason: String) {
    var robot = Robot.workedExample()
    robot.find(typed)
    #expect(reason.isEmpty || robot.row(of: name).contains(reason), "\(robot)")
    #expect(robot.row(of: name).contains(" 1 \(name)"))
  }

  @Test func `a letter too few is forgiven, and said`() {
    var robot = Robot.workedExample()
    robot.find("dingcum")
    #expect(robot.row(of: "[丁村]").contains("similar"), "\(robot)")
  }

  @Test func `another field with its name, a private number without what is hidden`() {
    var robot = Robot.workedExample()
    robot.find("lihong")
    #expect(robot.line(1).contains("Head: [李红]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("#1612")
    #expect(robot.line(1).contains("Phone: 138****[1612]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("13812071612")
    #expect(robot.line(1).contains("Phone: [138****1612]"))
    #expect(!robot.rows.dropFirst(4).joined().contains("13812071612"))
    robot.press(.control("u"))
    robot.type("110105101202")
    #expect(robot.line(1).contains("戊村"))
  }

  @Test func `the part that was met is bold as well`() throws {
    var robot = Robot.workedExample()
    robot.find("村")
    let row = try #require(robot.rows.firstIndex { $0.contains("丁[村]") })
    let cells = Array(robot.canvas.cells(inRow: row))
    let bracket = try #require(cells.firstIndex { $0.text == "[" })
    #expect(cells[bracket...(bracket + 3)].allSatisfy { $0.style.bold })
    #expect(!cells[bracket - 1].style.bold)
  }

  @Test func `a text too long for its column keeps what was met in sight`() {
    var canvas = Canvas(rows: 1, columns: 20)
    MarkedText("朝阳区建外街道安居社区邻里互助会", 11..<13).draw(
      on: &canvas, row: 0, column: 0, style: .plain, columns: 20)
    #expect(canvas.text(inRow: 0).contains("[邻里]"))
    #expect(canvas.text(inRow: 0).hasPrefix(".."))
  }
}

/// Every line and every number has its room.
@Suite struct FindRoomTests {
  @Test(arguments: Language.allCases)
  func `numbers beyond a hundred are whole`(language: Language) throws {
    let sample = try SampleDistrict.small.get()
    var robot = Robot(sample.registry, plan: sample.plan, language: language, glyphs: .ascii)
    robot.find("status:active")
    #expect((robot.find?.listed.count ?? 0) > 100)
    robot.press(.pageDown, times: 9)
    #expect(robot.cursorRow.contains(" >\((robot.find?.cursor ?? 0) + 1) "), "\(robot)")
  }

  @Test(arguments: Language.allCases, [(24, 80), (16, 60)])
  func `the groups that Tab goes through are never cut`(language: Language, size: (Int, Int)) throws
  {
    let sample = try SampleDistrict.small.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: language, rows: size.0, columns: size.1,
      glyphs: .ascii)
    robot.type("3")
    robot.find("z")
    let all = robot.groups
    #expect(all.count > 4, "\(robot)")
    for name in all {
      robot.press(.tab)
      #expect(robot.rows[3].contains("[\(name) "), "\(robot)")
      #expect(!robot.rows[3].contains("~"))
    }
  }

  @Test func `a community is met by another ending of its name, as in a field`() {
    var robot = Robot.workedExample()
    robot.find("甲社区居民委员会")
    #expect(robot.line(1).contains(" 甲 "), "\(robot)")
    #expect(!robot.line(1).contains("Id"))
    robot.press(.control("u"))
    robot.type("m2")
    #expect(robot.line(1).contains("Id: [m2]"), "\(robot)")
  }
}
