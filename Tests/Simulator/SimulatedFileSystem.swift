import RegistryStore
import Synchronization
import SystemPackage

/// Whoever has calls made on a simulated disk.
protocol CallsDisk: Sendable {
  var number: Int { get }
  func perform<T: Sendable>(
    _ call: Call, _ body: (inout SimulatedDisk) throws(Errno) -> T
  ) throws(Errno) -> T
}

/// A disk of one's own to look at: no turns, no crashes.
final class OwnDisk: CallsDisk {
  let number = 0
  private let disk: Mutex<SimulatedDisk>

  init(_ disk: SimulatedDisk) { self.disk = Mutex(disk) }

  /// The disk as it is now.
  var copy: SimulatedDisk { disk.withLock { $0 } }

  func perform<T: Sendable>(
    _ call: Call, _ body: (inout SimulatedDisk) throws(Errno) -> T
  ) throws(Errno) -> T {
    try disk.withLock { disk throws(Errno) in try body(&disk) }
  }
}

/// The store's files on a simulated disk.
struct SimulatedFileSystem<Caller: CallsDisk>: FileSystem {
  let caller: Caller

  private func perform<T: Sendable>(
    _ act: DiskError.Operation, _ path: FilePath?, _ call: Call,
    _ body: (inout SimulatedDisk) throws(Errno) -> T
  ) throws(DiskError) -> T {
    do { return try caller.perform(call, body) } catch { throw DiskError(act, path, error) }
  }

  func open(_ path: FilePath, _ purpose: OpenPurpose) throws(DiskError) -> FileDescriptor {
    try perform(.open, path, .other(.open, path, nil)) { disk throws(Errno) in
      try disk.open(path, purpose, by: caller.number)
    }
  }

  func close(_ file: FileDescriptor) {
    _ = try? caller.perform(.other(.open, nil, file)) { disk throws(Errno) in disk.close(file) }
  }

  func read(_ file: FileDescriptor, at offset: Int, count: Int) throws(DiskError) -> [UInt8] {
    try perform(.read, nil, .other(.read, nil, file)) { disk throws(Errno) in
      try disk.read(file, at: offset, count: count)
    }
  }

  func write(_ bytes: [UInt8], to file: FileDescriptor, at offset: Int) throws(DiskError) {
    try perform(.write, nil, .write(bytes, file, at: offset)) { disk throws(Errno) in
      try disk.write(bytes, to: file, at: offset)
    }
  }

  func truncate(_ file: FileDescriptor, to bytes: Int) throws(DiskError) {
    try perform(.cut, nil, .truncate(file, bytes)) { disk throws(Errno) in
      try disk.truncate(file, to: bytes)
    }
  }

  func send(_ file: FileDescriptor) throws(DiskError) {
    try perform(.write, nil, .other(.write, nil, file)) { _ throws(Errno) in }
  }

  func sync(_ file: FileDescriptor, _ reason: SyncReason) throws(DiskError) {
    try perform(.sync, nil, .sync(file, reason)) { disk throws(Errno) in
      try disk.sync(file, reason)
    }
  }

  func syncDirectory(_ path: FilePath, _ reason: SyncReason) throws(DiskError) {
    try perform(.sync, path, .syncDirectory(path, reason)) { disk throws(Errno) in
      try disk.syncDirectory(path, reason)
    }
  }

  func setMode(_ file: FileDescriptor, _ mode: UInt32) throws(DiskError) {
    try perform(.make, nil, .other(.make, nil, file)) { disk throws(Errno) in
      try disk.setMode(file, mode)
    }
  }

  func rename(_ old: FilePath, to new: FilePath, replacing: Bool) throws(DiskError) {
    try perform(.rename, new, .rename(new)) { disk throws(Errno) in
      try disk.rename(old, to: new, replacing: replacing)
    }
  }

  func remove(_ path: FilePath) throws(DiskError) {
    try perform(.remove, path, .remove(path)) { disk throws(Errno) in try disk.remove(path) }
  }

  func removeDirectory(_ path: FilePath) throws(DiskError) {
    try perform(.remove, path, .remove(path)) { disk throws(Errno) in
      try disk.removeDirectory(path)
    }
  }

  func makeDirectory(_ path: FilePath) throws(DiskError) {
    try perform(.make, path, .other(.make, path, nil)) { disk throws(Errno) in
      try disk.makeDirectory(path)
    }
  }

  func protect(_ path: FilePath, mode: UInt32, group: UInt32?) throws(DiskError) {
    try perform(.make, path, .other(.make, path, nil)) { _ throws(Errno) in }
  }

  func list(_ path: FilePath) throws(DiskError) -> [String] {
    try perform(.list, path, .other(.list, path, nil)) { disk throws(Errno) in try disk.list(path) }
  }

  func facts(_ path: FilePath) throws(DiskError) -> FileFacts? {
    try perform(.read, path, .other(.read, path, nil)) { disk throws(Errno) in disk.facts(path) }
  }

  func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts {
    try perform(.read, nil, .other(.read, nil, file)) { disk throws(Errno) in try disk.facts(file) }
  }

  func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool {
    try perform(.lock, nil, .other(.lock, nil, file)) { disk throws(Errno) in
      try disk.lock(file, isShared: shared)
    }
  }

  func pause(_ time: Duration) {
    _ = try? caller.perform(.pause) { _ throws(Errno) in }
  }

  func networkName(_ path: FilePath) throws(DiskError) -> String? { nil }
}

extension SimulatedFileSystem {
  /// All that stands in a file; nil where there is none.
  func bytes(of path: FilePath) throws(DiskError) -> [UInt8]? {
    guard try facts(path) != nil else { return nil }
    let file = try open(path, .reading)
    defer { close(file) }
    return try read(file, at: 0, count: facts(file).bytes)
  }
}
