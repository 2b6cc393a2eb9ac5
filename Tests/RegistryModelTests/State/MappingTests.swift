import RegistryModel
import Testing

/// Which kept mapping a file with certain headers is read by, and whose it is.
@Suite struct MappingTests {
  private func mapping(
    _ headers: [String], _ tier: String, of owner: String?, _ kind: Kind = .organization
  ) -> Mapping {
    Mapping(
      ImportMapping(columns: ["名称": .field("name")], constants: ["tier": tier]), of: kind,
      headers: headers, owner: owner)
  }

  private func tier(
    _ headers: [String], _ login: String, in registry: TestRegistry, _ kind: Kind = .organization
  ) -> String? {
    registry.state.mapping(of: kind, headers: headers, for: login)?
      .record.content?.mapping?.constants["tier"]
  }

  @Test func `the same headers in any order and width lead to it`() throws {
    var registry = try Sample.registry()
    try registry.add(mapping(["名称", "Home Town", "电话(1)"], "filed", of: nil))
    #expect(tier(["电话（１）", "名称", "hometown"], "li", in: registry) == "filed")
    #expect(tier(["名称", "Home Town"], "li", in: registry) == nil)
    #expect(tier(["名称", "Home Town", "电话(1)", "备注"], "li", in: registry) == nil)
    #expect(tier(["名称", "Home Town", "电话(1)"], "li", in: registry, .worker) == nil)
  }

  @Test func `a header with a bar in it is found again`() throws {
    var registry = try Sample.registry()
    try registry.add(mapping(["名称", "城|乡"], "filed", of: nil))
    #expect(tier(["名称", "城|乡"], "li", in: registry) == "filed")
  }

  @Test func `one's own comes before the office's, the newest first, another's never`() throws {
    var registry = try Sample.registry()
    try registry.add(mapping(["名称"], "ledger", of: "wang"))
    #expect(tier(["名称"], "li", in: registry) == nil)
    try registry.add(mapping(["名称"], "filed", of: nil))
    #expect(tier(["名称"], "li", in: registry) == "filed")
    try registry.add(mapping(["名称"], "registered", of: "li"))
    try registry.add(mapping(["名称"], "ledger", of: nil))
    #expect(tier(["名称"], "li", in: registry) == "registered")
    #expect(tier(["名称"], "zhao", in: registry) == "ledger")
    #expect(registry.state.only(.mapping, for: "zhao")?.count == 2)
  }

  @Test func `what a newer program wrote in it stays, and is not used`() throws {
    let newer: JSON = .object([JSON.Member("sheets", ["一"])])
    let kept = try KeptMapping(json: newer)
    #expect(kept.json == newer && kept.mapping == nil)
    #expect(throws: FieldError.self) { try KeptMapping(text: "{}") }
  }

  @Test func `one is recognized by its list and its headers`() throws {
    let stored = Stored(
      RecordID(.mapping, 1), mapping(["名称", "社区", "电话", "备注"], "filed", of: nil), changed: 1)
    let state = RegistryState()
    #expect(
      Mapping.name(of: stored, in: state, on: "2020-06-30", .chinese)
        == "社会组织: 名称, 社区, 电话 .. (共 4 列)")
    #expect(Mapping.note(of: stored, in: state, on: "2020-06-30", .en) == "the office")
  }
}
