import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// A damaged registry is made whole as far as its files tell; the damaged bytes stay beside it.
@Suite struct RepairTests {
  private let directory = TemporaryDirectory()
  private var root: FilePath { directory.path.appending("registry") }

  /// Communities made one by one, then their chairs set one by one: 1 + 6 + 6 lines.
  private func registry(checkpointAfter count: Int? = nil) throws -> RegistryDirectory {
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 2500
    for serial in 1...6 { try registry.append(Sample.community(serial)) }
    for serial in 1...6 {
      if serial - 1 == count { try registry.checkpoint() }
      try registry.append(
        Sample.set(RecordID(.community, serial), "chair", .null, .string("张三\(serial)")))
    }
    if count == 6 { try registry.checkpoint() }
    return registry
  }

  private func repair() throws -> RepairReport {
    try RegistryDirectory.repair(root, by: "lina", at: Sample.at)
  }

  /// Opens the registry, which `check` finds to be in order.
  private func opened() throws -> RegistryDirectory {
    let registry = try Sample.open(root)
    let report = try registry.check()
    #expect(report.damage.isEmpty, "\(report.damage.map(\.words.en))")
    return registry
  }

  /// File and range of the line with this seq.
  private func line(_ seq: Int) throws -> (file: FilePath, range: Range<Int>) {
    let layout = RegistryLayout(root)
    for segment in 1...9 {
      let bytes = try Bytes.of(layout.segment(segment))
      var start = 0
      while let end = bytes.lineFeed(in: start..<bytes.count) {
        if bytes[start...].starts(with: Array("{\"seq\":\(seq),".utf8)) {
          return (layout.segment(segment), start..<end + 1)
        }
        start = end + 1
      }
    }
    throw StoreError.disk(DiskError(.read, root, .noSuchFileOrDirectory))
  }

  @Test func lostLinesThatARecordFileHoldsInPart_keepWhatItHolds() throws {
    _ = try registry(checkpointAfter: 3)
    for seq in 10...13 { try flip(seq) }
    _ = try repair()
    let chairs = try opened().load().state.communities.inUse.map(\.record.chair)
    #expect(chairs == ["张三1", "张三2", "张三3", nil, nil, nil])
  }

  private func flip(_ seq: Int) throws {
    let (file, range) = try line(seq)
    var bytes = try Bytes.of(file)
    bytes[range.lowerBound + 30] ^= 1
    try Bytes.write(bytes, to: file)
  }

  @Test func nothingDamaged_nothingIsTouched() throws {
    _ = try registry(checkpointAfter: 3)
    let before = try Bytes.tree(root).filter { $0.key != "LOCK" }
    #expect(try repair().isEmpty)
    #expect(try Bytes.tree(root).filter { $0.key != "LOCK" } == before)
  }

  /// Every line damaged in turn, with record files from behind it: no record is lost.
  @Test func damagedLine_withNewerRecordFiles_losesNoRecord() throws {
    for seq in 1...13 {
      let whole = try registry(checkpointAfter: 6).head.contents
      let (file, _) = try line(seq)
      let before = try Bytes.of(file)
      try flip(seq)
      let damaged = try Bytes.of(file)
      let report = try repair()
      #expect(report.lost == [seq...seq] && report.incomplete.isEmpty)
      #expect(try opened().head.contents == whole, "line \(seq)")
      #expect(report.kept.map(\.file) == [file])
      #expect(try Bytes.of(report.kept[0].copy) == damaged, "the exact bytes are kept")
      // All other lines stand as they stood.
      let other = try line(seq == 13 ? 12 : seq + 1)
      if other.file == file {
        let text = try Bytes.of(file)[other.range]
        #expect(before.count > text.count && before.contains(text))
      }
      TemporaryDirectory.remove(root)
    }
  }

  /// The last line is whole but for its end: nothing is lost with that.
  @Test(arguments: [0x0B, 0x20, 0xFF] as [UInt8])
  func byteInPlaceOfTheLastLineFeed_isMended(_ byte: UInt8) throws {
    let registry = try registry()
    let (whole, file) = (registry.head.contents, try line(13).file)
    var bytes = try Bytes.of(file)
    bytes[bytes.count - 1] = byte
    try Bytes.write(bytes, to: file)
    #expect(throws: StoreError.self) { try Sample.open(root) }
    let report = try repair()
    #expect(report.unended == [file] && report.lost.isEmpty)
    #expect(try opened().head.contents == whole)
  }

  /// A text as long as a line may stand where one was saved; a short one was only put behind.
  @Test(arguments: [(20, false), (200, true)])
  func textInPlaceOfTheLastLine_isALossWhereItIsAsLong(_ count: Int, _ isLoss: Bool) throws {
    _ = try registry()
    let (file, range) = try line(13)
    let text = Array(repeating: UInt8(ascii: "x"), count: count) + [UInt8(ascii: "\n")]
    try Bytes.write(try Bytes.of(file)[..<range.lowerBound] + text, to: file)
    let report = try repair()
    #expect(report.lost == (isLoss ? [13...13] : []))
    #expect(try opened().head.communities[6]?.record.chair == nil)
  }

  /// Bytes that are no text are what is left of a line, as a disk leaves it.
  @Test func bytesThatAreNoText_areALostLine() throws {
    _ = try registry()
    let (file, range) = try line(13)
    let bytes = try Bytes.of(file)[..<range.lowerBound] + [0xFF, 0xFE, UInt8(ascii: "\n")]
    try Bytes.write(Array(bytes), to: file)
    #expect(try repair().lost == [13...13])
  }

  /// Without record files, what lines behind it tell is kept: the damaged line set a chair that a
  /// later line changes.
  @Test func damagedLine_withoutRecordFiles_isInferredFromLaterLines() throws {
    let registry = try registry()
    try registry.append(
      Sample.set(RecordID(.community, 2), "chair", .string("张三2"), .string("李四")))
    let whole = registry.head.contents
    try flip(9)  // the chair of m2
    let report = try repair()
    #expect(report.lost == [9...9] && report.incomplete.isEmpty)
    #expect(try opened().head.contents == whole)
  }

  @Test func recordMadeInALostLine_isSaidToBeIncomplete() throws {
    _ = try registry()
    try flip(4)  // makes m3, whose chair is set later
    let report = try repair()
    #expect(report.incomplete == [RecordID(.community, 3)])
    let opened = try opened()
    #expect(opened.head.communities[3]?.record.chair == "张三3")
    #expect(opened.head.communities[3]?.record.name.first == nil)
    // The rules name what has to be entered again.
    #expect(try opened.check().exitCode == 1)
  }

  /// A clerk goes on who has it open: what the clerk saw and is lost must not be built upon.
  @Test func openElsewhere_isReadAnew_beforeAnythingIsSaved() throws {
    let clerk = try registry()
    try flip(4)  // makes m3, in a file of the journal that is not the last
    _ = try repair()
    let name = try #require(clerk.head.communities[3]?.record.name.first)
    #expect(throws: StoreError.self) {
      try clerk.append(
        Sample.set(RecordID(.community, 3), "name", .string(name), .string("永丰社区居委会")))
    }
    #expect(clerk.head.communities[3]?.record.name.first == nil)
    try clerk.append(Sample.community(7))
    try clerk.checkpoint()
    #expect(try opened().head.contents == clerk.head.contents)
  }

  /// The same while a checkpoint of what the clerk saw is being written.
  @Test func openElsewhere_noCheckpointOfWhatWasBefore_takesItsPlace() throws {
    let registry = try registry()
    let work = try #require(try registry.checkpointWork(of: registry.identity, patience: .zero))
    try flip(4)
    let running = try #require(try CheckpointLock(PosixFileSystem(), RegistryLayout(root)))
    #expect(throws: StoreError.locked(nil)) {
      try RegistryDirectory.repair(
        root, by: "lina", at: Sample.at, files: PosixFileSystem(), patience: .zero)
    }
    running.release()
    _ = try repair()
    try work.run()
    #expect(try opened().head.communities[3]?.record.name.first == nil)
  }

  @Test func missingSegment_isFilledFromRecordFiles() throws {
    let whole = try registry(checkpointAfter: 6).head.contents
    let layout = RegistryLayout(root)
    try PosixFileSystem().remove(layout.segment(2))
    #expect(throws: StoreError.self) { try Sample.open(root) }
    let report = try repair()
    #expect(report.lost.count == 1)
    let values = { (contents: [String]) in contents.map { $0.prefix { $0 != "c" } } }
    #expect(try values(opened().head.contents) == values(whole))
  }

  @Test func lostEnd_isFilledFromRecordFiles() throws {
    let whole = try registry(checkpointAfter: 6).head.contents
    let (file, range) = try line(13)
    try Bytes.write(Array(try Bytes.of(file)[..<range.lowerBound]), to: file)
    #expect(throws: StoreError.self) { try Sample.open(root) }
    #expect(try repair().lost == [13...13])
    #expect(try opened().head.contents == whole)
  }

  @Test func strangeBytesBetweenLines_areTakenOut() throws {
    let whole = try registry(checkpointAfter: 2).head.contents
    let (file, range) = try line(8)
    var bytes = try Bytes.of(file)
    bytes.insert(contentsOf: Array("hello\n".utf8), at: range.lowerBound)
    try Bytes.write(bytes, to: file)
    #expect(try repair().lost.isEmpty)
    #expect(try opened().head.contents == whole)
  }

  /// Behind the last line nothing tells how many change sets there were; but these never were any.
  @Test(arguments: ["\n", "\n \n\r\n", "hello\n", "已备份\n\n# 李娜\n", "\nhello"])
  func strangeLines_areNoLostChangeSets(_ text: String) throws {
    for seq in [nil, 1, 8] {
      for isSaved in [false, true] {
        let whole = try registry(checkpointAfter: isSaved ? 6 : nil).head.contents
        let (file, range) = try line(seq ?? 13)
        let before = try Bytes.of(file)
        var bytes = before
        let isBehind = seq == nil
        let inserted = isBehind || text.hasSuffix("\n") ? text : text + "\n"
        bytes.insert(
          contentsOf: Array(inserted.utf8), at: isBehind ? range.upperBound : range.lowerBound)
        try Bytes.write(bytes, to: file)
        let number =
          before[..<(isBehind ? range.upperBound : range.lowerBound)]
          .count { $0 == 0x0A } + 1
        let said = try RegistryDirectory(root, .reading, account: "lina")
          .check().damage
        #expect(said.contains(.damaged(file, line: number, .foreign)), "\(said)")
        let report = try repair()
        #expect(report.lost.isEmpty && report.rebuilt.isEmpty && report.loss == nil, "\(report)")
        let lines = inserted.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        let count = lines.count - (lines.last?.isEmpty == true ? 1 : 0)
        #expect(report.foreign == [.init(file: file, lines: count)])
        #expect(try Bytes.of(#require(report.kept.first).copy) == bytes)
        #expect(try Bytes.of(file) == before)
        #expect(try opened().head.contents == whole)
        TemporaryDirectory.remove(root)
      }
    }
  }

  /// What a disk leaves of a line is one, whatever it leaves.
  @Test func lastLineOverwrittenWithZeros_isSaidToBeLost() throws {
    _ = try registry()
    let (file, range) = try line(13)
    var bytes = try Bytes.of(file)
    for place in range.dropLast() { bytes[place] = 0 }
    try Bytes.write(bytes, to: file)
    let report = try repair()
    #expect(report.lost == [13...13] && report.foreign.isEmpty)
  }

  @Test(arguments: ["communities.json", "checkpoint.json", "registry.json", "office.json"])
  func damagedFileBesideTheJournal_isMadeAnew(_ name: String) throws {
    let whole = try registry(checkpointAfter: 3).head.contents
    let path = root.appending(name)
    for bytes in [[], Array("{".utf8), try Bytes.of(path).map { $0 ^ 1 }] {
      try Bytes.write(bytes, to: path)
      #expect(throws: StoreError.self) { try Sample.open(root) }
      let report = try repair()
      #expect(report.kept.contains { $0.file == path })
      #expect(try Bytes.of(#require(report.kept.first { $0.file == path }).copy) == bytes)
      #expect(try opened().head.contents == whole)
    }
  }

  @Test func recordFileThatLies_isMadeAnew() throws {
    let registry = try registry(checkpointAfter: 6)
    let whole = registry.head.contents
    // Sealed anew with another name: every checksum is right, but the journal says otherwise.
    let path = registry.layout.records(.community)
    var text = String(decoding: try Bytes.of(path), as: UTF8.self)
    text = text.replacing("第3社区", with: "第8社区")
    var bytes = Array(text.utf8.dropLast(Seal.count + 1))
    var checksum = Checksum()
    checksum.update(bytes)
    Seal.close(&bytes, checksum.text)
    try Bytes.write(bytes + [0x0A], to: path)
    #expect(try Sample.open(root).check().exitCode == 1)
    _ = try repair()
    #expect(try opened().head.contents == whole)
  }

  @Test func linesThatContradictEachOther_areRefused_andNothingIsTouched() throws {
    _ = try registry()
    let (file, range) = try line(8)
    var bytes = try Bytes.of(file)
    // Another line of the same number, valid by itself.
    let before8 = String(decoding: bytes[range].dropLast(Seal.count + 1), as: UTF8.self)
    var twin = Array(before8.replacing("张三", with: "李四").utf8)
    _ = Seal.close(&twin)
    bytes.insert(contentsOf: twin + [0x0A], at: range.upperBound)
    try Bytes.write(bytes, to: file)
    let before = try Bytes.tree(root).filter { $0.key != "LOCK" }
    #expect(throws: StoreError.self) { try repair() }
    #expect(try Bytes.tree(root).filter { $0.key != "LOCK" } == before)
  }

  /// Random bytes at random places: repaired, and whole lines before the damage are never lost.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func randomDamage_isRepairedOrRefused(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let whole = try registry(checkpointAfter: Int.random(in: 0...6, using: &dice)).head.contents
    let layout = RegistryLayout(root)
    let paths =
      [layout.segment(1), layout.segment(2), layout.checkpoint]
      + Kind.allCases.map(layout.records)
    for _ in 1...Int.random(in: 1...3, using: &dice) {
      guard let path = paths.randomElement(using: &dice), var bytes = try? Bytes.of(path) else {
        continue
      }
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &dice))
      try Bytes.write(bytes, to: path)
    }
    let report = try repair()
    let opened = try opened()
    if report.lost.isEmpty { #expect(opened.head.contents == whole, "seed \(seed)") }
    try opened.append(Sample.community(99))
  }
}
