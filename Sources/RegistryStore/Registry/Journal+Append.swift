import SystemPackage

// Appending; the caller holds the lock and has read to the end.
extension Journal {
  /// What a disk writes whole or not at all.
  private static let block = 4096

  /// Appends a line to `end`, opened after `head`, and makes it durable; returns its place.
  ///
  /// - Parameter named: the file whose name is known to be durable.
  /// - Errors: nothing is acknowledged and the line is cut, or at least its line feed; where that or
  ///   a sync fails, a FAILED file keeps everybody from writing.
  func append(
    _ line: [UInt8], sha256: String, after head: JournalPosition, to end: JournalEnd,
    named: UInt64?
  ) throws(StoreError) -> JournalPosition {
    var head = head
    if end.segment > head.segment { head.beginSegment() }
    let (path, file) = (layout.segment(end.segment), end.file)
    // Bytes nobody read must be neither overwritten nor skipped.
    let there = try onDisk(path) { () throws(DiskError) in try files.facts(file) }
    guard there.bytes == head.end else { throw .damaged(path, line: nil, .unfinished) }
    // Whoever made it, or put a repaired one in its place, may have been killed before it could.
    if there.inode != named { try syncNames() }
    do throws(StoreError) {
      try write(line, to: file, path, at: head.end)
    } catch {
      try takeBack(file, path, to: head.end, or: head.end + line.count, because: error)
      throw error
    }
    return JournalPosition(
      segment: head.segment, start: head.end, end: head.end + line.count + 1, seq: head.seq + 1,
      sha256: sha256, link: sha256, inode: there.inode)
  }

  private func write(
    _ line: [UInt8], to file: FileDescriptor, _ path: FilePath, at offset: Int
  ) throws(StoreError) {
    let feed = Array("\n".utf8)
    let end = offset + line.count
    // In the block of the line feed before, all that its line feed commits is in one block.
    if max(0, offset - 1) / Self.block == end / Self.block {
      try onDisk(path) { () throws(DiskError) in
        try files.write(line + feed, to: file, at: offset)
      }
    } else {
      try onDisk(path) { () throws(DiskError) in try files.write(line, to: file, at: offset) }
      try sync(file, path, .lineBeforeItsFeed)
      try onDisk(path) { () throws(DiskError) in try files.write(feed, to: file, at: end) }
    }
    try sync(file, path, .line)
  }

  /// Cuts a line that was not finished, or after a failed sync its line feed alone: the disk may hold
  /// that already, and must not with part of its line cut.
  private func takeBack(
    _ file: FileDescriptor, _ path: FilePath, to start: Int, or end: Int,
    because cause: StoreError
  ) throws(StoreError) {
    do {
      if case .failed = cause {
        if try files.facts(file).bytes > end { try files.truncate(file, to: end) }
      } else {
        try files.truncate(file, to: start)
      }
    } catch {
      throw fail(error.at(path))
    }
  }

  /// Copies the bytes of an unfinished line aside and cuts them; returns where they are kept.
  func cutTorn(behind head: JournalPosition) throws(StoreError) -> FilePath {
    let path = layout.segment(head.segment)
    return try onDisk(path) { () throws(DiskError) in
      let file = try files.open(path, .writing)
      defer { files.close(file) }
      let bytes = try files.read(
        file, at: head.end, count: files.facts(file).bytes - head.end)
      let kept = try files.keep(
        bytes, as: { layout.torn(head.segment, offset: head.end, copy: $0) }, permissions,
        (.tornCopy, .tornCopyName))
      try files.truncate(file, to: head.end)
      return kept
    }
  }
}

// Making durable.
extension Journal {
  /// Makes everything up to `position` durable, whoever wrote it.
  func sync(through position: JournalPosition, _ reason: SyncReason) throws(StoreError) {
    let path = layout.segment(position.segment)
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .reading) }
    defer { files.close(file) }
    try sync(file, path, reason)
  }

  /// Writes the highest file over with its own bytes, so that all of them are on their way to the
  /// disk once more, whatever became of them before.
  func rewrite(_ segment: Int) throws(StoreError) {
    let path = layout.segment(segment)
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .writing) }
    defer { files.close(file) }
    try onDisk(path) { () throws(DiskError) in
      var offset = 0
      while true {
        let bytes = try files.read(file, at: offset, count: Self.chunk)
        if bytes.isEmpty { break }
        try files.write(bytes, to: file, at: offset)
        offset += bytes.count
      }
    }
    try sync(file, path, .rewritten)
  }

  private func syncNames() throws(StoreError) {
    do { try files.syncDirectory(layout.journal, .segmentName) } catch {
      throw fail(error.at(layout.journal))
    }
  }

  private func sync(
    _ file: FileDescriptor, _ path: FilePath, _ reason: SyncReason
  ) throws(StoreError) {
    do { try files.sync(file, reason) } catch {
      throw fail(error.at(path))
    }
  }

  /// Leaves the FAILED file, which keeps everybody from writing.
  private func fail(_ cause: DiskError) -> StoreError {
    let reason = cause.words.en
    if let file = try? files.open(layout.failed, .writingOrCreating) {
      defer { files.close(file) }
      try? files.setMode(file, permissions.file)
      try? files.write(Array((reason + "\n").utf8), to: file, at: 0)
      try? files.sync(file, .failure)
      try? files.syncDirectory(layout.root, .failureName)
    }
    return .failed(reason: reason)
  }
}
