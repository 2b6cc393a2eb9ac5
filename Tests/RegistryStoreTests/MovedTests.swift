import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// A registry that is renamed, deleted or replaced under an open program: said at once, and nothing is
/// made where it was.
@Suite struct MovedTests {
  private let directory = TemporaryDirectory()
  private let files = PosixFileSystem()
  private let registry: RegistryDirectory
  private var root: FilePath { registry.layout.root }
  private let bell: FileDescriptor

  init() throws {
    bell = try FileDescriptor.pipe().readEnd
    try files.makeDirectory(directory.path.appending("office"))
    registry = try Sample.make(at: directory.path.appending("office/registry"))
    try registry.append(Sample.community(1))
  }

  private func expectWatch(_ what: () throws -> Void) throws {
    // The watch is there after the first, and what we wrote ourselves is behind us.
    while try registry.wait(bell, .zero) == .news { _ = try registry.news() }
    try what()
    #expect(try registry.wait(bell, nil) == .news)
  }

  enum Way: CaseIterable { case renamed, deleted, parentRenamed, otherInItsPlace }

  @Test(arguments: Way.allCases) func gone_isSaid_andNothingIsMade(_ way: Way) throws {
    let spare = directory.path.appending("spare")
    let drafts = Drafts(
      files, account: "lina", places: [registry.layout.drafts, spare], inside: registry.home)
    let draft = Draft(
      id: "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11", content: .object(of: ("name", "安居")))
    try drafts.keep(draft)
    try expectWatch {
      switch way {
      case .deleted: TemporaryDirectory.remove(root)
      case .parentRenamed:
        try files.rename(root.removingLastComponent(), to: directory.path.appending("moved"))
      case .renamed, .otherInItsPlace:
        try files.rename(root, to: directory.path.appending("moved"))
        if way == .otherInItsPlace { try files.makeDirectory(root) }
      }
    }
    let expected = way == .otherInItsPlace ? StoreError.replaced(root) : .gone(root)
    #expect(throws: expected) { try registry.news() }
    #expect(throws: expected) { try registry.append(Sample.community(2)) }
    _ = try? registry.checkpoint()
    try drafts.keep(draft)
    #expect(TemporaryDirectory.names(root).isEmpty)
    #expect((try? Bytes.of(root)) == nil)
    #expect(TemporaryDirectory.names(spare) == ["lina-\(draft.id).json"])
    drafts.close()
    if way == .renamed {
      // Back where it was, work goes on.
      try files.rename(directory.path.appending("moved"), to: root)
      try registry.append(Sample.community(2))
    }
  }

  /// What is judged to be the same registry takes saves and drafts alike.
  @Test func putBackAsAnotherDirectory_takesSavesAndDrafts() throws {
    let copy = try TemporaryDirectory(copyOf: root)
    let (drafts, spare) = (registry.layout.drafts, directory.path.appending("spare"))
    let work = Drafts(files, account: "lina", places: [drafts, spare], inside: registry.home)
    let draft = Draft(
      id: "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11", content: .object(of: ("name", "安居")))
    try work.keep(draft)
    try files.rename(root, to: directory.path.appending("moved"))
    try work.keep(draft)
    #expect(TemporaryDirectory.names(spare).count == 1)
    try files.makeDirectory(root)
    try Bytes.copy(copy.path, to: root)
    try registry.append(Sample.community(2))
    try work.keep(draft)
    #expect(TemporaryDirectory.names(drafts) == ["lina-\(draft.id).json"])
    #expect(TemporaryDirectory.names(spare).isEmpty)
    work.close()
  }

  @Test func olderCopyPutOverIt_saysWhichSavesAreGone() throws {
    let copy = TemporaryDirectory()
    try Bytes.copy(root, to: copy.path)
    try registry.append(Sample.community(2))
    // A colleague's.
    try Sample.open(root, as: "wang").append(Sample.community(3), by: "wang")
    _ = try registry.news()
    try registry.append(Sample.community(4))
    try Bytes.copy(copy.path, to: root)
    let news = try #require(try registry.news())
    #expect(news.commits.isEmpty)
    #expect(news.notices == [.putBack(root.string, from: 5, to: 2, own: [3, 5])])
    #expect(news.notices[0].words.en.contains("#3, #5"))
    // A save that was begun meanwhile is refused once.
    #expect(throws: StoreError.putBack(root.string, from: 5, to: 2, own: [3, 5])) {
      try registry.append(Sample.community(5))
    }
    try registry.append(Sample.community(5))
    #expect(try registry.news() == nil)
  }

  /// Nothing is built upon it before the clerk knows: what was typed is there to be saved again.
  @Test func olderCopyPutOverIt_takesNoSaveBeforeItIsSaid() throws {
    let copy = TemporaryDirectory()
    try Bytes.copy(root, to: copy.path)
    try registry.append(Sample.community(2))
    let base = registry.head
    try Bytes.copy(copy.path, to: root)
    let before = try Bytes.of(registry.layout.segment(1))
    func save() throws(StoreError) -> Appended {
      try registry.append(
        Sample.set(RecordID(.community, 1), "chair", .null, "张三"), from: base, by: "lina",
        at: Sample.at, today: Sample.today)
    }
    let said = #expect(throws: StoreError.self) { try save() }
    #expect(said == .putBack(root.string, from: 3, to: 2, own: [3]))
    #expect(said?.words.en.contains("an older copy replaced it") == true)
    #expect(said?.words.chinese.contains("旧副本") == true)
    #expect(try Bytes.of(registry.layout.segment(1)) == before)
    let news = try #require(try registry.news())
    #expect(news.state.seq == 2 && news.notices.isEmpty, "said once")
    #expect(try save().commit?.seq == 3)
    #expect(try Sample.open(root).head.contents == registry.head.contents)
  }

  /// A colleague's save is gone, and others went on: this program had saved nothing itself.
  @Test func olderCopyThatWentOn_isSaid_whosesoeverSavesAreGone() throws {
    let copy = TemporaryDirectory()
    try Bytes.copy(root, to: copy.path)
    let wang = try Sample.open(root, as: "wang")
    try registry.append(Sample.community(2))
    _ = try wang.news()
    try Bytes.copy(copy.path, to: root)
    let zhao = try Sample.open(root, as: "zhao")
    for serial in 3...4 { try zhao.append(Sample.community(serial), by: "zhao") }
    #expect(throws: StoreError.putBack(root.string, from: 3, to: 4, own: [])) {
      try wang.append(Sample.community(5), by: "wang")
    }
    try wang.append(Sample.community(5), by: "wang")
  }

  /// Others went on before this program looked: the numbers are there, with other changes.
  @Test func olderCopyThatWentOn_saysWhichSavesAreGone() throws {
    let copy = TemporaryDirectory()
    try Bytes.copy(root, to: copy.path)
    try registry.append(Sample.community(2))
    try Bytes.copy(copy.path, to: root)
    let wang = try Sample.open(root, as: "wang")
    for serial in 3...5 { try wang.append(Sample.community(serial), by: "wang") }
    let news = try #require(try registry.news())
    #expect(news.notices == [.putBack(root.string, from: 3, to: 5, own: [3])])
  }

  @Test func store_tellsOnce_whileItLasts() async throws {
    let desk = try Desk(root)
    _ = try await desk.opened()
    try files.rename(root, to: directory.path.appending("moved"))
    guard case .failed(nil, .gone(root)) = try await desk.next() else { throw Unexpected() }
    desk.store.save(try Sample.community(2), from: registry.head, tag: 1)
    guard case .failed(1, .gone(root)) = try await desk.next() else { throw Unexpected() }
    try await desk.leave()
    #expect(TemporaryDirectory.names(directory.path) == ["moved", "office"])
  }
}
