import RegistryModel
import SystemPackage

extension Errno {
  /// The commonest causes in both languages; others as the machine says them.
  var words: Words {
    switch self {
    case .noSuchFileOrDirectory: Words("there is no such file", "没有此文件")
    case .isDirectory: Words("this is a directory, not a file", "这是目录, 不是文件")
    case .permissionDenied: Words("it may not be read or written", "没有读写权限")
    case .noSuchAddressOrDevice: Words("it is not a regular file", "不是普通文件")
    case .fileTooLarge: Words("it is too large", "文件过大")
    case .noSpace: Words("the disk is full", "磁盘已满")
    default: Words(same: "\(self)")
    }
  }
}
