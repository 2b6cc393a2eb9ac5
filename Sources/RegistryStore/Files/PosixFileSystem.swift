import CLinux
import Glibc
import SystemPackage

/// The files of this machine.
package struct PosixFileSystem: FileSystem {
  package init() {}

  package func open(_ path: FilePath, _ purpose: OpenPurpose) throws(DiskError) -> FileDescriptor {
    let flags =
      switch purpose {
      case .reading: O_RDONLY
      case .writing: O_RDWR | O_NOFOLLOW
      case .creating: O_RDWR | O_NOFOLLOW | O_CREAT | O_EXCL
      case .writingOrCreating: O_RDWR | O_NOFOLLOW | O_CREAT
      }
    let operation: DiskError.Operation = purpose == .creating ? .make : .open
    // Without O_NONBLOCK a pipe put among the files would be waited for without end.
    let descriptor: Int32
    do {
      descriptor = try repeated(operation, path) {
        Glibc.open(path.string, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
      }
    } catch {
      throw DiskError(operation, path, error.cause, found: Self.found(path, insteadOf: purpose))
    }
    var facts = stat()
    let kind = fstat(descriptor, &facts) == 0 ? facts.st_mode & S_IFMT : 0
    guard kind == S_IFREG || kind == S_IFDIR else {
      _ = Glibc.close(descriptor)
      throw DiskError(operation, path, .noSuchAddressOrDevice, found: DiskError.Found(kind))
    }
    return FileDescriptor(rawValue: descriptor)
  }

  /// What is where a file could not be opened; nil if that is one, or nothing.
  private static func found(
    _ path: FilePath, insteadOf purpose: OpenPurpose
  ) -> DiskError.Found? {
    var facts = stat()
    guard purpose != .creating, lstat(path.string, &facts) == 0 else { return nil }
    guard facts.st_mode & S_IFMT == S_IFLNK else {
      return DiskError.Found(facts.st_mode & S_IFMT)
    }
    if purpose != .reading { return .link }
    return stat(path.string, &facts) == 0
      ? DiskError.Found(facts.st_mode & S_IFMT) : errno == ENOENT ? .brokenLink : nil
  }

  package func close(_ file: FileDescriptor) {
    _ = Glibc.close(file.rawValue)  // What matters was synced; a failure here changes nothing.
  }

  package func read(
    _ file: FileDescriptor, at offset: Int, count: Int
  ) throws(DiskError) -> [UInt8] {
    var failure: DiskError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          file.rawValue, buffer.baseAddress.map { $0 + filled }, count - filled, offset + filled)
        if got < 0 {
          if errno == EINTR { continue }
          failure = DiskError(.read, nil, Errno(rawValue: errno))
          return
        }
        if got == 0 { return }
        filled += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  package func write(
    _ bytes: [UInt8], to file: FileDescriptor, at offset: Int
  ) throws(DiskError) {
    var written = 0
    while written < bytes.count {
      let put = bytes.withUnsafeBytes {
        pwrite(
          file.rawValue, $0.baseAddress.map { $0 + written }, bytes.count - written,
          offset + written)
      }
      if put < 0 {
        if errno == EINTR { continue }
        throw DiskError(.write, nil, Errno(rawValue: errno))
      }
      written += put
    }
  }

  package func truncate(_ file: FileDescriptor, to bytes: Int) throws(DiskError) {
    _ = try repeated(.cut, nil) { ftruncate(file.rawValue, bytes) }
  }

  package func send(_ file: FileDescriptor) throws(DiskError) {
    _ = try repeated(.write, nil) { fdatasync(file.rawValue) }
  }

  package func sync(_ file: FileDescriptor, _: SyncReason) throws(DiskError) {
    _ = try repeated(.sync, nil) { fdatasync(file.rawValue) }
  }

  package func syncDirectory(_ path: FilePath, _: SyncReason) throws(DiskError) {
    let directory = try repeated(.sync, path) {
      Glibc.open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { _ = Glibc.close(directory) }
    _ = try repeated(.sync, path) { fsync(directory) }
  }

  package func setMode(_ file: FileDescriptor, _ mode: UInt32) throws(DiskError) {
    _ = try repeated(.make, nil) { fchmod(file.rawValue, mode) }
  }

  package func rename(_ old: FilePath, to new: FilePath, replacing: Bool) throws(DiskError) {
    if !replacing {
      do throws(DiskError) {
        _ = try repeated(.rename, new) {
          renameat2(AT_FDCWD, old.string, AT_FDCWD, new.string, UInt32(RENAME_TO_FREE_NAME))
        }
        return
      } catch  where error.cause == .invalidArgument || error.cause == .noFunction {
        // A file system that cannot, such as NFS: looking first is the best there is.
        if try facts(new) != nil { throw DiskError(.rename, new, .fileExists) }
      }
    }
    _ = try repeated(.rename, new) { Glibc.rename(old.string, new.string) }
  }

  package func remove(_ path: FilePath) throws(DiskError) {
    _ = try repeated(.remove, path) { unlink(path.string) }
  }

  package func removeDirectory(_ path: FilePath) throws(DiskError) {
    _ = try repeated(.remove, path) { rmdir(path.string) }
  }

  package func makeDirectory(_ path: FilePath) throws(DiskError) {
    _ = try repeated(.make, path) { mkdir(path.string, 0o700) }
  }

  package func protect(_ path: FilePath, mode: UInt32, group: UInt32?) throws(DiskError) {
    if let group { _ = try repeated(.make, path) { chown(path.string, uid_t.max, group) } }
    // chown clears the set-group bit, so the mode comes last.
    _ = try repeated(.make, path) { chmod(path.string, mode) }
  }

  package func list(_ path: FilePath) throws(DiskError) -> [String] {
    guard let directory = opendir(path.string) else {
      throw DiskError(.list, path, Errno(rawValue: errno))
    }
    defer { closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw DiskError(.list, path, Errno(rawValue: errno)) }
    return names.sorted()
  }

  package func facts(_ path: FilePath) throws(DiskError) -> FileFacts? {
    var facts = stat()
    do {
      _ = try repeated(.read, path) { lstat(path.string, &facts) }
    } catch  where error.cause == .noSuchFileOrDirectory {
      return nil
    }
    guard facts.st_mode & S_IFMT == S_IFLNK else { return FileFacts(facts) }
    var target = stat()
    let isLeading = stat(path.string, &target) == 0
    var found = FileFacts(isLeading ? target : facts)
    if !isLeading { found.found = errno == ENOENT ? .brokenLink : .link }
    found.isLink = true
    return found
  }

  package func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts {
    var facts = stat()
    _ = try repeated(.read, nil) { fstat(file.rawValue, &facts) }
    return FileFacts(facts)
  }

  package func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool {
    do {
      _ = try repeated(.lock, nil) { flock(file.rawValue, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
      return true
    } catch  where error.cause == .wouldBlock {
      return false
    }
  }

  package func pause(_ time: Duration) {
    usleep(UInt32(time.components.attoseconds / 1_000_000_000_000))
  }

  package func networkName(_ path: FilePath) throws(DiskError) -> String? {
    var facts = statfs()
    _ = try repeated(.read, path) { statfs(path.string, &facts) }
    // The magic numbers of statfs(2); flock and fdatasync mean less there than they promise.
    return switch UInt32(truncatingIfNeeded: facts.f_type) {
    case 0x6969: "NFS"
    case 0x517B, 0xFE53_4D42, 0xFF53_4D42: "SMB"
    default: nil
    }
  }

  /// Calls again when a signal came between; -1 becomes an error.
  private func repeated(
    _ operation: DiskError.Operation, _ path: FilePath?, _ call: () -> Int32
  ) throws(DiskError) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw DiskError(operation, path, Errno(rawValue: errno)) }
    }
  }
}

extension DiskError.Found {
  /// What a file's mode says it is; nil for a file.
  package init?(_ kind: mode_t) {
    switch kind {
    case S_IFDIR: self = .directory
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    case S_IFCHR, S_IFBLK: self = .device
    default: return nil
    }
  }
}

extension FileFacts {
  fileprivate init(_ facts: stat) {
    self.init(
      bytes: Int(facts.st_size), mode: facts.st_mode & 0o7777,
      isDirectory: false, inode: UInt64(facts.st_ino))
    found = DiskError.Found(facts.st_mode & S_IFMT)
  }
}
