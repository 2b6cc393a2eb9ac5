import Glibc
import RegistryModel
import SystemPackage

@testable import RegistryStore

/// A directory of one test, gone when the test is over. It lies in memory where there is room: what a
/// disk does when the power goes is another test's, and waiting for a real one proves nothing here.
final class TemporaryDirectory: Sendable {
  private static let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"

  let path: FilePath

  init() {
    var template = Array("\(Self.place)/sanshe-store-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = FilePath(
      String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// A directory that begins as a copy of another one.
  convenience init(copyOf original: FilePath) throws {
    self.init()
    try Bytes.copy(original, to: path)
  }

  deinit { Self.remove(path) }

  static func remove(_ path: FilePath) {
    for name in names(path) { remove(path.appending(name)) }
    if rmdir(path.string) != 0 { unlink(path.string) }
  }

  static func names(_ path: FilePath) -> [String] {
    guard let directory = opendir(path.string) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

/// Whole files, for tests that look at bytes or break them.
enum Bytes {
  static func of(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    let count = Int(try file.seek(offset: 0, from: .end))
    try file.seek(offset: 0, from: .start)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  static func write(_ bytes: [UInt8], to path: FilePath) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    defer { try? file.close() }
    try file.writeAll(bytes)
  }

  static func write(_ text: String, to path: FilePath) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Changes the text of a file of one line, and seals it as it was sealed.
  static func reseal(_ path: FilePath, _ change: (String) -> String) throws {
    let text = String(decoding: try of(path).dropLast(Seal.count + 1), as: UTF8.self)
    let changed = change(text)
    // A test that changes nothing would prove nothing.
    guard changed != text else { throw StoreError.damaged(path, line: 1, .foreign) }
    var bytes = Array(changed.utf8)
    _ = Seal.close(&bytes)
    try write(bytes + [UInt8(ascii: "\n")], to: path)
  }

  /// Copies what lies in the directory `old` into the directory `new`, for its owner alone.
  static func copy(_ old: FilePath, to new: FilePath) throws {
    for name in TemporaryDirectory.names(old) {
      let (from, to) = (old.appending(name), new.appending(name))
      var facts = stat()
      stat(from.string, &facts)
      if facts.st_mode & S_IFMT == S_IFDIR {
        mkdir(to.string, 0o700)
        try copy(from, to: to)
      } else {
        try write(of(from), to: to)
      }
    }
  }

  /// Everything under `path`: names, modes and contents.
  static func tree(_ path: FilePath) throws -> [String: [UInt8]] {
    var tree: [String: [UInt8]] = [:]
    for name in TemporaryDirectory.names(path) {
      let inner = path.appending(name)
      var facts = stat()
      stat(inner.string, &facts)
      if facts.st_mode & S_IFMT == S_IFDIR {
        for (deeper, bytes) in try Self.tree(inner) { tree["\(name)/\(deeper)"] = bytes }
      } else {
        tree[name] = Array("\(facts.st_mode)\n".utf8) + (try of(inner))
      }
    }
    return tree
  }
}
