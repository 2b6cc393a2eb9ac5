import SystemPackage

// Appending; the caller holds the lock and has read to the end.
extension Journal {
  /// What a disk writes whole or not at all.
  private static let block = 4096

  /// Appends a line to `end`, opened behind `head`, and makes it durable; returns its place.
  ///
  /// - Errors: nothing is acknowledged and the line is taken back; where that fails too, a FAILED
  ///   file keeps everybody from writing.
  func append(
    _ line: [UInt8], sha256: String, after head: JournalPosition, to end: JournalEnd
  ) throws(StoreError) -> JournalPosition {
    var head = head
    if end.segment > head.segment {
      head = JournalPosition(segment: end.segment, seq: head.seq, sha256: head.sha256)
    }
    let (path, file) = (layout.segment(end.segment), end.file)
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

  /// Why nobody may write: a write that could be neither finished nor taken back.
  func failure() throws(StoreError) -> StoreError? {
    let bytes = try onDisk(layout.failed) { () throws(DiskError) -> [UInt8]? in
      guard try files.facts(layout.failed) != nil else { return nil }
      let file = try files.open(layout.failed, .reading)
      defer { files.close(file) }
      return try files.read(file, at: 0, count: 4096)
    }
    return bytes.map {
      let reason = String(decoding: $0, as: UTF8.self)
      return .failed(reason: String(reason.prefix { $0 != "\n" }))
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
      var copy = 0
      while try files.facts(layout.torn(head.segment, offset: head.end, copy: copy)) != nil {
        copy += 1
      }
      let kept = layout.torn(head.segment, offset: head.end, copy: copy)
      let evidence = try files.open(kept, .creating)
      defer { files.close(evidence) }
      try files.setMode(evidence, permissions.file)
      try files.write(bytes, to: evidence, at: 0)
      try files.sync(evidence)
      try files.syncDirectory(layout.journal)
      try files.truncate(file, to: head.end)
      try files.sync(file)
      return kept
    }
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
