import Testing

@testable import RegistryModel

@Suite("Dated values")
struct DatedTests {
  private var status: Dated<OrganizationStatus> {
    var status = Dated<OrganizationStatus>(.active)
    status.change(to: .dormant, from: "2020-03-01")
    status.change(to: .active, from: "2018-01-01")
    return status
  }

  @Test("a value holds until the day of the next step")
  func asOf() {
    #expect(status["2020-02-29"] == .active)
    #expect(status["2020-03-01"] == .dormant)
    #expect(status["1990-01-01"] == .active)
    #expect(Dated<Tier>()["2020-01-01"] == nil)
  }

  @Test("steps stand in order of their days, whatever the order of entry")
  func order() {
    #expect(status.steps.map(\.day) == ["2018-01-01", "2020-03-01"])
  }

  @Test("a correction mends the step in force, or what always was")
  func correction() {
    var mended = status
    mended.correct(to: .suspended, on: "2021-01-01")
    #expect(mended.steps.map(\.value) == [.active, .suspended])
    mended.correct(to: .applying, on: "2017-12-31")
    #expect(mended.first == .applying)
    #expect(mended.steps.map(\.value) == [.active, .suspended])
    #expect(mended.steps.count == 2)
  }

  @Test("two changes of one day are one step")
  func sameDay() {
    var twice = status
    twice.change(to: .revoked, from: "2020-03-01")
    #expect(twice.steps.count == 2)
    #expect(twice["2020-03-01"] == .revoked)
  }

  @Test("without its step the value before goes on")
  func removal() {
    var undone = status
    undone.removeStep(of: "2020-03-01")
    #expect(undone["2020-03-01"] == .active)
    undone.removeStep(of: "1999-01-01")
    #expect(undone.steps.count == 1)
  }

  @Test("a value may end on a day")
  func emptied() {
    var ended = status
    ended.change(to: nil, from: "2021-01-01")
    #expect(ended["2021-06-01"] == nil)
    #expect(ended["2020-12-31"] == .dormant)
    #expect(!ended.isEmpty)
  }

  @Test("entering asks: correction or change")
  func entering() throws {
    let field = try #require(Organization.kindSchema["status"])
    var record: any Record = Organization()
    try record.enter("正常", field, .correction(on: "2020-01-01"))
    try record.enter("4", field, .change(from: "2020-03-01"))
    #expect(record.days(of: field) == ["2020-03-01"])
    #expect(record.text(field, on: "2020-02-29", .chinese) == "正常")
    #expect(record.text(field, on: "2020-03-01", .chinese) == "停止活动")
    try record.put("suspended", field, .correction(on: "2020-05-01"))
    #expect(record.json(field, on: "2020-03-01") == "suspended")
    #expect(record.days(of: field).count == 1)
  }

  @Test("a change begins on a full day")
  func partialDay() throws {
    let field = try #require(Organization.kindSchema["status"])
    for day in ["2020", "2020-03"] as [CivilDate] {
      var record = Organization()
      #expect(throws: FieldError.self) { try record.enter("4", field, .change(from: day)) }
      #expect(throws: FieldError.self) { try record.put("dormant", field, .change(from: day)) }
      #expect(record == Organization())
    }
  }
}
