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
  /// What stands at `path`, or where a symbolic link leads; nil where nothing does.
  func facts(_ path: FilePath) throws(DiskError) -> FileFacts?
  func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts
  /// Takes the file's lock without waiting; false where someone else holds it.
  func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool
  /// Lets `time` go by, for whoever waits for a lock.
  func pause(_ time: Duration)
  /// The name of the network file system `path` lies on; nil for a local one.
  func networkName(_ path: FilePath) throws(DiskError) -> String?
}

extension FileSystem {
  /// Replaces `new` by `old` in one step.
  package func rename(_ old: FilePath, to new: FilePath) throws(DiskError) {
    try rename(old, to: new, replacing: true)
  }

  /// Opens a file for writing; nil where there is none.
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
  package let isDirectory: Bool
  /// The number of the file itself, whatever its name.
  package let inode: UInt64
  /// The path is a symbolic link.
  package var isLink = false

  package init(bytes: Int, mode: UInt32, isDirectory: Bool, inode: UInt64) {
    (self.bytes, self.mode, self.isDirectory) = (bytes, mode, isDirectory)
    self.inode = inode
  }
}

/// A system call that failed: which, on what, why.
public struct DiskError: Error, Hashable, Sendable {
  /// The act that failed, in words for people.
  public enum Act: Hashable, Sendable {
    case open, read, write, sync, cut, rename, remove, list, make, lock
  }

  /// What was tried.
  public let act: Act
  /// The file, where the call knew it.
  public let path: FilePath?
  /// What the machine answered.
  public let cause: Errno

  package init(_ act: Act, _ path: FilePath?, _ cause: Errno) {
    self.act = act
    self.path = path
    self.cause = cause
  }

  /// The permissions are in the way.
  var isForbidden: Bool { cause == .permissionDenied || cause == .notPermitted }

  /// One sentence without its subject: `cannot write x: no space left`.
  public var words: Words {
    let name = path?.string ?? ""
    return verb + Words(same: name.isEmpty ? "" : " " + name) + Words(same: ": ") + reason
  }

  private var verb: Words {
    switch act {
    case .open: Words("cannot open", "无法打开")
    case .read: Words("cannot read", "无法读取")
    case .write: Words("cannot write", "无法写入")
    case .sync: Words("cannot make durable", "无法落盘")
    case .cut: Words("cannot cut", "无法截断")
    case .rename: Words("cannot put into place", "无法替换")
    case .remove: Words("cannot remove", "无法删除")
    case .list: Words("cannot list", "无法列出")
    case .make: Words("cannot create", "无法创建")
    case .lock: Words("cannot lock", "无法加锁")
    }
  }

  private var reason: Words {
    let chinese: String? =
      switch cause {
      case .noSpace: "磁盘已满"
      case .fileTooLarge: "超出文件大小限制"
      case .diskQuotaExceeded: "超出磁盘配额"
      case .permissionDenied, .notPermitted: "没有权限"
      case .noSuchFileOrDirectory: "不存在"
      case .fileExists: "已存在"
      case .readOnlyFileSystem: "文件系统只读"
      case .ioError: "磁盘读写错误"
      case .isDirectory: "是目录"
      case .notDirectory: "不是目录"
      case .tooManySymbolicLinkLevels: "是符号链接"
      default: nil
      }
    if cause == .noSuchAddressOrDevice { return Words("it is not a regular file", "不是普通文件") }
    return Words(cause.description, chinese ?? cause.description)
  }
}
