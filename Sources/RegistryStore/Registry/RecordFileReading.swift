import RegistryModel
import Synchronization
import SystemPackage

/// A record file while threads read it: each takes the next lines, as they come from the disk, and
/// makes records of them. What is taken is hashed in its order; no more of the file is in memory
/// than is being worked on.
final class RecordFileReading<R: Record>: Sendable {
  private let path: FilePath
  private let source: RecordBytes
  private let header: RecordFileHeader
  /// `],"count":…`, without its line feed.
  private let footer: [UInt8]
  /// Where the line feed before the footer is.
  private let end: Int
  private let progress: Mutex<Progress>

  /// Bytes of the records.
  var count: Int { end }

  private struct Progress {
    var offset: Int
    var checksum = Checksum()
    /// Lines taken so far, in parts.
    var parts = 0
    var runs: [Int: Table<R>.Run] = [:]
    /// The damage nearest to the beginning, and where its line begins.
    var fault: (offset: Int, damage: Damage)?
    var diskError: DiskError?
  }

  /// Lines of a file, none of them cut.
  private struct Part {
    let number: Int
    let offset: Int
    /// With the padding that the parser wants after them.
    let bytes: [UInt8]
    /// Without the line feed of the last one.
    let count: Int
  }

  /// Begins with the file at `path`.
  init(_ source: RecordBytes, _ path: FilePath, of registry: String?) throws(StoreError) {
    do throws(StoreError) {
      let edge = 4096
      let (count, head, tail) = try onDisk(path) { () throws(DiskError) in
        let count = try source.count()
        let tail = try source.read(at: max(0, count - edge), count: min(edge, count))
        return (count, try source.read(at: 0, count: edge), tail)
      }
      guard tail.last == UInt8(ascii: "\n"), let first = head.lineFeed(in: 0..<head.count),
        let last = tail.lastLineFeed(before: tail.count - 1)
      else {
        // A line longer than any may be is named without having it in memory.
        let line = try onDisk(path) { () throws(DiskError) in
          try source.lineLonger(than: JournalLine.maximumBytes)
        }
        throw .damaged(path, line: line, line == nil ? .checksum : .unfinished)
      }
      if head[...].isMarked { throw .damaged(path, line: 1, .mark) }
      if Seal.isTurned(tail) { throw .damaged(path, line: 1, .lineEnds) }
      header = try RecordFileHeader(head[..<first], of: R.kind, path)
      try header.check(path, belongsTo: registry)
      footer = Array(tail[(last + 1)..<(tail.count - 1)])
      end = max(first, count - tail.count + last)
      var progress = Progress(offset: first + 1)
      progress.checksum.update(head[...first])
      self.progress = Mutex(progress)
    } catch {
      source.close()
      throw error
    }
    (self.path, self.source) = (path, source)
  }

  deinit { source.close() }

  func work() {
    guard let reader = try? JSONReader() else {
      return progress.withLock { $0.diskError = DiskError(.read, path, .noMemory) }
    }
    while let part = next() {
      let (run, fault) = Self.decode(part, reader)
      progress.withLock { progress in
        progress.runs[part.number] = run
        if let fault, fault.offset < progress.fault?.offset ?? .max { progress.fault = fault }
      }
    }
  }

  /// The next lines; nil if there are none, or the disk does not give them.
  private func next() -> Part? {
    progress.withLock { progress in
      do throws(DiskError) {
        guard progress.diskError == nil else { return nil }
        return try next(&progress)
      } catch {
        progress.diskError = error
        return nil
      }
    }
  }

  private func next(_ progress: inout Progress) throws(DiskError) -> Part? {
    var wanted = RecordLines.part
    let offset = progress.offset
    while offset < end {
      var bytes = try source.read(at: offset, count: wanted + JSONReader.padding)
      let there = min(wanted, end - offset)
      guard bytes.count > there else { break }  // cut since it was opened: the checksum will tell
      guard let count = offset + there == end ? there : bytes.lastLineFeed(before: there) else {
        if wanted > JournalLine.maximumBytes {
          // A line longer than any may be is met before it is in memory.
          progress.fault = (offset, .unfinished)
          progress.offset = end
          return nil
        }
        wanted *= 2
        continue
      }
      let padding = count + 1 + JSONReader.padding - bytes.count
      if padding > 0 { bytes += repeatElement(0, count: padding) }
      progress.checksum.update(bytes[...count])
      defer {
        progress.offset = offset + count + 1
        progress.parts += 1
      }
      return Part(number: progress.parts, offset: offset, bytes: bytes, count: count)
    }
    return nil
  }

  private static func decode(
    _ part: Part, _ reader: borrowing JSONReader
  ) -> (run: Table<R>.Run, fault: (offset: Int, damage: Damage)?) {
    var run = Table<R>.Run()
    var start = 0
    while start < part.count {
      let end = part.bytes.lineFeed(in: start..<part.count) ?? part.count
      let comma = end > start && part.bytes[end - 1] == UInt8(ascii: ",")
      do throws(JSONError) {
        let read = try reader.parse(part.bytes, start..<(comma ? end - 1 : end)) { tape in
          Result { () throws(FieldError) in try Stored<R>(tape: &tape) }
        }
        switch read {
        case .success(let stored):
          if !run.append(stored) { return (run, (part.offset + start, .order)) }
        case .failure(let error): return (run, (part.offset + start, .record(error)))
        }
      } catch {
        return (run, (part.offset + start, .json(error)))
      }
      start = end + 1
    }
    return (run, nil)
  }

  func finish(_ state: inout RegistryState) throws(StoreError) -> Int {
    let progress = progress.withLock { $0 }
    if let error = progress.diskError { throw .disk(error.at(path)) }
    // Before the checksum, which says less: a line that cannot be read has a number.
    if let (offset, damage) = progress.fault {
      let line = try onDisk(path) { () throws(DiskError) in
        try source.lineNumber(at: offset)
      }
      throw .damaged(path, line: line, damage)
    }
    var checksum = progress.checksum
    checksum.update(footer.dropLast(Seal.count))
    guard Seal.stated(by: footer[...]) == checksum.text else {
      throw .damaged(path, line: nil, .checksum)
    }
    let runs = (0..<progress.parts).compactMap { progress.runs[$0] }
    guard zip(runs, runs.dropFirst()).allSatisfy({ $0.last < $1.first }) else {
      throw .damaged(path, line: nil, .order)
    }
    let stated = try? JSON(bytes: Array("{".utf8) + footer.dropFirst("],".utf8.count))
    let table = Table(runs)
    guard stated?["count"]?.int == table.count else { throw .damaged(path, line: nil, .count) }
    state[R.self] = table
    return header.seq
  }
}

/// The bytes of a record file: on the disk, or in memory where a repair has turned its line ends back.
enum RecordBytes: Sendable {
  case file(FileDescriptor, any FileSystem)
  case held([UInt8])

  /// Opens the file at `path`; nil if there is none.
  init?(_ files: any FileSystem, _ path: FilePath) throws(StoreError) {
    let file = try onDisk(path) { () throws(DiskError) in
      try files.facts(path) == nil ? nil : files.open(path, .reading)
    }
    guard let file else { return nil }
    self = .file(file, files)
  }

  fileprivate func count() throws(DiskError) -> Int {
    switch self {
    case .file(let file, let files): try files.facts(file).bytes
    case .held(let bytes): bytes.count
    }
  }

  fileprivate func read(at offset: Int, count: Int) throws(DiskError) -> [UInt8] {
    switch self {
    case .file(let file, let files): try files.read(file, at: offset, count: count)
    case .held(let bytes): Array(bytes.dropFirst(offset).prefix(count))
    }
  }

  fileprivate func lineNumber(at offset: Int) throws(DiskError) -> Int? {
    switch self {
    case .file(let file, let files): try files.lineNumber(at: offset, in: file)
    case .held(let bytes): bytes.lineFeeds(before: offset) + 1
    }
  }

  fileprivate func lineLonger(than limit: Int) throws(DiskError) -> Int? {
    switch self {
    case .file(let file, let files): try files.lineLonger(than: limit, file)
    case .held: nil
    }
  }

  fileprivate func close() {
    if case .file(let file, let files) = self { files.close(file) }
  }
}

/// A record file of whatever kind while threads read it. Closures, not a protocol: those are made
/// where the kind is known, and so is every type on the way to a field.
struct RecordReading: Sendable {
  /// Bytes of the records.
  let count: Int
  /// Reads on until nothing is left to take; any number of threads may.
  let work: @Sendable () -> Void
  /// Verifies what was read and takes the records over; returns the seq they are at.
  let finish: @Sendable (inout RegistryState) throws(StoreError) -> Int

  /// Begins with the file at `path`, which holds records of this type.
  init<R: Record>(
    _ source: RecordBytes, _ path: FilePath, of type: R.Type, in registry: String?
  ) throws(StoreError) {
    let reading = try RecordFileReading<R>(source, path, of: registry)
    count = reading.count
    work = { reading.work() }
    finish = { (state) throws(StoreError) in try reading.finish(&state) }
  }
}

enum RecordLines {
  /// Bytes that are worked on at once: few enough to stay in a core's cache until they are records.
  static let part = 512 << 10
}

extension RegistryState {
  /// Takes records from their files, on all cores; returns the seq of each file that is there.
  ///
  /// - Parameter registry: the id that the files have to name; nil: they name none.
  mutating func read(
    _ kinds: [Kind], _ files: any FileSystem, _ layout: RegistryLayout, of registry: String?
  ) throws(StoreError) -> [Kind: Int] {
    var readings: [(kind: Kind, file: RecordReading)] = []
    for kind in kinds {
      let path = layout.records(kind)
      let source = try RecordBytes(files, path)
      if let source { readings.append((kind, try Self.reading(kind, source, path, of: registry))) }
    }
    return try finish(readings)
  }

  /// Takes the records of one kind from bytes that its file is to have; returns their seq.
  mutating func read(
    _ kind: Kind, from bytes: [UInt8], _ path: FilePath, of registry: String?
  ) throws(StoreError) -> Int? {
    try finish([(kind, try Self.reading(kind, .held(bytes), path, of: registry))])[kind]
  }

  private mutating func finish(
    _ readings: [(kind: Kind, file: RecordReading)]
  ) throws(StoreError) -> [Kind: Int] {
    let lanes = readings.reduce(1) { $0 + $1.file.count / RecordLines.part }
    let all = readings.map(\.file)
    _ = Threads.map(Array(0..<lanes), threads: lanes) { _ in for file in all { file.work() } }
    var seqs: [Kind: Int] = [:]
    for (kind, file) in readings { seqs[kind] = try file.finish(&self) }
    return seqs
  }

  private static func reading(
    _ kind: Kind, _ source: RecordBytes, _ path: FilePath, of registry: String?
  ) throws(StoreError) -> RecordReading {
    var opening = Opening(source: source, path: path, registry: registry)
    return try kind.visit(&opening)
  }

  private struct Opening: KindVisitor {
    let source: RecordBytes
    let path: FilePath
    let registry: String?

    func visit<R: Record>(_ type: R.Type, _ row: KindRow) throws(StoreError) -> RecordReading {
      try RecordReading(source, path, of: type, in: registry)
    }
  }
}
