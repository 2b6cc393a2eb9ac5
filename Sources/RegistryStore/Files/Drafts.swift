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

/// One account's drafts: `ACCOUNT-UUID.json`, 0600, each locked for as long as its process lives.
///
/// Whoever changes what a name means holds the lock of the file it means: no draft is taken over,
/// replaced or removed under another's hands.
package final class Drafts {
  private static let tries = 50
  private static let pause = Duration.milliseconds(5)

  private let files: any FileSystem
  private let account: String
  /// Where drafts may lie; the first that takes one is used.
  private let places: [FilePath]
  private var held: [String: (path: FilePath, file: FileDescriptor)] = [:]

  package init(_ files: any FileSystem, account: String, places: [FilePath]) {
    self.files = files
    self.account = account.replacing("/", with: "_")
    self.places = places
  }

  /// Puts a draft on disk in place of its older self.
  package func keep(_ draft: Draft) throws(StoreError) {
    var bytes: [UInt8] = []
    draft.content.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
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
    try makeDirectories(place)
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
    if let old = held.updateValue((path, file), forKey: id) {
      if old.path != path { try? files.remove(old.path) }
      files.close(old.file)
    }
    try files.syncDirectory(place, .draftName)
  }

  /// A new file that is locked before anybody could take it for left behind.
  private func create(_ path: FilePath) throws(DiskError) -> FileDescriptor {
    for _ in 0..<Self.tries {
      if try files.facts(path) != nil {
        guard let left = take(path) else {
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

  private func makeDirectories(_ path: FilePath) throws(DiskError) {
    guard !path.isEmpty, try files.facts(path) == nil else { return }
    let above = path.removingLastComponent()
    try makeDirectories(above)
    try files.makeDirectory(path)
    try files.syncDirectory(above.isEmpty ? "." : above, .draftPlace)
  }

  /// Removes a draft's file.
  package func drop(id: String) {
    guard let old = held.removeValue(forKey: id) else { return }
    try? files.remove(old.path)
    files.close(old.file)
  }

  /// Gives up the locks; what was not dropped is offered again.
  package func close() {
    for id in held.keys.sorted() { held[id].map { files.close($0.file) } }
    held = [:]
  }

  private static let done = ".json"
  private static let begun = ".new"
}

// Taking over what killed processes left.
extension Drafts {
  /// Drafts whose process is gone. They are this process's from now on.
  package func orphans() -> [Draft] {
    places.flatMap { place in
      let ids = ((try? files.list(place)) ?? []).compactMap { id(in: $0) }
      return Set(ids).sorted().compactMap { adopt($0, in: place) }
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
  /// it was to replace: it is put in place if it is whole, and removed if it is torn.
  private func adopt(_ id: String, in place: FilePath) -> Draft? {
    guard held[id] == nil else { return nil }
    let path = path(of: id, in: place)
    let done = take(path)
    if done == nil, (try? files.facts(path)) ?? nil != nil { return nil }
    var (file, content) = (done, done.flatMap(read))
    let new = FilePath(path.string + Self.begun)
    if let begun = take(new) {
      let newer = read(begun)
      if newer == nil { try? files.remove(new) }
      if newer != nil, (try? files.sync(begun, .adoptedDraft)) != nil,
        (try? files.rename(new, to: path)) != nil
      {
        done.map(files.close)
        (file, content) = (begun, newer)
      } else {
        files.close(begun)
      }
    }
    guard let file else { return nil }
    guard let content else {
      files.close(file)
      return nil
    }
    held[id] = (path, file)
    return Draft(id: id, content: content)
  }

  private func read(_ file: FileDescriptor) -> JSON? {
    guard let count = try? files.facts(file).bytes,
      let bytes = try? files.read(file, at: 0, count: count)
    else { return nil }
    return try? JSON(bytes: bytes)
  }

  /// Opens and locks a file that no other process has at work; nil where one has, or there is none.
  private func take(_ path: FilePath) -> FileDescriptor? {
    guard let file = try? files.open(path, .reading) else { return nil }
    if (try? isLocked(file, path)) == true { return file }
    files.close(file)
    return nil
  }

  /// Locks an open file; false where another process has the lock, or the name means another file
  /// by now.
  private func isLocked(_ file: FileDescriptor, _ path: FilePath) throws(DiskError) -> Bool {
    guard try files.lock(file, shared: false) else { return false }
    return try files.facts(path)?.inode == files.facts(file).inode
  }
}
