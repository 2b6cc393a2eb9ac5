import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Several kinds of damage at once, in any order: what was acknowledged is all there after a repair, or
/// what is lost is told, exactly; and not a byte that was there is lost.
@Suite struct DamageMixTests {
  enum Harm: CaseIterable {
    case flippedLine, strangeBytes, swappedLines, lineTwice
    case turnedFile, turnedFiles, someLinesTurned
    case noRegistryJSON, noCheckpoint, noRecordFile, noSegment, noJournal
    case brokenRegistryJSON, brokenRecordFile
  }

  private let directory = TemporaryDirectory()
  private var layout: RegistryLayout { RegistryLayout(directory.path.appending("registry")) }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func anyMix_isRepaired_orToldExactly(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 1500
    let count = Int.random(in: 4...9, using: &dice)
    let checkpoint = Int.random(in: 1...count + 2, using: &dice)
    let backup = Int.random(in: 1...count + 2, using: &dice)
    for serial in 1...count {
      try registry.append(Sample.community(serial))
      if serial == checkpoint { try registry.checkpoint() }
      if serial == backup {
        try DailyBackups(work: registry.backupWork, account: "lina")
          .run(at: Sample.at, today: Sample.today)
      }
    }
    let saved = try registry.changes(after: 0)
    let harms = Harm.allCases.shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice))
    for harm in harms { try inflict(harm, &dice) }
    let damaged = try Bytes.tree(layout.root).filter { $0.key != "LOCK" }
    let known = try newestKnown(count, backup: backup)
    let what = Comment(rawValue: "\(harms), seed \(seed)")

    let report: RepairReport
    do throws(StoreError) { report = try repair(acceptsLoss: false) } catch {
      let after = try Bytes.tree(layout.root).filter { $0.key != "LOCK" }
      #expect(after == damaged, "nothing is changed: \(what)")
      switch error {
      case .losing: report = try repair(acceptsLoss: true)
      case .irreparable, .notARegistry:
        #expect(known == 0, "neither a line nor a record is left: \(what)")
        return
      default: throw error
      }
    }
    try expectKept(damaged, what)
    let opened = try Sample.open(layout.root)
    #expect(try opened.check().damage.isEmpty, what)
    let found = try opened.changes(after: 0)
    for commit in saved.prefix(known)
    where found.count < commit.seq || found[commit.seq - 1] != commit {
      let isTold =
        report.lost.contains { $0.contains(commit.seq) }
        || report.loss?.changes.contains(commit.seq) == true
      #expect(isTold, "\(commit.seq): \(what)")
    }
    if report.lost.isEmpty, report.loss == nil, known == saved.count {
      #expect(opened.head.contents == registry.head.contents, what)
    }
    // What a backup holds is never lost.
    if backup <= count {
      for commit in saved.prefix(backup + 1) { #expect(found[commit.seq - 1] == commit, what) }
    }
    try opened.append(Sample.community(99))
    #expect(try repair(acceptsLoss: false).isEmpty, what)
  }

  private func repair(acceptsLoss: Bool) throws(StoreError) -> RepairReport {
    try RegistryDirectory.repair(
      layout.root, by: "lina", at: Sample.at, acceptsLoss: acceptsLoss)
  }

  /// Every damaged file is as it was, or its bytes stand beside it.
  private func expectKept(_ damaged: [String: [UInt8]], _ what: Comment) throws {
    let after = try Bytes.tree(layout.root)
    let content = { (bytes: [UInt8]) in bytes.drop { $0 != 0x0A } }
    for (name, bytes) in damaged where !content(bytes).dropFirst().isEmpty {
      let isKept = after.contains { $0.key.hasPrefix(name) && content($0.value) == content(bytes) }
      // What was whole may have been written anew.
      let isRecordFile = name.hasSuffix(".json") && !name.contains("registry")
      #expect(isKept || isRecordFile, "\(name): \(what)")
    }
  }

  /// The newest change that anything left of the registry still tells of.
  private func newestKnown(_ count: Int, backup: Int) throws -> Int {
    let texts = try Bytes.tree(layout.root).filter { !$0.key.hasSuffix(".gz") }.values
      .map { String(decoding: $0, as: UTF8.self) }
    let told = (1...count + 1).last { seq in
      texts.contains {
        $0.contains("{\"seq\":\(seq),") || $0.contains("\"seq\":\(seq),\"records\"")
      }
    }
    return max(told ?? 0, backup <= count ? backup + 1 : 0)
  }

  private var segments: [FilePath] {
    TemporaryDirectory.names(layout.journal).compactMap(RegistryLayout.segment(named:))
      .map(layout.segment)
  }

  private var files: [FilePath] {
    let beside = [layout.registry, layout.checkpoint] + Kind.allCases.map(layout.records)
    return segments + beside.filter { (try? Bytes.of($0)) != nil }
  }

  private func inflict(_ harm: Harm, _ dice: inout SeededGenerator) throws {
    func change(
      _ path: FilePath?, _ body: (inout [[UInt8]]) -> Void
    ) throws {
      guard let path, let bytes = try? Bytes.of(path) else { return }
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      body(&lines)
      try Bytes.write(Array(lines.joined(separator: [0x0A])), to: path)
    }
    func turn(_ path: FilePath?, _ isTurned: (Int) -> Bool) throws {
      try change(path) { lines in
        for place in lines.indices.dropLast() where isTurned(place) { lines[place].append(0x0D) }
      }
    }
    let segment = segments.randomElement(using: &dice)
    let places = (dice.next(), dice.next())
    func place(_ number: UInt64, _ lines: [[UInt8]]) -> Int {
      Int(number % UInt64(max(1, lines.count - 1)))
    }
    switch harm {
    case .flippedLine:
      try change(segment) { lines in
        let line = place(places.0, lines)
        if lines[line].count > 20 { lines[line][20] ^= 1 }
      }
    case .strangeBytes:
      try change(segment) { $0.insert(Array("hello".utf8), at: place(places.0, $0)) }
    case .swappedLines:
      try change(segment) { $0.swapAt(place(places.0, $0), place(places.1, $0)) }
    case .lineTwice:
      try change(segment) { lines in
        if lines.count > 1 {
          lines.insert(lines[place(places.0, lines)], at: place(places.1, lines))
        }
      }
    case .turnedFile: try turn(files.randomElement(using: &dice)) { _ in true }
    case .turnedFiles: for path in files { try turn(path) { _ in true } }
    case .someLinesTurned: try turn(segment) { $0.isMultiple(of: 2) }
    case .noRegistryJSON: try? PosixFileSystem().remove(layout.registry)
    case .noCheckpoint: try? PosixFileSystem().remove(layout.checkpoint)
    case .noRecordFile:
      let kind = Kind.allCases.randomElement(using: &dice) ?? .community
      try? PosixFileSystem().remove(layout.records(kind))
    case .noSegment: if let segment { try PosixFileSystem().remove(segment) }
    case .noJournal: TemporaryDirectory.remove(layout.journal)
    case .brokenRegistryJSON: try Bytes.write("{", to: layout.registry)
    case .brokenRecordFile:
      if (try? Bytes.of(layout.records(.community))) != nil {
        try Bytes.write("{\n", to: layout.records(.community))
      }
    }
  }
}
