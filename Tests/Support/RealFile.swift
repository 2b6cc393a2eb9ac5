import Glibc

/// Real files beside the project, which are never part of it: where they are absent, the tests that need
/// them are skipped and say so.
public enum RealFile {
  /// The communities of one district, 598 of them.
  public static let chaoyang = "divisions/district-beijing-chaoyang-110105-2016.csv"
  /// All communities and villages of 2016.
  public static let country = "divisions/china-2016.csv.gz"

  /// The whole path of a file of `../shared/data`.
  static func full(_ path: String) -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/../shared/data/\(path)"
  }

  private struct Absent: Error {
    let path: String
  }

  /// Whether the file is there.
  public static func isThere(_ path: String) -> Bool { access(full(path), R_OK) == 0 }

  /// The bytes of the file.
  public static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(full(path), "rb") else { throw Absent(path: full(path)) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }
}
