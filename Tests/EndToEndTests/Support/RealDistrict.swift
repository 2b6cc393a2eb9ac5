/// The real communities of Chaoyang, which lie beside the project and are never part of it.
enum RealDistrict {
  /// The file, where it is.
  static let communities: String? = {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let path = root + "/../shared/data/divisions/district-beijing-chaoyang-110105-2016.csv"
    return Disk.exists(path) ? path : nil
  }()

  private static let template = Office.template { office in
    try office.succeed("import", "communities", communities ?? "")
  }

  /// An office with the real communities, or nil, said aloud, where they are absent.
  static func office() throws -> Office? {
    guard communities != nil else {
      print("skipped: the district's communities are not beside the project")
      return nil
    }
    return try Office(registry: template.get().registry)
  }
}
