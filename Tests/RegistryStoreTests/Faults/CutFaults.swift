import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// Every file cut at every byte.
  @Suite struct Cuts {
    private let registry: SmallRegistry

    init() throws { registry = try SmallRegistry() }

    /// Where a file is cut; in `make test` only now and then in a long one.
    private static func places(_ bytes: [UInt8]) -> [Int] {
      let step = Campaign.isLong || bytes.count < 200 ? 1 : 7
      let first = Int(Campaign.seed % UInt64(step))
      return Array(stride(from: first, to: bytes.count, by: step))
        + (step == 1 ? [] : SmallRegistry.lineEnds(bytes).dropLast())
    }

    /// What opening makes of the registry with one file cut.
    private func open(_ file: FilePath, _ bytes: ArraySlice<UInt8>) throws -> (
      Loaded?, StoreError?
    ) {
      try Bytes.write(Array(bytes), to: file)
      Campaign.count(.cuts)
      do throws(StoreError) {
        return (try RegistryDirectory(registry.path, .reading, account: "lina").load(), nil)
      } catch {
        return (nil, error)
      }
    }

    /// registry.json, checkpoint.json, record files: whole or refused.
    @Test func fileThatIsReplacedAsAWhole_isRefused_cutAnywhere() throws {
      for (file, bytes) in try registry.files() where file.extension == "json" {
        for count in Self.places(bytes) {
          guard case (nil, .damaged(let found, let line, _)?) = try open(file, bytes[..<count])
          else {
            Campaign.count(.lost)
            Issue.record("\(file) cut to \(count) bytes was taken")
            continue
          }
          #expect(found == file)
          #expect(line.map { $0 >= 1 } ?? true)
        }
        try Bytes.write(bytes, to: file)
      }
    }

    /// A segment that is not the last: what is missing is missed by the line behind it.
    @Test func olderSegment_isRefused_cutAnywhere() throws {
      let (file, newest) = (registry.layout.segment(1), registry.layout.segment(2))
      let bytes = try Bytes.of(file)
      let ends = SmallRegistry.lineEnds(bytes)
      for count in Self.places(bytes) {
        let (_, error) = try open(file, bytes[..<count])
        let whole = ends.count { $0 <= count }
        let expected: StoreError =
          if count > (whole == 0 ? 0 : ends[whole - 1]) {
            .damaged(file, line: whole + 1, .unfinished)
          } else {
            .damaged(newest, line: 1, .outOfOrder(expected: whole + 1, found: 5))
          }
        #expect(error == expected, "cut to \(count)")
      }
    }

    /// The newest segment. Cut within a line it is torn and says so; cut between lines, behind the
    /// checkpoint, it is a registry in which the last changes were never made: no file can tell that,
    /// only a program that had read them.
    @Test func newestSegment_cutWithinALine_saysSo_andBetweenLines_isNoticedByWhoHadReadMore()
      throws
    {
      let file = registry.layout.segment(2)
      let bytes = try Bytes.of(file)
      for count in Self.places(bytes) {
        try Bytes.write(bytes, to: file)
        let running = try Sample.open(registry.path, as: "wang")
        let (loaded, _) = try open(file, bytes[..<count])
        #expect(loaded?.state.contents == registry.states[4], "cut to \(count)")
        let notices: [StoreNotice] = count == 0 ? [] : [.unfinishedLine(file, bytes: count)]
        #expect(loaded?.notices == notices, "cut to \(count)")
        #expect(try Bytes.of(file).count == count, "nothing is cut by reading")
        let news = try running.news()
        #expect(news?.commits.isEmpty == true && news?.state.seq == 4, "cut to \(count)")
      }
    }

    /// A journal of one segment, behind a checkpoint: all lines before the cut, or a refusal.
    @Test func journal_cutAnywhere_givesItsWholeLines_orIsMissedByTheCheckpoint() throws {
      try PosixFileSystem().remove(registry.layout.segment(2))
      let file = registry.layout.segment(1)
      let bytes = try Bytes.of(file)
      let ends = SmallRegistry.lineEnds(bytes)
      let record = registry.layout.records(.community)
      for isCheckpointThere in [true, false] {
        if !isCheckpointThere { try PosixFileSystem().remove(registry.layout.checkpoint) }
        for count in Self.places(bytes) {
          let (loaded, error) = try open(file, bytes[..<count])
          let whole = ends.count { $0 <= count }
          if whole >= 3 {
            #expect(loaded?.state.contents == registry.states[whole], "cut to \(count)")
            let torn = count - ends[whole - 1]
            #expect(loaded?.notices == (torn == 0 ? [] : [.unfinishedLine(file, bytes: torn)]))
          } else if isCheckpointThere {
            #expect(
              error
                == .damaged(registry.layout.checkpoint, line: 1, .beyondJournal(seq: 3)))
          } else {
            // Without a checkpoint the record files know how far they had come.
            guard case .damaged(let found, line: 1, .beyondJournal(seq: 3))? = error else {
              Campaign.count(.lost)
              Issue.record("cut to \(count): \(error?.words.en ?? "taken")")
              continue
            }
            #expect(Kind.allCases.map(registry.layout.records).contains(found), "\(record)")
          }
        }
      }
    }

    @Test func fileThatIsGone_isRefused_orRebuiltAloud() throws {
      for (file, bytes) in try registry.files() {
        try PosixFileSystem().remove(file)
        defer { try? Bytes.write(bytes, to: file) }
        let name = file.lastComponent?.string ?? ""
        do throws(StoreError) {
          let loaded = try RegistryDirectory(registry.path, .reading, account: "lina").load()
          switch name {
          case "checkpoint.json": #expect(loaded.state.contents == registry.states[5])
          case "000002.jsonl": #expect(loaded.state.contents == registry.states[4])
          default:
            #expect(loaded.state.contents == registry.states[5])
            let kind = Kind.allCases.first { registry.layout.records($0) == file }
            // A file without records may be one the program before did not know.
            #expect(
              loaded.notices == (kind.map { loaded.state[$0].count } == 0 ? [] : [.rebuilt(file)]))
          }
        } catch {
          #expect(["registry.json", "000001.jsonl"].contains(name), "\(error.words.en)")
        }
      }
    }
  }
}
