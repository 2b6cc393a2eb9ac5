import RegistryTestSupport
import Testing

/// What is wrong stands beside its field while it is wrong, and nothing wrong is saved.
@Suite(.serialized) struct FormErrorTests {
  /// A form of a worker with a wrong check digit and a phone that is too short.
  private func wrongForm(_ office: Office, _ language: Clerk.Speech) throws -> Clerk {
    let clerk = try Clerk(office, language)
    let say = clerk.language
    try clerk.press(.four, .insert)
    try clerk.fill([
      say("Name", "姓名"): "王芳", say("ID number", "证件号码"): "110105199003074527",
      say("Phone", "电话"): "1381207", say("Started on", "入职日期"): "",
    ])
    return clerk
  }

  private func row(_ label: String, _ clerk: Clerk) -> Int {
    clerk.screen.rows.firstIndex { $0.contains(label) && $0.contains("[") } ?? 0
  }

  @Test(arguments: Clerk.Speech.allCases)
  func errors_standOnTheirLines_f8VisitsThem_andSavingIsRefused(_ language: Clerk.Speech) throws {
    let office = try SmallDistrict.office()
    let before = try office.contents().filter { !$0.key.hasPrefix("drafts/") }
    let clerk = try wrongForm(office, language)
    let (id, phone) = (language("ID number", "证件号码"), language("Phone", "电话"))
    #expect(clerk.screen.row(row(id, clerk)).contains("] ! "), "\(clerk.screen)")
    #expect(clerk.screen.row(row(phone, clerk)).contains("] ! "))
    let order = [id, phone].sorted { row($0, clerk) < row($1, clerk) }
    while clerk.fieldLabel != language("Name", "姓名") { try clerk.press(.up) }
    for label in order {
      try clerk.press(.f8)
      #expect(clerk.fieldLabel == label)
    }
    try clerk.press(.save)
    #expect(clerk.fieldLabel == order[0], "the cursor goes to the first")
    #expect(clerk.message.contains(language("2 to fix", "2 项须改正")))
    #expect(try office.contents().filter { !$0.key.hasPrefix("drafts/") } == before)
    #expect(try office.run("list", "workers").code == 1, "nothing was saved")
  }

  @Test func message_goesAwayWhileTyping_beforeTheFieldIsLeft() throws {
    let clerk = try wrongForm(try SmallDistrict.office(), .chinese)
    try clerk.press(.save)
    #expect(clerk.fieldLabel == "证件号码")
    #expect(clerk.cursorRow.contains("! "))
    try clerk.press(.backspace)
    try clerk.type("8")
    #expect(clerk.fieldLabel == "电话", "right and whole, it goes on by itself")
    let id = clerk.screen.row(row("证件号码", clerk))
    #expect(!id.contains("! "), "\(id)")
    #expect(clerk.screen.contains("1990-03-07"), "and what follows from the number is filled in")
  }

  @Test func required_isSaidOnceSavingWasTried() throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.three, .insert)
    #expect(!clerk.screen.rows.contains { $0.contains("] ! ") }, "an empty form accuses nobody")
    try clerk.press(.save)
    #expect(clerk.fieldLabel == "名称")
    #expect(clerk.cursorRow.contains("! "))
    try clerk.type("合唱团")
    #expect(!clerk.cursorRow.contains("! "))
  }
}
