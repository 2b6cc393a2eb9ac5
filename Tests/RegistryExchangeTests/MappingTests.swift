@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("Mappings and mends of an import")
struct MappingTests: Importing {
  private let file = """
    机构,管理方法,地点,人数(约),备注2
    甲,在册,文苑小区,30人,x
    乙,在册,文苑小区,20,y
    """

  private func plan(
    _ text: String, _ registry: Registry, _ mapping: ImportMapping? = nil,
    _ mends: ImportMends = .init(), proposes: Bool = false
  ) -> ImportPlan {
    var order = Import(.organization, into: registry.state, today: today)
    (order.mapping, order.mends, order.proposes) = (mapping, mends, proposes)
    return order.plan(text.bytes)
  }

  private var mapping: ImportMapping {
    ImportMapping(
      columns: [
        "机构": .field("name"), "地点": .field("community"), "人数(约)": .field("members"),
        "备注2": .ignored,
      ],
      constants: ["tier": "备案"], values: ["community": ["文苑小区": "文苑"]])
  }

  @Test("columns, constants and words as decided")
  func decided() throws {
    var registry = try registry()
    #expect(plan(file, registry).changeSet == nil)
    let plan = plan(file, registry, mapping)
    #expect(problems(plan) == [])
    #expect(plan.counts == .init(new: 2))
    #expect(plan.file.columns.map(\.samples).first == ["甲", "乙"])
    try registry.append(try #require(plan.changeSet))
    let made = try #require(registry.state.organizations[1]?.record)
    #expect((made.name, made.tier[today], made.members) == ("甲", .filed, 30))
    #expect(made.community[today] == RecordID(.community, 3))
  }

  @Test("a mapping is written and read back, and says what is wrong with it")
  func json() throws {
    var mapping = mapping
    mapping.columns["社区编码"] = .locator(reference: "community", by: "code")
    mapping.columns["编号"] = .id
    #expect(try ImportMapping(json: try JSON(bytes: Array(mapping.json.text.utf8))) == mapping)
    #expect(try ImportMapping(json: .object([])) == ImportMapping())
    for wrong in [
      #"{"columns":[]}"#, #"{"colums":{}}"#, #"{"columns":{"a":1}}"#, #"{"constants":{"a":null}}"#,
      #"{"values":{"a":"b"}}"#, #"{"columns":{"a":"b.c.d"}}"#, "[]",
    ] {
      let json = try JSON(bytes: Array(wrong.utf8))
      #expect(throws: Problem.self, "\(wrong)") { try ImportMapping(json: json) }
    }
    let registry = try registry()
    let strange = plan(file, registry, ImportMapping(constants: ["nothing": "x"]))
    #expect(strange.problems.first?.value == "nothing")
  }

  @Test("a mapping that names what is not there is refused")
  func absent() throws {
    let registry = try registry()
    var wrong = mapping
    wrong.columns["机沟"] = .field("name")
    #expect(plan(file, registry, wrong).problems.map(\.value) == ["机沟"])
    wrong = mapping
    wrong.columns["备注2"] = .field("nme")
    #expect(plan(file, registry, wrong).problems.map(\.column) == ["备注2"])
    #expect(plan(file, registry, wrong).problems.map(\.value) == ["nme"])
    wrong.columns["备注2"] = .locator(reference: "community", by: "nme")
    #expect(plan(file, registry, wrong).problems.map(\.column) == ["备注2"])
    wrong = mapping
    wrong.values["nme"] = ["a": "b"]
    #expect(plan(file, registry, wrong).problems.map(\.value) == ["nme"])
    // What is left out anyway may be missing.
    wrong = mapping
    wrong.columns["备注3"] = .ignored
    #expect(plan(file, registry, wrong).problems == [])
  }

  @Test("a column without a name is read as decided, by its number")
  func unnamed() throws {
    let registry = try registry()
    let text = "名称,管理方式,村居,\n甲,备案,文苑,30\n"
    #expect(plan(text, registry).file.columns.last?.header == "#4")
    let plan = plan(text, registry, ImportMapping(columns: ["#4": .field("members")]))
    #expect(problems(plan) == [])
    guard case .field(let field)? = plan.file.columns.last?.use else {
      Issue.record("\(plan.file.columns)")
      return
    }
    #expect((field.key, plan.file.columns.count) == ("members", 4))
  }

  @Test("a cell is read as mended, a line left out, a record linked; the file stays as it is")
  func mends() throws {
    var registry = try registry()
    let text = "名称,管理方式,村居,成员数\n甲,备案,文苑,三十\n甲二,备案,文苑,\n丙,备案,没有,1\n"
    let first = plan(text, registry)
    #expect(first.counts == .init(new: 1, bad: 2))
    #expect(first.rows[0].cells == ["甲", "备案", "文苑", "三十"])
    let mends = ImportMends(cells: [.init(line: 2, header: "成员数"): "30"], skipped: [4])
    let mended = plan(text, registry, nil, mends)
    #expect(mended.counts == .init(new: 2, skipped: 1))
    #expect(mended.rows[2].outcome == .skipped(.clerk))
    try registry.append(try #require(mended.changeSet))
    #expect(registry.state.organizations[1]?.record.members == 30)
    // Under another name, and a new one in spite of the same.
    let renamed = "名称,管理方式,村居,成员数\n甲乙,备案,文苑,31\n甲,备案,文苑,5\n"
    let linked = plan(
      renamed, registry, nil, ImportMends(linked: [2: RecordID(.organization, 1), 3: nil]))
    #expect(linked.rows[0].outcome == .updated(RecordID(.organization, 1), ["name", "members"]))
    #expect(linked.rows[1].outcome == .new)
    #expect(ImportMends(json: mends.json) == mends)
    let all = ImportMends(linked: [2: RecordID(.organization, 1), 3: nil])
    #expect(ImportMends(json: all.json) == all)
  }

  @Test("proposed: by likeness, by the values, nothing where two are as likely")
  func proposed() throws {
    let registry = try registry()
    let text = """
      社会组织名称及简称,社会组织全称,登记/备案情况表,联络电话号码,所属村居(社区),甲乙丙
      向阳合唱团,,备案,13812345678,文苑,1
      """
    let columns = plan(text, registry, proposes: true).file.columns
    let said = columns.map { column -> String in
      guard case .field(let field) = column.use else { return "-" }
      return "\(field.key) \(column.reason)"
    }
    #expect(said[0] == "name likeness")
    #expect(said[1] == "form likeness", "the name is taken")
    #expect(said[2] == "tier likeness")
    #expect(said[4] == "community likeness")
    #expect(said[5] == "-")
    // A program that nobody watches takes nothing for what it may be.
    let unwatched = plan(text, registry)
    #expect(unwatched.file.columns.allSatisfy { $0.reason == .header })
    #expect(unwatched.file.columns[0].likely?.en == "Name")
    #expect(unwatched.facts.contains { $0.en.contains("社会组织名称及简称 > Name") })
    let coded = "名称,管理方式,村居,号\n甲,登记,文苑,\(code)\n"
    let values = plan(coded, registry, proposes: true).file.columns
    guard case .field(let field) = values[3].use else {
      Issue.record("\(values[3])")
      return
    }
    #expect((field.key, values[3].reason) == ("uscc", .values))
  }

  /// A credit code of a community organization.
  private let code = "52110105MJ0123456N"
}
