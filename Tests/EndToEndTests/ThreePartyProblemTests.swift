import RegistryModel
import Testing

/// What goes wrong between communities, programmes, purchases and their rows: refused where it is typed, and
/// where it is there all the same, as after a late truth or from another program, it is said in one sentence
/// in both languages and `!problems` finds it, until it is mended.
@Suite struct ThreePartyProblemTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    /// What is refused where it is typed, and what the refusal says.
    var refused: (command: [String], code: Int32, says: String)?
    /// What becomes known later, and is saved.
    var late: [[String]] = []
    /// What another program has written.
    var forced: Change?
    /// The record that `list KIND !problems` finds.
    let found: (kind: String, id: String)
    /// What `check` says of it.
    let sentence: String
    /// What both languages name of it.
    let value: String
    /// What makes it right.
    let mended: [[String]]
  }

  private static func set(_ id: RecordID, _ key: String, _ before: JSON, _ after: JSON) -> Change {
    Change(id, [Setting(key, before: before, after: after)])
  }

  private static let programme = RecordID(.programme, 1)
  private static let purchase = RecordID(.purchase, 1)
  private static let instalment = RecordID(.instalment, 1)

  private static let need: Change = {
    var need = Need()
    (need.title, need.community, need.topic) = ("助餐", RecordID(.community, 1), .elderCare)
    need.raisedOn = CivilDate(year: 2024, month: 1, day: 1)
    (need.status, need.note) = (Dated(.open), "联系人 110105199003074528")
    return Change(RecordID(.need, 1), isNew: true, need.settings(from: nil))
  }()

  private static let strayRow: Change = {
    var row = Instalment()
    (row.purchase, row.amount) = (RecordID(.purchase, 9), Yuan(units: 100))
    (row.due, row.budgetYear) = (CivilDate(year: 2024, month: 3, day: 1), 2024)
    return Change(RecordID(.instalment, 2), isNew: true, row.settings(from: nil))
  }()

  static let cases = [
    Case(
      testDescription: "overpaid",
      refused: (
        ["edit", "i1", "paid=100000.01", "paidOn=2024-02-01"], 65,
        "100,000.01 are paid (100,000.01 on 2024-02-01), the amount is 100,000.00"
      ),
      forced: Change(
        instalment,
        [
          Setting("paid", before: .null, after: "100000.01"),
          Setting("paidOn", before: .null, after: "2024-02-01"),
        ]),
      found: ("purchases", "c1"),
      sentence:
        "! c1 Amount: 100,000.01 are paid (100,000.01 on 2024-02-01), the amount is 100,000.00",
      value: "100,000.01", mended: [["edit", "i1", "paid=100000"]]),
    Case(
      testDescription: "the term of a contract reversed",
      refused: (["edit", "c1", "until=2023-12-31"], 65, "2023-12-31 is before the first day, "),
      forced: set(purchase, "until", "2024-12-31", "2023-12-31"), found: ("purchases", "c1"),
      sentence: "! c1 Until: 2023-12-31 is before the first day, 2024-01-01",
      value: "2023-12-31",
      mended: [["edit", "c1", "until=2024-01-01"]]),
    Case(
      testDescription: "the term of a programme reversed",
      refused: (["edit", "p1", "until=2023-12-31"], 65, "2023-12-31 is before the first day, "),
      forced: set(programme, "since", "2024-01-01", "2100-01-01"), found: ("programmes", "p1"),
      sentence: "! p1 Until: 2099-12-31 is before the first day, 2100-01-01",
      value: "2099-12-31",
      mended: [["edit", "p1", "since=2024-01-01"]]),
    Case(
      testDescription: "the carrier revoked in mid-programme",
      refused: (
        [
          "add", "programme", "name=邻里议事", "form=project", "status=running", "communities=m1",
          "carrier=邻里社", "since=2024-01-01", "until=2099-12-31",
        ], 65, "邻里社: on its first day here, 2024-01-01, it is revoked"
      ),
      late: [["edit", "助老服务中心", "status=revoked", "--from", "2024-06-01"]],
      found: ("programmes", "p1"),
      sentence: "? p1 Carrier: 助老服务中心: it is revoked since 2024-06-01", value: "2024-06-01",
      mended: [
        ["edit", "p1", "carrier=", "--from", "2024-06-01"], ["edit", "p1", "carrierName=街道"],
      ]
    ),
    Case(
      testDescription: "a worker left",
      late: [["edit", "王芳", "leftOn=2024-06-30"]], found: ("programmes", "p1"),
      sentence: "? p1 Workers: 王芳: leaves 2024-06-30: change the workers from the day after",
      value: "2024-06-30", mended: [["edit", "p1", "workers=李红", "--from", "2024-07-01"]]),
    Case(
      testDescription: "a community ended",
      refused: (
        [
          "add", "programme", "name=邻里议事", "form=project", "status=running", "communities=m3",
          "carrierName=街道", "since=2024-01-01", "until=2099-12-31",
        ], 65, "松园: it ended 2023-12-31, before its first day here, 2024-01-01"
      ),
      late: [["edit", "安居社区", "endedOn=2024-06-30"]], found: ("programmes", "p1"),
      sentence:
        "? p1 Communities: 安居: it ends 2024-06-30: change the communities from the day after",
      value: "2024-06-30", mended: [["edit", "p1", "communities=永丰社区", "--from", "2024-07-01"]]),
    Case(
      testDescription: "the supplier not allowed",
      refused: (
        [
          "add", "purchase", "name=助餐", "number=XS-2024-009", "purchaser=朝阳区", "budget=1",
          "amount=1", "status=contracted", "supplier=邻里社", "method=4", "signedOn=2024-01-01",
          "since=2024-01-01", "until=2024-12-31",
        ], 65, "on 2024-01-01 the supplier was revoked"
      ),
      late: [
        ["edit", "p1", "carrier=", "carrierName=街道"],
        ["edit", "助老服务中心", "status=suspended", "--from", "2023-12-01"],
      ],
      found: ("purchases", "c1"),
      sentence: "? c1 Supplier: on 2024-01-01 the supplier was suspended", value: "2024-01-01",
      mended: [["edit", "助老服务中心", "status=active", "--from", "2024-01-01"]]),
    Case(
      testDescription: "an identity number in a need's text",
      refused: (
        [
          "add", "need", "title=助餐", "community=m1", "topic=1", "raisedOn=2024-01-01",
          "note=联系人 110105199003074528",
        ], 65, "must not contain an identity or mobile number"
      ),
      forced: need, found: ("needs", "n1"),
      sentence: "! n1 Note: must not contain an identity or mobile number: say what is needed",
      value: "n1", mended: [["edit", "n1", "note=每周三次"]]),
    Case(
      testDescription: "a row whose owner is in the recycle bin",
      refused: (["add", "instalment", "purchase=c2", "amount=1"], 66, "c2"),
      forced: Change(purchase, [.binned(from: nil, to: "误")]), found: ("instalments", "i1"),
      sentence: "! i1 Purchase refers to a missing or binned record", value: "i1",
      mended: [["edit", "c1", "--bring-back"]]),
    Case(
      testDescription: "a row whose owner never was",
      refused: (["add", "instalment", "purchase=c9", "amount=1"], 66, "c9"),
      forced: strayRow, found: ("instalments", "i2"),
      sentence: "! i2 Purchase refers to a missing or binned record", value: "i2",
      mended: [["edit", "i2", "--bin", "误"]]),
    Case(
      testDescription: "a forged owner of another kind",
      refused: (["edit", "i1", "purchase=o1"], 66, "o1"),
      forced: set(instalment, "purchase", "c1", "o1"), found: ("instalments", "i1"),
      sentence: "! i1 Purchase refers to a missing or binned record", value: "i1",
      mended: [["edit", "i1", "purchase=c1"]]),
    Case(
      testDescription: "a forged owner that is none",
      forced: set(instalment, "purchase", "c1", .null), found: ("instalments", "i1"),
      sentence: "! i1 Purchase is required", value: "i1",
      mended: [["edit", "i1", "purchase=c1"]]),
  ]

  /// Owners before and after as a line says them, and what is wrong with it.
  private static let forged: [(JSON, JSON, String)] = [
    ("c7", "c1", "the previous value of purchase of i1 does not match"),
    ("c1", "elf", "i1: no record has this id"), ("c1", .array(["c1"]), "i1: "),
  ]

  private static let template = Office.template { office in
    for (number, name) in [(1, "安居"), (2, "永丰"), (3, "松园")] {
      try office.add("community", "code=11010500100\(number)", "name=\(name)社区居委会")
    }
    try office.succeed("edit", "m3", "endedOn=2023-12-31")
    try office.add(
      "organization", "name=助老服务中心", "tier=registered", "reach=district", "community=m2",
      "uscc=52110105MJ00001X6N", "registeredOn=2019-01-01", "class=1", "head=冯志强",
      "phone=13900000001")
    try office.add(
      "organization", "name=邻里社", "tier=filed", "reach=district", "community=m2",
      "registeredOn=2019-01-01", "class=3", "head=韩冰", "phone=13900000004")
    try office.succeed("edit", "邻里社", "status=revoked", "--from", "2023-06-01")
    for (place, name) in ["王芳", "李红"].enumerated() {
      try office.add(
        "worker", "name=\(name)", "startedOn=2019-01-01", "phone=1390000001\(place)")
    }
    try office.add(
      "programme", "name=银龄守护", "form=project", "status=running", "since=2024-01-01",
      "until=2099-12-31", "communities=m1", "carrier=助老服务中心", "workers=王芳")
    for number in ["XS-2024-001", "XS-2024-002"] {
      try office.add(
        "purchase", "name=服务\(number)", "number=\(number)", "purchaser=朝阳区", "budget=100000",
        "amount=100000", "status=contracted", "supplier=助老服务中心", "method=4",
        "signedOn=2024-01-01", "since=2024-01-01", "until=2024-12-31")
    }
    try office.succeed("edit", "c2", "--bin", "误")
    try office.add("instalment", "purchase=c1", "due=2024-02-01", "amount=100000")
  }

  private static func findings(_ office: Office, _ language: String = "en") throws -> [String] {
    try office.run("check", "--language", language).lines.filter {
      ["! ", "? "].contains($0.prefix(2)) || $0.hasPrefix("damage")
    }
  }

  @Test(arguments: cases) func isFoundAndSaid_untilItIsMended(_ problem: Case) throws {
    let office = try Office(registry: Self.template.get().registry)
    #expect(try Self.findings(office) == [], "all is right before")
    if let refused = problem.refused {
      let before = try office.contents()
      let outcome = try office.start(refused.command + ["--language", "en"]).wait()
      #expect(outcome.code == refused.code && outcome.error.contains(refused.says), "\(outcome)")
      #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome.error)")
      #expect(try office.contents() == before, "nothing is written")
    }
    for command in problem.late {
      let outcome = try office.start(command).wait()
      #expect(outcome.code == 0, "\(command): \(outcome.error)")
    }
    if let forced = problem.forced { try office.force(forced) }
    let list = ["list", problem.found.kind, "!problems", "--json"]
    let found = {
      let rows = try JSONValue(office.start(list).wait().bytes)
      return (0..<(rows.count ?? 0)).map { rows[$0]?["id"] }
    }
    #expect(try found() == [.string(problem.found.id)])
    #expect(try Self.findings(office) == [problem.sentence])
    let isHard = problem.sentence.hasPrefix("!")
    #expect(try office.run("check").code == (isHard ? 1 : 0))
    let chinese = try Self.findings(office, "zh-Hans")
    #expect(chinese.count == 1 && chinese.allSatisfy { $0.contains(problem.value) }, "\(chinese)")
    #expect(problem.sentence.contains(problem.value))
    for command in problem.mended {
      let outcome = try office.start(command).wait()
      #expect(outcome.code == 0, "\(command): \(outcome.error)")
    }
    #expect(try Self.findings(office) == [])
    #expect(try found() == [])
  }

  /// Lines whose seal is right and which do not fit what was before: nothing of them is read.
  @Test(arguments: forged)
  func aForgedOwnerThatDoesNotFit_isDamage(_ before: JSON, _ after: JSON, _ says: String) throws {
    let office = try Office(registry: Self.template.get().registry)
    let lines = String(decoding: try #require(Disk.read(office.journal)), as: UTF8.self)
      .split(separator: "\n").count
    try office.force(Self.set(Self.instalment, "purchase", before, after))
    let contents = try office.contents()
    let check = try office.run("check", "--language", "en")
    let damage = check.lines.filter { $0.hasPrefix("damage: ") }
    #expect(check.code == 1 && damage.count == 1, "\(check.output)")
    #expect(damage.first?.contains("000001.jsonl, line \(lines + 1): \(says)") == true, "\(damage)")
    for command in [["list", "instalments"], ["edit", "i1", "paid=1"]] {
      #expect(try office.start(command).wait().code != 0)
    }
    #expect(try office.contents() == contents, "nothing is overwritten")
  }
}
