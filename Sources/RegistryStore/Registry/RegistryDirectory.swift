import Glibc
import RegistryModel
import SystemPackage

/// A registry in a directory of this machine: the engine every office starts with.
public final class RegistryDirectory: RegistryEngine {
  /// How long an append waits for somebody else's.
  package static let patience = Duration.seconds(2)
  /// Bytes of journal after the checkpoint that make the next one worth its time, and those that
  /// never do.
  static let longTail = 1 << 20
  static let shortTail = 64 << 10

  /// Where its files are.
  public let layout: RegistryLayout
  /// What registry.json says.
  public let identity: RegistryIdentity
  /// Whether it may be written to.
  public let access: RegistryAccess
  /// The Unix account.
  public let account: String

  let files: any FileSystem
  let permissions: Permissions
  var journal: Journal
  let reader: JSONReader
  let clock: RegistryClock
  let patience: Duration
  /// Everything read or appended so far.
  public internal(set) var head = RegistryState()
  /// Where that was.
  var position = JournalPosition()
  /// A write that could be neither finished nor undone, where not even FAILED says so.
  var untold: StoreError?
  /// Records of a kind that this program does not know: it saves nothing beside them.
  var newer: StoreError?
  /// The newest checkpoint this process knows of.
  var checkpointed = JournalPosition()
  /// The head of the last checkpoint that was begun: while nothing comes after it, another is worth nothing.
  var begun: Int?
  /// The day whose backup was last seen to.
  var backedUp: CivilDate?
  /// A record file was not there, lost or of a kind the program before did not know.
  var lacksRecordFile = false
  /// The registry's own names are durable: a checkpoint relies on them.
  var areNamesSure = false
  /// So is the name of its directory.
  var isNameSure = false
  /// An older copy was put in place: the next save is refused once, however long that was said already.
  var refusesNextSave: StoreError?
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
  public convenience init(_ root: FilePath, _ access: RegistryAccess) throws(StoreError) {
    try self.init(root, access, account: UnixAccount.login)
  }

  package convenience init(
    _ root: FilePath, _ access: RegistryAccess, account: String, clock: RegistryClock = .machine,
    files: any FileSystem = PosixFileSystem(), patience: Duration = RegistryDirectory.patience,
    format: Int = RegistryIdentity.format
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
      clock: clock, files: files, patience: patience)
    home = RegistryHome(files, layout, id: identity.id, inode: facts.inode)
  }

  init(
    _ layout: RegistryLayout, _ identity: RegistryIdentity, _ access: RegistryAccess,
    _ permissions: Permissions, account: String, clock: RegistryClock, files: any FileSystem,
    patience: Duration
  ) throws(StoreError) {
    self.layout = layout
    self.identity = identity
    home = RegistryHome(files, layout, id: identity.id)
    self.access = access
    self.permissions = permissions
    self.account = account
    self.clock = clock
    self.files = files
    self.patience = patience
    do { reader = try JSONReader() } catch { throw .disk(DiskError(.open, layout.root, .noMemory)) }
    journal = Journal(
      files: files, layout: layout, permissions: permissions)
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

  /// The office's day, by the machine's clock.
  public var today: CivilDate { clock.today }

  /// The registry's own directory, where it may be written to.
  public var draftHome: RegistryHome? { access == .writing ? home : nil }

  /// The last line read; before there is one, the last that the journal has.
  public var place: JournalHead? { JournalHead(position) ?? (try? journal.head()) ?? nil }

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

  /// What keeps this program from saving now and later, for the clerk to know.
  var hindrances: [StoreNotice] {
    [newer].compactMap { $0.map(StoreNotice.readOnly) }
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
    since: Instant? = nil, patience: Duration? = nil
  ) throws(StoreError) -> Lock {
    // Nothing is made where the registry was.
    try checkHome()
    return try Lock(
      files, layout, permissions,
      holder: LockHolder(account: account, process: Int(getpid()), since: since ?? clock.at),
      patience: patience ?? self.patience)
  }

  /// Refuses to go on where the registry's directory is gone or another one has its name; the same
  /// registry put back there is read again.
  func checkHome(isDoubted: Bool = false) throws(StoreError) {
    if try home.look(isDoubted: isDoubted) { watch = nil }
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
    return pending.map { News(state: shown, commits: $0.commits, notices: $0.notices) }
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
        ?? [.putBack(layout.root.string, from: last.seq, to: position.seq, own: [])]
      pending = News(state: head, commits: [], notices: notices + hindrances)
      for case .putBack(let path, let from, let to, let own) in notices {
        refusesNextSave = .putBack(path, from: from, to: to, own: own)
      }
    }
    var (state, commits, newer): (RegistryState, [Commit], StoreError?) = (head, [], newer)
    let (end, torn) = try journal.read(after: position, reader) { line, place throws(StoreError) in
      newer = newer ?? journal.newerKind(line, at: place)
      do throws(ApplyError) { try state.apply(line.commit) } catch {
        throw journal.damaged(place.segment, at: place.start, .apply(error))
      }
      commits.append(line.commit)
    }
    let isNewer = self.newer == nil && newer != nil
    (head, position, self.newer) = (state, end, newer)
    if !commits.isEmpty {
      let isReadAnew = pending?.commits.isEmpty ?? false
      pending = News(
        state: state, commits: isReadAnew ? [] : (pending?.commits ?? []) + commits,
        notices: (pending?.notices ?? []) + (isNewer ? hindrances : []))
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
    return [.putBack(layout.root.string, from: last.seq, to: position.seq, own: gone.keys.sorted())]
  }
}
