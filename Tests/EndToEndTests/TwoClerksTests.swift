import Glibc
import RegistryTestSupport
import Testing

/// Several processes on one registry: everybody sees everything, nobody loses anything.
@Suite(.serialized) struct TwoClerksTests {
  @Test func save_showsAtTheOtherClerks_withoutAKey() throws {
    let office = try SmallDistrict.office()
    let (first, second) = (try Clerk(office), try Clerk(office, .english))
    try second.press(.three)
    let before = second.gauges
    try register("合唱团", at: first)
    try second.see("合唱团")
    #expect(second.gauges != before, "and its figures move")
    try office.add("organization", "name=老年协会", "tier=备案", "community=m2")
    for clerk in [first, second] { try clerk.see("老年协会") }
  }

  @Test func anotherPlanOfTheOffice_isCountedTowardAtOnce() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office, .english)
    let other = clerk.screen.contains("Plan 2016-2020") ? "2021-2025" : "2016-2020"
    #expect(try office.run("edit", "office", "plans=\(other)").code == 0)
    try clerk.wait("the other plan") { $0.row(0).contains("Plan \(other)") }
    let lines = try office.run("progress").lines
    let whole = try #require(
      lines.first?.split(separator: " ").first { $0.first?.isNumber == true })
    #expect(clerk.screen.contains(String(whole)))
  }

  /// The account of whoever runs the tests.
  private var login: String { String(cString: getpwuid(geteuid()).pointee.pw_name) }

  private func register(_ name: String, at clerk: Clerk, creditCode: String? = nil) throws {
    try clerk.press(.three, .insert)
    try fill(name, at: clerk, creditCode: creditCode)
    try clerk.save()
  }

  private func fill(_ name: String, at clerk: Clerk, creditCode: String? = nil) throws {
    let say = clerk.language
    var values = [
      say("Name", "名称"): name, say("Tier", "管理方式"): creditCode == nil ? "2" : "1",
      say("Community", "社区"): "安居",
    ]
    if let creditCode { values[say("Credit code", "信用代码")] = creditCode }
    try clerk.fill(values)
  }

  @Test func savingAtTheSameTime_losesNothing() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try fill("屏幕社", at: clerk)
    let names = (1...24).map { "并行社\($0)" }
    let programs = try names.map {
      try office.start(["add", "organization", "name=\($0)", "tier=备案", "community=m1"])
    }
    try clerk.save()
    for (name, program) in zip(names, programs) {
      var outcome = program.wait()
      // 75 is "try again": on a busy machine the lock may be held longer than a process waits.
      while outcome.code == 75 {
        outcome = try office.run("add", "organization", "name=\(name)", "tier=备案", "community=m1")
      }
      #expect(outcome.code == 0, "\(name): \(outcome.error)")
    }
    let listed = try office.run("list", "organizations").lines
    #expect(listed.count == 25)
    #expect(Set(listed.map { $0.prefix(4) }).count == 25, "no number given twice")
    for name in names + ["屏幕社"] { #expect(listed.contains { $0.contains(name) }) }
    try clerk.see("共25条")
    #expect(try office.run("check").code == 0)
  }

  @Test(arguments: Clerk.Speech.allCases)
  func oneCreditCodeTwice_theSecondIsToldByWhomAndWhen(_ language: Clerk.Speech) throws {
    let office = try SmallDistrict.office()
    let (first, second) = (try Clerk(office), try Clerk(office, language))
    try second.press(.three, .insert)
    try fill("乙中心", at: second, creditCode: "52110105MJ00001X04")
    try register("甲中心", at: first, creditCode: "52110105MJ00001X04")
    try second.press(.save)
    try second.wait("who and when") {
      $0.row(21).contains(login) && $0.row(21).contains(/20[0-9]{2}-[0-9]{2}-[0-9]{2}/)
    }
    #expect(second.fieldLabel == language("Credit code", "信用代码"), "where it has to be mended")
    #expect(second.screen.contains("乙中心"), "nothing typed is lost")
    #expect(try office.run("list", "organizations").lines.count == 1)
  }

  @Test func onePostTwice_theSecondIsToldByWhomAndWhen() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳")
    let (first, second) = (try Clerk(office), try Clerk(office))
    for clerk in [first, second] {
      try clerk.press(.four, .f2, .one)
      try clerk.fill(["社区": "安居"])
    }
    try first.press(.save)
    try first.see("已安排: ")
    try second.press(.save)
    try second.wait("who and when") {
      $0.row(21).contains(login) && $0.row(21).contains(/20[0-9]{2}-[0-9]{2}-[0-9]{2}/)
    }
    #expect(try office.run("list", "assignments").lines.count == 1)
  }

  @Test func twoFieldsOfOneRecord_bothAreKept() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    let (first, second) = (try Clerk(office), try Clerk(office))
    for clerk in [first, second] { try clerk.press(.three, .enter) }
    try first.fill(["负责人": "李红"])
    try second.fill(["电话": "13812071612"])
    try first.save()
    try second.save()
    let shown = try office.succeed("show", "合唱团", "--language", "zh-Hans")
    #expect(shown.contains("负责人: 李红") && shown.contains("电话: 138****1612"), "\(shown)")
  }

  @Test func oneFieldOfOneRecord_theSecondSeesBothValues() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    let (first, second) = (try Clerk(office), try Clerk(office))
    for clerk in [first, second] { try clerk.press(.three, .enter) }
    try first.fill(["负责人": "李红"])
    try second.fill(["负责人": "王刚"])
    try first.save()
    try second.press(.save)
    try second.wait("both values") {
      $0.row(21).contains("李红") && $0.row(21).contains("王刚")
    }
    #expect(try office.succeed("show", "合唱团").contains("李红"))
  }
}
