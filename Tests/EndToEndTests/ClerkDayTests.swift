import Testing

/// A day at the counter, by keys alone at 80×24, in both languages.
@Suite(.serialized) struct ClerkDayTests {
  /// The two communities the day is about, and how many there are of each kind.
  private struct Place {
    let office: Office
    let communities: (String, String)
  }

  /// The real district where its data is, else the small one.
  private func place() throws -> Place {
    if let office = try RealDistrict.office() {
      return Place(office: office, communities: ("南郎家园", "北郎家园"))
    }
    return Place(office: try SmallDistrict.office(), communities: ("安居", "永丰"))
  }

  @Test(arguments: Clerk.Speech.allCases) func day(_ language: Clerk.Speech) throws {
    let place = try place()
    let before = try place.office.progress()
    let clerk = try Clerk(place.office, language)
    try registerOrganizations(clerk, place, before)
    try registerWorkers(clerk)
    try assign(clerk, place, before)
    try makeDormant(clerk, place.office)
    try openDashboard(clerk, place)
    try expectFigures(of: clerk, equal: place.office.progress())
    try clerk.leave()
    try reopen(place, language)
    #expect(try place.office.run("check").code == 0)
  }

  private func registerOrganizations(
    _ clerk: Clerk, _ place: Place, _ before: ProgressReport
  ) throws {
    let say = clerk.language
    let short = try #require(try before["P1"].shortfall)
    try clerk.press(.three)
    for (number, name) in ["邻里互助会", "合唱团", "老年协会"].enumerated() {
      try clerk.press(.insert)
      try clerk.fill([
        say("Name", "名称"): name, say("Tier", "管理方式"): "2",
        say("Community", "社区"): place.communities.0,
        say("Registered on", "登记备案日期"): "2017-01-0\(number + 1)",
        say("Activity class", "活动类别"): "4",
      ])
      try clerk.save()
      #expect(clerk.message.contains(name))
      let left = short - number - 1
      #expect(clerk.gauges.contains(say("-\(left)", "差\(left)个")), "\(clerk.gauges)")
    }
  }

  private func registerWorkers(_ clerk: Clerk) throws {
    let say = clerk.language
    try clerk.press(.four)
    for (name, id) in [("王芳", "110105199003074528"), ("李强", "11010519491231002X")] {
      try clerk.press(.insert)
      try clerk.fill([
        say("Name", "姓名"): name, say("ID number", "证件号码"): id,
        say("Phone", "电话"): "13812071612", say("Started on", "入职日期"): "2019-03-01",
      ])
      #expect(clerk.screen.contains(say("female", "女")), "from the number it is")
      try clerk.save()
    }
  }

  /// 王芳 to both communities, from the list of workers.
  private func assign(_ clerk: Clerk, _ place: Place, _ before: ProgressReport) throws {
    let say = clerk.language
    let without = try #require(try before["P3"].shortfall)
    try clerk.type("王芳")
    for (number, community) in [place.communities.0, place.communities.1].enumerated() {
      try clerk.press(.f2, .one)
      try clerk.fill([say("Community", "社区"): community])
      try clerk.press(.enter)
      #expect(clerk.fieldLabel == say("Role", "岗位"))
      let left = without - number - 1
      #expect(clerk.screen.contains("-> "), "what it does to the target, before it is saved")
      try clerk.press(.save)
      try clerk.see(say("assigned: ", "已安排: "))
      #expect(
        clerk.gauges.contains(say("\(left) without", "缺\(left)个社区")), "\(clerk.gauges)")
    }
    try clerk.press(.escape)
  }

  /// 合唱团 dormant from a day on: the figure of today falls, the one of the year before stays.
  private func makeDormant(_ clerk: Clerk, _ office: Office) throws {
    let say = clerk.language
    let today = try #require(try office.progress()["P1"].sum)
    try clerk.press(.three)
    try clerk.type("合唱团")
    try clerk.press(.f2, .one)
    #expect(clerk.fieldLabel == say("Status", "状态"))
    try clerk.press(.clear)
    try clerk.type("4")
    try clerk.press(.enter)
    #expect(clerk.fieldLabel == say("From", "变更日期"))
    try clerk.press(.clear)
    try clerk.type("2024-06-01")
    try clerk.save()
    let after = try office.progress()["P1"]
    #expect(after.sum == today - 1)
    let short = try #require(after.shortfall)
    #expect(clerk.gauges.contains(say("-\(short)", "差\(short)个")))
    #expect(try office.progress("--as-of", "2023-12-31")["P1"].sum == today)
    #expect(try office.progress("--as-of", "2024-05-31")["P1"].sum == today)
    #expect(try office.progress("--as-of", "2024-06-01")["P1"].sum == today - 1)
    try clerk.press(.escape)
  }

  private func openDashboard(_ clerk: Clerk, _ place: Place) throws {
    let say = clerk.language
    try clerk.press(.two)
    try clerk.type(place.communities.0)
    try clerk.press(.enter)
    try clerk.see(say("Plan targets", "规划完成情况"))
    let row = { (label: String) in clerk.screen.rows.first { $0.contains(label) } ?? "" }
    #expect(row(say("Organizations ", "社会组织 ")).contains(" 2 / "))
    #expect(row(say("Social workers ", "计入的社工 ")).contains(" 1 / "))
    #expect(clerk.screen.contains("王芳"))
  }

  /// Urban, rural and workers in the gauge line are those of `progress --json`.
  private func expectFigures(of clerk: Clerk, equal report: ProgressReport) throws {
    let say = clerk.language
    for (id, name) in [("P1", say("Urban ", "城市 ")), ("P2", say("Rural ", "农村 "))] {
      let target = try report[id]
      let value = try #require(target.value)
      #expect(clerk.gauges.contains("\(name)\(value)/\(target.target ?? "")"), "\(clerk.gauges)")
    }
    let workers = try #require(try report["P3"].value)
    #expect(clerk.gauges.contains("\(say("Workers ", "社工 "))\(workers)%"), "\(clerk.gauges)")
  }

  private func reopen(_ place: Place, _ language: Clerk.Speech) throws {
    let clerk = try Clerk(place.office, language)
    try expectFigures(of: clerk, equal: place.office.progress())
    try clerk.press(.three)
    for name in ["邻里互助会", "合唱团", "老年协会"] { #expect(clerk.screen.contains(name)) }
    try clerk.press(.four)
    for name in ["王芳", "李强"] { #expect(clerk.screen.contains(name)) }
    try clerk.leave()
  }
}
