import SystemPackage

// Appending; the caller holds the lock and has read to the end.
extension Journal {
  /// What a disk writes whole or not at all.
  private static let block = 4096

  /// Appends a line and makes it durable; returns its place.
  ///
  /// - Errors: nothing is acknowledged and the line is taken back; where that fails too, a FAILED
  ///   file keeps everybody from writing.
  func append(
    _ line: [UInt8], sha256: String, after head: JournalPosition
  ) throws(StoreError) -> JournalPosition {
    var head = head
    if head.end >= segmentLimit {
      head = JournalPosition(segment: head.segment + 1, seq: head.seq, sha256: head.sha256)
    }
    let path = layout.segment(head.segment)
    let file = try open(path, isNew: head.end == 0)
    defer { files.close(file) }
    // Bytes nobody read must be neither overwritten nor skipped.
    let there = try onDisk(path) { () throws(DiskError) in try files.facts(file).bytes }
    guard there == head.end else { throw .damaged(path, line: nil, .unfinished) }
    do {
      let crosses = head.end / Self.block != (head.end + line.count) / Self.block
      if crosses {
        try files.write(line, to: file, at: head.end)
        try files.sync(file)
        try files.write(Array("\n".utf8), to: file, at: head.end + line.count)
      } else {
        try files.write(line + Array("\n".utf8), to: file, at: head.end)
      }
      try files.sync(file)
    } catch {
      let cause = DiskError(error.act, path, error.cause)
      try takeBack(file, to: head.end, because: cause)
      throw .disk(cause)
    }
    return JournalPosition(
      segment: head.segment, start: head.end, end: head.end + line.count + 1, seq: head.seq + 1,
      sha256: sha256)
  }

  private func open(_ path: FilePath, isNew: Bool) throws(StoreError) -> FileDescriptor {
    if isNew {
      // A new file gets its name and its permissions in one step: nobody is kept out of one half made.
      let isThere = try onDisk(path) { () throws(DiskError) in try files.facts(path) != nil }
      if !isThere { try files.replace(path, permissions) { _ throws(DiskError) in } }
      // Also for whoever made it and did not come this far.
      try onDisk(path) { () throws(DiskError) in try files.syncDirectory(layout.journal) }
    }
    return try onDisk(path) { () throws(DiskError) in try files.open(path, .writing) }
  }

  private func takeBack(
    _ file: FileDescriptor, to bytes: Int, because cause: DiskError
  ) throws(StoreError) {
    do {
      try files.truncate(file, to: bytes)
      try files.sync(file)
    } catch {
      let reason = cause.words.en
      markFailed(reason)
      throw .failed(reason: reason)
    }
  }

  /// Leaves the FAILED file; where even that fails, this process at least knows.
  private func markFailed(_ reason: String) {
    guard let file = try? files.open(layout.failed, .writingOrCreating) else { return }
    defer { files.close(file) }
    try? files.setMode(file, permissions.file)
    try? files.write(Array((reason + "\n").utf8), to: file, at: 0)
    try? files.sync(file)
    try? files.syncDirectory(layout.root)
  }

  /// Copies the bytes of an unfinished line aside and cuts them; returns where they are kept.
  func cutTorn(behind head: JournalPosition) throws(StoreError) -> FilePath {
    let path = layout.segment(head.segment)
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .writing) }
    defer { files.close(file) }
    let (bytes, kept) = try onDisk(path) { () throws(DiskError) in
      var copy = 0
      while try files.facts(layout.torn(head.segment, offset: head.end, copy: copy)) != nil {
        copy += 1
      }
      let torn = try files.facts(file).bytes - head.end
      return (
        try files.read(file, at: head.end, count: torn),
        layout.torn(head.segment, offset: head.end, copy: copy)
      )
    }
    try files.replace(kept, permissions) { writer throws(DiskError) in try writer.write(bytes) }
    try onDisk(path) { () throws(DiskError) in
      try files.syncDirectory(layout.journal)
      try files.truncate(file, to: head.end)
      try files.sync(file)
    }
    return kept
  }

  /// Makes everything up to `position` durable, whoever wrote it.
  func sync(through position: JournalPosition) throws(StoreError) {
    let path = layout.segment(position.segment)
    try onDisk(path) { () throws(DiskError) in
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      try files.sync(file)
    }
  }
}
