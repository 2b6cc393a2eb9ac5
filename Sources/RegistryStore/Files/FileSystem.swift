import RegistryModel
import SystemPackage

/// What the store asks of the machine's files: the seam under which tests put a failing disk.
///
/// Every call is one system call or a loop over one; whoever opens a descriptor closes it.
package protocol FileSystem: Sendable {
  /// Opens a file; symbolic links are followed for reading only.
  func open(_ path: FilePath, _ purpose: OpenPurpose) throws(DiskError) -> FileDescriptor
  /// Closes, which also gives up a lock held through the descriptor.
  func close(_ file: FileDescriptor)
  /// Reads up to `count` bytes from `offset`; fewer only at the end of the file.
  func read(_ file: FileDescriptor, at offset: Int, count: Int) throws(DiskError) -> [UInt8]
  /// Writes all bytes at `offset`.
  func write(_ bytes: [UInt8], to file: FileDescriptor, at offset: Int) throws(DiskError)
  /// Cuts or stretches the file.
  func truncate(_ file: FileDescriptor, to bytes: Int) throws(DiskError)
  /// Has the machine write out what it holds of a long file that is not finished, so that nobody's
  /// sync has to wait for all of it at once; nothing relies on it.
  func send(_ file: FileDescriptor) throws(DiskError)
  /// Makes content durable, and all it takes to read it back (fdatasync).
  func sync(_ file: FileDescriptor, _ reason: SyncReason) throws(DiskError)
  /// Makes a directory's entries durable.
  func syncDirectory(_ path: FilePath, _ reason: SyncReason) throws(DiskError)
  /// Sets the permissions whatever the umask.
  func setMode(_ file: FileDescriptor, _ mode: UInt32) throws(DiskError)
  /// Gives `old` the name `new` in one step; what has that name is replaced, or else keeps it, and
  /// the error is `.fileExists`.
  func rename(_ old: FilePath, to new: FilePath, replacing: Bool) throws(DiskError)
  func remove(_ path: FilePath) throws(DiskError)
  /// Removes an empty directory.
  func removeDirectory(_ path: FilePath) throws(DiskError)
  func makeDirectory(_ path: FilePath) throws(DiskError)
  /// Gives a directory its group, if one is named, and its permissions whatever the umask.
  func protect(_ path: FilePath, mode: UInt32, group: UInt32?) throws(DiskError)
  /// Names in a directory, sorted, without `.` and `..`.
  func list(_ path: FilePath) throws(DiskError) -> [String]
  /// What is at `path`, or where a symbolic link leads; nil if nothing does.
  func facts(_ path: FilePath) throws(DiskError) -> FileFacts?
  func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts
  /// Takes the file's lock without waiting; false if someone else holds it.
  func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool
  /// Lets `time` go by, for whoever waits for a lock.
  func pause(_ time: Duration)
  /// The name of the network file system `path` is on; nil for a local one.
  func networkName(_ path: FilePath) throws(DiskError) -> String?
}

extension FileSystem {
  /// Replaces `new` by `old` in one step.
  package func rename(_ old: FilePath, to new: FilePath) throws(DiskError) {
    try rename(old, to: new, replacing: true)
  }

  /// All that is in a file; nil if there is none.
  func contents(of path: FilePath) throws(DiskError) -> [UInt8]? {
    guard try facts(path) != nil else { return nil }
    let file = try open(path, .reading)
    defer { close(file) }
    return try readAll(file)
  }

  /// All that stands in an open file, to its end: the bytes it is said to have may be none, as in /proc,
  /// or more by now.
  ///
  /// - Errors: `.fileTooLarge` beyond `limit`.
  package func readAll(_ file: FileDescriptor, limit: Int = .max - 1) throws(DiskError) -> [UInt8] {
    let tooLarge = DiskError(.read, nil, .fileTooLarge)
    let expected = try facts(file).bytes
    if expected > limit { throw tooLarge }
    var bytes: [UInt8] = []
    var count = expected + 1
    while true {
      let part = try read(file, at: bytes.count, count: count)
      // One read is nearly always all of it, and long files are not copied.
      if bytes.isEmpty { bytes = part } else { bytes += part }
      if bytes.count > limit { throw tooLarge }
      if part.count < count { return bytes }
      count = min(1 << 20, limit - bytes.count + 1)
    }
  }

  /// Opens a file for writing; nil if there is none.
  func openExisting(_ path: FilePath) throws(DiskError) -> FileDescriptor? {
    do { return try open(path, .writing) } catch  where error.cause == .noSuchFileOrDirectory {
      return nil
    }
  }
}

/// What a file is opened for.
package enum OpenPurpose: Hashable, Sendable {
  case reading
  case writing
  /// A file that must not be there yet.
  case creating
  /// Writing, made where it is missing: LOCK.
  case writingOrCreating
}

/// What the directory says about a file.
package struct FileFacts: Hashable, Sendable {
  package let bytes: Int
  /// Permission bits.
  package let mode: UInt32
  /// What it is in place of a file; nil where it is one.
  package var found: DiskError.Found?
  /// The number of the file itself, whatever its name.
  package let inode: UInt64
  /// The path is a symbolic link.
  package var isLink = false

  package var isDirectory: Bool { found == .directory }

  package init(bytes: Int, mode: UInt32, isDirectory: Bool, inode: UInt64) {
    (self.bytes, self.mode, self.inode) = (bytes, mode, inode)
    found = isDirectory ? .directory : nil
  }
}
