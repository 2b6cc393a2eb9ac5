import RegistryModel
import RegistryPlans
import Testing

struct PlanFileTests {
  @Test func `the plan of 2016 to 2020 holds its eight targets`() throws {
    let plan = try builtIn("2016-2020")
    #expect(plan.targets.map(\.id) == ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"])
    let numbers = plan.targets.map(\.bound)
    #expect(
      numbers == [
        .atLeast("10"), .atLeast("5"), .atLeast("100"), .atLeast("100"), .atLeast("50"), nil,
        .atLeast("30"), .moreThan("50"),
      ])
    let baselines = plan.targets.map(\.baseline?.value)
    #expect(baselines == [nil, nil, nil, "82", "12.3", "10", nil, nil])
    #expect(plan.targets.allSatisfy { $0.notRecorded == nil && $0.deadline == "2020-12-31" })
    #expect(
      plan.targets.compactMap(\.baseline?.asOf) == ["2015-12-31", "2015-12-31", "2015-12-31"])
    #expect(plan["P3"]?.workers == WorkerRule())
    #expect(plan["P1"]?.organizations == OrganizationRule())
    #expect(plan.dayBefore == "2015-12-31")
  }

  @Test func `the plan of 2021 to 2025 says what it cannot measure`() throws {
    let plan = try builtIn("2021-2025")
    #expect(plan.targets.map(\.id) == ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"])
    #expect(plan.targets.filter { $0.notRecorded != nil }.map(\.id) == ["Q4"])
    #expect(plan["Q2"]?.baseline?.value == "65.7")
    #expect(plan["Q2"]?.bound == .atLeast("80"))
    #expect(plan["Q6"]?.workers.licences.isEmpty == true)
  }

  @Test(arguments: ["2016-2020", "2021-2025"])
  func `texts of a plan have no character of ambiguous width`(id: String) throws {
    let plan = try builtIn(id)
    let words =
      [plan.title, plan.source]
      + plan.targets.flatMap {
        [$0.label, $0.unit, $0.source, $0.notRecorded, $0.baseline?.source].compactMap { $0 }
      }
    for text in words.flatMap({ [$0.en, $0.chinese] }) {
      #expect(!text.contains { "\u{201C}\u{201D}\u{2018}\u{2019}—…·×±°§²".contains($0) })
    }
  }

  @Test func `workers per 10,000 residents use the plan's own roles`() throws {
    var registry = SampleRegistry()
    let home = registry.community { $0.residents = Dated(5000) }
    for role in Role.allCases { registry.assignment(registry.worker(), in: home, role) }
    let figure = try #require(
      Progress(try builtIn("2021-2025"), of: registry.state, on: "2022-01-01").figure("Q6"))
    #expect(figure.text == "6.0")
    #expect(figure.shortfall == 6)
  }

  /// A key, a value, and a part of the sentence that refuses it.
  private static let refused: [(String, JSON, String)] = [
    ("id", "", "target 1, key id"), ("id", "../x", "target 1, key id"),
    ("id", .null, "target 1, key id"), ("label", .null, "target T1, key label"),
    ("label", "", "key label"), ("label", "a\u{1B}[2J", "control characters"),
    ("label", "a\u{202E}b", "control characters"), ("label", ["en": "x"], "key label"),
    ("label", .string(String(repeating: "x", count: 601)), "600 bytes"),
    ("scope", "city", "key scope: must be one of: urban, rural, all"),
    ("scope", .null, "key scope"), ("measure", "orgs", "key measure: must be one of"),
    ("measure", 3, "key measure"), ("measure", .null, "key missing"),
    ("aggregate", "median", "key aggregate: must be one of"), ("aggregate", .null, "key aggregate"),
    ("atLeast", "ten", "key atLeast"), ("atLeast", "-1", "key atLeast"),
    ("atLeast", .double(9.5), "key atLeast"), ("atLeast", "1.23456", "key atLeast"),
    ("atLeast", "99999999999", "key atLeast"), ("unit", .null, "key unit"),
    ("deadline", "2020", "full date"), ("deadline", "2020-02-30", "key deadline"),
    ("deadline", "2015-12-31", "key deadline"), ("source", .null, "key source"),
    ("minimum", "1", "key minimum"), ("over", "households", "key over"), ("per", 100, "key per"),
    ("roles", ["socialWorker"], "key roles: only where workers"),
    ("licences", [], "key licences: only where workers"), ("tiers", [], "key tiers"),
    ("tiers", ["secret"], "key tiers"), ("statuses", "active", "key statuses"),
    ("missing", "x", "key missing"), ("atleast", "10", "key atleast: no such key"),
    ("a\u{1B}b", "10", "key ?: no such key"),
    ("baseline", "82", "key baseline"), ("baseline", ["value": "82"], "key baseline.asOf"),
  ]

  @Test(arguments: refused)
  func `a wrong key is refused in one sentence`(key: String, value: JSON, sentence: String) throws {
    let error = #expect(throws: PlanError.self) { try plan([key: value]) }
    let words = try #require(error?.words)
    #expect(words.en.contains(sentence), "\(words.en)")
    #expect(words.chinese != words.en)
    #expect(!words.en.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }

  @Test func `keys that do not go together are refused`() throws {
    let pairs: [(KeyValuePairs<String, JSON>, String)] = [
      (["atLeast": "1", "moreThan": "1"], "key moreThan"),
      (["measure": "workers", "tiers": ["filed"]], "key tiers"),
      (["measure": "workers", "roles": ["volunteer"]], "volunteers never"),
      (["measure": "workers", "licences": ["none"]], "key licences"),
      (["measure": "workers", "roles": [], "licences": []], "key roles"),
      (["aggregate": "ratio", "per": 100], "key over"),
      (["aggregate": "ratio", "over": "households", "per": 0], "key per"),
      (["aggregate": "ratio", "over": "households", "per": 1_000_001], "key per"),
      (["aggregate": "ratio", "over": "money"], "key over"),
      (["aggregate": "share"], "key unit"),
      (["aggregate": "share", "unit": "%", "atLeast": "101"], "key atLeast"),
      (["aggregate": "share", "unit": "%", "minimum": "0"], "key minimum"),
      (["aggregate": "each", "atLeast": .null], "key atLeast"),
      (
        ["baseline": ["value": "1", "asOf": "2020-12-31", "source": "S"]],
        "key baseline.asOf"
      ),
    ]
    for (keys, sentence) in pairs {
      let error = #expect(throws: PlanError.self) { try plan(keys) }
      #expect(error?.words.en.contains(sentence) == true, "\(error?.words.en ?? "")")
    }
  }

  @Test func `a bound must stand, if only as null`() throws {
    let target = try json(
      #"{"id":"T","label":"T","scope":"all","measure":"hall","aggregate":"share","unit":"%","source":"S"}"#
    )
    #expect(throws: PlanError.self) { try plan(targets: [target]) }
  }

  @Test func `a key twice and an id twice are refused`() throws {
    guard case .object(var members) = JSON.object(of: ("id", "T"), ("label", "T")) else { return }
    members.append(JSON.Member("label", "U"))
    let error = #expect(throws: PlanError.self) { try plan(targets: [.object(members)]) }
    #expect(error?.words.en.contains("duplicate key") == true)
    let target = try json(
      #"{"id":"T","label":"T","scope":"all","measure":"hall","aggregate":"share","unit":"%","source":"S","atLeast":null}"#
    )
    #expect(throws: Never.self) { try plan(targets: [target]) }
    #expect(throws: PlanError.self) { try plan(targets: [target, target]) }
    #expect(throws: PlanError.self) { try plan(targets: []) }
    #expect(throws: PlanError.self) { try plan(targets: Array(repeating: target, count: 101)) }
  }

  @Test(arguments: [
    "[]", "3", "null", "{}", #"{"id":"x","title":"T","start":"2016-01-01","end":"2015-01-01"}"#,
    #"{"id":"x y"}"#, #"{"id":".x"}"#, #"{"id":"x","title":{}}"#,
    #"{"id":"x","title":"T","start":"2016"}"#, #"{"plan":1}"#,
    #"{"id":"x","title":"T","start":"2016-01-01","end":"2020-12-31","source":"S","targets":{}}"#,
    #"{"id":"x","title":"T","start":"2016-01-01","end":"2020-12-31","source":"S","targets":[1]}"#,
  ])
  func `what is no plan is refused`(text: String) throws {
    let json = try json(text)
    #expect(throws: PlanError.self) { try Plan(json: json) }
  }
}
