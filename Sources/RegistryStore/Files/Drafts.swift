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
      for name in (try? files.list(place)) ?? [] { finish(name, in: place) }
      return ((try? files.list(place)) ?? []).compactMap { adopt($0, in: place) }
    }
  }

  /// Ends what a killed process had begun: a whole new draft takes its place, a torn one goes.
  private func finish(_ name: String, in place: FilePath) {
    let mark = ".new"
    guard name.hasPrefix(account + "-"), name.hasSuffix(".json" + mark) else { return }
    let path = place.appending(name)
    guard let file = try? files.open(path, .reading) else { return }
    defer { files.close(file) }
    guard (try? files.lock(file, shared: false)) == true else { return }
    if let count = try? files.facts(file).bytes,
      let bytes = try? files.read(file, at: 0, count: count), (try? JSON(bytes: bytes)) != nil
    {
      try? files.rename(path, to: place.appending(String(name.dropLast(mark.count))))
    } else {
      try? files.remove(path)
    }
  }

  private func adopt(_ name: String, in place: FilePath) -> Draft? {
    // An id holds a hyphen too, so `an-na` must not look like a draft of `an`.
    guard name.hasPrefix(account + "-"), name.hasSuffix(".json") else { return nil }
    let id = String(name.dropFirst(account.count + 1).dropLast(5))
    guard id.count == 36, held[id] == nil else { return nil }
    let path = place.appending(name)
    guard let file = try? files.open(path, .reading) else { return nil }
    guard (try? files.lock(file, shared: false)) == true,
      let count = try? files.facts(file).bytes,
      let bytes = try? files.read(file, at: 0, count: count),
      let content = try? JSON(bytes: bytes)
    else {
      files.close(file)
      return nil
    }
    held[id] = (path, file)
    return Draft(id: id, content: content)
  }

  /// Gives up the locks; what was not dropped is offered again.
  func close() {
    for draft in held.values { files.close(draft.file) }
    held = [:]
  }
}
