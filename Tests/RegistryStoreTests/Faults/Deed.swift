import RegistryModel
import SystemPackage

@testable import RegistryStore

/// One thing a process does to a registry.
enum Deed: String, CaseIterable, Sendable {
  case create, append, appendAcrossABlock, beginASegment, cutATornLine
  case firstCheckpoint, nextCheckpoint, clearFailed

  /// The bytes of an unfinished line.
  static let torn = Array("{\"seq\":4,\"at\":".utf8)

  /// Makes the registry the deed begins with.
  func prepare(at path: FilePath) throws {
    if self == .create { return }
    let registry = try Sample.make(at: path)
    let segment = registry.layout.segment(1)
    try registry.append(Sample.community(1))
    if self == .firstCheckpoint { return }
    try registry.checkpoint()
    try registry.append(Sample.community(2))
    let torn = Self.torn
    switch self {
    case .cutATornLine: try Bytes.write(Bytes.of(segment) + torn, to: segment)
    case .clearFailed:
      try Bytes.write(Bytes.of(segment) + torn, to: segment)
      try Bytes.write("cannot write x: the disk is gone\n", to: registry.layout.failed)
    default: break
    }
  }

  /// Does it on the registry at `path`; done durably once it returns.
  func run(at path: FilePath, files: any FileSystem) throws {
    if self == .create {
      _ = try Sample.make(at: path, files: files)
      return
    }
    let registry = try Sample.open(path, files: files)
    switch self {
    case .create: break
    case .append, .cutATornLine: try registry.append(Sample.community(3))
    case .appendAcrossABlock:
      let long = String(repeating: "长", count: 1500)
      try registry.append(Sample.community(3, name: long))
    case .beginASegment:
      registry.journal.segmentLimit = 1
      try registry.append(Sample.community(3))
    case .firstCheckpoint, .nextCheckpoint: try registry.checkpoint()
    case .clearFailed: _ = try registry.check()
    }
  }
}
