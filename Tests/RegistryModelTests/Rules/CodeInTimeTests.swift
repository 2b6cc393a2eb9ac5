import Testing

@testable import RegistryModel

/// A code is one community's at a time, and another's afterwards.
@Suite("Codes and names in time")
struct CodeInTimeTests {
  private static let old = "110105001001"

  private func code(_ text: String) -> DivisionCode { try! DivisionCode(text: text) }

  /// m1 had the code 110105001001 until 2018 and has another one since.
  private func registry() throws -> (TestRegistry, first: RecordID) {
    var registry = TestRegistry()
    let first = try registry.add(Sample.community(1))
    try registry.append(
      registry.change(first, Community.self) {
        $0.code.change(to: code("110105043008"), from: "2019-01-01")
        $0.name.change(to: "新安社区居委会", from: "2019-01-01")
      })
    return (registry, first)
  }

  private func refusals(_ community: Community, _ registry: TestRegistry) -> [String] {
    registry.state.judgement(
      of: community, as: RecordID(.community, -1), today: registry.today
    ).refused.map(\.words.en)
  }

  @Test("what one gave up another may have from then on, and not a day before")
  func passedOn() throws {
    var (registry, _) = try registry()
    var next = Sample.community(2)
    next.code.change(to: code(Self.old), from: "2018-12-31")
    #expect(
      refusals(next, registry) == [
        "Code is already used by 新安 (110105043008) until 2018-12-31"
      ])
    next = Sample.community(2)
    next.code.change(to: code(Self.old), from: "2019-01-01")
    #expect(refusals(next, registry) == [])
    let id = try registry.add(next)
    // And the one that had it cannot have had it longer than it was free.
    let longer = registry.change(RecordID(.community, 1), Community.self) {
      $0.code.removeStep(of: "2019-01-01")
      $0.code.change(to: code("110105043008"), from: "2019-01-02")
    }
    #expect(throws: (any Error).self) { try registry.append(longer) }
    #expect(registry.state.communities[id.number]?.record.code["2018-06-01"] != code(Self.old))
  }

  @Test("who has ended has no code; who begins later had none before")
  func lives() throws {
    var registry = TestRegistry()
    var ended = Sample.community(1)
    ended.endedOn = "2018-12-31"
    try registry.add(ended)
    var next = Sample.community(1, "后来社区居委会")
    #expect(refusals(next, registry).count == 1)
    next.establishedOn = "2018-12-31"
    #expect(refusals(next, registry).count == 1)
    next.establishedOn = "2019-01-01"
    #expect(refusals(next, registry) == [])
    // A year is refused only if every day of it would be.
    next.establishedOn = "2018"
    #expect(refusals(next, registry).count == 1)
    next.establishedOn = "2019"
    #expect(refusals(next, registry) == [])
  }

  @Test("a name given up is asked about no longer")
  func names() throws {
    let (registry, _) = try registry()
    var next = Sample.community(2, "第1社区居委会")
    let asked = { (record: Community) in
      registry.state.judgement(
        of: record, as: RecordID(.community, -1), today: registry.today
      ).asked.filter { $0.rule == "similar-name" }.map(\.words.en)
    }
    #expect(asked(next).count == 1)
    next.establishedOn = "2019-01-01"
    #expect(asked(next) == [])
  }

  @Test("whether two hold one value at once is what each day says", arguments: 0..<300)
  func everyDay(seed: Int) throws {
    var random = SystemRandomNumberGenerator()
    let start: CivilDate = "2018-01-01"
    let codes = ["110105001001", "110105001002"].map(code)
    func community() -> Community {
      var community = Community()
      let day = { start.adding(days: Int.random(in: 0...12, using: &random)) }
      community.code = Dated(Bool.random(using: &random) ? codes.randomElement() : nil)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        community.code.change(to: codes.randomElement(), from: day())
      }
      if Bool.random(using: &random) { community.establishedOn = day() }
      if Bool.random(using: &random) { community.endedOn = day() }
      return community
    }
    let (one, other) = (community(), community())
    let field = try #require(Community.schema.field("code"))
    for code in codes {
      let isShared = (-2...16).map { start.adding(days: $0) }.contains { day in
        [one, other].allSatisfy { $0.code[day] == code && $0.exists(on: day) }
      }
      #expect(field.isShared(code.description, by: one, and: other) == isShared)
      #expect(field.isShared(code.description, by: other, and: one) == isShared)
    }
  }

  @Test("the present holder is found first; old codes and names lead to who had them, and say so")
  func found() throws {
    var (registry, first) = try registry()
    let find = { (text: String, registry: TestRegistry, day: CivilDate) in
      registry.state.records(named: text, kind: .community, on: day)
    }
    let (past, today): (CivilDate, CivilDate) = ("2018-06-30", registry.today)
    for text in [Self.old, "第1社区居委会", "第1", "110105043008", "新安社区居委会", "新安"] {
      #expect(find(text, registry, today) == [first], "\(text)")
      #expect(find(text, registry, past) == [first], "\(text)")
    }
    let words = { (text: String, id: RecordID, registry: TestRegistry, day: CivilDate) in
      registry.state.words(forNaming: id, by: text, on: day)?.en
    }
    #expect(
      words(Self.old, first, registry, today)
        == "110105001001 is the former code of 新安 (110105043008)")
    #expect(words(Self.old, first, registry, past) == nil)
    #expect(words("新安社区居委会", first, registry, today) == nil)
    var next = Sample.community(2, "第1社区居委会")
    next.code = Dated(code(Self.old))
    next.establishedOn = "2019-01-01"
    let second = try registry.add(next)
    #expect(find(Self.old, registry, today) == [second])
    #expect(find("第1社区居委会", registry, today) == [second])
    #expect(find(Self.old, registry, past) == [first])
  }

  @Test("town, kind and names are those of the day")
  func ofTheDay() throws {
    let (registry, first) = try registry()
    let stored = try #require(registry.state.communities[first.number])
    let town = try #require(Community.kindSchema["townCode"])
    let shown = { (day: CivilDate) in
      [
        stored.record.text(town, on: day, .en), registry.state.number(of: first, on: day),
        registry.state.shortName(of: first, on: day, .en),
      ]
    }
    #expect(shown("2018-12-31") == ["110105001000", Self.old, "第1"])
    #expect(shown("2019-01-01") == ["110105043000", "110105043008", "新安"])
  }

  @Test("what was written before codes kept their past is the first step, in files and in journals")
  func undatedBefore() throws {
    let json = try JSON(
      bytes: Array(
        #"{"id":"m1","code":"110105001001","name":"安居社区居委会","townName":"建外街道","changed":2}"#.utf8))
    let stored = try Stored<Community>(json: json)
    #expect(stored.record.code == Dated(code(Self.old)))
    #expect(stored.record.name == Dated("安居社区居委会"))
    #expect(stored.record.townName == Dated("建外街道"))
    // And is written as one.
    #expect(stored.json["steps"]?.array?.first?["name"] == "安居社区居委会")
    // A line of then, replayed on it, and undone.
    let id = RecordID(.community, 1)
    var registry = TestRegistry()
    try registry.force(stored.record, as: id)
    try registry.apply(
      ChangeSet([Change(id, [Setting("name", before: "安居社区居委会", after: "安乐社区居委会")])]))
    #expect(registry.state.communities[1]?.record.name == Dated("安乐社区居委会"))
    try registry.append(
      registry.change(id, Community.self) { $0.name.change(to: "新安社区居委会", from: "2019-01-01") })
    try registry.undo(.seq(2))
    let name = registry.state.communities[1]?.record.name
    #expect(name?.first == "安居社区居委会" && name?["2019-01-01"] == "新安社区居委会")
  }
}
