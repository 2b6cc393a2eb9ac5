import Testing

@testable import RegistryModel

@Suite("What records are called")
struct NamesTests {
  @Test(
    "a community's name without its committee",
    arguments: [
      ("安居社区居民委员会", "安居"), ("安居社区居委会", "安居"), ("安居居民委员会", "安居"), ("安居居委会", "安居"),
      ("安居社区", "安居"), ("安居", "安居"), (" 安居  社区居委会 ", "安居"), ("安居里第二社区居民委员会", "安居里第二"),
      ("肖村村民委员会", "肖村"), ("肖村村委会", "肖村"), ("肖村民委员会", "肖村"), ("草场地村委会", "草场地村"),
      ("草场地村民委员会", "草场地村"), ("机场工作区", "机场工作区"), ("东村社区居委会", "东村"),
      ("社区居委会", "社区"), ("居委会", "居委会"), ("社区", "社区"), ("村委会", "村委会"), ("", ""),
    ])
  func short(full: String, short: String) {
    #expect(CommunityName(full).short == short)
    #expect(CommunityName(short).short.isEmpty == short.isEmpty)
  }

  private static let today: CivilDate = "2020-01-01"

  private func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.append(
      ChangeSet([Change(.office, isNew: true, Sample.office().settings(from: nil))]))
    var community = Sample.community(1, "安居社区居委会")
    community.townName = Dated("建外街道")
    try registry.add(community)
    try registry.add(Sample.community(2, "安乐村委会"))
    var filed = Sample.organization("朝阳区建外街道邻里互助会")
    filed.filingNumber = "2018-412"
    try registry.add(filed)
    var registered = Sample.organization("朝阳区合唱团")
    registered.tier = Dated(.registered)
    registered.uscc = try CreditCode(text: Self.creditCode)
    registered.shortName = "红歌"
    try registry.add(registered)
    try registry.add(Sample.worker("王芳"))
    try registry.add(Sample.worker("王芳"))
    try registry.add(Sample.assignment())
    return registry
  }

  private static let creditCode =
    "52110105" + "MJ0000012" + String(CreditCode.checkCharacter("52110105MJ0000012")!)

  @Test("records are found by id, code, number and name, with or without committee")
  func found() throws {
    let state = try registry().state
    let cases: [(String, Kind, [String])] = [
      ("m1", .community, ["m1"]), ("m9", .community, []), ("o1", .community, []),
      ("110105001001", .community, ["m1"]), ("１１０１０５００１００１", .community, ["m1"]),
      ("安居社区居委会", .community, ["m1"]), ("安居社区居民委员会", .community, ["m1"]),
      ("安居社区", .community, ["m1"]), ("安居", .community, ["m1"]), (" 安居 ", .community, ["m1"]),
      ("安乐村", .community, ["m2"]), ("安乐村委会", .community, ["m2"]), ("安", .community, []),
      ("2018-412", .organization, ["o1"]), ("邻里互助会", .organization, ["o1"]),
      ("朝阳区建外街道邻里互助会", .organization, ["o1"]), ("红歌", .organization, ["o2"]),
      (Self.creditCode.lowercased(), .organization, ["o2"]), ("合唱团", .organization, []),
      ("王芳", .worker, ["w1", "w2"]), ("", .worker, []),
    ]
    for (text, kind, ids) in cases {
      #expect(
        state.records(named: text, kind: kind, on: Self.today).map(\.description) == ids, "\(text)")
    }
  }

  @Test("a record in the recycle bin is not found")
  func binned() throws {
    var registry = try registry()
    try registry.append(
      ChangeSet([Change(RecordID(.worker, 2), [.binned(from: nil, to: "误")])]))
    #expect(registry.state.records(named: "王芳", kind: .worker, on: Self.today).map(\.number) == [1])
    #expect(registry.state.records(named: "w2", kind: .worker, on: Self.today).isEmpty)
  }

  @Test("lists show short names and the number people know")
  func shown() throws {
    let state = try registry().state
    let short = { (id: RecordID) in state.shortName(of: id, on: Self.today, .chinese) }
    #expect(short(RecordID(.organization, 1)) == "邻里互助会")
    #expect(short(RecordID(.organization, 2)) == "红歌")
    #expect(short(RecordID(.assignment, 1)) == "王芳 - 安居")
    #expect(state.name(of: .office, on: Self.today, .chinese) == "朝阳区")
    #expect(state.number(of: RecordID(.organization, 1), on: Self.today) == "2018-412")
    #expect(
      state.number(of: RecordID(.organization, 2), on: Self.today)
        == String(Self.creditCode.suffix(8)))
    #expect(state.number(of: RecordID(.community, 2), on: Self.today) == "110105001002")
    for kind in Kind.allCases {
      #expect(state.name(of: RecordID(kind, 99), on: Self.today, .en).isEmpty || kind == .office)
    }
  }

  @Test("phones and identity numbers are masked one by one")
  func masked() throws {
    var worker = Sample.worker("王芳")
    worker.phone = try ["13812071612", "010-65001234"].map { try PhoneNumber(text: $0) }
    worker.idNumber = try IdentityNumber(text: "11010519491231002X")
    var registry = TestRegistry()
    let id = try registry.add(worker)
    let record = try #require(registry.state[id]?.content)
    let text = { (key: String) in
      registry.state.maskedText(Worker.kindSchema[key]!, of: record, on: "2020-01-01", .chinese)
    }
    #expect(text("phone") == "138****1612, 010*****1234")
    #expect(text("idNumber") == "110***********002X")
    #expect(text("name") == "王芳")
  }
}
