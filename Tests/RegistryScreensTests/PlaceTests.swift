import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Finding, importing, languages, windows and pastes.
@Suite struct PlaceTests {
  @Test func `find opens a community's dashboard and any other record's form`() {
    var robot = Robot.workedExample()
    robot.press(.function(3))
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.title.contains("> 丙"))
    #expect(robot.shows("Plan targets"))
    robot.press(.function(3))
    robot.type("戊2号")
    robot.press(.enter)
    #expect(robot.form?.editor.id == RecordID(.organization, 36))
  }

  @Test func `find goes by codes, filing numbers and work areas too`() {
    var robot = Robot.workedExample()
    robot.press(.function(3))
    robot.type("110105101202")
    #expect(robot.shows("戊村"))
    robot.press(.control("u"))
    robot.type("Workers")
    robot.press(.enter)
    #expect(robot.list?.kind == .worker)
    robot.press(.function(3))
    robot.type("no*thing at all")
    #expect(robot.shows("No matches."))
    robot.press(.enter, .escape)
    #expect(robot.list?.kind == .worker)
  }

  @Test func `find comes back to the form and its text`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("安居")
    robot.press(.function(3))
    robot.type("丙1")
    robot.press(.escape)
    #expect(robot.form?.editor.editor.text == "安居")
  }

  @Test func `another language keeps the place, the text and the caret`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("安居社区")
    robot.press(.left)
    let cursor = robot.canvas.cursor
    robot.press(.function(9))
    robot.type("1")
    #expect(robot.title.contains("新增社会组织"))
    #expect(robot.form?.editor.editor.text == "安居社区")
    #expect(robot.form?.editor.editor.caret == 3)
    #expect(robot.form?.editor.field.key == "name")
    robot.press(.function(9))
    robot.type("1")
    #expect(robot.canvas.cursor == cursor)
  }

  @Test func `another language keeps a list's filter, order and cursor`() {
    var robot = Robot.workedExample()
    robot.type("3丙")
    robot.sort(1)
    robot.press(.down, .down)
    let current = robot.list?.current
    robot.press(.function(9))
    robot.type("1")
    #expect(robot.list?.current == current)
    #expect(robot.shows("\"丙\""))
    #expect(robot.shows("社会组织 7/38"))
  }

  @Test func `windows of every size keep text and caret`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("安居社区")
    robot.press(.left)
    let before = robot.canvas
    for (rows, columns) in [(16, 60), (8, 40), (3, 10), (1, 1), (60, 200), (24, 80)] {
      robot.send(.resized(rows: rows, columns: columns))
      if columns < 60, columns > 20 {
        #expect(robot.text.contains("need 60x16, have \(columns)x\(rows)"))
        robot.type("x")
        robot.send(.paste("y"))
        #expect(robot.text.contains("2 keys ignored"), "\(robot)")
      }
      #expect(robot.form?.editor.editor.text == "安居社区")
    }
    // What was typed in vain is said once there is room to work again.
    #expect(robot.shows("the window was too small: 2 keys ignored"))
    robot.press(.left, .right)
    #expect(robot.canvas == before)
  }

  @Test func `a page of a form follows its field into a smaller window`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("note", "备忘")
    #expect(robot.cursorRow.contains("备忘"))
    robot.send(.resized(rows: 16, columns: 60))
    #expect(robot.cursorRow.contains("备忘"))
  }

  @Test func `pasted text is text and never keys`() throws {
    var robot = Robot.workedExample()
    robot.send(.paste("qd3*\u{20}x"))
    #expect(robot.message.contains("into a text field"))
    for area in ["2", "3", "4"] {
      robot.type(area)
      robot.send(.paste("3*\u{20}安"))
      #expect(robot.list?.typed.text == "3*\u{20}安")
      #expect(robot.list?.marked ?? [] == [])
      robot.press(.escape)
    }
    robot.press(.function(9))
    robot.send(.paste("7"))
    #expect(!robot.hasLeft)
    robot.press(.escape)
    robot.openForm()
    robot.send(.paste("安居"))
    #expect(robot.form?.editor.editor.text == "安居")
    robot.press(.function(3))
    robot.send(.paste("丙"))
    #expect(robot.shows("> 丙"))
  }

  @Test func `Ctrl-Q leaves, and no printable key does`() {
    var robot = Robot.workedExample()
    for character in " !\"#$%&'()*+,-./0123456789:;<=>?@AZ[\\]^_`az{|}~" {
      robot.press(.character(character))
      robot.press(.escape)
    }
    #expect(!robot.hasLeft)
    robot.press(.control("q"))
    #expect(robot.hasLeft)
  }
}
