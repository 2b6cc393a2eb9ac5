import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// A registry with records of a kind that only a newer program knows is read, and nothing is saved in it.
@Suite struct NewerKindTests {
  private let directory = TemporaryDirectory()

  /// Adds a line as a newer program would: a change of its own kind beside one of a known kind.
  private func appendNewer(
    _ registry: RegistryDirectory, changes: String? = nil, member: String = "changes"
  ) throws {
    let name = #"{"kind":"office","id":"office","set":{"dormantAfter":[null,36]}}"#
    let newer = #"{"kind":"zeal","id":"z1","new":true,"set":{"title":[null,"助餐"]}}"#
    var line = Array(
      (#"{"seq":\#(registry.head.seq + 1),"at":"2026-11-24T06:40:00Z","by":"wang","\#(member)":"#
        + (changes ?? "[\(newer),\(name)]") + #","previous":"\#(registry.position.link ?? "")","#)
        .utf8)
    _ = Seal.close(&line)
    let path = registry.layout.segment(1)
    try Bytes.write(try Bytes.of(path) + line + [UInt8(ascii: "\n")], to: path)
  }

  private func newer(_ registry: RegistryDirectory, line: Int, kind: String = "zeal") -> StoreError
  {
    .newerKind(registry.layout.segment(1), line: line, kind: kind)
  }

  @Test func lineOfANewerKind_isReadForTheRest_andSavesAreRefused() throws {
    let made = try Sample.make(in: directory)
    try made.append(Sample.community(1))
    try appendNewer(made)
    let before = try Bytes.tree(made.layout.root)
    let registry = try RegistryDirectory(made.layout.root, .writing, account: "lina")
    let loaded = try registry.load()
    #expect(loaded.state.office.dormantAfter == 36 && loaded.state.seq == 3)
    #expect(loaded.notices == [.readOnly(newer(registry, line: 3))])
    #expect(throws: newer(registry, line: 3)) { try registry.append(Sample.community(2)) }
    try registry.checkpoint()
    var after = try Bytes.tree(made.layout.root)
    after["LOCK"] = before["LOCK"]
    #expect(after == before, "not a byte")
    #expect(try Sample.open(made.layout.root, .reading).head.contents == loaded.state.contents)
    for access in [RegistryAccess.writing, .reading] {
      let report = try RegistryDirectory(registry.layout.root, access, account: "lina").check()
      #expect(report.damage.isEmpty && report.notices == loaded.notices, "\(access)")
    }
  }

  @Test func lineOfANewerKind_thatComesWhileAClerkWorks_isToldOnce() throws {
    let registry = try Sample.make(in: directory)
    let base = registry.head
    try appendNewer(registry)
    #expect(throws: newer(registry, line: 2)) {
      try registry.append(
        Sample.community(2), from: base, by: "lina", at: Sample.at, today: Sample.today)
    }
    let news = try #require(try registry.news())
    #expect(news.notices == [.readOnly(newer(registry, line: 2))])
    #expect(news.state.office.dormantAfter == 36)
    try appendNewer(registry, changes: "[]")
    #expect(try registry.news()?.notices == [])
  }

  @Test func lookAtARecordOfANewerKind_isNoDamage() throws {
    let registry = try Sample.make(in: directory)
    try appendNewer(registry, changes: #"[{"id":"z12","fields":["phone"]}]"#, member: "access")
    let loaded = try RegistryDirectory(registry.layout.root, .writing, account: "lina").load()
    #expect(loaded.notices == [.readOnly(newer(registry, line: 2, kind: "z12"))])
    #expect(loaded.state.seq == 2)
  }

  @Test func checkpointThatListsANewerKind_allowsNoSave() throws {
    let made = try Sample.make(in: directory)
    try made.append(Sample.community(1))
    try made.checkpoint()
    try Bytes.reseal(made.layout.checkpoint) {
      $0.replacing("\"community\":", with: "\"zeal\":1,\"community\":")
    }
    let registry = try RegistryDirectory(made.layout.root, .writing, account: "lina")
    let error = StoreError.newerKind(made.layout.checkpoint, line: nil, kind: "zeal")
    let loaded = try registry.load()
    #expect(loaded.notices == [.readOnly(error)] && loaded.state.communities.count == 1)
    #expect(throws: error) { try registry.append(Sample.community(2)) }
    // Neither does one that opened it before write its own checkpoint over it.
    let file = try Bytes.of(made.layout.checkpoint)
    try made.append(Sample.community(2))
    try made.checkpoint()
    #expect(try Bytes.of(made.layout.checkpoint) == file)
  }

  @Test func viewOfANewerKind_isKept() throws {
    let registry = try Sample.make(in: directory)
    try appendNewer(
      registry,
      changes:
        #"[{"kind":"view","id":"v1","new":true,"set":{"name":[null,"待办"],"list":[null,"zeal"]}}]"#)
    let later = try Sample.open(registry.layout.root)
    let view = try #require(later.head.views[1]?.record)
    #expect(view.list?.kind == nil && view.storedJSON(as: RecordID(.view, 1))["list"] == "zeal")
    try later.append(Sample.set(RecordID(.view, 1), "name", "待办", "待办事项"))
    try later.checkpoint()
    let again = try Sample.open(registry.layout.root).head.views[1]?.record
    #expect(again?.storedJSON(as: RecordID(.view, 1))["list"] == "zeal")
    #expect(throws: FieldError.self) { try KindName(text: "zeal") }
  }
}
