import RegistryDemo
import RegistryModel
import RegistryPostgres
import RegistryStore
import SystemPackage

/// Where a registry is; the only place of the program that knows which engine that asks for.
enum RegistryLocation: Hashable, Sendable {
  /// A directory of this machine.
  case directory(FilePath)
  /// A database, on this machine or another.
  case postgres(PostgresAddress)

  /// Where a person says it is.
  init(_ text: String) throws(AddressError) {
    self =
      PostgresAddress.names(text)
      ? .postgres(try PostgresAddress(text)) : .directory(FilePath(text))
  }

  /// Opens the registry without reading its records.
  func open(_ access: RegistryAccess) throws(StoreError) -> any RegistryEngine {
    switch self {
    case .directory(let root): try RegistryDirectory(root, access)
    case .postgres(let address): try PostgresRegistry(address, access)
    }
  }

  /// Opens it to be checked: for reading, and for writing only to take away what a failed write left.
  func openForCheck(readOnly: Bool) throws(StoreError) -> any RegistryEngine {
    switch self {
    case .directory(let root):
      let registry = try RegistryDirectory(root, .reading)
      if try registry.hasFailed, !readOnly { return try RegistryDirectory(root, .writing) }
      return registry
    case .postgres(let address): return try PostgresRegistry(address, .reading)
    }
  }

  /// The backups that the program made there by itself, the one that holds most first.
  func backups() throws(StoreError) -> [(path: FilePath, backup: Backup)] {
    switch self {
    case .directory(let root): try RegistryDirectory(root, .reading).backups()
    case .postgres: []
    }
  }

  /// As people name it.
  var name: String {
    switch self {
    case .directory(let root): root.string
    case .postgres(let address): address.text
    }
  }

  /// Whether there may be a registry, as far as can be told without opening it.
  var exists: Bool {
    switch self {
    case .directory(let root): Files.exists(root.appending("registry.json"))
    case .postgres: true
    }
  }

  /// The directory of the plans that the office wrote by hand; nil where there can be none.
  var plans: FilePath? {
    switch self {
    case .directory(let root): RegistryLayout(root).plans
    case .postgres: nil
    }
  }
}

// Making and mending, which each engine does in a way of its own.
extension RegistryLocation {
  /// Makes a registry of `office`.
  func create(
    _ office: Office, supervisor: Account, group: String?
  ) throws(StoreError) {
    switch self {
    case .directory(let root):
      _ = try RegistryDirectory.create(
        at: root, office: office, supervisor: supervisor, group: group)
    case .postgres(let address):
      if group != nil { throw .directoriesOnly("--group") }
      _ = try PostgresRegistry.create(at: address, office: office, supervisor: supervisor)
    }
  }

  /// Makes a registry of a sample district as it was on a day; `made` hears that it is there. What is done
  /// then only spares its loads time.
  func create(
    _ district: DemoDistrict, today: CivilDate, made: () -> Void
  ) throws(StoreError) {
    switch self {
    case .directory(let root):
      let registry = try RegistryDirectory.create(
        at: root, district.entries.map { .init($0.set, by: $0.by, at: $0.at) },
        plans: [district.plan.name: district.plan.text], identity: .random(), today: today)
      made()
      try registry.checkpoint()
    case .postgres: throw .directoriesOnly("demo")
    }
  }

  /// Makes a registry of a backup.
  func restore(
    _ backup: FilePath, group: String?,
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup {
    switch self {
    case .directory(let root):
      return try RegistryDirectory.restore(backup, to: root, group: group, progress)
    case .postgres(let address):
      if group != nil { throw .directoriesOnly("--group") }
      return try PostgresRegistry.restore(backup, to: address, progress)
    }
  }

  /// Brings the registry to the format this program writes; nil if it is there already.
  func upgrade() throws(StoreError) -> RegistryIdentity.Upgrade? {
    switch self {
    case .directory(let root): try RegistryDirectory.upgrade(root)
    case .postgres(let address): try PostgresRegistry.upgrade(address)
    }
  }

  /// Makes a damaged registry whole again, as far as what is left of it tells how it was.
  func repair(acceptsLoss: Bool) throws(StoreError) -> RepairReport {
    switch self {
    case .directory(let root): return try RegistryDirectory.repair(root, acceptsLoss: acceptsLoss)
    case .postgres(let address):
      if acceptsLoss { throw .directoriesOnly("--accept-loss") }
      return try PostgresRegistry.repair(address)
    }
  }
}
