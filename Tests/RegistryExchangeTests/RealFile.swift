import Glibc

/// Real files beside the project, which are never part of it.
enum RealFile {
  /// The bytes of a file of `../shared/data`; nil, said aloud, where it is absent.
  static func bytes(_ path: String) -> [UInt8]? {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let full = "/\(root)/../shared/data/\(path)"
    guard let file = fopen(full, "rb") else {
      print("skipped: \(full) is absent")
      return nil
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
