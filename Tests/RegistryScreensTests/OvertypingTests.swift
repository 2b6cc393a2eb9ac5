import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What one key may do to what stands in a field: it replaces a good value, never a refused one.
@Suite struct OvertypingTests {
  /// An editor of one field that was left with `text` in it and come back to.
  private func editor(
    _ kind: Kind, _ field: FieldInfo, _ text: String, _ context: Context
  ) -> RecordEditor {
    var editor = RecordEditor(
      kind.schema.make(), id: RecordID(kind, -1), original: nil, fields: [field], context)
    editor.enter(text, in: field, context)
    editor.settle(context)
    editor.move(to: 0)
    return editor
  }

  private static let texts = [
    "x", "z", "9", "2026-13-01", "138*", "110105199003074529", "1,x", "甲", "社区", "没有这个", "1.23456",
    "１２",
  ]
  private static let keys: [Character] = [
    "a", "Z", "0", "1", "4", "9", ".", "+", ",", " ", "*", "１", "社", "é",
  ]

  @Test(arguments: [Kind.community, .organization, .worker, .assignment])
  func `no single key loses what was refused, nor more than a good value`(kind: Kind) throws {
    let context = Robot.workedExample().state.context
    var refused = 0
    for field in kind.schema.fields where !field.isComputed {
      for text in Self.texts {
        let before = editor(kind, field, text, context)
        let isRefused = before.refusal(of: field) != nil
        refused += isRefused ? 1 : 0
        for key in Self.keys {
          var after = before
          let typed = after.type(.character(key), context)
          let name = "\(kind) \(field.key) \(before.editor.text) \(key)"
          if isRefused && after.editor.text != before.editor.text + String(key) {
            // Only what is offered beside the field, by its digit.
            #expect(key.digit != nil && after.isGood(field, context), "\(name)")
            #expect(field.refersTo != nil || !field.entry.codes.isEmpty, "\(name)")
          } else if isRefused || !field.entry.isOvertyped {
            #expect(after.editor.text == before.editor.text + String(key), "\(name)")
            var back = after
            _ = back.type(.backspace, context)
            #expect(back.editor.text == before.editor.text, "\(name)")
          } else if field.entry != .date {
            #expect(after.editor.text == String(key), "\(name): \(typed)")
          }
          if after.editor.text != before.editor.text {
            _ = after.type(.control("z"), context)
            #expect(after.editor.text == before.editor.text, "\(name), undone")
          }
        }
      }
    }
    #expect(refused > 20, "\(refused)")
  }

  @Test func `a masked number that is refused is neither edited nor lost`() throws {
    let context = Robot.workedExample().state.context
    let field = try #require(Kind.worker.schema["idNumber"])
    var worker = Kind.worker.schema.make()
    try worker.put("110105199003074529", field, .correction(on: SampleDistrict.today))
    var editor = RecordEditor(
      worker, id: RecordID(.worker, 1), original: worker, fields: [field], context)
    let stars = editor.editor.text
    #expect(stars.contains("*") && editor.refusal(of: field) != nil)
    guard case .refused = editor.type(.character("1"), context) else {
      Issue.record("\(editor.editor.text)")
      return
    }
    #expect(editor.editor.text == stars)
    #expect(editor.paste("110105199003074528", context) != nil && editor.editor.text == stars)
    _ = editor.type(.backspace, context)
    #expect(editor.editor.text.isEmpty)
    _ = editor.type(.control("z"), context)
    #expect(editor.editor.text == stars)
  }

  @Test func `a star typed into a phone is a character typed like any other`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("phone", "138*2")
    #expect(robot.form?.editor.editor.text == "138*2")
    robot.press(.enter, .enter, .up)
    robot.type("1")
    #expect(robot.form?.editor.editor.text == "138*21")
  }

  @Test func `seventeen digits of a number are gone on with when the cursor comes back`() throws {
    var robot = Robot.workedExample()
    robot.type("4")
    robot.press(.insert)
    try robot.fill("idNumber", "11010519900307452")
    robot.press(.down, .up)
    robot.press(.home, .down, .up)
    robot.type("8")
    #expect(robot.row(of: "ID number").contains("110105199003074528"))
    #expect(robot.row(of: "Sex").contains("female"))
  }

  @Test func `what a replacement removed comes back, and is then gone on with`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("head", "李红")
    robot.press(.enter, .up)
    robot.type("王")
    robot.press(.control("z"))
    #expect(robot.form?.editor.editor.text == "李红")
    robot.type("霞")
    #expect(robot.form?.editor.editor.text == "李红霞")
  }

  @Test func `a paste replaces what a key would replace, and no more`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("registeredOn", "2019")
    robot.press(.enter, .up)
    robot.send(.paste("2020-01-01"))
    #expect(robot.form?.editor.editor.text == "2020-01-01")
    robot.press(.control("z"))
    #expect(robot.form?.editor.editor.text == "2019")
    try robot.fill("members", "viele")
    robot.press(.down, .up)
    robot.send(.paste("2"))
    #expect(robot.form?.editor.editor.text == "viele2")
  }

  @Test func `the day of an act follows the same rule`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    robot.type("4")
    robot.press(.down)
    robot.type("2026-0")
    robot.press(.up, .down)
    robot.type("7-01")
    robot.press(.up, .down)
    robot.type("2")
    robot.press(.control("z"))
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["status@2026-07-01"])
  }
}
