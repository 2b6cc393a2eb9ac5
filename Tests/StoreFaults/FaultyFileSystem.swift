import Synchronization
import SystemPackage

@testable import RegistryStore

/// The machine's files, with a disk that refuses the calls a rule names.
final class FaultyFileSystem: FileSystem {
  /// One call, as a rule sees it before it is made.
  struct Call: Hashable, Sendable {
    /// What it does: `write`, `sync`, `rename PATH`, `open PATH` … `read`, `look PATH`, `lock`.
    let name: String
    /// Its place, from 1, among all calls.
    let number: Int
    /// Its place, from 1, among those that change something; nil for one that does not.
    let change: Int?
  }

  /// What comes of a call in place of what was asked for.
  struct Fault: Hashable, Sendable {
    /// How much of a write is on the disk all the same.
    enum Part { case nothing, half, all }

    let cause: Errno
    let written: Part

    init(_ cause: Errno, written: Part = .half) {
      (self.cause, self.written) = (cause, written)
    }
  }

  typealias Rule = @Sendable (Call) -> Fault?

  private let real = PosixFileSystem()
  private let rule: Rule
  private let network: String?
  private let state = Mutex<(calls: [Call], changes: Int, hasFailed: Bool)>(([], 0, false))

  /// Whatever lies on this disk is said to lie on `network`.
  init(network: String? = nil, _ rule: @escaping Rule = { _ in nil }) {
    self.rule = rule
    self.network = network
  }

  /// One change fails; the disk is well again.
  static func failing(at change: Int, _ fault: Fault = Fault(.ioError)) -> FaultyFileSystem {
    FaultyFileSystem { $0.change == change ? fault : nil }
  }

  /// Nothing reaches the disk any more: the process is as good as killed.
  static func dead(from change: Int, written: Fault.Part = .half) -> FaultyFileSystem {
    FaultyFileSystem { call in
      guard let number = call.change, number >= change else { return nil }
      return Fault(.ioError, written: number == change ? written : .nothing)
    }
  }

  /// The calls asked for so far.
  var calls: [Call] { state.withLock { $0.calls } }
  /// The names of those that would change something.
  var changes: [String] { calls.filter { $0.change != nil }.map(\.name) }
  /// Whether a fault has come.
  var hasFailed: Bool { state.withLock { $0.hasFailed } }

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
    _ act: DiskError.Act, _ name: String, isChange: Bool, _ call: () throws(DiskError) -> T
  ) throws(DiskError) -> T {
    if let fault = fault(name, isChange: isChange) { throw DiskError(act, nil, fault.cause) }
    return try call()
  }

  private func change<T>(
    _ act: DiskError.Act, _ name: String, _ call: () throws(DiskError) -> T
  ) throws(DiskError) -> T {
    try ask(act, name.isEmpty ? "\(act)" : "\(act) \(name)", isChange: true, call)
  }

  func open(_ path: FilePath, _ purpose: OpenPurpose) throws(DiskError) -> FileDescriptor {
    try ask(.open, "open \(path)", isChange: purpose != .reading) { () throws(DiskError) in
      try real.open(path, purpose)
    }
  }

  func close(_ file: FileDescriptor) { real.close(file) }

  func read(_ file: FileDescriptor, at offset: Int, count: Int) throws(DiskError) -> [UInt8] {
    try ask(.read, "read", isChange: false) { () throws(DiskError) in
      try real.read(file, at: offset, count: count)
    }
  }

  func write(_ bytes: [UInt8], to file: FileDescriptor, at offset: Int) throws(DiskError) {
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

  func list(_ path: FilePath) throws(DiskError) -> [String] {
    try ask(.list, "list \(path)", isChange: false) { () throws(DiskError) in
      try real.list(path)
    }
  }

  func facts(_ path: FilePath) throws(DiskError) -> FileFacts? {
    try ask(.read, "look \(path)", isChange: false) { () throws(DiskError) in
      try real.facts(path)
    }
  }

  func facts(_ file: FileDescriptor) throws(DiskError) -> FileFacts {
    try ask(.read, "look", isChange: false) { () throws(DiskError) in try real.facts(file) }
  }

  func lock(_ file: FileDescriptor, shared: Bool) throws(DiskError) -> Bool {
    try ask(.lock, "lock", isChange: false) { () throws(DiskError) in
      try real.lock(file, shared: shared)
    }
  }

  func networkName(_ path: FilePath) throws(DiskError) -> String? {
    if let network { return network }
    return try real.networkName(path)
  }
}
