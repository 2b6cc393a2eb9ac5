import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

struct RecordFileTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }
  var layout: RegistryLayout { RegistryLayout(path) }

  private func make(_ communities: Int) throws -> RegistryDirectory {
    let registry = try Sample.make(in: directory)
    for serial in 1...communities { try registry.append(Sample.community(serial)) }
    try registry.checkpoint()
    return registry
  }

  @Test func file_ofTwoRecords_isByteExact() throws {
    let id = try make(2).identity.id
    let text = String(decoding: try Bytes.of(layout.records(.community)), as: UTF8.self)
    let body = """
      {"format":1,"kind":"community","registry":"\(id)","seq":3,"records":[
      {"id":"m1","steps":[{"code":"110105001001","name":"第1社区居委会","committee":"residents"}],"changed":2},
      {"id":"m2","steps":[{"code":"110105001002","name":"第2社区居委会","committee":"residents"}],"changed":3}
      ],"count":2,
      """
    var checksum = Checksum()
    checksum.update(Array(body.utf8))
    #expect(text == body + "\"sha256\":\"\(checksum.text)\"}\n")
    #expect(try JSON(bytes: Array(text.utf8))["records"]?.array?.count == 2)
    let empty = String(decoding: try Bytes.of(layout.records(.worker)), as: UTF8.self)
    #expect(
      empty.hasPrefix(
        #"{"format":1,"kind":"worker","registry":"\#(id)","seq":3,"records":["# + "\n],\"count\":0,"
      ))
  }

  @Test func checkpoint_namesTheLineAndIsLoadedFrom() throws {
    let registry = try make(3)
    let json = try JSON(bytes: Bytes.of(layout.checkpoint))
    #expect(
      json.members?.map(\.key) == ["format", "seq", "segment", "offset", "line", "kinds", "sha256"])
    #expect(json["seq"] == 4)
    #expect(json["offset"]?.int == registry.position.end)
    try registry.append(Sample.community(4))
    let again = try Sample.open(path)
    #expect(again.head.contents == registry.head.contents)
    #expect(again.head.seq == 5)

    // What lies before the checkpoint is not read: damage there waits for `check`.
    var bytes = try Bytes.of(layout.segment(1))
    bytes[30] ^= 1
    try Bytes.write(bytes, to: layout.segment(1))
    #expect(try Sample.open(path).head.contents == registry.head.contents)
    let report = try Sample.open(path, .reading).check()
    #expect(report.damage == [.damaged(layout.segment(1), line: 1, .checksum)])
    #expect(report.exitCode == 1)
  }

  @Test func checkpoint_kindWithoutChanges_isNotRewritten() throws {
    let registry = try make(1)
    let (offices, communities) = (
      try Bytes.of(layout.records(.office)), try Bytes.of(layout.records(.community))
    )
    try registry.append(Sample.community(2))
    try registry.checkpoint()
    #expect(try Bytes.of(layout.records(.office)) == offices)
    #expect(try Bytes.of(layout.records(.community)) != communities)
    #expect(try Sample.open(path).head.contents == registry.head.contents)
  }

  @Test func checkpoint_behindANewerOne_changesNothing() throws {
    _ = try make(1)
    let (old, new) = (try Sample.open(path), try Sample.open(path))
    try new.append(Sample.community(2))
    try new.checkpoint()
    let tree = try Bytes.tree(path)
    try old.checkpoint()
    #expect(try Bytes.tree(path) == tree)
  }

  @Test func file_aheadOfTheJournal_isRefused() throws {
    let registry = try make(2)
    let journal = try Bytes.of(layout.segment(1))
    try registry.append(Sample.community(3))
    let ahead = try RecordFileHeader.read(
      PosixFileSystem(), layout.records(.community), of: .community)
    #expect(ahead?.seq == 3)
    let checkpoint = try Bytes.of(layout.checkpoint)
    try registry.checkpoint()
    try Bytes.write(journal, to: layout.segment(1))
    #expect(throws: StoreError.damaged(layout.checkpoint, line: 1, .beyondJournal(seq: 4))) {
      try Sample.open(path)
    }
    try Bytes.write(checkpoint, to: layout.checkpoint)
    #expect(
      throws: StoreError.damaged(layout.records(.community), line: 1, .beyondJournal(seq: 4))
    ) { try Sample.open(path) }
  }

  @Test func file_missing_isRebuiltFromTheJournal() throws {
    let registry = try make(3)
    try PosixFileSystem().remove(layout.records(.community))
    let again = try RegistryDirectory(path, .writing, account: "lina")
    let loaded = try again.load()
    #expect(loaded.state.contents == registry.head.contents)
    #expect(loaded.notices == [.rebuilt(layout.records(.community))])
  }

  @Test func keys_ofANewerProgram_areKeptAndWrittenBack() throws {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.community(1))
    let id = RecordID(.community, 1)
    let newer: JSON = .object([.init("网格长", ["李红", 3])])
    try registry.append(Sample.set(id, "gridLeads", .null, newer))
    try registry.checkpoint()
    let again = try Sample.open(path)
    #expect(again.head.communities[1]?.part("gridLeads") == newer)
    try again.append(Sample.set(id, "name", "第1社区居委会", "安居社区居委会"))
    try again.checkpoint()
    let last = try Sample.open(path)
    #expect(last.head.communities[1]?.part("gridLeads") == newer)
    #expect(last.head.communities[1]?.record.name.first == "安居社区居委会")
    let report = try last.check()
    #expect(report.unknownKeys == [.init(id: id, key: "gridLeads")])
    #expect(report.damage.isEmpty)
    #expect(report.exitCode == 0)
  }

  @Test func file_ofManyRecords_isSplitAtLinesOverTheCores() throws {
    let registry = try Sample.make(in: directory)
    var changes: [Change] = []
    for serial in 1...599 {
      let set = try Sample.community(
        serial, name: "第\(serial)社区" + String(repeating: "长", count: 400) + "居委会")
      changes.append(
        Change(RecordID(.community, -serial), isNew: true, set.changes[0].settings))
    }
    try registry.append(ChangeSet(changes))
    try registry.checkpoint()
    #expect(try Bytes.of(layout.records(.community)).count > 600_000)
    let again = try Sample.open(path)
    #expect(again.head.contents == registry.head.contents)
    #expect(again.head.communities.count == 599)
  }

  @Test func records_changedByHand_areFoundByCheck() throws {
    _ = try make(2)
    let file = layout.records(.community)
    let text = String(decoding: try Bytes.of(file), as: UTF8.self)
    var bytes = Array(text.replacing("第2社区", with: "第九社区").utf8)
    bytes.removeLast(Seal.count + 1)
    var checksum = Checksum()
    checksum.update(bytes)
    Seal.close(&bytes, checksum.text)
    try Bytes.write(bytes + [UInt8(ascii: "\n")], to: file)
    let report = try Sample.open(path, .reading).check()
    #expect(report.damage == [.damaged(file, line: nil, .differs(RecordID(.community, 2)))])
  }
}
