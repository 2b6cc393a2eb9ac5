import Testing

/// The worked example of DESIGN section 2, on the screen.
@Suite(.serialized) struct ExampleScreenTests {
  @Test(arguments: Clerk.Speech.allCases)
  func overview_showsTheFigures_andOpensWhatIsMissing(_ language: Clerk.Speech) throws {
    let office = try WorkedExample.office()
    let clerk = try Clerk(office, language, arguments: ["--as-of", "2020-12-31"])
    let rows = clerk.screen.rows
    #expect(rows[2].contains("9.6") && rows[2].contains("10"))
    #expect(rows[3].contains("4.5") && rows[3].contains("5"))
    #expect(rows[4].contains("80.0%"))
    #expect(clerk.gauges.contains("9.6/10") && clerk.gauges.contains("4.5/5"))
    #expect(clerk.gauges.contains(language("1 without", "缺1个社区")))
    #expect(clerk.screen.row(0).contains("2020-12-31"))
    try clerk.press(.down, .down)
    #expect(clerk.cursorRow.contains("80.0%"))
    try clerk.press(.enter)
    #expect(clerk.screen.contains("110105001003"), "C")
    for code in ["110105001001", "110105001002", "110105001201", "110105001202"] {
      #expect(!clerk.screen.contains(code))
    }
    #expect(clerk.screen.contains(language("1 of 1", "第1条/共1条")), "as many rows as the figure says")
  }

  @Test func dayShown_isChangedFromTheMenu() throws {
    let clerk = try Clerk(try WorkedExample.office())
    try clerk.press(.f9, .four, .clear)
    try clerk.type("2015-12-31")
    try clerk.press(.enter)
    #expect(clerk.gauges.contains("0.0/10"))
    #expect(clerk.screen.row(0).contains("2015-12-31"))
    try clerk.press(.f9, .four, .clear)
    try clerk.type(".")
    try clerk.press(.enter)
    #expect(clerk.gauges.contains("9.6/10"))
    // While another day is shown, a line of the menu leads back as well.
    try clerk.press(.f9, .four, .clear)
    try clerk.type("2015-12-31")
    try clerk.press(.enter, .f9)
    while !clerk.cursorRow.contains("查看今天的数据") { try clerk.press(.down) }
    try clerk.press(.enter)
    #expect(clerk.gauges.contains("9.6/10"))
  }

  @Test func townWideOrganization_isListedAsNotCounted() throws {
    let office = try WorkedExample.office()
    try office.add("organization", "name=街道联合会", "tier=备案", "reach=街镇", "community=C")
    let clerk = try Clerk(office)
    let row = try #require(clerk.screen.rows.first { $0.contains("不计入的社会组织") })
    #expect(row.contains(" 1"))
    #expect(clerk.gauges.contains("9.6/10"))
    while !clerk.cursorRow.contains("不计入的社会组织") { try clerk.press(.down) }
    try clerk.press(.enter)
    #expect(clerk.screen.contains("街道联合会"))
  }
}
