import RegistryExchange
import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// One row gives one record, whether it is typed in a form, given to a command or imported.
@Suite struct SameRowTests {
  /// What a row may say, by kind; the first ones are in every row.
  private static let rows: [Kind: (always: Int, cells: [(key: String, text: String)])] = [
    .community: (
      2,
      [
        ("code", "110105001206"), ("name", "己村"), ("committee", "居委会"), ("classCode", "111"),
        ("townName", "建外街道"), ("households", "1,200"), ("serviceHall", "是"), ("phone", "65001234"),
        ("establishedOn", "2016.3"), ("note", "备注 一"),
      ]
    ),
    .organization: (
      3,
      [
        ("name", "丙合唱团"), ("tier", "备案"), ("community", "丙社区居委会"), ("activityClass", "3"),
        ("services", "医疗卫生"), ("reach", "街镇"), ("status", "4"), ("registeredOn", "20190301"),
        ("phone", "65001234, 13812071612"), ("members", "42"), ("industry", "文化"),
        ("capital", "3.5"),
      ]
    ),
    .worker: (
      1,
      [
        ("name", "孙丽"), ("idNumber", "110101190001010014"), ("idType", "护照"),
        ("phone", "13812071612"),
        ("licenceLevel", "社会工作师"), ("startedOn", "2019"), ("serviceAreas", "1 2"),
        ("employer", "丙1号互助会"),
      ]
    ),
    .assignment: (
      4,
      [
        ("worker", "社工1"), ("community", "丙社区居委会"), ("role", "网格员"), ("since", "2020-01-01"),
        ("until", "2021-06-30"), ("share", "50"), ("primary", "否"), ("organization", "丙1号互助会"),
      ]
    ),
    .need: (
      4,
      [
        ("title", "楼道加装扶手"), ("community", "丙社区居委会"), ("topic", "8"), ("raisedOn", "2020-01"),
        ("targetGroups", "老年人, 5"), ("people", "40"), ("source", "入户走访"),
        ("organization", "丙1号互助会"), ("note", "分两批"),
      ]
    ),
    .programme: (
      3,
      [
        ("name", "银龄守护"), ("communities", "丙社区居委会"), ("status", "申报"), ("number", "2020-3"),
        ("form", "社工站"), ("since", "2020-01-01"), ("until", "2020-12"), ("carrier", "丙1号互助会"),
        ("partners", "丙2号互助会"), ("workers", "社工1"), ("serviceAreas", "1, 其他"),
        ("targetGroups", "老年人"), ("funding", "13"), ("budget", "120,000.5"), ("plannedCases", "7"),
        ("satisfaction", "96.5"), ("grade", "良好"), ("note", "首年"),
      ]
    ),
  ]

  private func row(_ kind: Kind, _ seed: UInt64) -> [(key: String, text: String)] {
    guard let (always, cells) = Self.rows[kind] else { return [] }
    var random = SeededGenerator(seed: seed)
    return cells.enumerated().filter { place, _ in
      place < always || Bool.random(using: &random)
    }.map(\.element)
  }

  private func typed(_ kind: Kind, _ row: [(key: String, text: String)], in robot: Robot) -> JSON {
    let context = robot.state.context
    var editor = RecordEditor(
      kind.schema.make(), id: RecordID(kind, -1), original: nil, context)
    for (key, text) in row {
      guard let field = kind.schema[key] else { continue }
      editor.focus(on: key)
      if let other = field.refersTo {
        for id in robot.head.records(named: text, kind: other, on: SampleDistrict.today) {
          editor.pick(id, in: field, context)
        }
      } else {
        _ = editor.paste(text, context)
      }
    }
    return editor.completed(context).storedJSON(as: RecordID(kind, 1))
  }

  private func given(
    _ kind: Kind, _ row: [(key: String, text: String)], in robot: Robot
  ) throws -> JSON {
    let day = robot.state.context.day
    var record = kind.schema.make()
    for (key, text) in row {
      let field = try #require(kind.schema[key])
      if let other = field.refersTo {
        let id = try #require(
          robot.head.records(named: text, kind: other, on: SampleDistrict.today).first)
        let isList = if case .records = field.entry { true } else { false }
        try record.put(isList ? [id.json] : id.json, field, .correction(on: day))
      } else {
        try record.enter(text, field, .correction(on: day))
      }
    }
    return record.completed(
      from: nil, saying: Set(row.map(\.key)), in: Surroundings(robot.head), on: day
    ).record.storedJSON(as: RecordID(kind, 1))
  }

  private func imported(
    _ kind: Kind, _ row: [(key: String, text: String)], in robot: Robot
  ) throws -> JSON {
    let line = { (cells: [String]) in cells.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }
    let file = line(row.map(\.key)) + line(row.map(\.text))
    let plan = Import(kind, into: robot.head, today: robot.state.context.day)
      .plan(Array(file.utf8))
    #expect(plan.problems.isEmpty, "\(plan.problems)")
    let change = try #require(plan.changeSet?.changes.first)
    let after = try #require(robot.head.trying(ChangeSet([change])))
    let made = try #require(after[kind].stored(after[kind].highest))
    return made.content.storedJSON(as: RecordID(kind, 1))
  }

  @Test(arguments: Self.rows.keys.sorted { $0.number < $1.number })
  func `typed, given and imported it is the same`(kind: Kind) throws {
    let robot = Robot.workedExample()
    for seed in 0..<40 as Range<UInt64> {
      let row = row(kind, seed)
      let form = typed(kind, row, in: robot)
      #expect(try given(kind, row, in: robot) == form, "\(row)")
      #expect(try imported(kind, row, in: robot) == form, "\(row)")
    }
  }

  @Test func `services come from the class where a row says nothing of them`() throws {
    let robot = Robot.workedExample()
    let row = [("name", "丙合唱团"), ("tier", "备案"), ("community", "丙社区居委会"), ("activityClass", "2")]
      .map { (key: $0.0, text: $0.1) }
    let services: JSON = ["charity"]
    #expect(typed(.organization, row, in: robot)["services"] == services)
    #expect(try given(.organization, row, in: robot)["services"] == services)
    #expect(try imported(.organization, row, in: robot)["services"] == services)
    let said = row + [(key: "services", text: "")]
    #expect(try given(.organization, said, in: robot)["services"] == nil)
    #expect(try imported(.organization, said, in: robot)["services"] == nil)
  }
}
