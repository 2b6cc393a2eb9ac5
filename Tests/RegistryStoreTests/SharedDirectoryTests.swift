import RegistryModel
import RegistryTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RegistryStore

/// Two processes on one directory: what is left on disk by one of them.
struct SharedDirectoryTests {
  let directory = TemporaryDirectory()
  let lina: RegistryDirectory
  let wang: RegistryDirectory
  let community = RecordID(.community, 1)

  init() throws {
    lina = try Sample.make(in: directory)
    try lina.append(Sample.community(1))
    wang = try Sample.open(lina.layout.root, as: "wang")
  }

  @Test func refusal_changesNoByte() throws {
    let base = wang.head
    try lina.append(Sample.set(community, "address", .null, "安居里1号"))
    let before = try Bytes.tree(lina.layout.root)
    #expect(throws: StoreError.self) {
      try wang.append(
        Sample.set(community, "address", .null, "安居里2号"), from: base, by: "wang",
        at: Sample.at, today: Sample.today)
    }
    var after = try Bytes.tree(lina.layout.root)
    after["LOCK"] = before["LOCK"]  // it names its last holder
    #expect(after == before)
  }

  @Test func line_cutByItsWriter_makesReadersLoadAnew() throws {
    let before = try Bytes.of(lina.layout.segment(1))
    try lina.append(Sample.community(2))
    #expect(try wang.news()?.commits.count == 1)
    try Bytes.write(before, to: lina.layout.segment(1))
    let news = try #require(try wang.news())
    #expect(news.commits.isEmpty)
    #expect(news.state.seq == 2)
    // The writer itself sees it too, before it appends, and is told.
    #expect(throws: StoreError.putBack(lina.layout.root.string, from: 3, to: 2, own: [3])) {
      try lina.append(Sample.community(3))
    }
    try lina.append(Sample.community(3))
    #expect(try wang.news()?.commits.map(\.seq) == [3])
    #expect(wang.head.contents == lina.head.contents)
  }

  /// An administrator takes LOCK for left behind and removes it, and the next clerk makes another,
  /// while somebody waits for the first.
  @Test func lockRemoved_isStillOnlyOnes() throws {
    let lock = lina.layout.lock
    let other = Mutex<FileDescriptor?>(nil)
    let disk = FaultyFileSystem { call in
      guard call.name == "lock", other.withLock({ $0 == nil }) else { return nil }
      let files = PosixFileSystem()
      try? files.remove(lock)
      let made = try? files.open(lock, .writingOrCreating)
      if let made, (try? files.lock(made, shared: false)) == true {
        other.withLock { $0 = made }
      }
      return nil
    }
    let late = try Sample.open(lina.layout.root, as: "wang", files: disk)
    #expect(throws: StoreError.locked(nil)) { try late.append(Sample.community(2)) }
    PosixFileSystem().close(try #require(other.withLock { $0 }))
    try late.append(Sample.community(2))
    #expect(try lina.news()?.commits.count == 1)
  }

  @Test func anotherRegistryInItsPlace_takesNoSave() throws {
    let (root, files) = (lina.layout.root, PosixFileSystem())
    let other = try Sample.make(at: directory.path.appending("other"))
    for serial in 2...4 { try other.append(Sample.community(serial)) }
    try files.rename(root, to: directory.path.appending("moved"))
    #expect(throws: StoreError.self) { try wang.append(Sample.community(5)) }
    try files.rename(other.layout.root, to: root)
    for clerk in [lina, wang] {
      #expect(throws: StoreError.replaced(root)) { try clerk.append(Sample.community(5)) }
    }
    #expect(try Sample.open(root).head.contents == other.head.contents)
  }

  @Test func olderSelfOfItInItsPlace_isReadAnew() throws {
    let root = lina.layout.root
    let backup = directory.path.appending("backup.jsonl.gz")
    _ = try lina.backup(to: backup)
    try lina.append(Sample.set(community, "address", .null, "安居里1号"))
    _ = try wang.news()
    try PosixFileSystem().rename(root, to: directory.path.appending("moved"))
    _ = try RegistryDirectory.restore(backup, to: root, account: "boss")
    #expect(throws: StoreError.self) {
      try wang.append(Sample.set(community, "address", "安居里1号", "安居里2号"))
    }
    try wang.append(Sample.set(community, "chair", .null, "张三"))
    let again = try Sample.open(root)
    #expect(again.head.contents == wang.head.contents)
    #expect(again.head.communities[1]?.record.address == nil)
    #expect(try again.check().exitCode == 0)
  }

  @Test func line_cutAndTornBehind_isCutBeforeTheNextAppend() throws {
    let before = try Bytes.of(lina.layout.segment(1))
    try lina.append(Sample.community(2))
    try Bytes.write(before + Array("{\"seq\":3,".utf8), to: lina.layout.segment(1))
    #expect(throws: StoreError.putBack(lina.layout.root.string, from: 3, to: 2, own: [3])) {
      try lina.append(Sample.community(4))
    }
    let appended = try lina.append(Sample.community(4))
    let kept = lina.layout.torn(1, offset: before.count, copy: 0)
    #expect(appended.notices == [.cutLine(lina.layout.segment(1), kept: kept)])
    #expect(appended.news?.commits.isEmpty == true)
    #expect(try Sample.open(lina.layout.root).head.contents == lina.head.contents)
  }
}
