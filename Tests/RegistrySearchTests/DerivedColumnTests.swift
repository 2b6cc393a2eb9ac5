import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

/// Counts as a plan would hand them in: the second community has ended.
private struct Tallies: CommunityTallies {
  func organizations(of community: RecordID) -> Int? { [1: 12, 3: 4, 4: 0][community.number] }
  func workers(of community: RecordID) -> Int? { [1: 2, 3: 0, 4: 1][community.number] }
  func shortfall(of community: RecordID) -> Int? { [1: 0, 3: 6][community.number] }
  var askOrganizations = true
}

@Suite("Columns that are worked out")
struct DerivedColumnTests {
  private func found(
    _ text: String, _ kind: Kind = .community, among some: [RecordID]? = nil
  ) throws -> [Int] {
    var district = try SmallDistrict()
    var more = Community()
    more.committee = Dated(.residents)
    try district.add([more, more])
    let search = SearchMemo.reading()
    return search.find(
      try search.query(text, kind),
      from: Viewpoint(
        district.state, on: district.day, today: district.day, tallies: Tallies()), among: some
    ).ids.map(\.number)
  }

  @Test(
    "counts, in ranges and turned round; no count is not nought",
    arguments: [
      ("orgs:12", [1]), ("orgs:<10", [3, 4]), ("orgs:0..4", [3, 4]), ("orgs:>=4", [1, 3]),
      ("-orgs:<10", [1, 2]), ("组织:＜１０", [3, 4]), ("计入的社会组织:<10", [3, 4]), ("orgs:", [2]),
      ("!orgs", [1, 3]), ("-!orgs", [2, 4]), ("workers:0", [3]), ("社工：0", [3]),
      ("workers:0..1", [3, 4]),
      ("shortfall:>3", [3]), ("!shortfall", [3]), ("！尚缺", [3]), ("shortfall:", [2, 4]),
      ("area:urban workers:0", [3]), ("workers:0 安居", []), ("orgs:>0 安居", [1]),
    ])
  func counts(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test("only the records asked about are looked at")
  func among() throws {
    #expect(
      try found("orgs:<10", among: [RecordID(.community, 1), RecordID(.community, 4)]) == [4])
    #expect(try found("安居", among: [RecordID(.community, 2)]) == [])
  }

  @Test(
    "searched texts leave no record out that has the value",
    arguments: [
      "name:互助", "name:hzh,cd", "name:映门社区*社", "head:w", "负责人:chen,刘", "filing:2016",
      "filing:#001", "phone:#1", "uscc:5", "-name:社",
    ])
  func narrowing(text: String) throws {
    let sample = try SampleDistrict.sample.get()
    let (search, day) = (SearchMemo.reading(), SampleDistrict.today)
    let view = Viewpoint(sample.registry, on: day, today: day, tallies: nil)
    let query = try search.query(text, .organization)
    let all = sample.registry.organizations.numbersInUse.map { RecordID(.organization, $0) }
    // Of so few the values themselves are looked at.
    let few = stride(from: 0, to: all.count, by: 100).flatMap { first in
      search.find(query, from: view, among: Array(all[first...].prefix(100))).ids
    }
    let found = search.find(query, from: view).ids
    #expect(all.count > 600 && !found.isEmpty)
    #expect(found == few)
  }

  @Test("problems are the open findings, of every kind")
  func problems() throws {
    let district = try SmallDistrict()
    let search = SearchMemo.reading()
    for kind in Kind.allCases {
      let counts = district.state[kind].rows.map {
        ($0.id, district.state.openFindings(of: $0, today: district.day).count)
      }
      for (text, holds) in [
        ("!problems", { $0 > 0 }), ("-!problems", { $0 == 0 }), ("problems:2..3", { 2...3 ~= $0 }),
      ] as [(String, (Int) -> Bool)] {
        let found = search.find(
          try search.query(text, kind), in: district.state, on: district.day
        ).ids
        #expect(found == counts.filter { holds($0.1) }.map(\.0), "\(kind) \(text)")
      }
    }
  }

  @Test("workers lie where they work")
  func sides() throws {
    #expect(try found("area:rural", .worker) == [1])
    #expect(try found("area:", .worker) == [2])
    #expect(try found("area:农村", .assignment) == [1])
  }

  @Test("organizations lie in the town of their community, workers where they work, of the day")
  func towns() throws {
    #expect(try found("town:jw", .organization) == [1, 2])
    #expect(try found("街镇:小红门", .organization) == [3, 4])
    #expect(try found("town:", .organization) == [5])
    #expect(try found("town:xhm", .worker) == [1])
    #expect(try found("town:", .worker) == [2])
    #expect(try found("街道乡镇:小红门", .assignment) == [1])
    #expect(try found("town:jw") == [1], "communities have a field of this name")
  }

  @Test("what a plan asks nothing of is refused in one sentence, at its place")
  func unasked() throws {
    let district = try SmallDistrict()
    let search = SearchMemo.reading()
    let view = { (asks: Bool) in
      Viewpoint(
        district.state, on: district.day, today: district.day,
        tallies: Tallies(askOrganizations: asks))
    }
    let kinds: [Kind] = [.organization, .worker, .community]
    for text in ["!shortfall", "安居 shortfall:", "安居 -尚缺:1..", "安居 -!shortfall"] {
      #expect(throws: Never.self) { try search.queries(text, kinds, from: view(true)) }
      let error = #expect(throws: QueryError.self) {
        try search.queries(text, kinds, from: view(false))
      }
      #expect(
        error?.words
          == Words(
            "Organizations short: the plan asks for no organizations", "尚缺社会组织: 规划没有社会组织目标"))
      let name = text.firstRange(of: text.contains("尚") ? "尚" : "short")
      #expect(error?.offset == name.map { text.distance(from: text.startIndex, to: $0.lowerBound) })
    }
    #expect(throws: Never.self) { try search.query("orgs:0", .community, from: view(false)) }
  }

  @Test("a text of a column reads as the list shows it")
  func text() throws {
    let district = try SmallDistrict()
    let view = Viewpoint(
      district.state, on: district.day, today: district.day, tallies: Tallies())
    let area = try #require(DerivedColumn.named("area", of: .worker))
    #expect(area.text(["urban", "rural"], from: view, .chinese) == "城市, 农村")
    #expect(area.text("rural", from: view, .en) == "rural")
    #expect(
      try #require(DerivedColumn.named("orgs", of: .community)).text(12, from: view, .en) == "12")
    #expect(DerivedColumn.named("orgs", of: .worker) == nil)
  }

  @Test("every name means one field of its kind")
  func names() {
    for kind in Kind.allCases {
      var names: [String: String] = [:]
      for field in QueryField.all(of: kind) {
        for name in Set(field.names.map { $0.lowercased() }) {
          #expect(names[name] == nil, "\(kind): \(name) is \(names[name] ?? "") and \(field.key)")
          names[name] = field.key
          #expect(QueryField.named(name, of: kind)?.key == field.key)
        }
      }
    }
  }
}
