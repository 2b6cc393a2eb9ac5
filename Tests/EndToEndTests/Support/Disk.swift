import FoundationEssentials

/// Files and directories as tests make, read and compare them.
enum Disk {
  /// The bytes of a file; nil where there is none.
  static func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  /// A new file, or an old one replaced.
  static func write(_ bytes: [UInt8], to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw Failed("cannot write \(path)")
    }
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func makeDirectory(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  static func copy(_ old: String, to new: String) throws {
    try FileManager.default.copyItem(atPath: old, toPath: new)
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Names in a directory, sorted; empty where there is none.
  static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Every file below `path` with its bytes, whole, so that any changed byte is a difference.
  static func contents(of path: String) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      contents[name] = read("\(path)/\(name)") ?? []
    }
    return contents
  }
}
