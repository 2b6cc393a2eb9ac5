import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

@Suite struct ListTests {
  @Test func `typing filters, and what is taken back comes back`() {
    var robot = Robot.workedExample()
    robot.type("3")
    #expect(robot.listed.count == 38)
    robot.type("丙")
    #expect(robot.listed.count == 7)
    #expect(robot.shows("7/38"))
    robot.type("3号")
    #expect(robot.listed == ["丙3号互助会"])
    robot.press(.backspace, times: 2)
    #expect(robot.listed.count == 7)
  }

  @Test func `digits are work areas while nothing is typed, and text afterwards`() {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.type("４")
    #expect(robot.list?.kind == .worker)
    robot.type("社4")
    #expect(robot.list?.kind == .worker)
    #expect(robot.list?.typed.text == "社4")
    robot.press(.control("u"))
    robot.type("2")
    #expect(robot.list?.kind == .community)
    #expect(robot.state.screens.count == 2)
  }

  @Test func `a Chinese numeral is text, not a work area`() {
    var robot = Robot.workedExample(.chinese)
    robot.type("3")
    robot.type("三里屯")
    #expect(robot.list?.kind == .organization)
    #expect(robot.list?.typed.text == "三里屯")
    robot.press(.escape, .function(9))
    robot.type("一")
    #expect(robot.shows("菜单"))
  }

  @Test func `Esc leaves the pane, then the text, then the conditions, then the list`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.function(4))
    robot.type("tier:filed")
    robot.press(.enter)
    robot.type("丙")
    robot.press(.function(6))
    #expect(robot.list?.isInDetail == true)
    robot.press(.escape)
    #expect(robot.list?.isInDetail == false)
    #expect(robot.list?.typed.text == "丙")
    robot.press(.escape)
    #expect(robot.list?.typed.text == "")
    #expect(robot.list?.filter == "tier:filed")
    robot.press(.escape)
    #expect(robot.list?.filter == "")
    robot.press(.escape)
    #expect(robot.list == nil)
    #expect(robot.title.contains("Overview"))
  }

  @Test func `marks stand before rows, one by one and all`() {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.character(" "))
    #expect(robot.list?.marked.count == 1)
    #expect(
      robot.row(of: "110105001001").hasPrefix(">*110105001001")
        || robot.row(of: "110105001001").contains(" *110105001001"))
    robot.type("＊")
    #expect(robot.list?.marked.count == 5)
    robot.type("*")
    #expect(robot.list?.marked == [])
    robot.type("*丙")
    #expect(robot.list?.marked.count == 1)
  }

  @Test func `F7 sorts by the column of a number, and turns round with the same`() {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.function(7))
    #expect(robot.shows("1 Code") && robot.shows("4 Organizations counted"), "\(robot)")
    robot.type("4")
    // Fewest first.
    #expect(robot.listed == ["戊村", "丁村", "丙", "乙", "甲"])
    robot.press(.function(7))
    #expect(robot.shows("4 Organizations counted, descending"), "\(robot)")
    robot.type("4")
    #expect(robot.listed == ["甲", "乙", "丙", "丁村", "戊村"])
    #expect(robot.shows("descending"))
    robot.sort(4)
    #expect(robot.listed.first == "戊村")
    robot.sort(0)
    #expect(robot.list?.sorting == nil && robot.listed.first == "甲")
    robot.press(.escape)
    #expect(robot.list == nil)
  }

  @Test func `sorting keeps the record under the cursor in sight, and the first row the first`()
    throws
  {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.down, .down)
    let current = robot.list?.current
    robot.sort(1)
    robot.sort(1)
    #expect(robot.list?.current == current)
    #expect(robot.cursorRow.contains("110105001003"))
    robot = try Robot.small()
    robot.type("3")
    robot.sort(2)
    #expect(robot.list?.cursor == 0 && robot.cursorRow.contains(robot.listed[0].prefix(4)))
    robot.press(.down, times: 30)
    let name = robot.listed[30]
    robot.sort(2)
    #expect(robot.list?.cursor == 240 - 31 && robot.cursorRow.contains(name.prefix(4)), "\(robot)")
  }

  @Test func `a work area is as it was left: cursor, filter and order`() throws {
    var robot = try Robot.small()
    robot.type("3")
    robot.press(.function(4))
    robot.type("tier:filed")
    robot.press(.enter)
    robot.sort(2)
    robot.press(.down, times: 5)
    let (current, shown) = (robot.list?.current, robot.rows)
    robot.type("4")
    robot.press(.down, .down)
    robot.type("1")
    robot.press(.down)
    robot.type("3")
    #expect(robot.list?.current == current && robot.rows == shown, "\(robot)")
    robot.type("4")
    #expect(robot.list?.cursor == 2)
    robot.press(.escape)
    robot.type("4")
    #expect(robot.list?.cursor == 2, "left with Esc")
  }

  @Test func `a work area left is shown again as its records are now`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙")
    robot.press(.down, .down, .function(3))
    robot.type("Overview")
    robot.press(.enter)
    let current = RecordID(.organization, 25)
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.organization, 23), [.binned(from: nil, to: "x")]),
        Change(RecordID(.organization, 24), [.binned(from: nil, to: "x")]),
      ]))
    robot.type("3")
    #expect(robot.listed.count == 5 && robot.list?.current == current, "\(robot)")
  }

  @Test func `after several records in a row the cursor is on the last one saved`() throws {
    var robot = Robot.workedExample()
    for name in ["甲会", "乙会", "己会"] {
      try robot.fillOrganization(name)
      robot.press(.insert)
    }
    robot.type("没存")
    robot.press(.escape)
    let list = try #require(robot.list)
    #expect(
      list.current.map { robot.state.registry.name(of: $0, on: SampleDistrict.today, .en) } == "己会")
    #expect(robot.cursorRow.contains("己会"))
  }

  @Test(arguments: Language.allCases)
  func `names come in the order of their pinyin, in either language`(_ language: Language) throws {
    let sample = try SampleDistrict.small.get()
    var robot = Robot(sample.registry, plan: sample.plan, language: language, glyphs: .ascii)
    robot.type("4")
    robot.sort(1)
    let order = SearchMemo.reading().order
    let names = robot.listed
    #expect(names.count > 40 && names != names.sorted())
    #expect(
      names == names.sorted { order.key(of: $0).lexicographicallyPrecedes(order.key(of: $1)) })
    let surnames = names.map { $0.prefix(1) }
    let (first, last) = (surnames.firstIndex(of: "陈"), surnames.lastIndex(of: "张"))
    #expect((first ?? .max) < last ?? .min)
  }

  @Test func `what is typed and not found is the name of the new record`() {
    var robot = Robot.workedExample()
    robot.type("3红旗合唱团")
    #expect(robot.listed.isEmpty && robot.shows("Ins: a new record with this name"), "\(robot)")
    robot.press(.insert)
    #expect(robot.formName == "红旗合唱团")
    robot.press(.escape, .control("u"))
    robot.type("丙")
    robot.press(.insert)
    #expect(robot.formName == "", "something is called so")
    robot = Robot.workedExample()
    robot.type("3没有:1")
    robot.press(.insert)
    #expect(robot.formName == "", "no name")
    robot = Robot.workedExample(isReadOnly: true)
    robot.type("3红旗合唱团")
    #expect(!robot.shows("Ins: a new record with this name"))
  }

  @Test func `pages go on by what is seen, and end at the ends`() throws {
    var robot = try Robot.small()
    robot.type("3")
    #expect(robot.cursorRow.contains(robot.listed[0].prefix(4)))
    robot.press(.pageDown)
    #expect(robot.list?.cursor == 17)
    robot.press(.pageDown, times: 40)
    #expect(robot.list?.cursor == 239)
    #expect(robot.shows("240 of 240"))
    robot.press(.pageUp)
    #expect(robot.list?.cursor == 222)
    robot.press(.home)
    #expect(robot.list?.cursor == 0)
  }

  @Test func `the cursor is always on the row that is acted on`() throws {
    var robot = try Robot.small()
    robot.type("3")
    for _ in 0..<60 {
      robot.press(.down)
      let name = robot.listed[robot.list?.cursor ?? 0]
      #expect(robot.cursorRow.contains(name.prefix(6)))
      #expect(robot.cursorRow.hasPrefix(">"))
    }
  }

  @Test func `F8 goes round the records with problems and says what is wrong`() throws {
    var robot = try Robot.small()
    robot.type("3")
    var seen: [RecordID] = []
    for _ in 0..<3 {
      robot.press(.function(8))
      #expect(!robot.message.isEmpty)
      if let id = robot.list?.current { seen.append(id) }
    }
    #expect(Set(seen).count == 3)
    #expect(
      seen.allSatisfy { id in
        robot.state.registry[id].map {
          !robot.state.registry.openFindings(of: $0, today: SampleDistrict.today).isEmpty
        } ?? false
      })
    robot.type("没有")
    robot.press(.function(8))
    #expect(robot.message == "no problems in this list")
  }

  @Test func `an empty list says what to do, and no key breaks it`() {
    var robot = Robot(RegistryState(), plan: nil, language: .en)
    robot.type("4")
    #expect(robot.shows("Nothing here yet"))
    for key: Key in [
      .enter, .up, .down, .pageDown, .end, .character(" "), .character("*"), .function(2),
      .function(5), .function(6), .function(7), .escape, .function(8), .delete, .control("e"),
    ] { robot.press(key) }
    #expect(robot.list?.kind == .worker)
  }

  @Test func `signs open help and find whatever is typed`() {
    var robot = Robot.workedExample()
    robot.type("3丙？")
    #expect(robot.title.contains("Help: Lists"))
    robot.press(.escape)
    robot.type("／")
    #expect(robot.shows("- Find -"))
  }

  @Test func `letters do nothing but filter`() {
    var robot = Robot.workedExample()
    robot.type("3")
    let before = robot.effects.count
    robot.type("qdsxnQDSXN")
    #expect(robot.list?.typed.text == "qdsxnQDSXN")
    #expect(robot.effects.count == before)
    #expect(!robot.hasLeft)
  }
}
