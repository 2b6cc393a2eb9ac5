import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Fields that take several records, as the communities and workers of a programme.
@Suite struct SeveralRecordsTests {
  /// The form of a new programme, the cursor in its communities.
  private func programme(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    robot.type("5")
    robot.press(.insert)
    try robot.go(to: "communities")
    return robot
  }

  @Test(arguments: [(Language.en, ","), (.chinese, "，"), (.chinese, "、")])
  func `a comma takes what was found and stays for the next`(
    language: Language, comma: String
  ) throws {
    var robot = try programme(language)
    robot.type("甲" + comma)
    #expect(robot.fieldValue == ["m1"] && robot.form?.editor.field.key == "communities")
    robot.type("丁")
    #expect(robot.form?.editor.editor.text == (language == .en ? "甲, 丁" : "甲、丁"))
    robot.press(.enter)
    #expect(robot.value(of: "communities") == ["m1", "m4"], "\(robot)")
    #expect(robot.form?.editor.field.key == "carrier")
  }

  @Test func `a comma after the last name is nothing more`() throws {
    var robot = try programme()
    robot.type("甲,丁,,")
    robot.press(.enter)
    #expect(robot.form?.editor.field.key == "carrier")
    robot.press(.up)
    #expect(robot.form?.editor.editor.text == "甲, 丁村")
    #expect(robot.fieldValue == ["m1", "m4"])
  }

  @Test func `what names several or none stays to be told`() throws {
    var robot = try programme()
    robot.type("甲,社区,")
    #expect(robot.message == "Communities: several match: press the digit of one", "\(robot)")
    #expect(robot.fieldValue == ["m1"])
    robot.type("2")
    #expect(robot.fieldValue == ["m1", "m2"], "\(robot)")
    robot.type("zz,")
    #expect(robot.message == "Communities: no such record")
    robot.press(.backspace, .backspace, .backspace)
    robot.type("丙,")
    #expect(robot.fieldValue == ["m1", "m2", "m3"], "\(robot)")
  }

  @Test func `one undo takes back one name`() throws {
    var robot = try programme()
    robot.type("甲,丁,")
    robot.press(.control("z"))
    #expect(robot.fieldValue == ["m1"], "\(robot)")
    robot.press(.control("y"))
    #expect(robot.fieldValue == ["m1", "m4"])
  }

  @Test func `a draft keeps the names`() throws {
    var robot = try programme()
    robot.type("甲,丁,")
    robot.press(.escape)
    robot.press(.function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    robot.press(.enter)
    #expect(robot.value(of: "communities") == ["m1", "m4"], "\(robot)")
  }
}
