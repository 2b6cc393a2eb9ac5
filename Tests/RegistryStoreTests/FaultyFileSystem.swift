import Synchronization
import SystemPackage

@testable import RegistryStore

/// The machine's files, with a disk that gives way at the n-th change it is asked for.
final class FaultyFileSystem: FileSystem {
  /// What happens from the fault on.
  enum Fault: Sendable {
    /// One change fails; the disk is well again.
    case once
    /// One write leaves half its bytes and fails, and so does everything behind it: the process is
    /// as good as killed.
    case dead
  }

  private let real = PosixFileSystem()
  private let fault: Fault
  private let state: Mutex<(left: Int, names: [String], isDead: Bool)>

  /// A disk whose change number `count` fails; nil never does.
  init(failingAt count: Int? = nil, _ fault: Fault = .once) {
    self.fault = fault
    state = Mutex((count ?? .max, [], false))
  }

  /// The changes asked for so far.
  var changes: [String] { state.withLock { $0.names } }
  /// Whether the fault has come.
  var hasFailed: Bool { state.withLock { $0.left <= 0 } }

  /// Counts a change; true where it is the one to fail.
  private func fails(_ name: String) -> Bool {
    state.withLock { state in
      if state.isDead { return true }
      state.names.append(name)
      state.left -= 1
      guard state.left == 0 else { return false }
      if fault == .dead { state.isDead = true }
      return true
    }
  }

  private func change<T>(
    _ act: DiskError.Act, _ name: String, _ call: () throws(DiskError) -> T
  ) throws(DiskError) -> T {
    if fails("\(act) \(name)") { throw DiskError(act, nil, .ioError) }
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
    guard !state.withLock({ $0.isDead }) else { throw DiskError(.write, nil, .ioError) }
    if fails("write") {
      try real.write(Array(bytes[..<(bytes.count / 2)]), to: file, at: offset)
      throw DiskError(.write, nil, .noSpace)
    }
    try real.write(bytes, to: file, at: offset)
  }

  func truncate(_ file: FileDescriptor, to bytes: Int) throws(DiskError) {
    try change(.cut, "") { () throws(DiskError) in try real.truncate(file, to: bytes) }
  }

  func sync(_ file: FileDescriptor) throws(DiskError) {
    try change(.sync, "") { () throws(DiskError) in try real.sync(file) }
  }

  func syncDirectory(_ path: FilePath) throws(DiskError) {
    try change(.sync, path.string) { () throws(DiskError) in try real.syncDirectory(path) }
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

  func networkName(_ path: FilePath) throws(DiskError) -> String? { try real.networkName(path) }
}
