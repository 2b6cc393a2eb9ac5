import RegistryModel
import SystemPackage

@testable import RegistryStore

/// A small registry for tests: 朝阳区, its supervisor lina, and what clerks do in it.
enum Sample {
  static let at = Instant("2026-11-24T06:32:07Z") ?? Instant(seconds: 0)
  static let today = CivilDate(year: 2026, month: 11, day: 24) ?? at.day

  /// A clock that stands still.
  static let clock = RegistryClock { (at, today) }

  static func make(
    in directory: TemporaryDirectory, files: any FileSystem = PosixFileSystem()
  ) throws -> RegistryDirectory {
    try make(at: directory.path.appending("registry"), files: files)
  }

  static func make(
    at path: FilePath, group: String? = nil, files: any FileSystem = PosixFileSystem()
  ) throws -> RegistryDirectory {
    try RegistryDirectory.create(
      at: path, office: office(), supervisor: supervisor, group: group, clock: clock,
      files: files)
  }

  static func office() throws -> Office {
    var office = Office()
    office.name = "朝阳区"
    office.district = try DistrictCode(text: "110105")
    return office
  }

  static var supervisor: Account {
    var supervisor = Account()
    supervisor.login = "lina"
    supervisor.name = "李娜"
    supervisor.role = .supervisor
    return supervisor
  }

  /// A new record of any kind; it is `new:1`.
  static func new<R: Record>(_ record: R) -> ChangeSet {
    ChangeSet([Change(RecordID(R.kind, -1), isNew: true, record.settings(from: nil))])
  }

  /// Opens and loads a registry as `account`.
  static func open(
    _ path: FilePath, _ access: RegistryAccess = .writing, as account: String = "lina",
    files: any FileSystem = PosixFileSystem(), patience: Duration = .milliseconds(50)
  ) throws -> RegistryDirectory {
    let registry = try RegistryDirectory(
      path, access, account: account, clock: clock, files: files, patience: patience)
    _ = try registry.load()
    return registry
  }

  /// A new community of this serial number; codes are 110105001001, …002 and so on.
  static func community(_ serial: Int, name: String? = nil) throws -> ChangeSet {
    let digits = String(serial)
    var community = Community()
    community.code = Dated(
      try DivisionCode(
        text: "110105001" + String(repeating: "0", count: 3 - digits.count) + digits))
    community.name = Dated(name ?? "第\(serial)社区居委会")
    community.committee = Dated(.residents)
    return new(community)
  }

  /// One field of one record from a value to another.
  static func set(_ id: RecordID, _ key: String, _ before: JSON, _ after: JSON) -> ChangeSet {
    ChangeSet([Change(id, [Setting(key, before: before, after: after)])])
  }
}

extension RegistryDirectory {
  /// Appends a change made on this engine's own head.
  @discardableResult
  func append(_ set: ChangeSet, by account: String = "lina") throws(StoreError) -> Appended {
    try append(set, from: head, by: account, at: Sample.at, today: Sample.today)
  }
}

extension RegistryState {
  /// All records in their file form: what two equal states agree in.
  var contents: [String] {
    Kind.allCases.flatMap { self[$0].allRows.map(\.json.text) }
  }
}
