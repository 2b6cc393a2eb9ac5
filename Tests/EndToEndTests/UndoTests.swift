import Glibc
import RegistryTestSupport
import Testing

/// What was saved is taken back, here or from the command line, today or another day.
@Suite(.serialized) struct UndoTests {
  private let login = String(cString: getpwuid(geteuid()).pointee.pw_name)

  private func registerChoir(_ clerk: Clerk) throws {
    let say = clerk.language
    try clerk.press(.three, .insert)
    try clerk.fill([
      say("Name", "名称"): "合唱团", say("Tier", "管理方式"): "2", say("Community", "社区"): "安居",
      say("Registered on", "登记备案日期"): "2017-01-01",
    ])
    try clerk.save()
  }

  @Test(arguments: Clerk.Speech.allCases)
  func save_thenCtrlZ_theFigureGoesBack_andCtrlYForth(_ language: Clerk.Speech) throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office, language)
    let before = clerk.gauges
    try registerChoir(clerk)
    #expect(clerk.message.contains(language("Ctrl-Z undo", "Ctrl-Z 撤销")))
    let after = clerk.gauges
    #expect(after != before)
    try clerk.press(.undo)
    try clerk.see(language("undone: 合唱团", "已撤销: 合唱团"))
    #expect(clerk.gauges == before)
    #expect(try office.run("list", "organizations").code == 1)
    try clerk.press(.redo)
    try clerk.see(language("redone: 合唱团", "已重做: 合唱团"))
    #expect(clerk.gauges == after)
    try clerk.leave()
    #expect(try office.run("check").code == 0)
  }

  @Test func reopened_CtrlZAsksFirst_thenUndoes() throws {
    let office = try SmallDistrict.office()
    let first = try Clerk(office)
    let before = first.gauges
    try registerChoir(first)
    try first.leave()

    let again = try Clerk(office)
    try again.press(.undo)
    try again.see("撤销以下变更?")
    #expect(again.screen.contains("合唱团: 新增"))
    #expect(again.screen.rows.contains { $0.contains(#/20\d\d-\d\d-\d\d \d\d:\d\d /#) })
    again.terminal.send("\r\r \u{1A}")
    try again.terminal.waitUntilIdle()
    #expect(again.screen.contains("撤销以下变更?"), "neither Enter nor Ctrl-Z agrees to a loss")
    try again.press(.save)
    try again.see("已撤销: 合唱团")
    #expect(again.gauges == before)
    try again.press(.redo)
    try again.see("已重做: 合唱团")
    try again.leave()
    #expect(try office.succeed("list", "organizations").contains("合唱团"))
  }

  @Test func import_isTakenBackByOneCtrlZ() throws {
    let office = try SmallDistrict.office()
    let path = office.directory + "/list.csv"
    try Disk.write(
      Array("名称,管理方式,社区\n合唱团,备案,安居社区居委会\n老年协会,备案,m2\n书画社,备案,m2\n".utf8), to: path)
    let clerk = try Clerk(office)
    try clerk.press(.f9, .two, .two)
    try clerk.type(path)
    try clerk.press(.enter)
    try clerk.see("新增 3")
    try clerk.press(.save)
    try clerk.see("已导入 3 条记录；Ctrl-Z 撤销")
    #expect(try office.run("list", "organizations").lines.count == 3)
    try clerk.press(.undo)
    try clerk.see("已撤销: list.csv: 社会组织 3")
    #expect(try office.run("list", "organizations").code == 1)
    try clerk.press(.redo)
    try clerk.see("已重做")
    #expect(try office.run("list", "organizations").lines.count == 3)
  }

  @Test func colleagueChangedTheField_theUndoIsRefused_withWhoAndWhen() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    let clerk = try Clerk(office)
    try clerk.press(.three, .enter)
    try clerk.fill(["负责人": "王刚"])
    try clerk.save()
    try office.succeed("edit", "o1", "head=赵丽")
    try clerk.see("赵丽")
    try clerk.press(.undo)
    // The newest of this account is what the command line saved, which is asked about.
    try clerk.see("撤销以下变更?")
    try clerk.press(.escape)
    try clerk.press(.nine)
    try clerk.see("合唱团: 负责人")
    try clerk.press(.down, .f2, .one)
    try clerk.see("不能撤销, 原因如下:")
    #expect(clerk.screen.contains("负责人: 当时存 王刚，现为 赵丽"))
    #expect(clerk.screen.contains("(\(login), ") && clerk.screen.contains("#7)"))
    try clerk.press(.save)
    #expect(clerk.message.contains("不能撤销"))
    #expect(try office.succeed("show", "o1").contains("赵丽"))
  }

  @Test func history_isPagedAndOpened_onTheScreen() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "phone=13812071612")
    let clerk = try Clerk(office)
    try clerk.press(.nine)
    try clerk.see("社会组织 合唱团: 新增")
    #expect(clerk.screen.contains("已全部列出"))
    try office.succeed("edit", "o1", "phone=13912345678")
    try clerk.see("社会组织 合唱团: 电话")
    try clerk.press(.up, .enter)
    #expect(clerk.screen.contains("电话: 138****1612 -> 139****5678"))
    #expect(!clerk.screen.contains("13912345678"))
  }

  // MARK: From the command line

  @Test func historyCommand_tellsWhoWhatAndWhen() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "phone=13812071612")
    try office.succeed("edit", "合唱团", "status=停止活动", "--from", "2020-03-01")
    try office.succeed("undo", "6")
    let sets = try JSONValue(office.run("history", "合唱团", "--json").bytes)
    #expect(sets.count == 3)
    #expect(sets[0]?["undoes"]?[0] == .number(6) && sets[0]?["undoneBy"] == .null)
    #expect(sets[1]?["undoneBy"] == .number(7) && sets[1]?["by"] == .string(login))
    let change = try #require(sets[1]?["changes"]?[0])
    #expect(change["kind"] == .string("organization") && change["id"] == .string("o1"))
    #expect(change["name"] == .string("合唱团"))
    #expect(change["field"] == .string("status") && change["on"] == .string("2020-03-01"))
    #expect(change["before"]?.count == 0 && change["after"]?[0] == .string("dormant"))
    #expect(change["was"] == .string("active"))
    let text = try office.succeed("history", "o1", "--language", "zh-Hans")
    #expect(text.contains("状态 自 2020-03-01: 正常 -> 停止活动") && text.contains("(已由 #7 撤销)"))
    #expect(text.contains("138****1612") && !text.contains("13812071612"))
    #expect(try office.run("history", "--limit", "2").lines.filter { $0.hasPrefix("#") }.count == 2)
    #expect(try office.run("history", "无此记录").code == 66)
  }

  /// Imports two organizations as change set 5; gives the batch.
  private func importTwo(_ office: Office) throws -> String {
    let path = office.directory + "/list.csv"
    try Disk.write(Array("名称,管理方式,社区\n合唱团,备案,m1\n老年协会,备案,m2\n".utf8), to: path)
    try office.succeed("import", "organizations", path)
    let sets = try JSONValue(office.run("history", "--limit", "1", "--json").bytes)
    guard case .string(let batch)? = sets[0]?["batch"] else { throw Failed("no batch") }
    return batch
  }

  @Test func undoCommand_takesABatchBack_orPrintsEverythingInTheWay() throws {
    let office = try SmallDistrict.office()
    let batch = try importTwo(office)
    #expect(batch.contains(/^import-20[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9a-f]{6}$/))
    let before = try office.contents()
    #expect(try office.succeed("undo", batch, "--dry-run").contains("nothing was written"))
    #expect(try office.contents() == before)
    for id in ["o1", "o2"] { try office.succeed("edit", id, "members=7") }
    let edited = try office.contents()
    let refused = try office.run("undo", batch)
    #expect(refused.code == 1 && refused.output.isEmpty)
    #expect(refused.error.split(separator: "\n").count == 2, "\(refused.error)")
    #expect(refused.error.contains("合唱团 Members: saved --, now 7 (\(login), "))
    let told = try JSONValue(office.run("undo", batch, "--json").bytes)
    #expect(told["undoes"] == .array([.number(5)]) && told["seq"] == .null)
    #expect(told["obstacles"]?[0] != nil && told["obstacles"]?[1] != nil)
    #expect(try office.contents() == edited)
    let dry = try JSONValue(office.run("undo", "7", "--dry-run", "--json").bytes)
    #expect(
      dry["undoes"] == .array([.number(7)]) && dry["seq"] == .null && dry["obstacles"]?[0] == nil)
    let done = try JSONValue(office.run("undo", "7", "--json").bytes)
    #expect(done["undoes"] == .array([.number(7)]) && done["seq"] == .number(8))
    try office.succeed("undo", "6")
    try office.succeed("undo", batch)
    #expect(try office.run("list", "organizations").code == 1)
    #expect(try office.run("undo", batch).error.contains("already undone"))
    #expect(try office.run("undo", "import-none").code == 66)
    #expect(try office.run("undo", "1", "--read-only").code == 77)
    #expect(try office.run("check").code == 0)
  }

  @Test func undoOfARedo_isRefusedAsTheUndoOfTheEntryIs() throws {
    let office = try SmallDistrict.office()
    let batch = try importTwo(office)
    try office.succeed("undo", "5")
    try office.succeed("undo", "6")
    try office.succeed("edit", "o2", "members=7")
    let edited = try office.contents()
    for target in ["5", "7", batch] {
      let refused = try office.run("undo", target)
      #expect(refused.code == 1)
      #expect(refused.error.contains("老年协会 Members: saved --, now 7 (\(login), "), "\(refused)")
      #expect(refused.error.contains("#8)"), "\(refused)")
    }
    #expect(try office.contents() == edited)
    try office.succeed("undo", "8")
    try office.succeed("undo", "7")
    #expect(try office.run("list", "organizations").code == 1)
    #expect(try office.run("undo", "5").error.contains("already undone"))
    #expect(try office.run("check").code == 0)
  }
}
