import RegistryStore
import RegistryTestSupport
import SystemPackage

/// A disk that keeps what POSIX promises and no more. A value: a copy is another disk.
///
/// A file and its names are different things: the content is made sure by syncing the file, its name
/// by syncing the directory.
struct SimulatedDisk: Sendable {
  private struct Opened {
    let inode: Int
    let process: Int
  }

  /// By inode; a number is a file's or a directory's.
  private var files: [SimulatedFile?] = [nil]
  private var directories: [SimulatedDirectory?] = [SimulatedDirectory()]
  private var opened: [Int32: Opened] = [:]
  /// Descriptors that hold the lock of a file or a directory, by its inode.
  private var locks: [Int: [(descriptor: Int32, isShared: Bool)]] = [:]
  private var nextDescriptor: Int32 = 1000
  /// Syncs that failed.
  var failures = 0
  /// The sync that is left out, as a mistake in the store would.
  var leftOut: SyncReason?
  /// Files and directories that it would have made durable, and nothing has since.
  private var owed: Set<Int> = []

  // MARK: names

  private func inode(_ path: FilePath) -> Int? {
    var inode = 0
    for component in path.components {
      guard let next = directories[inode]?.entries[component.string] else { return nil }
      inode = next
    }
    return inode
  }

  private func place(of path: FilePath) throws(Errno) -> (directory: Int, name: String) {
    guard let name = path.lastComponent?.string,
      let directory = inode(path.removingLastComponent()), directories[directory] != nil
    else { throw .noSuchFileOrDirectory }
    return (directory, name)
  }

  private mutating func add(
    _ path: FilePath, file: SimulatedFile?, directory: SimulatedDirectory?
  ) throws(Errno) -> Int {
    let place = try place(of: path)
    files.append(file)
    directories.append(directory)
    directories[place.directory]?.set(place.name, files.count - 1)
    return files.count - 1
  }

  mutating func makeDirectory(_ path: FilePath) throws(Errno) {
    if inode(path) != nil { throw .fileExists }
    _ = try add(path, file: nil, directory: SimulatedDirectory())
  }

  mutating func rename(_ old: FilePath, to new: FilePath, replacing: Bool) throws(Errno) {
    if !replacing, inode(new) != nil { throw .fileExists }
    let (from, to) = (try place(of: old), try place(of: new))
    guard let inode = directories[from.directory]?.entries[from.name] else {
      throw .noSuchFileOrDirectory
    }
    directories[to.directory]?.set(to.name, inode)
    directories[from.directory]?.set(from.name, nil)
  }

  mutating func remove(_ path: FilePath) throws(Errno) {
    guard let inode = inode(path) else { throw .noSuchFileOrDirectory }
    guard directories[inode] == nil else { throw .isDirectory }
    let place = try place(of: path)
    directories[place.directory]?.set(place.name, nil)
  }

  mutating func removeDirectory(_ path: FilePath) throws(Errno) {
    guard let inode = inode(path) else { throw .noSuchFileOrDirectory }
    guard let directory = directories[inode] else { throw .notDirectory }
    guard directory.entries.isEmpty else { throw .directoryNotEmpty }
    let place = try place(of: path)
    directories[place.directory]?.set(place.name, nil)
  }

  /// A directory with a durable name, made before anything happens.
  mutating func makeDirectoryForGood(_ path: FilePath) {
    try? makeDirectory(path)
    directories[0]?.sync()
  }

  /// A file with durable bytes and a durable name, where there is none: put there by an editor.
  mutating func putForGood(_ path: FilePath, _ text: String) {
    guard inode(path) == nil, let place = try? place(of: path),
      let inode = try? add(path, file: SimulatedFile(), directory: nil)
    else { return }
    files[inode]?.write(Array(text.utf8), at: 0)
    files[inode]?.sync()
    directories[place.directory]?.sync()
  }

  /// Takes everything below `path` away for good, as an administrator does.
  mutating func removeTree(_ path: FilePath) {
    guard let place = try? place(of: path) else { return }
    directories[place.directory]?.set(place.name, nil)
    directories[place.directory]?.sync()
  }

  func list(_ path: FilePath) throws(Errno) -> [String] {
    guard let directory = inode(path).flatMap({ directories[$0] }) else {
      throw .noSuchFileOrDirectory
    }
    return directory.entries.keys.sorted()
  }

  func facts(_ path: FilePath) -> FileFacts? { inode(path).map(facts) }

  private func facts(_ inode: Int) -> FileFacts {
    FileFacts(
      bytes: files[inode]?.bytes.count ?? 0, mode: files[inode]?.mode ?? 0o700,
      isDirectory: directories[inode] != nil, inode: UInt64(inode))
  }

  mutating func syncDirectory(_ path: FilePath, _ reason: SyncReason) throws(Errno) {
    guard let inode = inode(path), directories[inode] != nil else { throw .noSuchFileOrDirectory }
    if reason == leftOut { return owe(inode) }
    directories[inode]?.sync()
    owed.remove(inode)
  }

  // MARK: descriptors

  mutating func open(
    _ path: FilePath, _ purpose: OpenPurpose, by process: Int
  ) throws(Errno) -> FileDescriptor {
    var found = inode(path)
    switch purpose {
    case .creating:
      if found != nil { throw .fileExists }
      found = try add(path, file: SimulatedFile(), directory: nil)
    case .writingOrCreating:
      if found == nil { found = try add(path, file: SimulatedFile(), directory: nil) }
    case .reading, .writing: break
    }
    guard let found else { throw .noSuchFileOrDirectory }
    nextDescriptor += 1
    opened[nextDescriptor] = Opened(inode: found, process: process)
    return FileDescriptor(rawValue: nextDescriptor)
  }

  mutating func close(_ file: FileDescriptor) {
    guard let inode = opened.removeValue(forKey: file.rawValue)?.inode else { return }
    locks[inode]?.removeAll { $0.descriptor == file.rawValue }
  }

  func hasOpenFiles(of process: Int) -> Bool { opened.values.contains { $0.process == process } }

  /// The path of an open file, for people.
  func path(of file: FileDescriptor) -> String {
    guard var inode = opened[file.rawValue]?.inode else { return "closed" }
    var path = ""
    while inode != 0 {
      let names = directories.enumerated().lazy.compactMap { place, directory in
        directory?.entries.first { $0.value == inode }.map { (place, $0.key) }
      }
      guard let (above, name) = names.first else { return "?" + path }
      (inode, path) = (above, "/" + name + path)
    }
    return path
  }

  private func inode(of file: FileDescriptor) throws(Errno) -> Int {
    guard let inode = opened[file.rawValue]?.inode else { throw .badFileDescriptor }
    return inode
  }

  func facts(_ file: FileDescriptor) throws(Errno) -> FileFacts { facts(try inode(of: file)) }

  func read(_ file: FileDescriptor, at offset: Int, count: Int) throws(Errno) -> [UInt8] {
    let bytes = files[try inode(of: file)]?.bytes ?? []
    return Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
  }

  mutating func write(
    _ bytes: some Collection<UInt8>, to file: FileDescriptor, at offset: Int
  ) throws(Errno) {
    files[try inode(of: file)]?.write(Array(bytes), at: offset)
  }

  mutating func truncate(_ file: FileDescriptor, to count: Int) throws(Errno) {
    files[try inode(of: file)]?.resize(to: count)
  }

  mutating func setMode(_ file: FileDescriptor, _ mode: UInt32) throws(Errno) {
    files[try inode(of: file)]?.mode = mode
  }

  mutating func sync(_ file: FileDescriptor, _ reason: SyncReason) throws(Errno) {
    let inode = try inode(of: file)
    if reason == leftOut { return owe(inode) }
    files[inode]?.sync()
    owed.remove(inode)
  }

  mutating func failSync(
    _ file: FileDescriptor, using random: inout SeededGenerator
  ) throws(Errno) {
    files[try inode(of: file)]?.failSync(using: &random)
    throw .ioError
  }

  mutating func lock(_ file: FileDescriptor, isShared: Bool) throws(Errno) -> Bool {
    let inode = try inode(of: file)
    let others = (locks[inode] ?? []).filter { $0.descriptor != file.rawValue }
    guard others.allSatisfy({ isShared && $0.isShared }) else { return false }
    locks[inode] = others + [(file.rawValue, isShared)]
    return true
  }

  // MARK: syncs left out

  /// Something is not durable that would be, were no sync left out.
  var isOwing: Bool { !owed.isEmpty }

  private mutating func owe(_ inode: Int) {
    if files[inode]?.isUnsynced ?? directories[inode]?.isUnsynced ?? false { owed.insert(inode) }
  }

  // MARK: crashes

  /// Its locks go with it; what it wrote stays.
  mutating func kill(_ process: Int) {
    for (descriptor, file) in opened where file.process == process {
      close(FileDescriptor(rawValue: descriptor))
    }
  }

  /// Every process is gone, and of what was not synced only what the disk happened to write.
  mutating func losePower(using random: inout SeededGenerator) {
    killAll()
    // The same for all of the disk, or for each file its own.
    var luck = Bool.random(using: &random) ? Luck.allCases.randomElement(using: &random) : nil
    // What a sync was left out for is where a disk does harm: all else may be as well as can be.
    let isMean = isOwing && Bool.random(using: &random)
    if isMean { luck = .all }
    for inode in files.indices {
      let isOwn = luck == nil || isMean && owed.contains(inode)
      let own = isOwn ? Luck.allCases.randomElement(using: &random) ?? .nothing : luck ?? .nothing
      files[inode]?.losePower(own, using: &random)
      directories[inode]?.losePower(own, using: &random)
    }
    owed = []
    forgetUnnamed()
  }

  /// Every process is gone, and nothing else.
  mutating func killAll() {
    (opened, locks) = ([:], [:])
  }

  private mutating func forgetUnnamed() {
    var named: Set<Int> = [0]
    var ahead = [0]
    while let inode = ahead.popLast() {
      for next in directories[inode]?.entries.values ?? [:].values
      where named.insert(next).inserted {
        ahead.append(next)
      }
    }
    for inode in files.indices where !named.contains(inode) {
      (files[inode], directories[inode]) = (nil, nil)
    }
  }
}
