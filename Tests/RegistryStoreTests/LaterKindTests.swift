import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Saved views are a kind that registries from before know nothing of.
@Suite struct LaterKindTests {
  private let directory = TemporaryDirectory()

  private func view(_ name: String, owner: String? = nil) throws -> View {
    var view = View()
    (view.name, view.list, view.owner) = (name, KindName(.organization), owner)
    view.query = "邻里 status:dormant"
    view.columns = ["number", "name", "phone"]
    view.sort = ListOrder("members", isDescending: true)
    return view
  }

  /// A registry as the program before left it: a checkpoint that says nothing of views, as none was ever
  /// made, and no file of them.
  private func old() throws -> FilePath {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.community(1))
    try registry.checkpoint()
    try PosixFileSystem().remove(registry.layout.records(.view))
    return registry.layout.root
  }

  @Test func view_comesBack_fromTheJournal_andFromItsFile() throws {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.new(view("未核实")))
    let root = registry.layout.root
    let saved = try view("未核实")
    #expect(try Sample.open(root).head.views[1]?.record == saved)
    try registry.checkpoint()
    let again = try Sample.open(root)
    #expect(again.head.views[1]?.record == saved)
    let json = try JSON(bytes: Bytes.of(registry.layout.records(.view)))
    let record = try #require(json["records"]?.array?.first)
    #expect(record["id"] == "v1" && record["list"] == "organization")
    #expect(record["columns"] == ["number", "name", "phone"] && record["sort"] == "-members")
    #expect(try registry.check().exitCode == 0)
  }

  @Test func registryFromBefore_opensFromItsCheckpoint_andHasTheFileAfterTheNext() throws {
    let root = try old()
    let registry = try RegistryDirectory(root, .writing, account: "lina")
    let loaded = try registry.load()
    #expect(loaded.notices == [] && loaded.state.communities.count == 1)
    #expect(!registry.lacksRecordFile && !registry.isCheckpointDue(leaving: true))
    // Nothing was saved: the files that are there stay as they are.
    let before = try Bytes.of(registry.layout.records(.community))
    try registry.checkpoint()
    #expect(try Bytes.of(registry.layout.records(.community)) == before)
    #expect(
      try RecordFileHeader.read(
        PosixFileSystem(), registry.layout.records(.view), of: .view)?.seq == 2)
    let again = try Sample.open(root)
    #expect(again.head.contents == loaded.state.contents)
    // A program that knows no views may go on saving until there is one.
    let covers = {
      try #require(try Checkpoint.read(again.files, again.layout.checkpoint)).covers(.view)
    }
    #expect(try !covers())
    try again.append(Sample.new(view("未核实")))
    try again.checkpoint()
    #expect(try covers())
  }

  @Test func registryFromBefore_takesAView_andIsRightWithoutItsFile() throws {
    let root = try old()
    let registry = try Sample.open(root)
    try registry.append(Sample.new(view("未核实")))
    let again = try Sample.open(root)
    #expect(again.head.contents == registry.head.contents && again.head.views.count == 1)
    #expect(try again.check().damage.isEmpty)
  }

  /// The files are made first and the checkpoint last: killed between them, a program leaves this.
  @Test func registryFromBefore_isRight_whereTheFileCameWithoutTheCheckpoint() throws {
    let root = try old()
    let registry = try Sample.open(root)
    try registry.append(Sample.new(view("未核实")))
    let checkpoint = try Bytes.of(registry.layout.checkpoint)
    try registry.checkpoint()
    try Bytes.write(checkpoint, to: registry.layout.checkpoint)
    #expect(try Sample.open(root).head.contents == registry.head.contents)
    try PosixFileSystem().remove(registry.layout.records(.view))
    #expect(try Sample.open(root).head.contents == registry.head.contents)
  }

  @Test func lostFileOfViews_isSaid() throws {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.new(view("未核实")))
    try registry.checkpoint()
    let file = registry.layout.records(.view)
    try PosixFileSystem().remove(file)
    let loaded = try RegistryDirectory(registry.layout.root, .reading, account: "lina").load()
    #expect(loaded.notices == [.rebuilt(file)] && loaded.state.views.count == 1)
  }

  @Test func oneName_isTakenOncePerOwner_alsoByTwoAtOnce() throws {
    let registry = try Sample.make(in: directory)
    let base = registry.head
    try registry.append(Sample.new(view("未核实", owner: "lina")))
    for owner in [nil, "wangfang"] {
      try registry.append(Sample.new(view("未核实", owner: owner)))
    }
    #expect(throws: StoreError.self) {
      try registry.append(
        Sample.new(view("未核实", owner: "lina")), from: base, by: "lina", at: Sample.at,
        today: Sample.today)
    }
    let lina = registry.head.views(for: "lina").map(\.id.description)
    #expect(lina == ["v2", "v1"], "the office's first, none of another's")
    #expect(registry.head.views(for: "lina", of: .worker).isEmpty)
  }
}
