import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

struct JournalTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }
  var segment: FilePath { RegistryLayout(path).segment(1) }

  /// A registry of four lines; returns where each line ends in its journal.
  private func make() throws -> [Int] {
    let registry = try Sample.make(in: directory)
    for serial in 1...3 { try registry.append(Sample.community(serial)) }
    return try Bytes.of(segment).enumerated().filter { $0.element == UInt8(ascii: "\n") }
      .map { $0.offset + 1 }
  }

  @Test func line_ofSampleChange_isByteExact() throws {
    _ = try make()
    let lines = String(decoding: try Bytes.of(segment), as: UTF8.self).split(separator: "\n")
    let hash = { (line: Substring) in
      var checksum = Checksum()
      checksum.update(Array(line.utf8.dropLast(76)))
      return checksum.text
    }
    let first = lines[0].suffix(66).prefix(64)
    let expected =
      #"{"seq":2,"at":"2026-11-24T06:32:07Z","by":"lina","changes":[{"kind":"community","#
      + #""id":"m1","new":true,"set":{"code":[null,"110105001001"],"name":[null,"第1社区居委会"],"#
      + #""committee":[null,"residents"]}}],"previous":"\#(first)","sha256":"\#(hash(lines[1]))"}"#
    #expect(lines[1] == expected[...])
    #expect(lines[0].contains(#","previous":null,"sha256":""#))
  }

  @Test func line_ofReasonBatchAndUndo_readsBack() throws {
    var set = ChangeSet(
      [
        Change(
          RecordID(.organization, 1043),
          [
            Setting("phone", before: ["01065001234"], after: ["01065001234", "13812071612"]),
            Setting("status@2020-03-01", before: [], after: ["dormant"]),
          ])
      ], batch: "import-1", reason: "更正\n两行")
    set.undoes = [5, 6]
    let commit = Commit(seq: 7, at: Sample.at, by: "王 \"芳\"", set: set)
    let (bytes, sha256) = JournalLine.encoded(commit, previous: "ab")
    let reader = try JSONReader()
    let line = try JournalLine(
      bytes + repeatElement(0, count: JSONReader.padding), 0..<bytes.count, reader)
    #expect(line.commit == commit)
    #expect(line.previous == "ab")
    #expect(line.sha256 == sha256)
    #expect(!bytes.contains(UInt8(ascii: "\n")))
    #expect(String(decoding: bytes, as: UTF8.self).contains(#","undoes":[5,6],"changes":["#))
  }

  @Test(arguments: [5, 30, Int.max])
  func checkpointOfAnotherSeq_isDamage_andNothingIsSavedOnIt(_ seq: Int) throws {
    _ = try make()
    let registry = try Sample.open(path)
    try registry.checkpoint()
    let file = RegistryLayout(path).checkpoint
    try Bytes.reseal(file) {
      $0.replacing("\"seq\":\(registry.head.seq)", with: "\"seq\":\(seq)")
    }
    #expect(throws: StoreError.damaged(file, line: 1, .beyondJournal(seq: seq))) {
      try Sample.open(path)
    }
  }

  @Test func accessOfMaskedValues_isALineOfItsOwn_thatChangesNothing() throws {
    _ = try make()
    let registry = try Sample.open(path)
    let before = registry.head
    let appended = try registry.append(
      .showing([Access(RecordID(.community, 1), ["phone"])]), from: before, by: "lina",
      at: Sample.at, today: Sample.today)
    #expect(appended.commit?.seq == before.seq + 1)
    let line = String(decoding: try Bytes.of(segment), as: UTF8.self).split(separator: "\n").last
    #expect(line?.contains(#""access":[{"id":"m1","fields":["phone"]}],"previous""#) == true)
    #expect(line?.contains("changes") == false)
    let again = try Sample.open(path)
    #expect(again.head.seq == before.seq + 1)
    #expect(again.head[RecordID(.community, 1)]?.json == before[RecordID(.community, 1)]?.json)
    #expect(try again.changes(after: before.seq).first?.set == appended.commit?.set)
    let exported = try registry.append(
      .exporting([Access(RecordID(.community, 1), ["phone"])]), from: registry.head, by: "lina",
      at: Sample.at, today: Sample.today)
    #expect(
      try Sample.open(path).changes(after: before.seq + 1).map(\.set) == [exported.commit?.set])
    #expect(exported.commit?.set.isExport == true)
  }

  @Test func tail_torn_isKeptAsideAndCutByTheNextAppend() throws {
    let ends = try make()
    let whole = try Bytes.of(segment)
    let torn = Array(whole[ends[2]..<(ends[3] - 1)])
    for round in 0...1 {
      try Bytes.write(Array(whole[..<(ends[3] - 1)]), to: segment)
      let registry = try Sample.open(path)
      let appended = try registry.append(Sample.community(9))
      let kept = registry.layout.torn(1, offset: ends[2], copy: round)
      #expect(appended.notices == [.cutLine(segment, kept: kept)])
      #expect(try Bytes.of(kept) == torn)
      #expect(try Sample.open(path).head.communities[3]?.record.name.first == "第9社区居委会")
    }
    #expect(Array(try Bytes.of(segment)[..<ends[2]]) == Array(whole[..<ends[2]]))
  }

  @Test func lineFeed_ofTheLastLineNeverWritten_isTorn_butOneThatTurnedIsDamage() throws {
    _ = try make()
    var bytes = try Bytes.of(segment)
    for end in [[], [0]] as [[UInt8]] {
      try Bytes.write(bytes.dropLast() + end, to: segment)
      #expect(try Sample.open(path).head.seq == 3)
    }
    bytes[bytes.count - 1] = UInt8(ascii: "x")
    try Bytes.write(bytes, to: segment)
    #expect(throws: StoreError.damaged(segment, line: 4, .unfinished)) { try Sample.open(path) }
  }

  @Test func line_takenOut_isRefused() throws {
    let ends = try make()
    let whole = try Bytes.of(segment)
    try Bytes.write(Array(whole[..<ends[0]] + whole[ends[1]...]), to: segment)
    #expect(
      throws: StoreError.damaged(segment, line: 2, .outOfOrder(expected: 2, found: 3))
    ) { try Sample.open(path) }
  }

  @Test func line_ofAnotherHistory_isRefusedByTheChain() throws {
    _ = try make()
    let other = TemporaryDirectory()
    let twin = try Sample.make(in: other)
    try twin.append(Sample.community(7))
    try twin.append(Sample.community(8))
    let mine = try Bytes.of(segment).split(separator: UInt8(ascii: "\n"))
    let theirs = try Bytes.of(twin.layout.segment(1)).split(separator: UInt8(ascii: "\n"))
    let mixed = [mine[0], mine[1], theirs[2]].joined(separator: [UInt8(ascii: "\n")])
    try Bytes.write(Array(mixed) + [UInt8(ascii: "\n")], to: segment)
    #expect(throws: StoreError.damaged(segment, line: 3, .chain)) { try Sample.open(path) }
  }

  @Test func line_unfinishedInAnOlderSegment_isDamage() throws {
    let ends = try make()
    let whole = try Bytes.of(segment)
    try Bytes.write(Array(whole[..<(ends[1] + 9)]), to: segment)
    try Bytes.write([], to: RegistryLayout(path).segment(2))
    #expect(throws: StoreError.damaged(segment, line: 3, .unfinished)) { try Sample.open(path) }
  }

  @Test func segments_beginAtTheLimitAndReadInOrder() throws {
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 700
    for serial in 1...12 { try registry.append(Sample.community(serial)) }
    let names = TemporaryDirectory.names(registry.layout.journal)
    #expect(names.count > 3)
    #expect(names.first == "000001.jsonl")
    for name in names.dropLast() {
      #expect(try Bytes.of(registry.layout.journal.appending(name)).count >= 700)
    }
    let again = try Sample.open(path)
    #expect(again.head.contents == registry.head.contents)
    for seq in 0..<13 {
      #expect(try again.changes(after: seq, limit: 2).map(\.seq) == Array((seq + 1...13).prefix(2)))
    }
    try PosixFileSystem().remove(registry.layout.segment(2))
    #expect(
      throws: StoreError.damaged(
        registry.layout.segment(2), line: nil, .missingBefore(registry.layout.segment(3)))
    ) {
      try Sample.open(path)
    }
  }

  @Test func line_acrossABlock_isSyncedBeforeItsLineFeed() throws {
    _ = try Sample.make(in: directory)
    let disk = FaultyFileSystem()
    let registry = try Sample.open(path, files: disk)
    var steps: Set<[String]> = []
    for serial in 1...30 {
      let start = registry.position.end
      let before = disk.changes.count
      try registry.append(Sample.community(serial))
      let made = disk.changes[before...].filter { $0 == "write" || $0 == "sync" }.dropFirst()
      let crosses = (start - 1) / 4096 != (registry.position.end - 1) / 4096
      #expect(Array(made) == (crosses ? ["write", "sync", "write", "sync"] : ["write", "sync"]))
      steps.insert(Array(made))
    }
    #expect(steps.count == 2)
  }

  @Test func changes_inALongJournal_areFoundFromAnywhere() throws {
    let registry = try Sample.make(in: directory)
    let id = RecordID(.office, 1)
    var name: JSON = "朝阳区"
    for round in 1...120 {
      let next = JSON.string("\(round)" + String(repeating: "区", count: 1 + round * 131 % 4000))
      try registry.append(Sample.set(id, "name", name, next))
      name = next
    }
    #expect(registry.position.end > 600_000)
    for seq in 0..<registry.head.seq {
      #expect(try registry.changes(after: seq, limit: 1).map(\.seq) == [seq + 1])
    }
  }

  @Test func append_whatWouldNotReadBack_isRefusedAndChangesNothing() throws {
    let registry = try Sample.make(in: directory)
    let before = try Bytes.of(segment)
    let set = Sample.set(.office, "newer", .null, "a\u{0}b")
    #expect(throws: StoreError.unstorable(.json(JSONError(.nul, at: nil)))) {
      try registry.append(set)
    }
    #expect(try Bytes.of(segment) == before)
    #expect(registry.head.seq == 1)
  }
}
