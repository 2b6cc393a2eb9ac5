import CLinux
import Glibc

/// The file on standard input.
struct Input {
  let size: Int
  /// Its first bytes, enough to say what it is.
  let head: [UInt8]
  private static let headBytes = 4096

  /// Libraries that open a file by its name find it here.
  static let name = "/proc/self/fd/0"

  init() throws(Problem) {
    var info = stat()
    guard fstat(STDIN_FILENO, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      throw Problem("this is not a file", "不是文件")
    }
    size = Int(info.st_size)
    if size == 0 { throw Problem("the file is empty", "文件是空的") }
    if size > Limits.fileBytes { throw .tooLarge }
    head = Self.bytes(at: 0, count: min(Self.headBytes, size))
  }

  /// Some of its bytes; fewer if it ends before.
  static func bytes(at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let read = pread(STDIN_FILENO, buffer.baseAddress, count, off_t(offset))
      initialized = max(0, read)
    }
  }

  /// Whether these bytes are anywhere in it.
  func contains(_ sought: [UInt8]) -> Bool {
    let step = 1 << 20
    return stride(from: 0, to: size, by: step).contains { offset in
      Self.bytes(at: offset, count: step + sought.count).firstPlace(of: sought) != nil
    }
  }
}

extension [UInt8] {
  /// Where these bytes begin in it.
  func firstPlace(of sought: [UInt8]) -> Int? { withUnsafeBytes { $0.firstPlace(of: sought) } }
}

extension UnsafeRawBufferPointer {
  /// Where these bytes begin in it.
  func firstPlace(of sought: [UInt8]) -> Int? {
    guard let start = baseAddress, let found = memmem(start, count, sought, sought.count) else {
      return nil
    }
    return UnsafeRawPointer(found) - start
  }
}
