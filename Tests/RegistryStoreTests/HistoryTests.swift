import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// The journal read from its newest line on.
struct HistoryTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }

  /// A registry whose journal has some 70 lines of very different length in several segments.
  private func registry(seed: UInt64) throws -> RegistryDirectory {
    var random = SeededGenerator(seed: seed)
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 30_000
    for serial in 1...9 { try registry.append(Sample.community(serial)) }
    for round in 1...60 {
      let id = RecordID(.community, Int.random(in: 1...9, using: &random))
      let note = String(repeating: "区", count: Int.random(in: 1...900, using: &random))
      var set = Sample.set(
        id, "note", registry.head[id]?.part("note") ?? .null, .string("\(round)\(note)"))
      if round % 10 == 0 { set.batch = "import-\(round / 30)" }
      if round % 17 == 0 { set.undoes = [round, round + 1] }
      try registry.append(set, by: round % 3 == 0 ? "wang" : "lina")
      if round % 20 == 0 { try registry.append(.showing([Access(id, ["phone"])])) }
    }
    return registry
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func pages_ofAnySizeAndFilter_areTheJournalBackwards(seed: UInt64) throws {
    let registry = try registry(seed: seed)
    #expect(try registry.journal.segments().count > 2)
    let all = try registry.changes(after: 0)
    let filters: [ChangeFilter] = [
      .all, .by("wang"), .by("nobody"), .batch("import-1"), .of(RecordID(.community, 3)),
      .of(RecordID(.community, 99)), .of(.office),
    ]
    for filter in filters {
      for limit in [1, 7, 1000] {
        for bytes in limit == 7 ? [1, 9_000] : [Journal.pageBytes] {
          registry.journal.pageLimit = bytes
          var (found, next): ([Commit], Int?) = ([], .max)
          while let before = next {
            let page = try registry.changes(filter, before: before, limit: limit)
            #expect(page.commits.count <= limit)
            #expect(page.before ?? 0 < before, "it goes on")
            found += page.commits
            next = page.before
          }
          #expect(found == all.reversed().filter(filter.lets), "seed \(seed) \(filter) \(limit)")
          if limit == 1000, bytes == Journal.pageBytes {
            #expect(ChangePage(of: all, filter, before: .max, limit: limit).commits == found)
          }
        }
      }
    }
  }

  @Test func page_looksNoFurtherThanItsBytes() throws {
    let registry = try registry(seed: 9)
    registry.journal.pageLimit = 1
    let page = try registry.changes(.by("nobody"), limit: 10)
    #expect(page.commits.isEmpty)
    #expect(try #require(page.before) > 1)
  }

  @Test func brokenLine_isDamage_whereverHistoryComesUponIt() throws {
    let registry = try registry(seed: 10)
    let segment = registry.layout.segment(2)
    var bytes = try Bytes.of(segment)
    let line = try #require(bytes.lineFeed(in: 0..<bytes.count)) + 1
    let place = try #require(bytes.indices[(line + 60)...].first { bytes[$0] == 0x22 })
    bytes[place + 1] ^= 1
    try Bytes.write(bytes, to: segment)
    #expect(throws: StoreError.damaged(segment, line: 2, .checksum)) {
      try registry.changes(.all, limit: 1000)
    }
  }
}
