import RegistryModel
import SystemPackage

/// Who holds the right to append, as LOCK says it.
public struct LockHolder: Hashable, Sendable {
  /// The Unix account, or the database's role.
  public let account: String
  /// Its process id, on the server where that holds the lock; nil where it is not known.
  public let process: Int?
  /// When it took the lock, where that is known.
  public let since: Instant?

  package init(account: String, process: Int? = nil, since: Instant? = nil) {
    self.account = account
    self.process = process
    self.since = since
  }

  func words(time: (Instant) -> String) -> Words {
    Words(same: account)
      + (process.map { Words(", process \($0)", ", 进程 \($0)") } ?? Words(same: ""))
      + (since.map { Words(", since \(time($0))", ", 自 \(time($0))") } ?? Words(same: ""))
  }

  /// One line of fixed width, so that taking the lock never changes the file's length.
  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = []
    JSON.object(
      of: ("account", .string(account)), ("process", process.map(JSON.int) ?? .null),
      ("since", since.map { .string($0.text) } ?? .null)
    ).write(to: &bytes)
    bytes += repeatElement(UInt8(ascii: " "), count: max(0, 159 - bytes.count))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  fileprivate init?(_ bytes: [UInt8]) {
    guard let line = bytes.split(separator: UInt8(ascii: "\n")).first,
      let json = try? JSON(bytes: Array(line)),
      let account = json["account"]?.string,
      let process = json["process"]?.int, let since = json["since"]?.string.flatMap({ Instant($0) })
    else { return nil }
    self.init(account: account, process: process, since: since)
  }
}

/// The right to append, held through a descriptor of LOCK.
struct Lock {
  private static let pause = Duration.milliseconds(5)

  private let files: any FileSystem
  private let file: FileDescriptor

  /// Takes the lock, waiting up to `patience` for whoever holds it.
  init(
    _ files: any FileSystem, _ layout: RegistryLayout, _ permissions: Permissions,
    holder: LockHolder, patience: Duration
  ) throws(StoreError) {
    self.files = files
    var waited = Duration.zero
    while true {
      let file = try Self.open(files, layout, permissions)
      do throws(StoreError) {
        while try !onDisk(
          layout.lock, { () throws(DiskError) in try files.lock(file, shared: false) })
        {
          guard waited < patience else {
            throw StoreError.locked(LockHolder((try? files.read(file, at: 0, count: 4096)) ?? []))
          }
          files.pause(Self.pause)
          waited += Self.pause
        }
        // Only for the sentence of whoever waits: a full disk must not keep us from trying.
        try? files.write(holder.bytes, to: file, at: 0)
        if try Self.isInPlace(file, files, layout) {
          self.file = file
          return
        }
      } catch {
        files.close(file)
        throw error
      }
      files.close(file)
    }
  }

  private static func open(
    _ files: any FileSystem, _ layout: RegistryLayout, _ permissions: Permissions
  ) throws(StoreError) -> FileDescriptor {
    try onDisk(layout.lock) { () throws(DiskError) in
      if let file = try files.openExisting(layout.lock) { return file }
      let file = try files.open(layout.lock, .writingOrCreating)
      try files.setMode(file, permissions.file)
      return file
    }
  }

  /// False if somebody removed LOCK, taking it for left behind: the next to come locks another.
  private static func isInPlace(
    _ file: FileDescriptor, _ files: any FileSystem, _ layout: RegistryLayout
  ) throws(StoreError) -> Bool {
    try onDisk(layout.lock) { () throws(DiskError) in
      try files.facts(layout.lock)?.inode == files.facts(file).inode
    }
  }

  func release() { files.close(file) }

  /// Whether nobody is saving right now.
  static func isFree(_ files: any FileSystem, _ layout: RegistryLayout) -> Bool {
    guard let file = try? files.open(layout.lock, .reading) else { return true }
    defer { files.close(file) }
    return (try? files.lock(file, shared: true)) ?? false
  }
}
