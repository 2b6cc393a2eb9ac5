import Glibc
import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// A change set a registry begins with.
  public struct Beginning: Sendable {
    let set: ChangeSet
    let by: String
    let at: Instant

    /// `set` as `by` would have saved it at `at`.
    public init(_ set: ChangeSet, by: String, at: Instant) {
      (self.set, self.by, self.at) = (set, by, at)
    }
  }

  /// Makes a registry of `office` at `root`, a new or empty directory, and opens it.
  ///
  /// - Shape: the first change set is the office and its supervisor's account.
  /// - Errors: `.occupied`, `.noGroup`, `.refused` where a required field is empty.
  public static func create(
    at root: FilePath, office: Office, supervisor: Account, group: String? = nil, on at: Instant,
    today: CivilDate
  ) throws(StoreError) -> RegistryDirectory {
    try create(
      at: root, office: office, supervisor: supervisor, group: group, on: at, today: today,
      files: PosixFileSystem())
  }

  static func create(
    at root: FilePath, office: Office, supervisor: Account, group: String?, on at: Instant,
    today: CivilDate, files: any FileSystem
  ) throws(StoreError) -> RegistryDirectory {
    let first = ChangeSet([
      Change(RecordID(.office, -1), isNew: true, office.settings(from: nil)),
      Change(RecordID(.account, -1), isNew: true, supervisor.settings(from: nil)),
    ])
    let beginning = Beginning(first, by: supervisor.login ?? "", at: at)
    return try create(
      at: root, [beginning], identity: .random(), group: group, today: today, files: files)
  }

  /// Makes a registry at `root` that begins with these change sets, and opens it.
  ///
  /// - Shape: registry.json comes last: without it there is no registry.
  /// - Errors: as above.
  public static func create(
    at root: FilePath, _ beginnings: [Beginning], identity: RegistryIdentity, today: CivilDate
  ) throws(StoreError) -> RegistryDirectory {
    try create(
      at: root, beginnings, identity: identity, group: nil, today: today, files: PosixFileSystem())
  }

  package static func create(
    at root: FilePath, _ beginnings: [Beginning], identity: RegistryIdentity, group: String?,
    today: CivilDate, files: any FileSystem
  ) throws(StoreError) -> RegistryDirectory {
    let registry = try prepare(
      root, identity, group: group, account: beginnings.first?.by ?? "", files)
    for beginning in beginnings {
      _ = try registry.append(
        beginning.set, from: registry.head, by: beginning.by, at: beginning.at, today: today)
    }
    try identity.write(files, registry.layout, registry.permissions)
    return registry
  }

  /// Makes the directories of a registry; without registry.json it is none yet.
  static func prepare(
    _ root: FilePath, _ identity: RegistryIdentity, group: String?, account: String,
    _ files: any FileSystem
  ) throws(StoreError) -> RegistryDirectory {
    let layout = RegistryLayout(root)
    let permissions = Permissions(isShared: group != nil)
    var owner: UInt32?
    if let group {
      guard let number = groupNumber(group) else { throw .noGroup(group) }
      owner = number
    }
    try prepare(root, permissions, group: owner, files)
    for path in [layout.journal, layout.plans, layout.drafts] {
      try onDisk(path) { () throws(DiskError) in
        try files.makeDirectory(path)
        try files.protect(path, mode: permissions.directory, group: owner)
      }
    }
    return try RegistryDirectory(
      layout, identity, .writing, permissions, account: account, files: files, patience: patience)
  }

  /// Makes `root` an empty directory with the right permissions.
  private static func prepare(
    _ root: FilePath, _ permissions: Permissions, group: UInt32?, _ files: any FileSystem
  ) throws(StoreError) {
    let isThere = try onDisk(root) { () throws(DiskError) in try files.facts(root) != nil }
    let place = isThere ? root : root.parent
    let network = try onDisk(place) { () throws(DiskError) in try files.networkName(place) }
    if let network { throw .networkFileSystem(root, name: network) }
    let names = try onDisk(root) { () throws(DiskError) in
      if !isThere { try files.makeDirectory(root) }
      // One that is there may be what a killed process left.
      do throws(DiskError) { try files.syncDirectory(root.parent, .nameOfRegistry) } catch {
        guard isThere, error.cause == .permissionDenied else { throw error }
      }
      return try files.list(root)
    }
    guard names.isEmpty else { throw .occupied(root) }
    try onDisk(root) { () throws(DiskError) in
      try files.protect(root, mode: permissions.directory, group: group)
    }
  }

  private static func groupNumber(_ name: String) -> UInt32? {
    var entry = group()
    var found: UnsafeMutablePointer<group>?
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 << 10) { buffer in
      getgrnam_r(name, &entry, buffer.baseAddress, buffer.count, &found) == 0 && found != nil
        ? entry.gr_gid : nil
    }
  }
}
