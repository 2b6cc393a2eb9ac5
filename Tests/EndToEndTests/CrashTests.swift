import Glibc
import RegistryTestSupport
import Testing

/// What was said to be saved is there, and what was typed is offered again, however the program ends.
@Suite(.serialized) struct CrashTests {
  @Test func killedRightAfterSaved_theRecordIsThere() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "合唱团", "管理方式": "2", "社区": "安居"])
    clerk.terminal.send(Press.save.rawValue)
    try clerk.see("已保存: ")
    clerk.terminal.kill(SIGKILL)
    try clerk.terminal.waitForEnd(timeout: .seconds(30))
    #expect(try office.succeed("show", "合唱团").contains("o1"))
    #expect(try office.run("check").code == 0)
  }

  /// Ways to lose the window.
  enum Loss: CaseIterable {
    case hangUp, terminate, kill
  }

  @Test(arguments: Loss.allCases)
  func halfFilledForm_isOfferedAgain_atTheSameFieldTextAndCursor(_ loss: Loss) throws {
    let office = try SmallDistrict.office()
    let before = try office.contents().filter { !$0.key.hasPrefix("drafts/") }
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "邻里互助会", "管理方式": "2", "社区": "永丰", "负责人": "李红梅"])
    try clerk.press(.left)
    try clerk.type("小")
    try clerk.wait("the draft on disk") { _ in try! self.drafts(office, hold: "李红小梅")
    }
    let screen = clerk.screen.rows[1..<20]
    let cursor = clerk.screen.cursor
    switch loss {
    case .hangUp: clerk.terminal.hangUp()
    case .terminate: clerk.terminal.kill(SIGTERM)
    case .kill: clerk.terminal.kill(SIGKILL)
    }
    try clerk.terminal.waitForEnd(timeout: .seconds(30))

    let again = try Clerk(office)
    try again.see("草稿 1")
    try again.press(.f9, .three)
    #expect(again.screen.contains("邻里互助会"), "the draft is known by its name")
    try again.press(.one)
    #expect(again.fieldLabel == "负责人")
    #expect(again.cursorRow.contains("李红小梅"))
    #expect(again.screen.cursor == cursor)
    #expect(again.screen.rows[1..<20] == screen, "every field as it was")
    try again.type("大")
    #expect(again.cursorRow.contains("李红小大梅"), "the caret is where it was")
    #expect(try office.contents().filter { !$0.key.hasPrefix("drafts/") } == before)
    try again.save()
    try again.leave()
    #expect(Disk.names(in: office.registry + "/drafts").isEmpty, "a saved form leaves no draft")
    #expect(try office.succeed("show", "邻里互助会").contains("李红小大梅"))
  }

  /// A draft file of the registry holds `text`; one that has its final name, or a kill undoes it.
  private func drafts(_ office: Office, hold text: String) throws -> Bool {
    let directory = office.registry + "/drafts"
    return Disk.names(in: directory).filter { $0.hasSuffix(".json") }.contains { name in
      String(decoding: Disk.read("\(directory)/\(name)") ?? [], as: UTF8.self).contains(text)
    }
  }

  @Test func formLeftWithEsc_isADraft_andIsTakenUpAgainInTheSameSession() throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "合唱团"])
    try clerk.press(.escape)
    try clerk.see("草稿")
    try clerk.press(.f9, .three)
    try clerk.press(.one)
    #expect(clerk.fieldLabel == "名称" && clerk.cursorRow.contains("合唱团"), "\(clerk.screen)")
  }

  @Test func formLeftForAWorkArea_isADraftToo() throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "合唱团"])
    try clerk.press(.f3)
    try clerk.type("总览")
    try clerk.press(.enter)
    #expect(clerk.screen.row(0).contains("草稿 1"), "\(clerk.screen)")
  }

  @Test func draftOfARunningClerk_isNotOfferedToAnother() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "合唱团"])
    try clerk.wait("the draft on disk") { _ in try! self.drafts(office, hold: "合唱团") }
    let other = try Clerk(office)
    try other.press(.f9, .three)
    #expect(other.message.contains("没有草稿"), "\(other.screen)")
  }

  @Test func savedAndLeftAtOnce_leavesNoDraft() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "startedOn=2019-03-01")
    let clerk = try Clerk(office)
    try clerk.press(.four, .insert)
    try clerk.fill(["姓名": "李娜"])
    try clerk.wait("the draft on disk") { _ in try! self.drafts(office, hold: "李娜") }
    clerk.terminal.send(Press.save.rawValue + Press.leave.rawValue)
    try clerk.terminal.waitForEnd(timeout: .seconds(30))
    #expect(try office.succeed("list", "workers").contains("李娜"))
    #expect(Disk.names(in: office.registry + "/drafts").isEmpty)
  }

  @Test func killedInABox_isBackAtTheSameFieldAndCursor() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "startedOn=2019-03-01")
    let clerk = try Clerk(office)
    try clerk.press(.four, .f2, .one)
    try clerk.fill(["社区": "永丰", "到岗日期": "2019-12"])
    try clerk.press(.left)
    try clerk.wait("the draft on disk") { _ in
      try! self.drafts(office, hold: "\"focus\":\"since\",\"caret\":6")
    }
    let cursor = clerk.screen.cursor
    clerk.terminal.kill(SIGKILL)
    try clerk.terminal.waitForEnd(timeout: .seconds(30))

    let again = try Clerk(office)
    try again.see("有未完成的草稿：按 F9 再按 3 可继续")
    try again.press(.f9, .three)
    #expect(again.screen.contains("安排任职 王芳"))
    try again.press(.one)
    #expect(again.fieldLabel == "到岗日期" && again.cursorRow.contains("2019-12"), "\(again.screen)")
    #expect(again.screen.cursor == cursor)
    try again.press(.save)
    try again.see("已安排: ")
    try again.leave()
    #expect(Disk.names(in: office.registry + "/drafts").isEmpty)
  }

  @Test func killedInATable_isBackInItsRow() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "filing=2018-001")
    let clerk = try Clerk(office)
    try clerk.press(.three, .enter)
    clerk.terminal.send("\u{07}")
    try clerk.see("转到")
    clerk.terminal.send("年检\r")
    try clerk.see("Ins插入行")
    clerk.terminal.send("2019")
    try clerk.wait("the draft on disk") { _ in try! self.drafts(office, hold: "2019") }
    clerk.terminal.kill(SIGKILL)
    try clerk.terminal.waitForEnd(timeout: .seconds(30))

    let again = try Clerk(office)
    try again.see("有未完成的草稿：按 F9 再按 3 可继续")
    try again.press(.f9, .three, .one)
    #expect(again.cursorRow.contains("2019"), "\(again.screen)")
  }

  @Test func draftsOfTwoWindows_areAFileEach_andAllAreListed() throws {
    let office = try SmallDistrict.office()
    let directory = office.registry + "/drafts"
    let windows = [try Clerk(office), try Clerk(office)]
    for (number, clerk) in windows.enumerated() {
      for name in ["合唱团", "书画社"] {
        try clerk.press(.three, .insert)
        try clerk.type("\(name)\(number)")
        try clerk.press(.escape)
      }
    }
    // Each window lists its own, whatever the other types.
    for (number, clerk) in windows.enumerated() {
      try clerk.press(.f9, .three)
      #expect(clerk.screen.contains("合唱团\(number)") && clerk.screen.contains("书画社\(number)"))
      #expect(!clerk.screen.contains("合唱团\(1 - number)"))
    }
    for clerk in windows {
      clerk.terminal.kill(SIGKILL)
      try clerk.terminal.waitForEnd(timeout: .seconds(30))
    }
    #expect(Disk.names(in: directory).filter { $0.hasSuffix(".json") }.count == 4)
    let again = try Clerk(office)
    try again.see("草稿 4")
    try again.press(.f9, .three)
    for name in ["合唱团0", "书画社0", "合唱团1", "书画社1"] {
      #expect(again.screen.contains(name), "\(again.screen)")
    }
    try again.press(.delete, .two)
    try again.see("草稿 3")
    try again.press(.one)
    #expect(again.fieldLabel == "名称")
    try again.leave()
    #expect(Disk.names(in: directory).count == 3, "one thrown away, the others are as they were")
  }

  /// Threads may be reading records when the program ends: nothing is taken away under them. The
  /// machine's loader tells when it begins to.
  @Test(arguments: [SIGTERM, SIGHUP])
  func ended_takesNothingAwayUnderItsThreads(_ signal: Int32) throws {
    let office = try SmallDistrict.office()
    let told = office.directory + "/loader"
    let clerk = try Clerk(
      office, environment: ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": told])
    clerk.terminal.kill(signal)
    #expect(try clerk.terminal.waitForEnd(timeout: .seconds(30)) == .exited(128 + signal))
    let bytes = try #require(Disk.read("\(told).\(clerk.terminal.processID)"))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("calling init"))
    #expect(!text.contains("calling fini"))
  }
}
