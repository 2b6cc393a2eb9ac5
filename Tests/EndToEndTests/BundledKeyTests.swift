import RegistryTestSupport
import Testing

/// Keys that reach the program together, as over a slow line: none acts on what was not meant.
@Suite(.serialized) struct BundledKeyTests {
  /// Two drafts over a list with one organization.
  private func drafts() throws -> (Office, Clerk) {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    let clerk = try Clerk(office)
    for name in ["甲会", "乙会"] {
      try clerk.press(.three, .insert)
      try clerk.type(name)
      try clerk.press(.escape)
    }
    return (office, clerk)
  }

  private func expectNothingBinned(_ office: Office) throws {
    #expect(try office.run("list", "organizations").lines.count == 1)
    let journal = String(decoding: try #require(Disk.read(office.journal)), as: UTF8.self)
    #expect(!journal.contains("binned"))
  }

  @Test func draftsDiscardedInOneGo_leaveTheListBehindAlone() throws {
    let (office, clerk) = try drafts()
    let discard = Press.delete.rawValue + "2"
    clerk.terminal.send(
      Press.f9.rawValue + "3" + discard + discard + discard + Press.enter.rawValue)
    // The box stays, or keys typed ahead would reach the list behind.
    try clerk.see("没有草稿")
    try clerk.press(.escape)
    #expect(!clerk.screen.row(0).contains("草稿"))
    try clerk.leave()
    try expectNothingBinned(office)
  }

  @Test func keysBehindASave_neverPutTheRecordBehindAway() throws {
    let (office, clerk) = try drafts()
    try clerk.press(.three)
    for name in ["书画社", "老年协会"] {
      try clerk.press(.enter)
      clerk.terminal.send(
        name + Press.save.rawValue + "1" + Press.delete.rawValue + "2" + Press.enter.rawValue)
      try clerk.see("已保存: ")
    }
    try clerk.leave()
    try expectNothingBinned(office)
  }

  @Test func boxesOpenedByKeys_takeWhatIsTypedAhead() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳")
    let clerk = try Clerk(office)
    clerk.terminal.send("4" + Press.f2.rawValue + "1" + "安居" + Press.save.rawValue)
    try clerk.see("已安排: 王芳 - 安居")
    try clerk.leave()
  }
}
