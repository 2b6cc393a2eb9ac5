import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// A backup from elsewhere is hostile until it is read: what would make a registry nobody can open is
/// refused in one sentence, and nothing is made of it.
@Suite struct HostileBackupTests {
  private let directory = TemporaryDirectory()
  private var file: FilePath { directory.path.appending("backup.jsonl.gz") }
  private var copy: FilePath { directory.path.appending("copy") }

  /// A backup whose checksums are all right, of change sets no program would write.
  private func write(_ sets: [ChangeSet], id: String = "1") throws {
    let files = PosixFileSystem()
    var (lines, previous) = ([UInt8](), String?.none)
    for (place, set) in sets.enumerated() {
      let (line, sha256) = JournalLine.encoded(
        Commit(seq: place + 1, at: Sample.at, by: "lina", set: set), previous: previous)
      lines += line + [0x0A]
      previous = sha256
    }
    let backup = Backup(
      of: RegistryIdentity(id: id), "x", at: Sample.at, by: "lina",
      through: (sets.count, previous ?? ""), bytes: lines.count,
      try PlanTexts(directory.path.appending("none"), files))
    let target = try files.open(file, .creating)
    defer { files.close(target) }
    var writer = try GzipWriter(files, target)
    try writer.write(backup.line + lines)
    try writer.finish()
  }

  private func restore() throws(StoreError) {
    _ = try RegistryDirectory.restore(file, to: copy, account: "lina")
  }

  private func community(_ settings: [Setting]) throws -> ChangeSet {
    var community = Community()
    community.code = Dated(try DivisionCode(text: "110105001001"))
    community.name = Dated("安居社区居委会")
    return ChangeSet([
      Change(
        RecordID(.community, 1), isNew: true, community.settings(from: nil) + settings)
    ])
  }

  @Test(arguments: ["accepted", "changed", "steps", "id", "on"])
  func keyThatIsNoField_isRefused_namingLineAndKey(_ key: String) throws {
    let hostile = Setting(key, before: .null, after: .string("x"))
    try write([
      try community([]), ChangeSet([]), ChangeSet([Change(RecordID(.community, 1), [hostile])]),
    ])
    let error = #expect(throws: StoreError.self) { try restore() }
    #expect(error?.words.en.contains("line 4") == true, "\(error?.words.en ?? "")")
    #expect(error?.words.en.contains("m1: \(key): no field has this name") == true)
    #expect(error?.exitCode == 65)
    #expect(TemporaryDirectory.names(directory.path) == ["backup.jsonl.gz"])
  }

  /// Keys of a newer program stay what they are, whatever they look like.
  @Test func unknownKeys_areRestored() throws {
    let keys = ["phone@2020-01-01", "rank@2020-01-01", "steps@2020-01-01", "", "accepted/x", "ON"]
    try write([
      try community(
        keys.map {
          Setting(
            $0, before: Setting.absent($0), after: $0.contains("@") ? .array([1]) : .string("x"))
        })
    ])
    try restore()
    let opened = try Sample.open(copy)
    #expect(try opened.check().damage.isEmpty)
    #expect(try #require(opened.head.communities[1]).unknown.count == 5)
  }

  @Test func registryWithoutId_isRefused() throws {
    try write([try community([])], id: "")
    #expect(throws: StoreError.damaged(file, line: 1, .shape(key: "registry"))) { try restore() }
    #expect(TemporaryDirectory.names(directory.path) == ["backup.jsonl.gz"])
  }

  /// What was made is opened before it gets its name: here the disk gives back another byte.
  @Test func whatDoesNotOpen_isRefused() throws {
    try write([try community([])])
    let disk = FaultyFileSystem { call in
      // Opening begins with registry.json.
      if call.change == nil, call.name.hasPrefix("open "), call.name.hasSuffix("/registry.json") {
        let path = FilePath(String(call.name.dropFirst(5))).removingLastComponent()
          .appending("communities.json")
        if var bytes = try? Bytes.of(path) {
          bytes[bytes.count / 2] ^= 1
          try? Bytes.write(bytes, to: path)
        }
      }
      return nil
    }
    let error = #expect(throws: StoreError.self) {
      _ = try RegistryDirectory.restore(
        file, to: copy, group: nil, account: "lina", files: disk
      ) { _ in }
    }
    guard case .damaged(file, nil, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(TemporaryDirectory.names(directory.path) == ["backup.jsonl.gz"])
  }
}
