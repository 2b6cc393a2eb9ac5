import RegistryModel
import SystemPackage

/// `registry.json`: the format of all files beside it, and the registry's own random id, sealed.
public struct RegistryIdentity: Hashable, Sendable {
  /// The newest format this program reads and writes.
  public static let format = 1

  /// The format its files are written in.
  public let format: Int
  /// 32 hexadecimal digits; caches and drafts outside the registry go by it.
  public let id: String

  init(format: Int, id: String) {
    self.format = format
    self.id = id
  }

  /// That of a registry made anew from the same beginnings, such as a sample.
  public init(id: String) {
    self.init(format: Self.format, id: id)
  }

  /// A new registry's.
  public static func random() -> RegistryIdentity {
    let halves = [UInt64.random(in: .min ... .max), .random(in: .min ... .max)].map {
      let text = String($0, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    return RegistryIdentity(format: format, id: halves.joined())
  }

  static func read(
    _ files: any FileSystem, _ layout: RegistryLayout
  ) throws(StoreError) -> RegistryIdentity {
    guard let file = try SmallFile.read(files, layout.registry) else {
      throw .notARegistry(layout.root)
    }
    let json = try file.json()
    // Before they were sealed, these two keys were all.
    guard Seal.isWhole(file.line) || json.members?.map(\.key) == ["format", "id"] else {
      throw .damaged(layout.registry, line: 1, .checksum)
    }
    guard let format = json["format"]?.int, format > 0 else {
      throw .damaged(layout.registry, line: 1, .shape(key: "format"))
    }
    guard let id = json["id"]?.string, !id.isEmpty else {
      throw .damaged(layout.registry, line: 1, .shape(key: "id"))
    }
    return RegistryIdentity(format: format, id: id)
  }

  func write(
    _ files: any FileSystem, _ layout: RegistryLayout, _ permissions: Permissions
  ) throws(StoreError) {
    let json = JSON.object(of: ("format", .int(format)), ("id", .string(id)))
    try files.replace(layout.registry, permissions) { writer throws(DiskError) in
      try writer.write(json.text.utf8.dropLast() + Array(",".utf8))
      try writer.seal()
    }
    try onDisk(layout.root) { () throws(DiskError) in try files.syncDirectory(layout.root) }
  }
}
