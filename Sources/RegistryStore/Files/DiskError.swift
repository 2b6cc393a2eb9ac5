import RegistryModel
import SystemPackage

/// A system call that failed: which, on what, why.
public struct DiskError: Error, Hashable, Sendable {
  /// The operation that failed, in words for people.
  public enum Operation: Hashable, Sendable {
    case open, read, write, sync, cut, rename, remove, list, make, lock
  }

  /// What is where a file was looked for.
  public enum Found: Hashable, Sendable {
    case link, brokenLink, directory, pipe, socket, device
  }

  /// What was tried.
  public let operation: Operation
  /// The file, where the call knew it.
  public let path: FilePath?
  /// What the machine answered.
  public let cause: Errno
  /// What is there in place of a file; nil if that is not the reason.
  public let found: Found?

  package init(_ operation: Operation, _ path: FilePath?, _ cause: Errno, found: Found? = nil) {
    self.operation = operation
    self.path = path
    self.cause = cause
    self.found = found
  }

  /// The same of this path.
  package func at(_ path: FilePath) -> DiskError { DiskError(operation, path, cause, found: found) }

  /// There is something else than a file, or nothing.
  var isNoFile: Bool {
    found != nil
      || [
        .isDirectory, .noSuchAddressOrDevice, .noSuchFileOrDirectory, .tooManySymbolicLinkLevels,
      ].contains(cause)
  }

  /// The permissions are in the way.
  var isForbidden: Bool { cause == .permissionDenied || cause == .notPermitted }

  /// One sentence without its subject: `cannot write x: no space left`.
  public var words: Words {
    path.map { .of($0, doing: verb, reason) } ?? verb + Words(same: ": ") + reason
  }

  private var verb: Words {
    switch operation {
    case .open: Words("cannot open", "无法打开")
    case .read: Words("cannot read", "无法读取")
    case .write: Words("cannot write", "无法写入")
    case .sync: Words("cannot sync", "无法写盘")
    case .cut: Words("cannot cut", "无法截断")
    case .rename: Words("cannot move into place", "无法替换")
    case .remove: Words("cannot remove", "无法删除")
    case .list: Words("cannot list", "无法列出")
    case .make: Words("cannot create", "无法创建")
    case .lock: Words("cannot lock", "无法加锁")
    }
  }

  /// Half a sentence: why, without what on.
  public var reason: Words { found?.words ?? cause.words }
}

extension DiskError.Found {
  /// Half a sentence: what it is.
  public var words: Words {
    switch self {
    case .link: Words("it is a symbolic link, not a file", "是符号链接，不是文件")
    case .brokenLink: Words("it is a broken symbolic link", "是无效的符号链接")
    case .directory: Words("it is a directory, not a file", "是目录，不是文件")
    case .pipe: Words("it is a pipe (FIFO), not a file", "是管道 (FIFO)，不是文件")
    case .socket: Words("it is a socket, not a file", "是套接字，不是文件")
    case .device: Words("it is a device, not a file", "是设备，不是文件")
    }
  }
}

extension Errno {
  /// Half a sentence: the commonest causes in both languages, others as the machine says them.
  public var words: Words {
    switch self {
    case .isDirectory: DiskError.Found.directory.words
    case .tooManySymbolicLinkLevels: DiskError.Found.link.words
    case .noSuchAddressOrDevice: Words("it is not a regular file", "不是普通文件")
    default: Words(description, chinese ?? description)
    }
  }

  private var chinese: String? {
    switch self {
    case .noSpace: "磁盘已满"
    case .fileTooLarge: "文件过大，超出限制"
    case .diskQuotaExceeded: "超出磁盘配额"
    case .permissionDenied, .notPermitted: "没有权限"
    case .noSuchFileOrDirectory: "不存在"
    case .fileExists: "已存在"
    case .readOnlyFileSystem: "文件系统只读"
    case .ioError: "磁盘读写错误"
    case .notDirectory: "不是目录"
    default: nil
    }
  }
}

extension Words {
  /// Characters of a path after which a reason would hardly be seen any more.
  private static let longPath = 60

  /// What is wrong with a file: the file first, or last where its path is long.
  ///
  /// - Parameter verb: what was tried, which is before the file.
  public static func of(
    _ path: FilePath, line: Int? = nil, doing verb: Words? = nil, _ reason: Words
  ) -> Words {
    let place =
      line.map { Words("\(path), line \($0)", "\(path) 第 \($0) 行") } ?? Words(same: path.string)
    let colon = Words(same: ": ")
    guard path.string.count > longPath else {
      return (verb.map { $0 + Words(same: " ") } ?? Words(same: "")) + place + colon + reason
    }
    return (verb.map { $0 + colon } ?? Words(same: "")) + reason + colon + place
  }
}
