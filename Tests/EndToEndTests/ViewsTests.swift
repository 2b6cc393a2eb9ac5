import RegistryTestSupport
import Testing

/// A list is kept under a name, and is the same list another day.
@Suite(.serialized) struct ViewsTests {
  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    for (name, status) in [("甲互助会", "正常"), ("乙互助会", "停止活动"), ("丙互助会", "停止活动"), ("合唱团", "停止活动")] {
      try office.add("organization", "name=\(name)", "tier=备案", "community=m1", "status=\(status)")
    }
    return office
  }

  /// The frame of the list, its headers and its rows.
  private func list(_ clerk: Clerk) -> [String] {
    (1..<20).map { clerk.screen.text(row: $0, columns: 0..<49) }
  }

  @Test(arguments: Clerk.Speech.allCases)
  func view_savedAndOpenedAnotherDay_hasTheSameRowsAndColumns(_ language: Clerk.Speech) throws {
    let office = try office()
    let clerk = try Clerk(office, language)
    try clerk.press(.three, .f4)
    try clerk.type(language("status:dormant", "状态:停止活动"))
    try clerk.press(.enter)
    try clerk.type("互助")
    try clerk.press(.columns)
    try clerk.see(language("Columns: ", "列: "))
    try clerk.press(.space, .right, .enter)
    try clerk.press(.f7, .one)
    try clerk.press(.save)
    try clerk.type("停办")
    try clerk.press(.enter, .one)
    try clerk.see(language("view saved: 停办", "视图已保存: 停办"))
    let before = list(clerk)
    #expect(before[0].contains("[停办]") && before.contains { $0.contains("丙互助会") })
    #expect(!before.contains { $0.contains("合唱团") || $0.contains("甲互助会") })
    try clerk.leave()

    let again = try Clerk(office, language)
    try again.press(.three)
    #expect(list(again) != before)
    try again.press(.nextView)
    #expect(again.message.contains(language("view 1 of 1: 停办", "视图 1/1: 停办")))
    #expect(list(again) == before)
    try again.press(.f9, .eight)
    let lines = try office.run("list", "organizations", "互助 status:dormant").lines.count
    #expect(lines == 2)
    try again.wait("the count") { screen in
      screen.rows.contains {
        $0.contains("停办") && $0.contains(" \(lines) \(language("mine", "本人"))")
      }
    }
    try again.leave()
    #expect(try office.succeed("list", "views").contains("停办"))
    #expect(try office.run("check").code == 0)
  }

  @Test func columns_areKeptForTheClerk_fromOneDayToTheNext() throws {
    let office = try office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .columns, .space, .enter)
    try clerk.see("列已保存")
    let header = clerk.screen.row(2)
    #expect(!header.contains("编号"))
    try clerk.leave()
    let again = try Clerk(office)
    try again.press(.three)
    // What the clerk is used to comes from a file of its own, perhaps behind the records.
    try again.wait("the columns") { $0.row(2) == header }
    try again.press(.columns, .standard, .enter)
    #expect(again.screen.row(2).contains("编号"))
  }
}
