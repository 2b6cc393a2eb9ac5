import Testing

@testable import RegistryModel

/// What workers have to do, and what the office finds too much.
@Suite struct WorkerLoadTests {
  private let day: CivilDate = "2020-06-30"

  /// 王芳 serves two communities, in the first of them with 李强; volunteers share nothing.
  private func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    for (serial, households) in [(1, 801), (2, 500)] {
      var community = Sample.community(serial)
      community.households = Dated(households)
      try registry.add(community)
    }
    try registry.add(Sample.community(3))
    try registry.add(Sample.organization("邻里互助会"))
    for name in ["王芳", "李强", "赵红"] { try registry.add(Sample.worker(name)) }
    let (wang, li, zhao) = (RecordID(.worker, 1), RecordID(.worker, 2), RecordID(.worker, 3))
    for (worker, community, role) in [
      (wang, 1, Role.socialWorker), (wang, 1, .gridWorker), (wang, 2, .socialWorker),
      (li, 1, .communityStaff), (zhao, 2, .volunteer), (zhao, 3, .socialWorker),
    ] {
      var post = Sample.assignment(worker, in: RecordID(.community, community), role)
      if worker == wang { post.share = try Percent(text: "40") }
      try registry.add(post)
    }
    try registry.add(Sample.programme("长者食堂"))
    return registry
  }

  @Test func load_countsCommunitiesOnce_andSharesHouseholds() throws {
    let state = try registry().state
    let wang = state.load(of: RecordID(.worker, 1), on: day)
    #expect(wang.communities == 2 && wang.households == 400 + 500 && wang.programmes == 1)
    #expect(wang.share?.text(.en) == "120")
    #expect(wang.words.en == "2 communities, 900 households, 120 %, 1 programme")
    #expect(state.load(of: RecordID(.worker, 2), on: day).households == 400)
    // Where nobody wrote down how many there are it is not zero.
    let zhao = state.load(of: RecordID(.worker, 3), on: day)
    #expect(zhao.communities == 2 && zhao.households == nil && zhao.share == nil)
    #expect(state.load(of: RecordID(.worker, 1), on: "2017-01-01") == WorkerLoad())
  }

  @Test func moreThanTheOfficeFindsRight_isAsked_andOnlyThat() throws {
    var registry = try registry()
    func findings(_ number: Int) throws -> [Finding] {
      let id = RecordID(.worker, number)
      let worker = try #require(registry.state.workers[number]?.record)
      return registry.state.findings(for: worker, id: id, today: day).filter { $0.number == 306 }
    }
    #expect(try findings(1).isEmpty)
    try registry.force(Sample.office(), as: .office)
    try registry.append(registry.change(.office, Office.self) { $0.mostCommunities = 2 })
    #expect(try findings(1).isEmpty)
    try registry.append(registry.change(.office, Office.self) { $0.mostHouseholds = 899 })
    let found = try #require(try findings(1).first)
    #expect(found.severity == .soft && found.words.en.contains("900 households, more than 899"))
    #expect(try findings(2).isEmpty)
    try registry.append(registry.change(.office, Office.self) { $0.mostHouseholds = 900 })
    #expect(try findings(1).isEmpty)
    try registry.append(registry.change(.office, Office.self) { $0.mostCommunities = 1 })
    #expect(try findings(1).first?.words.en.contains("serves 2 communities, more than 1") == true)
  }
}
