import Glibc
import RegistryModel
import RegistryScreens
import SystemPackage

extension FolderOrder {
  /// Names that are looked at, and of these the newest that are handed over: a mail queue has a million.
  private static let (most, handed) = (50_000, 2_000)

  /// Looks what is there. Nothing is opened but the directory itself: a pipe or a device would wait.
  func done(_ report: WorkReport) throws(Cancelled) -> Result {
    let path = FilePath(typed: directory.isEmpty ? "." : directory)
    guard let stream = path.withPlatformString({ opendir($0) }) else {
      return .unreadable(directory: directory, Self.words(errno))
    }
    defer { closedir(stream) }
    var entries: [Folder.Entry] = []
    while entries.count < Self.most, let found = readdir(stream) {
      if entries.count % 512 == 0 {
        try report(WorkProgress(done: entries.count, total: entries.count))
      }
      let name = withUnsafeBytes(of: found.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      if let entry = Self.entry(name, in: stream) { entries.append(entry) }
    }
    let folder = Folder(directory, entries, isCut: entries.count > Self.handed)
    return .listed(
      Folder(directory, Array(folder.entries.prefix(Self.handed)), isCut: folder.isCut))
  }

  /// What a name leads to; nil for what is neither file nor directory.
  private static func entry(_ name: [UInt8], in stream: OpaquePointer) -> Folder.Entry? {
    var facts = stat()
    let isThere = (name + [0]).withUnsafeBytes { raw in
      raw.withMemoryRebound(to: CChar.self) { bytes in
        bytes.baseAddress.map { fstatat(dirfd(stream), $0, &facts, 0) == 0 } ?? false
      }
    }
    let type = facts.st_mode & S_IFMT
    guard isThere, type == S_IFREG || type == S_IFDIR else { return nil }
    return Folder.Entry(
      name: TypedPath.text(ofName: name), isDirectory: type == S_IFDIR, size: facts.st_size,
      changed: Instant(seconds: facts.st_mtim.tv_sec))
  }

  private static func words(_ code: CInt) -> Words {
    switch Errno(rawValue: code) {
    case .noSuchFileOrDirectory: Words("there is no such directory", "没有这个目录")
    case .notDirectory: Words("this is no directory", "这不是目录")
    case .permissionDenied: Words("you may not look into this directory", "无权查看该目录")
    case let error: error.words
    }
  }
}

extension FilePath {
  /// A path as it is typed: `~` is the home directory, and `\x1B` a byte.
  init(typed path: String) {
    let bytes = TypedPath.bytes(of: Environment.expanded(path)).filter { $0 != 0 } + [0]
    self = bytes.withUnsafeBytes { raw in
      raw.withMemoryRebound(to: CChar.self) { chars in
        chars.baseAddress.map { FilePath(platformString: $0) } ?? FilePath()
      }
    }
  }
}
