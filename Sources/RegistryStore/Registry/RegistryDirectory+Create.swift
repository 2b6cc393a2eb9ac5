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
    at root: FilePath, office: Office, supervisor: Account, group: String? = nil
  ) throws(StoreError) -> RegistryDirectory {
    try create(
      at: root, office: office, supervisor: supervisor, group: group, clock: .machine,
      files: PosixFileSystem())
  }

  static func create(
    at root: FilePath, office: Office, supervisor: Account, group: String?, clock: RegistryClock,
    files: any FileSystem
  ) throws(StoreError) -> RegistryDirectory {
    let (at, today) = clock.now
    let first = ChangeSet([
      Change(RecordID(.office, -1), isNew: true, office.settings(from: nil)),
      Change(RecordID(.account, -1), isNew: true, supervisor.settings(from: nil)),
    ])
    let beginning = Beginning(first, by: supervisor.login ?? "", at: at)
    return try create(
      at: root, [beginning], identity: .random(), group: group, today: today, clock: clock,
      files: files)
  }

  /// Makes a registry at `root` that begins with these change sets and plans of its own, and opens it.
  ///
  /// - Parameter plans: their texts, by file name.
  /// - Errors: as above.
  public static func create(
    at root: FilePath, _ beginnings: [Beginning], plans: [String: String] = [:],
    identity: RegistryIdentity, today: CivilDate
  ) throws(StoreError) -> RegistryDirectory {
    try create(
      at: root, beginnings, plans: plans, identity: identity, group: nil, today: today,
      files: PosixFileSystem())
  }

  package static func create(
    at root: FilePath, _ beginnings: [Beginning], plans: [String: String] = [:],
    identity: RegistryIdentity, group: String?, today: CivilDate, clock: RegistryClock = .machine,
    files: any FileSystem
  ) throws(StoreError) -> RegistryDirectory {
    let account = beginnings.first?.by ?? ""
    return try make(root, identity, group: group, account: account, clock: clock, files) {
      registry throws(StoreError) in
      for beginning in beginnings {
        _ = try registry.append(
          beginning.set, from: registry.head, by: beginning.by, at: beginning.at, today: today)
      }
      if !plans.isEmpty { try registry.write(plans) }
      try identity.write(files, registry.layout, registry.permissions)
    }
  }

  /// Has `build` make a registry, and opens it at `root`, a new or empty directory.
  ///
  /// A new directory is made under a name of its own and gets `root` for its name when it is whole.
  /// In an empty one that is there registry.json comes last: without it there is no registry.
  ///
  /// - Errors: `.occupied`, `.noGroup`, or what `build` throws; then nothing is left of it.
  static func make(
    _ root: FilePath, _ identity: RegistryIdentity, group: String?, account: String,
    clock: RegistryClock, _ files: any FileSystem,
    _ build: (RegistryDirectory) throws(StoreError) -> Void
  ) throws(StoreError) -> RegistryDirectory {
    let permissions = Permissions(isShared: group != nil)
    var owner: UInt32?
    if let group {
      guard let number = groupNumber(group) else { throw .noGroup(group) }
      owner = number
    }
    let isThere = try checkEmpty(root, files)
    let begun =
      isThere
      ? nil : try onDisk(root) { () throws(DiskError) in try files.begin(.registry, at: root) }
    defer { if let begun { files.close(begun.file) } }
    let place = begun?.place ?? root
    func registry(at root: FilePath) throws(StoreError) -> RegistryDirectory {
      try RegistryDirectory(
        RegistryLayout(root), identity, .writing, permissions, account: account, clock: clock,
        files: files, patience: patience)
    }
    let (built, opened) = (try registry(at: place), try registry(at: root))
    do throws(StoreError) {
      try make(built, isThere, root, owner, files, build)
    } catch {
      // Told of where the registry is to be: the place it is made at is gone.
      switch error {
      case .disk(let error):
        var inner = error.path ?? place
        guard inner.removePrefix(place) else { throw .disk(error) }
        throw .disk(error.at(root.pushing(inner)))
      case .failed(let reason):
        throw .failed(reason: reason.replacing(place.string, with: root.string))
      default: throw error
      }
    }
    (opened.head, opened.position) = (built.head, built.position)
    (opened.checkpointed, opened.areNamesSure) = (built.checkpointed, built.areNamesSure)
    opened.isNameSure = true
    return opened
  }

  private static func make(
    _ built: RegistryDirectory, _ isThere: Bool, _ root: FilePath, _ owner: UInt32?,
    _ files: any FileSystem, _ build: (RegistryDirectory) throws(StoreError) -> Void
  ) throws(StoreError) {
    let place = built.layout.root
    if isThere { try claim(built.layout.journal, of: root, files) }
    do throws(StoreError) {
      try built.makeDirectories(group: owner, isNew: !isThere)
      try build(built)
      if !isThere { try put(place, at: root, files) }
    } catch {
      if isThere {
        for path in built.layout.all { files.discard(path) }
      } else {
        files.discard(place)
      }
      throw error
    }
  }

  /// Whether there is an empty directory at `root`, or nothing at all.
  private static func checkEmpty(
    _ root: FilePath, _ files: any FileSystem
  ) throws(StoreError) -> Bool {
    let isThere = try onDisk(root) { () throws(DiskError) in try files.facts(root) != nil }
    let place = isThere ? root : root.parent
    let network = try onDisk(place) { () throws(DiskError) in try files.networkName(place) }
    if let network { throw .networkFileSystem(root, name: network) }
    let names = try onDisk(root) { () throws(DiskError) in isThere ? try files.list(root) : [] }
    guard names.isEmpty else { throw .occupied(root) }
    return isThere
  }

  /// Makes the directory that nobody else can make: whoever does makes the registry.
  private static func claim(
    _ directory: FilePath, of root: FilePath, _ files: any FileSystem
  ) throws(StoreError) {
    do throws(DiskError) { try files.makeDirectory(directory) } catch {
      throw error.cause == .fileExists
        ? .occupied(root) : .disk(error.at(error.path ?? root))
    }
  }

  /// Makes the directories in the root, but for the one it was claimed by, and sets all permissions.
  private func makeDirectories(group: UInt32?, isNew: Bool) throws(StoreError) {
    let inner = [layout.journal, layout.plans, layout.drafts]
    try onDisk(layout.root) { () throws(DiskError) in
      if !isNew {
        // Its name may be that of a directory made a moment ago.
        do throws(DiskError) {
          try files.syncDirectory(layout.root.parent, .nameOfRegistry)
        } catch {
          guard error.cause == .permissionDenied else { throw error }
        }
      }
      for path in isNew ? inner : Array(inner.dropFirst()) { try files.makeDirectory(path) }
      for path in [layout.root] + inner {
        try files.protect(path, mode: permissions.directory, group: group)
      }
    }
  }

  /// Writes the office's own plans into a registry that has none.
  func write(_ plans: [String: String]) throws(StoreError) {
    for (name, text) in plans.sorted(by: { $0.key < $1.key }) {
      let path = layout.plans.appending(name)
      try onDisk(path) { () throws(DiskError) in
        try files.create(path, Array(text.utf8), permissions, .restoredPlan)
      }
    }
    try onDisk(layout.plans) { () throws(DiskError) in
      try files.syncDirectory(layout.plans, .restoredPlanName)
    }
  }

  /// Gives a whole registry its name.
  private static func put(
    _ place: FilePath, at root: FilePath, _ files: any FileSystem
  ) throws(StoreError) {
    do throws(DiskError) { try files.rename(place, to: root, replacing: false) } catch {
      throw error.cause == .fileExists
        ? .occupied(root) : .disk(error.at(error.path ?? root))
    }
    try onDisk(root) { () throws(DiskError) in
      try files.syncDirectory(root.parent, .nameOfRegistry)
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
