import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// Files no program of ours wrote: refused in one sentence with file and line, in bounded time and
  /// memory.
  @Suite struct HostileFiles {
    /// JSON values that must not be read.
    static let values: [(name: String, text: [UInt8])] = [
      ("deep", Array(String(repeating: "[", count: 100_000).utf8)),
      (
        "deep and closed",
        Array(
          (String(repeating: "{\"a\":", count: 100_000) + "1"
            + String(repeating: "}", count: 100_000))
            .utf8)
      ),
      ("not UTF-8", Array("\"".utf8) + [0xC3, 0x28, 0xFF] + Array("\"".utf8)),
      ("an overlong sign", Array("\"".utf8) + [0xC0, 0xAF] + Array("\"".utf8)),
      ("half a surrogate", Array("\"\\ud800\"".utf8)),
      ("a key twice", Array("{\"a\":1,\"a\":2}".utf8)),
      ("a number beyond all", Array("1e999".utf8)),
      ("a number beyond 64 bits", Array("18446744073709551616".utf8)),
      ("a zero character", Array("\"a\\u0000b\"".utf8)),
      ("a zero byte", Array("\"a".utf8) + [0] + Array("b\"".utf8)),
      ("no end", Array("[1,2".utf8)),
      ("a name", Array("NaN".utf8)),
    ]

    private let registry: RegistryDirectory
    private let directory = TemporaryDirectory()
    private var layout: RegistryLayout { registry.layout }

    init() throws {
      registry = try Sample.make(in: directory)
      try registry.append(Sample.community(1))
      try registry.checkpoint()
    }

    private func expectRefusal(_ file: FilePath, line: Int?, _ name: String) {
      Campaign.count(.hostile)
      do throws(StoreError) {
        _ = try RegistryDirectory(layout.root, .reading, account: "lina").load()
        Campaign.count(.lost)
        Issue.record("\(file) with \(name) was taken")
      } catch {
        guard case .damaged(let found, let at, _) = error else {
          Issue.record("\(name): \(error.words.en)")
          return
        }
        #expect(found == file && at == line, "\(name): \(error.words.en)")
      }
    }

    private func sealed(_ text: [UInt8]) -> [UInt8] {
      var bytes = text
      _ = Seal.close(&bytes)
      return bytes + Array("\n".utf8)
    }

    @Test func smallFiles_areRefused() throws {
      for (name, value) in Self.values {
        for file in [layout.registry, layout.checkpoint] {
          let whole = try Bytes.of(file)
          let text = Array("{\"format\":1,\"id\":".utf8) + value + Array(",".utf8)
          try Bytes.write(sealed(text), to: file)
          expectRefusal(file, line: 1, name)
          try Bytes.write(whole, to: file)
        }
      }
    }

    @Test func journalLines_areRefused_evenWhereTheirSealIsRight() throws {
      let segment = layout.segment(1)
      let whole = try Bytes.of(segment)
      let previous = registry.position.sha256 ?? ""
      for (name, value) in Self.values {
        let text =
          Array("{\"seq\":3,\"at\":\"2026-11-24T06:32:07Z\",\"by\":\"lina\",\"changes\":".utf8)
          + value + Array(",\"previous\":\"\(previous)\",".utf8)
        try Bytes.write(whole + sealed(text), to: segment)
        expectRefusal(segment, line: 3, name)
      }
    }

    @Test func records_areRefused_evenWhereTheirSealIsRight() throws {
      let file = layout.records(.community)
      for (name, value) in Self.values {
        let text =
          Array(
            ("{\"format\":1,\"kind\":\"community\",\"registry\":\"\(registry.identity.id)\","
              + "\"seq\":2,\"records\":[\n{\"id\":\"m1\",\"x\":").utf8)
          + value + Array("}\n],\"count\":1,".utf8)
        try Bytes.write(sealed(text), to: file)
        expectRefusal(file, line: 2, name)
      }
    }

    @Test func drafts_areSaid_andNotOffered() throws {
      let id = "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11"
      let file = layout.drafts.appending("lina-\(id).json")
      for (name, value) in Self.values {
        try Bytes.write(sealed(Array("{\"draft\":".utf8) + value + Array(",".utf8)), to: file)
        let drafts = Drafts(PosixFileSystem(), account: "lina", places: [layout.drafts])
        Campaign.count(.hostile)
        #expect(drafts.orphans().isEmpty, "\(name)")
        guard case .damaged(file, line: 1, _)? = drafts.damage.first else {
          Issue.record("\(name): \(drafts.damage)")
          continue
        }
      }
    }

    /// 1 GB without a line feed, of which the disk holds nothing. `ProgramLimits` looks at the memory.
    @Test func endlessLines_areRefused() throws {
      for file in [
        layout.registry, layout.checkpoint, layout.records(.community), layout.segment(1),
      ] {
        let whole = try Bytes.of(file)
        let descriptor = try PosixFileSystem().open(file, .writing)
        try PosixFileSystem().truncate(descriptor, to: 1 << 30)
        PosixFileSystem().close(descriptor)
        let isSmall = file == layout.registry || file == layout.checkpoint
        let line = 1 + whole.count { $0 == UInt8(ascii: "\n") }
        expectRefusal(file, line: isSmall ? 1 : line, "no line feed")
        try Bytes.write(whole, to: file)
      }
    }

    @Test func hugeArray_ofRecords_isRefused() throws {
      let numbers = Array(String(repeating: "1,", count: 400_000).utf8) + Array("1".utf8)
      let file = layout.records(.community)
      let text =
        Array(
          "{\"format\":1,\"kind\":\"community\",\"registry\":\"\(registry.identity.id)\",\"seq\":2,"
            .utf8) + Array("\"records\":[\n[".utf8)
        + numbers + Array("]\n],\"count\":1,".utf8)
      try Bytes.write(sealed(text), to: file)
      expectRefusal(file, line: 2, "a huge array")
    }
  }
}
