import Glibc
import RegistryModel
import SystemPackage

/// A registry in a directory of this machine: the engine every office starts with.
public final class RegistryDirectory: RegistryEngine {
  /// Whether a registry may be written to.
  public enum Access: Hashable, Sendable {
    case writing
    /// Never writes a byte.
    case reading
  }

  /// How long an append waits for somebody else's.
  static let patience = Duration.seconds(2)
  /// Bytes of journal after the checkpoint that make the next one worth its time, and those that
  /// never do.
  static let longTail = 1 << 20
  static let shortTail = 64 << 10

  /// Where its files are.
  public let layout: RegistryLayout
  /// What registry.json says.
  public let identity: RegistryIdentity
  /// Whether it may be written to.
  public let access: Access

  let files: any FileSystem
  let permissions: Permissions
  var journal: Journal
  let reader: JSONReader
  let account: String
  let patience: Duration
  /// Everything read or appended so far, and where that was.
  var head = RegistryState()
  var position = JournalPosition()
  /// A write that could be neither finished nor undone, where not even FAILED says so.
  var untold: StoreError?
  /// The newest checkpoint this process knows of.
  var checkpointed = JournalPosition()
  /// A record file was not there, lost or of a kind the program before did not know.
  var lacksRecordFile = false
  /// The registry's own names are durable: a checkpoint relies on them.
  var areNamesSure = false
  /// So is the name of its directory.
  var isNameSure = false
  /// What others saved and nobody asked for yet.
  var pending: News?
  /// Where this process last wrote.
  var end: JournalEnd?
  /// The file it last wrote to, whatever others did since: its name is durable.
  var namedFile: UInt64?
  /// Checksums of the lines this process saved, by number: tells the clerk which are missing after the
  /// registry was replaced.
  var own: [Int: String] = [:]
  private var watch: DirectoryWatch?
  /// The directory that was opened.
  private(set) var home: RegistryHome

  /// Bytes a file of the journal has when a new one begins.
  package var segmentLimit: Int {
    get { journal.segmentLimit }
    set { journal.segmentLimit = newValue }
  }

  /// Opens the registry at `root` without reading its records.
  public convenience init(
    _ root: FilePath, _ access: Access, account: String
  ) throws(StoreError) {
    try self.init(
      root, access, account: account, files: PosixFileSystem(), patience: Self.patience)
  }

  package convenience init(
    _ root: FilePath, _ access: Access, account: String, files: any FileSystem,
    patience: Duration, format: Int = RegistryIdentity.format
  ) throws(StoreError) {
    let layout = RegistryLayout(root)
    let facts = try onDisk(root) { () throws(DiskError) in try files.facts(root) }
    guard let facts, facts.isDirectory else { throw .notARegistry(root) }
    let identity = try RegistryIdentity.read(files, layout)
    if access == .writing {
      try identity.checkFormat(layout, is: format)
      try Self.checkWritable(layout, facts, files)
    }
    try self.init(
      layout, identity, access, Permissions(isShared: facts.mode & 0o020 != 0), account: account,
      files: files, patience: patience)
    home = RegistryHome(layout, id: identity.id, inode: facts.inode)
  }

  init(
    _ layout: RegistryLayout, _ identity: RegistryIdentity, _ access: Access,
    _ permissions: Permissions, account: String, files: any FileSystem, patience: Duration
  ) throws(StoreError) {
    self.layout = layout
    self.identity = identity
    home = RegistryHome(layout, id: identity.id)
    self.access = access
    self.permissions = permissions
    self.account = account
    self.files = files
    self.patience = patience
    do { reader = try JSONReader() } catch { throw .disk(DiskError(.open, layout.root, .noMemory)) }
    journal = Journal(
      files: files, layout: layout, permissions: permissions, skipsNewer: access == .reading)
  }

  static func checkWritable(
    _ layout: RegistryLayout, _ facts: FileFacts, _ files: any FileSystem
  ) throws(StoreError) {
    if facts.mode & 0o002 != 0 { throw .worldWritable(layout.root) }
    if let misplaced = try layout.misplaced(segments: [], files).first { throw misplaced }
    for path in [layout.journal, layout.drafts] {
      let inner = try onDisk(path) { () throws(DiskError) in try files.facts(path) }
      if let inner, inner.mode & 0o002 != 0 { throw .worldWritable(path) }
    }
    let network = try onDisk(layout.root) { () throws(DiskError) in
      try files.networkName(layout.root)
    }
    if let network { throw .networkFileSystem(layout.root, name: network) }
  }

  /// Whether an earlier write failed in a way that keeps everybody from writing.
  public var hasFailed: Bool { get throws(StoreError) { try failure() != nil } }

  /// Why nobody may write: a write that could be neither finished nor undone.
  func failure() throws(StoreError) -> StoreError? {
    do throws(DiskError) {
      let file = try files.open(layout.failed, .reading)
      defer { files.close(file) }
      let reason = String(decoding: try files.read(file, at: 0, count: 4096), as: UTF8.self)
      return .failed(reason: String(reason.prefix { $0 != "\n" }))
    } catch {
      if error.cause == .noSuchFileOrDirectory { return untold }
      // Whatever is there, it forbids to write.
      return .failed(reason: error.at(layout.failed).words.en)
    }
  }

  /// Does what touches the journal; a failure that FAILED cannot tell is remembered.
  func remembering<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    do { return try body() } catch {
      if case .failed = error, (try? failure()) ?? nil == nil { untold = error }
      throw error
    }
  }

  /// Takes the right to append, for all to see since when.
  func takeLock(
    since: Instant = Instant(seconds: time(nil)), patience: Duration? = nil
  ) throws(StoreError) -> Lock {
    // Nothing is made where the registry was.
    try checkHome()
    return try Lock(
      files, layout, permissions,
      holder: LockHolder(account: account, process: Int(getpid()), since: since),
      patience: patience ?? self.patience)
  }

  /// Refuses to go on where the registry's directory is gone or another one has its name; the same
  /// registry put back there is read again.
  func checkHome(isDoubted: Bool = false) throws(StoreError) {
    if try home.look(files, isDoubted: isDoubted) { watch = nil }
  }

  /// Sleeps until a file of the journal changes or `wake` can be read.
  public func wait(
    _ wake: FileDescriptor, _ timeout: Duration?
  ) throws(StoreError) -> WaitEnd {
    if watch == nil {
      watch = try DirectoryWatch(layout)
      return .news  // what came before the watch is news as well
    }
    return watch?.wait(wake, timeout) ?? .news
  }
}

// Catching up.
extension RegistryDirectory {
  /// What others saved since the last load, append or news; nil if nothing.
  public func news() throws(StoreError) -> News? {
    _ = try catchUp()
    defer { pending = nil }
    return pending
  }

  /// Applies what others appended; returns the bytes of an unfinished line after it.
  func catchUp() throws(StoreError) -> Int {
    if try journal.ends(at: position, in: end) { return 0 }
    end = nil
    if try !journal.holds(position) {
      try checkHome(isDoubted: true)
      let last = position
      _ = try load()
      // Told also where a line before it cannot be read, and nobody knows which saves are gone.
      let notices =
        (try? notices(of: last))
        ?? [.putBack(layout.root, from: last.seq, to: position.seq, own: [])]
      pending = News(state: head, commits: [], notices: notices)
    }
    var (state, commits): (RegistryState, [Commit]) = (head, [])
    let (end, torn) = try journal.read(after: position, reader) { line, place throws(StoreError) in
      do throws(ApplyError) { try state.apply(line.commit) } catch {
        throw journal.damaged(place.segment, at: place.start, .apply(error))
      }
      commits.append(line.commit)
    }
    (head, position) = (state, end)
    if !commits.isEmpty {
      let isReadAnew = pending?.commits.isEmpty ?? false
      pending = News(
        state: state, commits: isReadAnew ? [] : (pending?.commits ?? []) + commits,
        notices: pending?.notices ?? [])
    }
    return torn
  }

  /// What a clerk should know of a registry that was read again, where the line at `last` had been read:
  /// who put a backup in its place took saves away.
  private func notices(of last: JournalPosition) throws(StoreError) -> [StoreNotice] {
    var (gone, isLastThere) = (own, false)
    if let first = (own.keys + [last.seq]).min(), first <= position.seq {
      let start = try journal.position(before: first, reader)
      _ = try journal.read(after: start, reader) { line, _ throws(StoreError) in
        let seq = line.commit.seq
        if line.sha256 == gone[seq] { gone[seq] = nil }
        if seq == last.seq { isLastThere = line.link == last.link }
      }
    }
    for seq in gone.keys { own[seq] = nil }
    guard !gone.isEmpty || !isLastThere else { return [] }
    return [.putBack(layout.root, from: last.seq, to: position.seq, own: gone.keys.sorted())]
  }
}
