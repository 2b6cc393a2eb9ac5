import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Makes a registry at `root`, a new or empty directory, of a backup.
  ///
  /// The whole backup is verified before the first byte is written: unpacked, every line's checksum,
  /// the chain, and every change applied to the records it changes. What was made of it is then opened
  /// as any registry is, and only what opens gets its name.
  ///
  /// - Errors: `.damaged` names the line of the unpacked backup; `.occupied`, `.noGroup`.
  public static func restore(
    _ backup: FilePath, to root: FilePath, group: String? = nil,
    account: String = UnixAccount.login,
    _ progress: (WorkProgress) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> Backup {
    try restore(
      backup, to: root, group: group, account: account, files: PosixFileSystem(), progress)
  }

  package static func restore(
    _ path: FilePath, to root: FilePath, group: String?, account: String,
    files: any FileSystem, segmentLimit: Int = Journal.segmentBytes,
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup {
    var head = RegistryState()
    // It is read twice: to be verified, and to be written.
    var bytes = 0
    let backup = try BackupLines(files, path).read { read throws(StoreError) in
      bytes = read.total
      try progress(WorkProgress(done: read.done, total: 2 * bytes))
    } _: { line, _ throws(StoreError) in
      do throws(ApplyError) { try head.apply(line.commit) } catch {
        throw .damaged(path, line: line.commit.seq + 1, .apply(error))
      }
    }
    // Its lines may be of an older format; all that is made of them is of this one.
    let identity = RegistryIdentity(id: backup.registry)
    _ = try make(root, identity, group: group, account: account, clock: .machine, files) {
      registry throws(StoreError) in
      try registry.write(backup.plans)
      var writer = JournalWriter(registry.journal, segmentLimit: segmentLimit)
      _ = try BackupLines(files, path).read { read throws(StoreError) in
        try progress(WorkProgress(done: bytes + read.done, total: 2 * bytes))
      } _: { line, bytes throws(StoreError) in
        try writer.write(line, bytes)
      }
      (registry.head, registry.position) = (head, try writer.finish())
      let layout = registry.layout
      try onDisk(root) { () throws(DiskError) in
        try files.syncDirectory(layout.journal, .restoredSegmentName)
      }
      try registry.moveRetired(by: account, at: registry.clock.now.at)
      try identity.write(files, layout, registry.permissions)
      try registry.checkpoint()
      do throws(StoreError) {
        let opened = try RegistryDirectory(
          layout.root, .writing, account: account, files: files, patience: patience)
        _ = try opened.load()
      } catch .damaged(_, _, let damage) {
        throw .damaged(path, line: nil, damage)
      }
      // Nothing gets its name for who has gone.
      try progress(WorkProgress(done: 2 * bytes, total: 2 * bytes))
    }
    return backup
  }
}

/// The lines of a backup, verified one by one.
package struct BackupLines {
  private let files: any FileSystem
  private let path: FilePath

  /// Those of the backup at `path`.
  package init(_ path: FilePath) { self.init(PosixFileSystem(), path) }

  init(_ files: any FileSystem, _ path: FilePath) {
    self.files = files
    self.path = path
  }

  /// Reads all of it: `body` gets every line of the journal, and its bytes with the line feed.
  package func read(
    _ progress: (WorkProgress) throws(StoreError) -> Void = { _ in },
    _ body: (JournalLine, [UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup {
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .reading) }
    defer { files.close(file) }
    let total = try onDisk(path) { () throws(DiskError) in try files.facts(file).bytes }
    var gzip = try onDisk(path) { () throws(DiskError) in try GzipReader(files, file) }
    let reader: JSONReader
    do { reader = try JSONReader() } catch { throw .disk(DiskError(.open, path, .noMemory)) }

    var backup: Backup?
    var last = JournalPosition()
    var rest: [UInt8] = []
    var number = 0
    while let piece = try next(&gzip, line: number + 1) {
      let feed = piece.lastLineFeed(before: piece.count)
      let whole = feed.map { rest.count + $0 + 1 } ?? 0
      rest += piece
      guard rest.count - whole <= JournalLine.maximumBytes else {
        throw .damaged(path, line: number + 1, .unfinished)
      }
      if whole == 0 { continue }
      var bytes = rest
      rest = Array(bytes[whole...])
      bytes += repeatElement(0, count: JSONReader.padding)
      var start = 0
      while start < whole {
        let end = bytes.lineFeed(in: start..<whole) ?? whole
        number += 1
        if backup == nil {
          backup = try Backup(Array(bytes[start..<end]), of: path)
        } else {
          let line = try line(bytes, start..<end, after: last, number, reader)
          try body(line, Array(bytes[start...end]))
          last = last.following(line, bytes: end - start + 1)
        }
        start = end + 1
      }
      try progress(WorkProgress(done: min(gzip.offset, total), total: total))
    }
    guard rest.isEmpty else { throw .damaged(path, line: number + 1, .unfinished) }
    guard let backup else { throw .damaged(path, line: 1, .notABackup) }
    guard last.seq == backup.seq, last.sha256 == backup.sha256 else {
      throw .damaged(path, line: number, .otherEnd(expected: backup.seq, found: last.seq))
    }
    return backup
  }

  /// What the backup says of itself; nothing after that is read.
  package func first() throws(StoreError) -> Backup {
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .reading) }
    defer { files.close(file) }
    var gzip = try onDisk(path) { () throws(DiskError) in try GzipReader(files, file) }
    var line: [UInt8] = []
    while let piece = try next(&gzip, line: 1), line.count <= JournalLine.maximumBytes {
      line += piece
      if let feed = line.lineFeed(in: 0..<line.count) {
        return try Backup(Array(line[..<feed]), of: path)
      }
    }
    throw .damaged(path, line: 1, .notABackup)
  }

  private func next(
    _ gzip: inout GzipReader, line: Int
  ) throws(StoreError) -> [UInt8]? {
    do { return try gzip.next() } catch {
      switch error {
      case .disk(let error): throw .disk(error.at(path))
      case .damaged: throw .damaged(path, line: line, line == 1 ? .notABackup : .compression)
      }
    }
  }

  private func line(
    _ bytes: [UInt8], _ range: Range<Int>, after position: JournalPosition, _ number: Int,
    _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalLine {
    let line: JournalLine
    do throws(Damage) {
      line = try JournalLine(bytes, range, reader)
      try line.follows(position)
    } catch {
      throw .damaged(path, line: number, error)
    }
    if let kind = line.newerKind { throw .newerKind(path, line: number, kind: kind) }
    return line
  }
}

/// Writes lines that were sealed before into segments, as appending would have.
struct JournalWriter {
  private let journal: Journal
  private let segmentLimit: Int
  private var position = JournalPosition()
  private var file: FileDescriptor?
  private var buffer: [UInt8] = []

  init(_ journal: Journal, segmentLimit: Int) {
    self.journal = journal
    self.segmentLimit = segmentLimit
  }

  mutating func write(_ line: JournalLine, _ bytes: [UInt8]) throws(StoreError) {
    if position.end >= segmentLimit {
      try closeSegment()
      position.beginSegment()
    }
    buffer += bytes
    position = position.following(line, bytes: bytes.count)
    if buffer.count >= 1 << 20 { try flush() }
  }

  /// Makes the last segment durable; returns where the next line would begin.
  mutating func finish() throws(StoreError) -> JournalPosition {
    try closeSegment()
    return position
  }

  private mutating func flush() throws(StoreError) {
    let path = journal.layout.segment(position.segment)
    let (bytes, offset) = (buffer, position.end - buffer.count)
    file = try onDisk(path) { [file, journal] () throws(DiskError) in
      let target: FileDescriptor
      if let file {
        target = file
      } else {
        target = try journal.files.open(path, .creating)
        try journal.files.setMode(target, journal.permissions.file)
      }
      try journal.files.write(bytes, to: target, at: offset)
      return target
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func closeSegment() throws(StoreError) {
    try flush()
    guard let file else { return }
    self.file = nil
    defer { journal.files.close(file) }
    try onDisk(journal.layout.segment(position.segment)) { () throws(DiskError) in
      try journal.files.sync(file, .restoredSegment)
    }
  }
}
