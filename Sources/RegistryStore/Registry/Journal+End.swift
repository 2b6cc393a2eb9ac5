import SystemPackage

/// The file the journal ends with, held open between saves by whoever writes to it.
final class JournalEnd {
  let segment: Int
  let file: FileDescriptor
  private let files: any FileSystem

  fileprivate init(_ segment: Int, _ file: FileDescriptor, _ files: any FileSystem) {
    (self.segment, self.file, self.files) = (segment, file, files)
  }

  deinit { files.close(file) }
}

// Whether the journal still ends where it was read to: asked before every save.
extension Journal {
  /// Whether nobody wrote after the line last read, which is still there.
  ///
  /// - Parameter held: the file as this process has it open; another in its place is none of it.
  func ends(at position: JournalPosition, in held: JournalEnd?) throws(StoreError) -> Bool {
    guard position.seq > 0 else { return false }
    let (path, next) = (layout.segment(position.segment), layout.segment(position.segment + 1))
    let there = try onDisk(path) { () throws(DiskError) in try files.facts(path) }
    guard there?.bytes == position.end,
      try onDisk(next, { () throws(DiskError) in try files.facts(next) }) == nil
    else { return false }
    guard let held else { return try holds(position) }
    guard held.segment == position.segment,
      try onDisk(path, { () throws(DiskError) in try files.facts(held.file) }) == there
    else { return false }
    return try holds(position, in: held.file)
  }

  /// Whether the last line read is still where it was read, in the same file: one that a repair
  /// or somebody with a backup put in its place may hold other lines before it.
  func holds(_ position: JournalPosition) throws(StoreError) -> Bool {
    guard position.sha256 != nil, position.end > 0 else { return true }
    let path = layout.segment(position.segment)
    guard let there = try onDisk(path, { () throws(DiskError) in try files.facts(path) }),
      position.inode == nil || position.inode == there.inode
    else { return false }
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .reading) }
    defer { files.close(file) }
    return try holds(position, in: file)
  }

  private func holds(
    _ position: JournalPosition, in file: FileDescriptor
  ) throws(StoreError) -> Bool {
    let seal = Seal.count + 1
    guard position.end >= seal else { return false }
    let bytes = try onDisk(layout.segment(position.segment)) { () throws(DiskError) in
      try files.read(file, at: position.end - seal, count: seal)
    }
    return bytes.last == UInt8(ascii: "\n")
      && Seal.stated(by: bytes.dropLast()) == position.sha256
  }

  /// Opens the file that the line after `head` goes to, which may be a new one.
  func openEnd(behind head: JournalPosition) throws(StoreError) -> JournalEnd {
    var head = head
    if head.end >= segmentLimit {
      try sync(through: head, .fullSegment)
      head.beginSegment()
    }
    let path = layout.segment(head.segment)
    let file = try onDisk(path) { () throws(DiskError) in
      if let file = try files.openExisting(path) { return file }
      // It gets its name with its permissions: nobody is kept out of a file that is half made.
      let new = FilePath(path.string + ".new")
      if try files.facts(new) != nil { try files.remove(new) }
      let file = try files.open(new, .creating)
      do throws(DiskError) {
        try files.setMode(file, permissions.file)
        try files.rename(new, to: path)
        return file
      } catch {
        files.close(file)
        try? files.remove(new)
        throw error
      }
    }
    return JournalEnd(head.segment, file, files)
  }
}
