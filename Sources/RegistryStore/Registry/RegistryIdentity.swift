import RegistryModel
import SystemPackage

/// `registry.json`: the format of all files beside it, and the registry's own random id, sealed.
public struct RegistryIdentity: Hashable, Sendable {
  /// The newest format this program reads and writes.
  public static let format = 4

  /// The format its files are written in.
  public let format: Int
  /// 32 hexadecimal digits; caches and drafts outside the registry go by it.
  public let id: String
  /// Every upgrade it went through, oldest first.
  public let upgrades: [Upgrade]

  /// One upgrade.
  public struct Upgrade: Hashable, Sendable {
    /// The formats before and after.
    public let from, to: Int
    /// When.
    public let at: Instant
    /// The Unix account that asked for it.
    public let by: String
    /// The backup that was made first, in the registry.
    public let backup: String

    package init(from: Int, to: Int, at: Instant, by: String, backup: String) {
      (self.from, self.to, self.at, self.by, self.backup) = (from, to, at, by, backup)
    }
  }

  package init(format: Int, id: String, upgrades: [Upgrade] = []) {
    self.format = format
    self.id = id
    self.upgrades = upgrades
  }

  /// That of a registry rebuilt from the same beginnings, such as a sample.
  public init(id: String) {
    self.init(format: Self.format, id: id)
  }

  /// A new registry's.
  public static func random() -> RegistryIdentity {
    let halves = [UInt64.random(in: .min ... .max), .random(in: .min ... .max)].map {
      String($0, radix: 16).zeroPadded(to: 16)
    }
    return RegistryIdentity(format: format, id: halves.joined())
  }

  /// The id as the name of a directory of what is kept outside; an id that could be a path is
  /// nobody's.
  public var placeName: String { id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }

  /// The id that its record files name; nil: those of format 1 name none.
  var namedByFiles: String? { format > 1 ? id : nil }

  /// Refuses to write files of another format.
  func checkFormat(
    _ layout: RegistryLayout, is format: Int = RegistryIdentity.format
  ) throws(StoreError) {
    if self.format > format { throw .newerFormat(layout.registry, format: self.format) }
    if self.format < format { throw .olderFormat(layout.registry, format: self.format) }
  }

  static func read(
    _ files: any FileSystem, _ layout: RegistryLayout
  ) throws(StoreError) -> RegistryIdentity {
    if let file = try SmallFile.read(files, layout.registry) { return try RegistryIdentity(file) }
    let isLost = try layout.isLeft(files)
    // A registry may have been made while that was looked at.
    if let file = try SmallFile.read(files, layout.registry) { return try RegistryIdentity(file) }
    throw isLost ? .damaged(layout.registry, line: nil, .missing) : .notARegistry(layout.root)
  }

  /// Reads what registry.json holds.
  init(_ file: SmallFile) throws(StoreError) {
    let (path, json) = (file.path, try file.json())
    // Before they were sealed, these two keys were all.
    guard Seal.isWhole(file.line) || json.members?.map(\.key) == ["format", "id"] else {
      throw .damaged(path, line: 1, Seal.damage(file.line))
    }
    guard let format = json["format"]?.int, format > 0 else {
      throw .damaged(path, line: 1, .shape(key: "format"))
    }
    guard let id = json["id"]?.string, !id.isEmpty else {
      throw .damaged(path, line: 1, .shape(key: "id"))
    }
    var upgrades: [Upgrade] = []
    for json in json["upgrades"]?.array ?? [] {
      guard let upgrade = Upgrade(json) else {
        throw .damaged(path, line: 1, .shape(key: "upgrades"))
      }
      upgrades.append(upgrade)
    }
    self.init(format: format, id: id, upgrades: upgrades)
  }

  func write(
    _ files: any FileSystem, _ layout: RegistryLayout, _ permissions: Permissions
  ) throws(StoreError) {
    let json = JSON.object(
      of: ("format", .int(format)), ("id", .string(id)),
      ("upgrades", upgrades.isEmpty ? nil : .array(upgrades.map(\.json))))
    try SmallFile.write(json, files, layout.registry, permissions, .identity)
    try onDisk(layout.root) { () throws(DiskError) in
      try files.syncDirectory(layout.root, .identityName)
    }
  }
}

extension RegistryIdentity.Upgrade {
  package init?(_ json: JSON) {
    guard let from = json["from"]?.int, let to = json["to"]?.int,
      let at = json["at"]?.string.flatMap({ Instant($0) }), let by = json["by"]?.string,
      let backup = json["backup"]?.string
    else { return nil }
    self.init(from: from, to: to, at: at, by: by, backup: backup)
  }

  package var json: JSON {
    .object(
      of: ("from", .int(from)), ("to", .int(to)), ("at", .string(at.text)), ("by", .string(by)),
      ("backup", .string(backup)))
  }
}
