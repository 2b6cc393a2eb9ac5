import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Commands are found by what they are called and do.
@Suite struct FindCommandTests {
  @Test(arguments: ["sort", "paixu", "px", "排序", "by a column", "＞px", ">px"])
  func `by name, help and pinyin, and pressed where find was opened`(_ typed: String) {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.find(
      typed.contains("x") && !typed.contains("n") ? ">" + typed.filter { $0.isLetter } : typed)
    #expect(robot.row(of: "F7").contains("Sort"), "\(robot)")
    for _ in 0..<60 where !robot.cursorRow.contains("F7") { robot.press(.down) }
    robot.press(.enter)
    #expect(robot.shows("Sort by") && robot.shows("1 "))
  }

  @Test func `a sign first finds nothing but commands; the one of a form is its own`() throws {
    var robot = Robot.workedExample()
    robot.find("/help")
    #expect(robot.find?.typed.text == "/help", "a sign like any other, while text is typed")
    robot.press(.escape)
    robot.openForm()
    robot.type("新")
    try robot.go(to: "reach")
    robot.find(">suoding")
    #expect(robot.line(1).contains("Ctrl-K"), "\(robot)")
    robot.press(.enter)
    #expect(robot.message.contains("is locked for the next new records"))
    #expect(robot.form != nil)
  }

  @Test func `one that cannot be used now says why, and does nothing`() {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.type("3")
    robot.find(">a new record")
    let row = robot.line(1)
    #expect(row.contains("(the registry is open for"), "\(robot)")
    robot.press(.enter)
    #expect(robot.message == "the registry is open for reading only")
    #expect(robot.find != nil)
  }

  @Test func `no line says its name twice, and none only moves the cursor`() throws {
    for language in Language.allCases {
      for keys in ["", "3", "4"] {
        var robot = Robot.workedExample(language)
        robot.type(keys)
        if keys == "4" { robot.press(.insert) }
        robot.press(.function(3))
        for offer in try #require(robot.find).offers.all {
          let label = offer.label[language]
          let name = offer.name?[language] ?? ""
          #expect(!label.hasPrefix("\(name): \(name)"), "\(label)")
          #expect(!["Up", "Down", "PgUp", "Home", "Backspace"].contains(offer.key), "\(label)")
        }
        #expect(robot.find?.offers.all.contains { $0.key == "F1" } == true)
      }
    }
  }

  @Test func `a sentence met in the other language has its room`() {
    var robot = Robot.workedExample(.chinese)
    robot.find(">import")
    let row = robot.row(of: "F9")
    #expect(robot.rows.contains { $0.contains("菜单 = Menu: language, [import], drafts") }, "\(row)")
  }

  @Test func `what other screens do is found with the place where it is done`() {
    var robot = Robot.workedExample()
    robot.find(">sort")
    #expect(
      robot.line(1).contains("[Sort]") && robot.line(1).contains("(F7 in: Lists)"), "\(robot)")
    robot.press(.enter)
    #expect(robot.message == "F7 in: Lists")
    robot.press(.escape)
    robot.type("3")
    robot.find(">sort")
    #expect(robot.find?.results.groups.map(\.name) == [.commands])
  }

  @Test func `what F2 offers for the record under the cursor`() {
    var robot = Robot.workedExample()
    robot.type("3丙1")
    robot.find(">status from")
    #expect(robot.row(of: "Act: ").contains("丙1号互助会"), "\(robot)")
    robot.press(.enter)
    robot.type("4")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.id == RecordID(.organization, 23))
  }

  @Test func `the lines of the menu, work areas, and the other language`() {
    var robot = Robot.workedExample()
    robot.find(">hsz")
    #expect(robot.line(1).contains("Recycle bin .. = [回收站] .."), "\(robot)")
    robot.press(.enter)
    #expect(robot.title.contains("Recycle bin"))
    robot.press(.escape)
    robot.find(">zhongwen")
    robot.press(.enter)
    #expect(robot.isChinese)
    robot.find("shzz")
    #expect(robot.shows("功能"))
    robot.press(.down, .enter)
    #expect(robot.list?.kind == .organization)
  }
}
