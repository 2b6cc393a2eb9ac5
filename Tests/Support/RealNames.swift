import CZlib
import Glibc

/// Names of real communities, villages among them, from the register beside the project.
public enum RealNames {
  /// Every `step`-th of the 666,655 names of 2016, streamed; nil where the file is absent.
  public static func names(every step: Int = 1) -> [String]? {
    let path = RealFile.full(RealFile.country)
    guard access(path, R_OK) == 0, let file = gzopen(path, "rb") else { return nil }
    defer { gzclose(file) }
    var names: [String] = []
    var line = [CChar](repeating: 0, count: 4096)
    var row = -1
    while gzgets(file, &line, Int32(line.count)) != nil {
      defer { row += 1 }
      guard row >= 0, row % step == 0 else { continue }
      let cell = line.split(separator: 0x2C, maxSplits: 2, omittingEmptySubsequences: false)[1]
      names.append(String(decoding: cell.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    return names
  }
}
