import RegistryModel
import SystemPackage

@testable import RegistryStore

/// A registry of everything there is, as small as can be: two segments, a checkpoint in the first, and
/// changes behind it in both.
struct SmallRegistry {
  let directory = TemporaryDirectory()
  let path: FilePath
  let layout: RegistryLayout
  /// The records after each change set.
  private(set) var states: [[String]] = [[]]

  init() throws {
    path = directory.path.appending("registry")
    layout = RegistryLayout(path)
    let registry = try Sample.make(at: path)
    states.append(registry.head.contents)
    for serial in 1...4 {
      if serial == 4 { registry.journal.segmentLimit = registry.position.end }
      try registry.append(Sample.community(serial))
      if serial == 2 { try registry.checkpoint() }
      states.append(registry.head.contents)
    }
  }

  /// Every file that is written by the program and not by hand. LOCK holds a name for a sentence only.
  func files() throws -> [(path: FilePath, bytes: [UInt8])] {
    try Bytes.tree(path).keys.sorted().filter { $0 != "LOCK" }.map { name in
      let file = path.pushing(FilePath(name))
      return (file, try Bytes.of(file))
    }
  }

  /// The ends of the lines of a segment.
  static func lineEnds(_ bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }
}
