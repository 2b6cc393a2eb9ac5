/// The district of the design's worked example: urban A, B, C with 12, 10, 7 organizations, rural
/// D, E with 5, 4; workers A 2, B 1, C 0, D 1, E 1.
enum WorkedExample {
  private static let communities = """
    code,name
    110105001001,A
    110105001002,B
    110105001003,C
    110105001201,D
    110105001202,E

    """
  private static let counts = [("A", 12, 2), ("B", 10, 1), ("C", 7, 0), ("D", 5, 1), ("E", 4, 1)]

  private static let template = Office.template { office in
    try take(communities, "communities", office)
    let organizations = counts.flatMap { name, count, _ in
      (1...count).map { "\(name)\($0)会,备案,\(name),2016-05-01\n" }
    }
    try take("name,tier,community,registeredOn\n" + organizations.joined(), "organizations", office)
    let workers = counts.flatMap { name, _, count in (0..<count).map { "\(name)工\($0)" } }
    try take("name\n" + workers.map { $0 + "\n" }.joined(), "workers", office)
    let posts = workers.map { "\($0),\($0.prefix(1)),40,2016-05-01\n" }
    try take("worker,community,role,since\n" + posts.joined(), "assignments", office)
  }

  static func office() throws -> Office { try Office(registry: template.get().registry) }

  private static func take(_ text: String, _ kind: String, _ office: Office) throws {
    let path = "\(office.directory)/\(kind).csv"
    try Disk.write(Array(text.utf8), to: path)
    try office.succeed("import", kind, path)
  }
}
