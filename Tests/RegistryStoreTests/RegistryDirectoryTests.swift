import Glibc
import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

struct RegistryDirectoryTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }

  @Test func create_newDirectory_holdsOfficeAndSupervisor() throws {
    _ = try Sample.make(in: directory)
    let registry = try Sample.open(path)
    #expect(registry.head.seq == 1)
    #expect(registry.head.office.name == "朝阳区")
    #expect(registry.head.role(of: "lina") == .supervisor)
    #expect(registry.identity.id.count == 32)
  }

  @Test func create_directoryInUse_isRefused() throws {
    _ = try Sample.make(in: directory)
    #expect(throws: StoreError.occupied(path)) { try Sample.make(in: directory) }
  }

  @Test func create_anyUmask_givesOwnerOnly() throws {
    _ = try Sample.make(in: directory)
    let modes = try Bytes.tree(path).mapValues { bytes in
      bytes.prefix { $0 != UInt8(ascii: "\n") }
    }
    #expect(modes.count == 3)
    for (name, mode) in modes {
      #expect(Array(mode) == Array("\(S_IFREG | 0o600)".utf8), "\(name)")
    }
    var facts = stat()
    stat(path.string, &facts)
    #expect(facts.st_mode & 0o7777 == 0o700)
  }

  @Test func append_thenLoad_givesTheSameState() throws {
    let registry = try Sample.make(in: directory)
    for serial in 1...5 { try registry.append(Sample.community(serial)) }
    let again = try Sample.open(path)
    #expect(again.head.seq == 6)
    #expect(again.head.contents == registry.head.contents)
    #expect(again.position == registry.position)
    #expect(again.head.communities[5]?.record.name.first == "第5社区居委会")
  }

  @Test func append_whatIsThereAlready_writesNothing() throws {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.community(1))
    let before = try Bytes.tree(path)
    let base = registry.head
    let appended = try registry.append(
      Sample.set(RecordID(.community, 1), "name", "第1社区居委会", "第1社区居委会"),
      from: base, by: "lina", at: Sample.at, today: Sample.today)
    #expect(appended.commit == nil)
    #expect(try Bytes.tree(path) == before)
  }

  @Test func open_newerFormat_isRefusedForWritingAndReadsOtherwise() throws {
    let registry = try Sample.make(in: directory)
    let newer = RegistryIdentity.format + 1
    try Bytes.write(
      "{\"format\":\(newer),\"id\":\"\(registry.identity.id)\"}\n", to: registry.layout.registry)
    #expect(throws: StoreError.newerFormat(registry.layout.registry, format: newer)) {
      try Sample.open(path)
    }
    #expect(try Sample.open(path, .reading).head.seq == 1)
  }

  @Test func open_noRegistry_isRefused() throws {
    #expect(throws: StoreError.notARegistry(path)) { try Sample.open(path) }
    mkdir(path.string, 0o700)
    #expect(throws: StoreError.notARegistry(path)) { try Sample.open(path) }
  }

  @Test func open_writableByAll_isRefusedForWriting() throws {
    _ = try Sample.make(in: directory)
    chmod(path.string, 0o777)
    #expect(throws: StoreError.worldWritable(path)) { try Sample.open(path) }
    #expect(try Sample.open(path, .reading).head.seq == 1)
  }
}
