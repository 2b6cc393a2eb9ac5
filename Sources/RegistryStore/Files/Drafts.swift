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
    var bytes: [UInt8] = []
    draft.content.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
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

  /// Drafts whose process is gone. They are this process's from now on.
  func orphans() -> [Draft] {
    places.flatMap { place in
      let names = (try? files.list(place)) ?? []
      // What a killed process had begun is newer than the draft it was to replace.
      return (names.filter { $0.hasSuffix(Self.begun) } + names.filter { $0.hasSuffix(Self.done) })
        .compactMap { adopt($0, in: place) }
    }
  }

  private static let done = ".json"
  private static let begun = ".json.new"

  /// Takes a draft over whose process is gone; one that was only begun is put in place if it is
  /// whole, and removed if it is torn.
  private func adopt(_ name: String, in place: FilePath) -> Draft? {
    let isBegun = name.hasSuffix(Self.begun)
    let stem = name.dropLast((isBegun ? Self.begun : Self.done).count)
    // An id holds a hyphen too, so `an-na` must not look like a draft of `an`.
    guard stem.hasPrefix(account + "-") else { return nil }
    let id = String(stem.dropFirst(account.count + 1))
    guard id.count == 36, held[id] == nil else { return nil }
    let path = place.appending(name)
    guard let file = try? files.open(path, .reading) else { return nil }
    guard (try? files.lock(file, shared: false)) == true else {
      files.close(file)
      return nil
    }
    let final = place.appending(stem + Self.done)
    guard let count = try? files.facts(file).bytes,
      let bytes = try? files.read(file, at: 0, count: count),
      let content = try? JSON(bytes: bytes),
      !isBegun || (try? files.rename(path, to: final)) != nil
    else {
      if isBegun { try? files.remove(path) }
      files.close(file)
      return nil
    }
    held[id] = (final, file)
    return Draft(id: id, content: content)
  }

  /// Gives up the locks; what was not dropped is offered again.
  func close() {
    for draft in held.values { files.close(draft.file) }
    held = [:]
  }
}
