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
final class Drafts {
  private let files: any FileSystem
  private let account: String
  /// Where drafts may lie; the first that takes one is used.
  private let places: [FilePath]
  private var held: [String: (path: FilePath, file: FileDescriptor)] = [:]

  init(_ files: any FileSystem, account: String, places: [FilePath]) {
    self.files = files
    self.account = account.replacing("/", with: "_")
    self.places = places
  }

  /// Puts a draft on disk in place of its older self.
  func keep(_ draft: Draft) throws(StoreError) {
    let bytes = Self.bytes(of: draft.content)
    guard bytes.count <= SmallFile.maximumBytes else { throw .tooLarge(bytes: bytes.count) }
    var failure = StoreError.readOnly
    for place in places {
      do {
        try write(bytes, place.appending("\(account)-\(draft.id).json"), id: draft.id)
        return
      } catch {
        failure = .disk(error)
      }
    }
    throw failure
  }

  private func write(_ bytes: [UInt8], _ path: FilePath, id: String) throws(DiskError) {
    try makeDirectories(path.removingLastComponent())
    let new = FilePath(path.string + ".new")
    if try files.facts(new) != nil { try files.remove(new) }
    let file = try files.open(new, .creating)
    do throws(DiskError) {
      try files.setMode(file, 0o600)
      _ = try files.lock(file, shared: false)  // before it has its name: never seen unlocked
      try files.write(bytes, to: file, at: 0)
      try files.sync(file)
      try files.rename(new, to: path)
      try files.syncDirectory(path.removingLastComponent())
    } catch {
      files.close(file)
      try? files.remove(new)
      throw error
    }
    if let old = held.updateValue((path, file), forKey: id) {
      files.close(old.file)
      if old.path != path { try? files.remove(old.path) }
    }
  }

  private func makeDirectories(_ path: FilePath) throws(DiskError) {
    guard !path.isEmpty, try files.facts(path) == nil else { return }
    try makeDirectories(path.removingLastComponent())
    try files.makeDirectory(path)
  }

  /// Removes a draft's file.
  func drop(id: String) {
    guard let old = held.removeValue(forKey: id) else { return }
    try? files.remove(old.path)
    files.close(old.file)
  }

  /// Drafts whose process is gone, and those that cannot be read. They are this process's from now
  /// on; what cannot be read stays where it is.
  func orphans() -> (drafts: [Draft], damage: [StoreError]) {
    var found: (drafts: [Draft], damage: [StoreError]) = ([], [])
    for place in places {
      let names = (try? files.list(place)) ?? []
      // What a killed process had begun is newer than the draft it was to replace.
      let begun = names.filter { $0.hasSuffix(Self.begun) }
      for name in begun + names.filter({ $0.hasSuffix(Self.done) }) {
        do throws(StoreError) {
          if let draft = try adopt(name, in: place) { found.drafts.append(draft) }
        } catch {
          found.damage.append(error)
        }
      }
    }
    return found
  }

  private static let done = ".json"
  private static let begun = ".json.new"

  /// Takes a draft over whose process is gone; one that was only begun is put in place if it is
  /// whole, and removed if it is torn.
  private func adopt(_ name: String, in place: FilePath) throws(StoreError) -> Draft? {
    let isBegun = name.hasSuffix(Self.begun)
    let stem = name.dropLast((isBegun ? Self.begun : Self.done).count)
    // An id holds a hyphen too, so `an-na` must not look like a draft of `an`.
    guard stem.hasPrefix(account + "-") else { return nil }
    let id = String(stem.dropFirst(account.count + 1))
    guard id.count == 36, held[id] == nil else { return nil }
    let path = place.appending(name)
    let file: FileDescriptor
    do { file = try files.open(path, .reading) } catch {
      if error.cause == .noSuchFileOrDirectory { return nil }  // its process lives and replaced it
      throw .disk(error)
    }
    guard (try? files.lock(file, shared: false)) == true else {
      files.close(file)
      return nil
    }
    let final = place.appending(stem + Self.done)
    do throws(StoreError) {
      let content = try content(of: file, path)
      if isBegun { try onDisk(final) { () throws(DiskError) in try files.rename(path, to: final) } }
      held[id] = (final, file)
      return Draft(id: id, content: content)
    } catch {
      files.close(file)
      guard isBegun else { throw error }
      try? files.remove(path)
      return nil
    }
  }

  // `{"draft":…,"sha256":"…"}`: what a clerk typed comes back as it was typed, or not at all.
  private static let opening = Array("{\"draft\":".utf8)

  private static func bytes(of content: JSON) -> [UInt8] {
    var bytes = opening
    content.write(to: &bytes)
    bytes.append(UInt8(ascii: ","))
    _ = Seal.close(&bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private func content(of file: FileDescriptor, _ path: FilePath) throws(StoreError) -> JSON {
    let text = try SmallFile(files, file, path)
    guard Seal.isWhole(text.line) else { throw .damaged(path, line: 1, .checksum) }
    guard let content = try text.json()["draft"] else {
      throw .damaged(path, line: 1, .shape(key: "draft"))
    }
    return content
  }

  /// Gives up the locks; what was not dropped is offered again.
  func close() {
    for draft in held.values { files.close(draft.file) }
    held = [:]
  }
}
