import Glibc
import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// Whatever lies in `plans/`: a backup holds it exactly or says that it does not.
@Suite struct BackupPlanTests {
  private let directory = TemporaryDirectory()
  private var file: FilePath { directory.path.appending("backup.jsonl.gz") }
  private var copy: FilePath { directory.path.appending("copy") }

  @Test func oddPlans_areHeldExactly_orSaidToBeLeftOut() throws {
    let registry = try Sample.make(in: directory)
    let plans = registry.layout.plans
    let longName = String(repeating: "规", count: 83) + ".json"  // 254 bytes
    let text = #"{"id":"own","title":"规划"}"#
    for name in ["own.json", longName] { try Bytes.write(text, to: plans.appending(name)) }
    symlink("own.json", plans.appending("link.json").string)
    // Left out, each in its own sentence:
    mkdir(plans.appending("directory.json").string, 0o700)
    symlink("nowhere", plans.appending("dangling.json").string)
    mkfifo(plans.appending("pipe.json").string, 0o600)
    try Bytes.write([0x7B, 0xFF, 0x7D], to: plans.appending("bytes.json"))
    try Bytes.write("a\0b", to: plans.appending("zero.json"))
    try Bytes.write([UInt8](repeating: 0x20, count: 1 << 20 + 1), to: plans.appending("long.json"))
    try Bytes.write(text, to: plans.appending("caf\u{E9}.json"))
    try Bytes.write(text, to: plans.appending("cafe\u{301}.json"))
    var name = Array((plans.string + "/").utf8CString.dropLast()) + [-1] + ".json".utf8CString
    close(open(&name, O_CREAT | O_WRONLY, 0o600))

    let backup = try registry.backup(to: file)
    let said = backup.leftOut.map(\.en)
    for name in ["directory", "dangling", "pipe", "bytes", "zero", "long"] {
      #expect(said.count { $0.contains("/\(name).json is not in the backup: ") } == 1, "\(name)")
    }
    #expect(said.contains { $0.contains("its name is not UTF-8") })
    #expect(said.contains { $0.contains("the same name") })
    #expect(said.count == 8, "\(said)")

    _ = try RegistryDirectory.restore(file, to: copy, account: "lina")
    let restored = RegistryLayout(copy).plans
    #expect(TemporaryDirectory.names(restored).count == 4)
    for name in ["own.json", "link.json", longName] {
      #expect(try Bytes.of(restored.appending(name)) == Array(text.utf8))
    }
  }

  @Test func dailyBackup_saysWhatItLeavesOut() async throws {
    let registry = try Sample.make(in: directory)
    mkdir(registry.layout.plans.appending("x.json").string, 0o700)
    let desk = try Desk(registry.layout.root)
    let state = try await desk.opened().state
    desk.store.save(try Sample.community(1), from: state, tag: 1)
    guard case .saved = try await desk.next() else { throw Unexpected() }
    guard case .noticed(let notices) = try await desk.next(), case .leftOut? = notices.first
    else { throw Unexpected() }
    #expect(notices.count == 1 && notices[0].words.en.contains("x.json is not in the backup"))
    try await desk.leave()
  }
}
