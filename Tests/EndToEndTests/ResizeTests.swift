import RegistryTestSupport
import Testing

/// Windows of every size, while a record is typed.
@Suite(.serialized) struct ResizeTests {
  @Test func series_duringEntry_endsWithTheSameScreenTextAndCursor() throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "安居邻里互助会", "社区": "永丰"])
    try clerk.press(.left)
    let first = clerk.body
    for (columns, rows) in [(60, 16), (40, 8), (10, 3), (1, 1), (200, 60)] {
      clerk.terminal.resize(rows: rows, columns: columns)
      try clerk.terminal.waitUntilIdle()
      switch columns {
      case 60: try clerk.see("安居邻里互助会")
      case 40: try clerk.see("窗口需 60x16，现为 40x8")
      case 200: try clerk.see("安居邻里互助会")
      default: break
      }
      #expect(clerk.terminal.ending == nil)
    }
    clerk.terminal.resize(rows: 24, columns: 80)
    try clerk.wait("the first screen") { _ in clerk.body == first }
    try clerk.type("x")
    #expect(clerk.cursorRow.contains("永x丰"), "\(clerk.cursorRow)")
  }

  @Test(arguments: [(24, 80), (16, 60), (60, 200)])
  func everyWorkArea_fitsTheWindow(_ rows: Int, _ columns: Int) throws {
    for language in Clerk.Speech.allCases {
      let clerk = try Clerk(try SmallDistrict.office(), language, rows: rows, columns: columns)
      for area: Press in [.two, .three, .four, .one] {
        try clerk.press(area)
        #expect(clerk.gauges.contains(language("Urban ", "城市")), "\(clerk.screen)")
        #expect(clerk.gauges.contains(language("Rural ", "农村")))
        #expect(clerk.gauges.contains(language("Workers ", "社工")))
        #expect(clerk.screen.row(rows - 1).contains("Enter"), "keys of this place")
      }
      try clerk.leave()
    }
  }

  @Test func keysInAWindowTooSmall_doNothing_andNothingIsLost() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "合唱团"])
    clerk.terminal.resize(rows: 8, columns: 40)
    try clerk.see("窗口需 60x16")
    try clerk.type("zzz")
    try clerk.press(.save)
    clerk.terminal.resize(rows: 24, columns: 80)
    try clerk.see("合唱团")
    try clerk.terminal.waitUntilIdle()
    #expect(!clerk.screen.contains("zzz"))
    #expect(try office.run("list", "organizations").code == 1)
  }
}
