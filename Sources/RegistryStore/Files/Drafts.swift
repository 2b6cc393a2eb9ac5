import RegistryModel
import SystemPackage

/// An unfinished form, kept outside the registry proper.
public struct Draft: Hashable, Sendable {
  /// A UUID of the screens' choice.
  public let id: String
  /// What only the screens read: fields, cursor, base.
  public let content: JSON

  /// A draft of a form.
  public init(id: String, content: JSON) {
    self.id = id
    self.content = content
  }
}

/// One account's drafts: `ACCOUNT-UUID.json`, 0600, sealed, each locked for as long as its process
/// lives.
///
/// Whoever changes what a name means holds the lock of the file it means: no draft is taken over,
/// replaced or removed under another's hands.
package final class Drafts {
  private static let tries = 50
  private static let pause = Duration.milliseconds(5)

  private let files: any FileSystem
  private let account: String
  /// Where drafts may be; the first that takes one is used.
  private let places: [FilePath]
  /// Drafts found that cannot be read; they stay where they are.
  package private(set) var damage: [StoreError] = []
  /// Places whose directories are there for good.
  private var prepared: Set<FilePath> = []
  /// By id, the newest first; older selves are in other places and on their way out.
  private var held: [String: [(path: FilePath, file: FileDescriptor)]] = [:]

  /// Where its name means another one, or none, nothing is made.
  private var home: RegistryHome?

  /// Those of an account in a registry's own directory, where it has one, and where that takes none in
  /// `spare`.
  convenience init(account: String, in home: RegistryHome?, spare: FilePath?) {
    self.init(
      home?.files ?? PosixFileSystem(), account: account,
      places: [home?.layout.drafts, spare].compactMap(\.self), inside: home)
  }

  /// - Parameter home: the registry's directory; places in it are used while it is there.
  init(
    _ files: any FileSystem, account: String, places: [FilePath], inside home: RegistryHome?
  ) {
    self.files = files
    self.account = account.replacing("/", with: "_")
    self.places = places
    self.home = home
  }

  package convenience init(_ files: any FileSystem, account: String, places: [FilePath]) {
    self.init(files, account: account, places: places, inside: nil)
  }

  /// Puts a draft on disk in place of its older self.
  package func keep(_ draft: Draft) throws(StoreError) {
    let bytes = Self.bytes(of: draft.content)
    guard bytes.count <= SmallFile.maximumBytes else { throw .tooLarge(bytes: bytes.count) }
    var failure = StoreError.readOnly
    for place in places {
      do {
        try write(bytes, path(of: draft.id, in: place), id: draft.id)
        return
      } catch {
        failure = .disk(error)
      }
    }
    throw failure
  }

  private func path(of id: String, in place: FilePath) -> FilePath {
    place.appending("\(account)-\(id)" + Self.done)
  }

  private func write(_ bytes: [UInt8], _ path: FilePath, id: String) throws(DiskError) {
    let place = path.removingLastComponent()
    if let root = home?.layout.root, place.starts(with: root) {
      // In another directory of that name nothing is known to be there.
      do throws(StoreError) { if try home?.look() == true { prepared = [] } } catch {
        throw DiskError(.open, root, .noSuchFileOrDirectory)
      }
    }
    try prepare(place)
    let new = FilePath(path.string + Self.begun)
    let file = try create(new)
    do throws(DiskError) {
      try files.write(bytes, to: file, at: 0)
      try files.sync(file, .draft)
      try files.rename(new, to: path)
    } catch {
      try? files.remove(new)
      files.close(file)
      throw error
    }
    let older = held[id] ?? []
    held[id] = [(path, file)] + older.filter { $0.path != path }
    for old in older where old.path == path { files.close(old.file) }
    try files.syncDirectory(place, .draftName)
    for old in older where old.path != path { try remove(old, of: id, for: place) }
  }

  /// Removes the older self of a draft that is now in another place.
  private func remove(
    _ old: (path: FilePath, file: FileDescriptor), of id: String, for place: FilePath
  ) throws(DiskError) {
    let its = old.path.removingLastComponent()
    do {
      try files.remove(old.path)
      try files.syncDirectory(its, .draftMoved)
      held[id]?.removeAll { $0.path == old.path }
      files.close(old.file)
    } catch {
      // In a later place it is the newer one all the same.
      if places.first(where: { $0 == place || $0 == its }) == place { throw error }
    }
  }

  /// A new file that is locked before anybody could take it for left behind.
  private func create(_ path: FilePath) throws(DiskError) -> FileDescriptor {
    for _ in 0..<Self.tries {
      if try files.facts(path) != nil {
        guard let left = claim(path) else {
          files.pause(Self.pause)
          continue
        }
        defer { files.close(left) }
        try files.remove(path)
      }
      let file = try files.open(path, .creating)
      do throws(DiskError) {
        try files.setMode(file, 0o600)
        if try isLocked(file, path) { return file }
      } catch {
        files.close(file)
        throw error
      }
      files.close(file)
    }
    throw DiskError(.lock, path, .wouldBlock)
  }

  /// Makes the directories of a place, and their names durable: whoever made one of them may have
  /// been killed before it could.
  private func prepare(_ place: FilePath) throws(DiskError) {
    guard !prepared.contains(place) else { return }
    try makeDirectories(place)
    var path = place
    while path.lastComponent != nil {
      path.removeLastComponent()
      do { try files.syncDirectory(path.isEmpty ? "." : path, .draftPlace) } catch {
        guard error.cause == .permissionDenied else { throw error }
      }
    }
    prepared.insert(place)
  }

  private func makeDirectories(_ path: FilePath) throws(DiskError) {
    guard !path.isEmpty, try files.facts(path) == nil else { return }
    try makeDirectories(path.removingLastComponent())
    do throws(DiskError) { try files.makeDirectory(path) } catch {
      guard error.cause == .fileExists else { throw error }  // another window made it just now
    }
  }

  /// Removes a draft's file.
  package func drop(id: String) {
    for old in held.removeValue(forKey: id) ?? [] {
      try? files.remove(old.path)
      files.close(old.file)
    }
  }

  /// Gives up the locks; what was not dropped is offered again.
  package func close() {
    for id in held.keys.sorted() { held[id]?.forEach { files.close($0.file) } }
    held = [:]
  }

  private static let done = ".json"
  private static let begun = ".new"
}

// Taking over what killed processes left.
extension Drafts {
  /// Drafts whose process is gone. They are this process's from now on.
  package func orphans() -> [Draft] {
    let names = places.flatMap { (try? files.list($0)) ?? [] }
    let ids = Set(names.compactMap { id(in: $0) }).sorted()
    if ids.isEmpty { return [] }
    // A killed process may have removed an older self there, or put a newer one: neither must be
    // undone once it is relied on.
    let areGone = places.dropFirst().allSatisfy { place in
      !isThere(place) || (try? files.syncDirectory(place, .draftMovedByKilled)) != nil
    }
    return ids.compactMap { id in
      guard held[id] == nil, let home = home(of: id), areGone || home == places.last,
        let draft = adopt(id, in: home)
      else { return nil }
      if areGone { clear(id, but: home) }
      return draft
    }
  }

  /// Where the newest self of a draft is. What is in a later place is newer, since the earlier
  /// ones could not take it; what was only begun counts where there is nothing else.
  private func home(of id: String) -> FilePath? {
    let there = places.reversed()
    return there.first { isThere(path(of: id, in: $0)) }
      ?? there.first { isThere(FilePath(path(of: id, in: $0).string + Self.begun)) }
  }

  private func isThere(_ path: FilePath) -> Bool { (try? files.facts(path)) ?? nil != nil }

  /// Removes older selves of a draft from places it is no longer in.
  private func clear(_ id: String, but home: FilePath) {
    let older = places.filter { $0 != home }.map { path(of: id, in: $0) }
      .flatMap { [$0, FilePath($0.string + Self.begun)] }.filter(isThere)
    for path in older {
      guard let left = claim(path) else { continue }
      try? files.remove(path)
      files.close(left)
    }
  }

  /// The id in the name of a draft of this account, whole or begun.
  private func id(in name: String) -> String? {
    // An id holds a hyphen too, so `an-na` must not look like a draft of `an`.
    guard name.hasPrefix(account + "-") else { return nil }
    let rest = name.dropFirst(account.count + 1)
    return [Self.done, Self.done + Self.begun].lazy.filter { rest.hasSuffix($0) }
      .map { String(rest.dropLast($0.count)) }.first { $0.count == 36 }
  }

  /// Takes a draft over whose process is gone. What that process had begun is newer than the draft
  /// it was to replace: it is rewritten if it is whole, since nobody knows what became of its
  /// sync, and goes away if it is torn.
  private func adopt(_ id: String, in place: FilePath) -> Draft? {
    let path = path(of: id, in: place)
    let done = claim(path)
    if done == nil, isThere(path) { return nil }
    held[id] = done.map { [(path, $0)] }
    var content = done.map { file in Result { () throws(StoreError) in try read(file, path) } }
    let new = FilePath(path.string + Self.begun)
    if let done, inode(new) == (try? files.facts(done))?.inode {
      try? files.remove(new)  // the machine went down in the middle of putting it in place
    } else if let begun = claim(new) {
      let newer = try? read(begun, new)
      try? files.remove(new)
      files.close(begun)
      if let newer {
        content = .success(newer)
        try? write(Self.bytes(of: newer), path, id: id)
      }
    }
    if case .success(let content)? = content { return Draft(id: id, content: content) }
    if case .failure(let error)? = content { damage.append(error) }
    for file in held.removeValue(forKey: id) ?? [] { files.close(file.file) }
    return nil
  }

  private func inode(_ path: FilePath) -> UInt64? { ((try? files.facts(path)) ?? nil)?.inode }

  private func read(_ file: FileDescriptor, _ path: FilePath) throws(StoreError) -> JSON {
    // An editor or a transfer in text mode takes nothing away of what was typed.
    let text = try SmallFile(files, file, path).turnedBack
    guard Seal.isWhole(text.line) else { throw .damaged(path, line: 1, .checksum) }
    guard let content = try text.json()["draft"] else {
      throw .damaged(path, line: 1, .shape(key: "draft"))
    }
    return content
  }

  // `{"draft":…,"sha256":"…"}`: what a clerk typed comes back as it was typed, or not at all.
  private static func bytes(of content: JSON) -> [UInt8] {
    var bytes = Array("{\"draft\":".utf8)
    content.write(to: &bytes)
    bytes.append(UInt8(ascii: ","))
    _ = Seal.close(&bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Opens and locks a file that no other process has at work; nil if one has, or there is none.
  private func claim(_ path: FilePath) -> FileDescriptor? {
    guard let file = try? files.open(path, .reading) else { return nil }
    if (try? isLocked(file, path)) == true { return file }
    files.close(file)
    return nil
  }

  /// Locks an open file; false if another process has the lock, or the name means another file
  /// by now.
  private func isLocked(_ file: FileDescriptor, _ path: FilePath) throws(DiskError) -> Bool {
    guard try files.lock(file, shared: false) else { return false }
    return try files.facts(path)?.inode == files.facts(file).inode
  }
}
