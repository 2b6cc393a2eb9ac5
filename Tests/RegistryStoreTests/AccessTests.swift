import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Who may do what: locks, permissions, reading only.
struct AccessTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }
  var layout: RegistryLayout { RegistryLayout(path) }

  @Test func lock_heldByAnother_namesTheHolder() throws {
    let registry = try Sample.make(in: directory)
    let holder = LockHolder(account: "wang", process: 4711, since: Sample.at)
    let lock = try Lock(
      PosixFileSystem(), layout, Permissions(isShared: false), holder: holder, patience: .zero)
    let waiting = try Sample.open(path, patience: .milliseconds(20))
    #expect(throws: StoreError.locked(holder)) { try waiting.append(Sample.community(1)) }
    #expect(StoreError.locked(holder).exitCode == 75)
    #expect(StoreError.locked(holder).words.en.contains("wang, process 4711"))
    lock.release()
    try waiting.append(Sample.community(1))
    #expect(try registry.news()?.commits.count == 1)
  }

  @Test func lock_ofAKilledProcess_isFree() throws {
    _ = try Sample.make(in: directory)
    // What a killed holder leaves is its text, not its lock.
    let lock = try Lock(
      PosixFileSystem(), layout, Permissions(isShared: false),
      holder: LockHolder(account: "gone", process: 1, since: Sample.at), patience: .zero)
    lock.release()
    try Sample.open(path).append(Sample.community(1))
  }

  @Test func readOnly_opening_changesNoByte() throws {
    let registry = try Sample.make(in: directory)
    for serial in 1...3 { try registry.append(Sample.community(serial)) }
    try registry.checkpoint()
    try registry.append(Sample.community(4))
    try Bytes.write(
      try Bytes.of(layout.segment(1)) + Array("{\"seq\":".utf8), to: layout.segment(1))
    let before = try Bytes.tree(path)
    let disk = FaultyFileSystem()
    let reader = try Sample.open(path, .reading, files: disk)
    #expect(reader.head.seq == 5)
    _ = try reader.news()
    _ = try reader.changes(after: 0)
    _ = try reader.changes(of: RecordID(.community, 1))
    try reader.checkpoint()
    _ = try reader.check()
    #expect(throws: StoreError.readOnly) { try reader.append(Sample.community(5)) }
    #expect(disk.changes.isEmpty)
    #expect(try Bytes.tree(path) == before)
  }

  @Test func network_fileSystem_isRefusedForWriting() throws {
    _ = try Sample.make(in: directory)
    let disk = FaultyFileSystem(network: "NFS")
    #expect(throws: StoreError.networkFileSystem(path, name: "NFS")) {
      try Sample.open(path, files: disk)
    }
    #expect(try Sample.open(path, .reading, files: disk).head.seq == 1)
    #expect(throws: StoreError.networkFileSystem(directory.path.appending("b"), name: "NFS")) {
      try Sample.make(at: directory.path.appending("b"), files: disk)
    }
    #expect(disk.changes.isEmpty)
  }

  @Test func group_registry_isSharedWhateverTheUmask() throws {
    var buffer = [CChar](repeating: 0, count: 4096)
    var entry = group()
    var found: UnsafeMutablePointer<group>?
    guard getgrgid_r(getgid(), &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return
    }
    let registry = try Sample.make(at: path, group: String(cString: entry.gr_name))
    try registry.append(Sample.community(1))
    try registry.checkpoint()
    for (name, bytes) in try Bytes.tree(path) {
      #expect(bytes.starts(with: Array("\(S_IFREG | 0o660)\n".utf8)), "\(name)")
    }
    for directory in [path, layout.journal, layout.drafts, layout.plans] {
      var facts = stat()
      stat(directory.string, &facts)
      #expect(facts.st_mode & 0o7777 == 0o2770, "\(directory)")
    }
    #expect(throws: StoreError.noGroup("no such group")) {
      try Sample.make(at: directory.path.appending("b"), group: "no such group")
    }
  }

  @Test func link_inPlaceOfAFile_isNotFollowedForWriting() throws {
    _ = try Sample.make(in: directory)
    let victim = directory.path.appending("victim")
    try Bytes.write("precious", to: victim)
    try PosixFileSystem().remove(layout.lock)
    symlink(victim.string, layout.lock.string)
    #expect(throws: StoreError.linked(layout.lock)) { try Sample.open(path) }
    // Who has it open meets the link at the next save.
    try PosixFileSystem().remove(layout.lock)
    let registry = try Sample.open(path)
    symlink(victim.string, layout.lock.string)
    #expect(
      throws: StoreError.disk(
        DiskError(.open, layout.lock, .tooManySymbolicLinkLevels, found: .link))
    ) { try registry.append(Sample.community(1)) }
    #expect(try Bytes.of(victim) == Array("precious".utf8))
  }

  @Test func registry_unreadable_isNamed() throws {
    _ = try Sample.make(in: directory)
    try Bytes.write("{\"format\":\n", to: layout.registry)
    #expect {
      try Sample.open(path)
    } throws: { error in
      if case StoreError.damaged(layout.registry, _, .json) = error { true } else { false }
    }
    try Bytes.write("{\"format\":1}\n", to: layout.registry)
    #expect(throws: StoreError.damaged(layout.registry, line: 1, .checksum)) {
      try Sample.open(path)
    }
    try Bytes.write("{\"format\":1,\"id\":\"\"}\n", to: layout.registry)
    #expect(throws: StoreError.damaged(layout.registry, line: 1, .shape(key: "id"))) {
      try Sample.open(path)
    }
  }

  @Test func sentences_ofEveryError_areThereInBothLanguages() {
    let path = FilePath("/r")
    let errors: [StoreError] = [
      .notARegistry(path), .occupied(path), .noGroup("g"), .newerFormat(path, format: 2),
      .newerKind(path, line: 3, kind: "programme"), .damaged(path, line: 3, .checksum),
      .locked(nil), .readOnly, .failed(reason: "x"), .networkFileSystem(path, name: "NFS"),
      .worldWritable(path), .disk(DiskError(.write, path, .noSpace)), .tooLarge(bytes: 1),
      .unstorable(.count), .refused(Refusal(cause: .missing(.office), authors: [:])),
      .replaced(path), .putBack(path.string, from: 3, to: 2, own: [3]),
    ]
    #expect(
      errors.map(\.exitCode) == [66, 73, 73, 65, 65, 65, 75, 77, 74, 77, 77, 74, 65, 65, 1, 66, 75])
    #expect(errors[5].words.en == "/r, line 3: the checksum does not match")
    #expect(errors[5].words.chinese == "/r 第 3 行: 校验和不符")
    #expect(errors[11].words.chinese == "无法写入 /r: 磁盘已满")
    #expect(errors.allSatisfy { !$0.words.en.isEmpty && !$0.words.chinese.isEmpty })
  }

  @Test func pipeAmongTheFiles_isRefused_ratherThanWaitedFor() throws {
    let path = directory.path.appending("registry")
    let registry = try Sample.make(at: path)
    try registry.append(Sample.community(1))
    try registry.checkpoint()
    let layout = RegistryLayout(path)
    for file in [layout.checkpoint, layout.records(.community), layout.segment(1)] {
      let kept = try Bytes.of(file)
      unlink(file.string)
      mkfifo(file.string, 0o600)
      #expect(throws: StoreError.disk(DiskError(.open, file, .noSuchAddressOrDevice, found: .pipe)))
      {
        try Sample.open(path)
      }
      unlink(file.string)
      try Bytes.write(kept, to: file)
    }
    _ = try Sample.open(path)
  }

  @Test func permissionInTheWay_isNotAllowed_andAFaultOfTheDiskIsNot() {
    let code = { StoreError.disk(DiskError($0, path, $1)).exitCode }
    #expect(code(.read, .permissionDenied) == 77 && code(.open, .notPermitted) == 77)
    #expect(code(.read, .ioError) == 74 && code(.make, .permissionDenied) == 73)
  }
}
