/// The story of a district's year: plain files, and the commands of `DistrictYear/story.txt`.
enum DistrictYear {
  /// The plan whose figures are asked for.
  static let plan = "year-2024"

  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/DistrictYear"

  private static let template = Office.template { office in try tell(to: office) }

  /// An office where the whole story has been entered.
  static func office() throws -> Office { try Office(registry: template.get().registry) }

  /// Enters the story into an empty office; every command of it succeeds.
  ///
  /// - Parameter atEnd: called at the end of each quarter with its last day, before the next is entered.
  static func tell(to office: Office, atEnd: (String) throws -> Void = { _ in }) throws {
    try Disk.makeDirectory(office.registry + "/plans")
    try Disk.copy(folder + "/plan.json", to: office.registry + "/plans/\(plan).json")
    let story = String(decoding: Disk.read(folder + "/story.txt") ?? [], as: UTF8.self)
    for line in story.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if words[0] == "=" {
        try atEnd(words[1])
        continue
      }
      let outcome = try office.start(words.map { $0.hasSuffix(".csv") ? "\(folder)/\($0)" : $0 })
        .wait()
      guard outcome.code == 0 else {
        throw Failed("\(line)\nended with \(outcome.code): \(outcome.error)")
      }
    }
  }
}
