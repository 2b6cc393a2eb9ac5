import Synchronization
import SystemPackage

@testable import RegistryStore

/// The machine's files, with a disk that refuses the changes a rule names; a write that is refused
/// leaves half its bytes.
final class FaultyFileSystem: FileSystem {
  private let real = PosixFileSystem()
  private let refuses: @Sendable (_ change: String, _ number: Int) -> Bool
  private let network: String?
  private let state = Mutex<(changes: [String], hasFailed: Bool)>(([], false))

  /// Whatever lies on this disk is said to lie on `network`. Changes are counted from 1 and named by what they do: `write`, `sync`, `rename PATH` …
  init(
    network: String? = nil,
    _ refuses: @escaping @Sendable (_ change: String, _ number: Int) -> Bool = { _, _ in false }
  ) {
    self.refuses = refuses
    self.network = network
  }

  /// One change fails; the disk is well again.
  static func failing(at count: Int) -> FaultyFileSystem {
    FaultyFileSystem { _, number in number == count }
  }

  /// Nothing reaches the disk any more: the process is as good as killed.
  static func dead(from count: Int) -> FaultyFileSystem {
    FaultyFileSystem { _, number in number >= count }
  }

  /// The changes asked for so far.
  var changes: [String] { state.withLock { $0.changes } }
  /// Whether a fault has come.
  var hasFailed: Bool { state.withLock { $0.hasFailed } }

  /// Counts a change; true where it is to fail, and for the first that does.
  private func fails(_ name: String) -> (now: Bool, first: Bool) {
    state.withLock { state in
      state.changes.append(name)
      let now = refuses(name, state.changes.count)
      defer { state.hasFailed = state.hasFailed || now }
      return (now, !state.hasFailed)
    }
  }

  private func change<T>(
    _ act: DiskError.Act, _ name: String, _ call: () throws(DiskError) -> T
  ) throws(DiskError) -> T {
    if fails(name.isEmpty ? "\(act)" : "\(act) \(name)").now {
      throw DiskError(act, nil, .ioError)
    }
    return try call()
  }

  func open(_ path: FilePath, _ purpose: OpenPurpose) throws(DiskError) -> FileDescriptor {
    if purpose == .reading { return try real.open(path, purpose) }
    return try change(.open, path.string) { () throws(DiskError) in try real.open(path, purpose) }
  }

  func close(_ file: FileDescriptor) { real.close(file) }

  func read(_ file: FileDescriptor, at offset: Int, count: Int) throws(DiskError) -> [UInt8] {
    try real.read(file, at: offset, count: count)
  }

  func write(_ bytes: [UInt8], to file: FileDescriptor, at offset: Int) throws(DiskError) {
    let fails = fails("write")
    if fails.now {
      if fails.first { try real.write(Array(bytes[..<(bytes.count / 2)]), to: file, at: offset) }
      throw DiskError(.write, nil, .noSpace)
    }
    try real.write(bytes, to: file, at: offset)
  }

  func truncate(_ file: FileDescriptor, to bytes: Int) throws(DiskError) {
    try change(.cut, "") { () throws(DiskError) in try real.truncate(file, to: bytes) }
  }

  func sync(_ file: FileDescriptor, _ reason: SyncReason) throws(DiskError) {
    try change(.sync, "") { () throws(DiskError) in try real.sync(file, reason) }
  }

  func syncDirectory(_ path: FilePath, _ reason: SyncReason) throws(DiskError) {
    try change(.sync, path.string) { () throws(DiskError) in
      try real.syncDirectory(path, reason)
    }
  }

  func setMode(_ file: FileDescriptor, _ mode: UInt32) throws(DiskError) {
    try change(.make, "mode") { () throws(DiskError) in try real.setMode(file, mode) }
  }

  func rename(_ old: FilePath, to new: FilePath) throws(DiskError) {
    try change(.rename, new.string) { () throws(DiskError) in try real.rename(old, to: new) }
  }

  func remove(_ path: FilePath) throws(DiskError) {
    try change(.remove, path.string) { () throws(DiskError) in try real.remove(path) }
  }

  func makeDirectory(_ path: FilePath) throws(DiskError) {
    try change(.make, path.string) { () throws(DiskError) in try real.makeDirectory(path) }
  }

  func protect(_ path: FilePath, mode: UInt32, group: UInt32?) throws(DiskError) {
    try change(.make, path.string) { () throws(DiskError) in
      try real.protect(path, mode: mode, group: group)
    }
  }

  func list(_ path: FilePath) throws(DiskError) -> [String] { try real.list(path) }
  func facts(_ path: FilePath) throws(DiskError) -> FileFacts? { try real.facts(path) }
  func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts { try real.facts(file) }

  func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool {
    try real.lock(file, shared: shared)
  }

  func pause(_ time: Duration) { real.pause(time) }

  func networkName(_ path: FilePath) throws(DiskError) -> String? {
    if let network { return network }
    return try real.networkName(path)
  }
}
