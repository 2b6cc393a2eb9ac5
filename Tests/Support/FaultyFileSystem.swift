import RegistryStore
import Synchronization
import SystemPackage

/// The machine's files, with a disk that refuses the calls a rule names.
package final class FaultyFileSystem: FileSystem {
  /// One call, as a rule sees it before it is made.
  package struct Call: Hashable, Sendable {
    /// What it does: `write`, `sync`, `rename PATH`, `open PATH` … `read`, `look PATH`, `lock`.
    package let name: String
    /// Its place, from 1, among all calls.
    package let number: Int
    /// Its place, from 1, among those that change something; nil for one that does not.
    package let change: Int?
  }

  /// What comes of a call in place of what was asked for.
  package struct Fault: Hashable, Sendable {
    /// How much of a write is on the disk all the same.
    package enum Part { case nothing, half, all }

    package let cause: Errno
    package let written: Part

    package init(_ cause: Errno, written: Part = .half) {
      (self.cause, self.written) = (cause, written)
    }
  }

  package typealias Rule = @Sendable (Call) -> Fault?

  private let real = PosixFileSystem()
  private let rule: Rule
  private let network: String?
  private let state = Mutex<(calls: [Call], changes: Int, hasFailed: Bool)>(([], 0, false))

  /// Whatever lies on this disk is said to lie on `network`.
  package init(network: String? = nil, _ rule: @escaping Rule = { _ in nil }) {
    self.rule = rule
    self.network = network
  }

  /// One change fails; the disk is well again.
  package static func failing(at change: Int, _ fault: Fault = Fault(.ioError)) -> FaultyFileSystem
  {
    FaultyFileSystem { $0.change == change ? fault : nil }
  }

  /// Nothing reaches the disk any more: the process is as good as killed.
  package static func dead(from change: Int, written: Fault.Part = .half) -> FaultyFileSystem {
    FaultyFileSystem { call in
      guard let number = call.change, number >= change else { return nil }
      return Fault(.ioError, written: number == change ? written : .nothing)
    }
  }

  /// The calls asked for so far.
  package var calls: [Call] { state.withLock { $0.calls } }
  /// The names of those that would change something.
  package var changes: [String] { calls.filter { $0.change != nil }.map(\.name) }
  /// Whether a fault has come.
  package var hasFailed: Bool { state.withLock { $0.hasFailed } }

  private func fault(_ name: String, isChange: Bool) -> Fault? {
    let call = state.withLock { state in
      if isChange { state.changes += 1 }
      let call = Call(
        name: name, number: state.calls.count + 1, change: isChange ? state.changes : nil)
      state.calls.append(call)
      return call
    }
    let fault = rule(call)  // which may do whatever another process does meanwhile
    if fault != nil { state.withLock { $0.hasFailed = true } }
    return fault
  }

  private func ask<T>(
    _ act: DiskError.Operation, _ name: String, isChange: Bool, _ call: () throws(DiskError) -> T
  ) throws(DiskError) -> T {
    if let fault = fault(name, isChange: isChange) { throw DiskError(act, nil, fault.cause) }
    return try call()
  }

  private func change<T>(
    _ act: DiskError.Operation, _ name: String, _ call: () throws(DiskError) -> T
  ) throws(DiskError) -> T {
    try ask(act, name.isEmpty ? "\(act)" : "\(act) \(name)", isChange: true, call)
  }

  package func open(_ path: FilePath, _ purpose: OpenPurpose) throws(DiskError) -> FileDescriptor {
    try ask(.open, "open \(path)", isChange: purpose != .reading) { () throws(DiskError) in
      try real.open(path, purpose)
    }
  }

  package func close(_ file: FileDescriptor) { real.close(file) }

  package func read(_ file: FileDescriptor, at offset: Int, count: Int) throws(DiskError) -> [UInt8]
  {
    try ask(.read, "read", isChange: false) { () throws(DiskError) in
      try real.read(file, at: offset, count: count)
    }
  }

  package func write(_ bytes: [UInt8], to file: FileDescriptor, at offset: Int) throws(DiskError) {
    guard let fault = fault("write", isChange: true) else {
      return try real.write(bytes, to: file, at: offset)
    }
    switch fault.written {
    case .nothing: break
    case .half: try real.write(Array(bytes[..<(bytes.count / 2)]), to: file, at: offset)
    case .all: try real.write(bytes, to: file, at: offset)
    }
    throw DiskError(.write, nil, fault.cause)
  }

  package func truncate(_ file: FileDescriptor, to bytes: Int) throws(DiskError) {
    try change(.cut, "") { () throws(DiskError) in try real.truncate(file, to: bytes) }
  }

  package func send(_ file: FileDescriptor) throws(DiskError) {
    try change(.write, "out") { () throws(DiskError) in try real.send(file) }
  }

  package func sync(_ file: FileDescriptor, _ reason: SyncReason) throws(DiskError) {
    try change(.sync, "") { () throws(DiskError) in try real.sync(file, reason) }
  }

  package func syncDirectory(_ path: FilePath, _ reason: SyncReason) throws(DiskError) {
    try change(.sync, path.string) { () throws(DiskError) in
      try real.syncDirectory(path, reason)
    }
  }

  package func setMode(_ file: FileDescriptor, _ mode: UInt32) throws(DiskError) {
    try change(.make, "mode") { () throws(DiskError) in try real.setMode(file, mode) }
  }

  package func rename(_ old: FilePath, to new: FilePath, replacing: Bool) throws(DiskError) {
    try change(.rename, new.string) { () throws(DiskError) in
      try real.rename(old, to: new, replacing: replacing)
    }
  }

  package func remove(_ path: FilePath) throws(DiskError) {
    try change(.remove, path.string) { () throws(DiskError) in try real.remove(path) }
  }

  package func removeDirectory(_ path: FilePath) throws(DiskError) {
    try change(.remove, path.string) { () throws(DiskError) in try real.removeDirectory(path) }
  }

  package func makeDirectory(_ path: FilePath) throws(DiskError) {
    try change(.make, path.string) { () throws(DiskError) in try real.makeDirectory(path) }
  }

  package func protect(_ path: FilePath, mode: UInt32, group: UInt32?) throws(DiskError) {
    try change(.make, path.string) { () throws(DiskError) in
      try real.protect(path, mode: mode, group: group)
    }
  }

  package func list(_ path: FilePath) throws(DiskError) -> [String] {
    try ask(.list, "list \(path)", isChange: false) { () throws(DiskError) in
      try real.list(path)
    }
  }

  package func facts(_ path: FilePath) throws(DiskError) -> FileFacts? {
    try ask(.read, "look \(path)", isChange: false) { () throws(DiskError) in
      try real.facts(path)
    }
  }

  package func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts {
    try ask(.read, "look", isChange: false) { () throws(DiskError) in try real.facts(file) }
  }

  package func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool {
    try ask(.lock, "lock", isChange: false) { () throws(DiskError) in
      try real.lock(file, shared: shared)
    }
  }

  package func pause(_ time: Duration) { real.pause(time) }

  package func networkName(_ path: FilePath) throws(DiskError) -> String? {
    if let network { return network }
    return try real.networkName(path)
  }
}
