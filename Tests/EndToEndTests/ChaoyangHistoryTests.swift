import Testing

/// Chaoyang's communities of four years, brought in by commands: founded, ended, renamed, re-coded.
@Suite(.enabled(if: ChaoyangHistory.path != nil, "the file of Chaoyang's communities is absent"))
struct ChaoyangHistoryTests {
  @Test func everyYear_isInTheFinalRegistryAsTheFileHasIt() throws {
    let history = try ChaoyangHistory()
    #expect(history.years.map(\.communities.count) == [598, 619, 621, 637])
    let office = try Office()
    for (before, year) in zip([nil] + history.years.map(Optional.some), history.years) {
      try Self.bring(year, after: before, into: office)
    }
    for year in history.years {
      let day = "\(year.number)-12-31"
      let found = try Self.communities(in: office, on: day)
      #expect(found == year.communities, "\(day)")
      let towns = { (all: [String: ChaoyangHistory.Community]) in
        Dictionary(grouping: all.keys) { $0.prefix(9) }.mapValues(\.count)
      }
      #expect(towns(found) == towns(year.communities))
      let report = try office.progress("--as-of", day)
      #expect(try report["P3"].over == year.communities.count, "\(day)")
    }
    #expect(try office.run("check").code == 0)
    let moved = try office.run(
      "list", "communities", "大望京", "--as-of", "2018-12-31", "--columns", "code,townName")
    #expect(moved.output.contains("110105038005") && moved.output.contains("崔各庄"))
  }

  /// The changes of a year, from its first day: those that end, those that change, those that begin.
  private static func bring(
    _ year: ChaoyangHistory.Year, after before: ChaoyangHistory.Year?, into office: Office
  ) throws {
    func take(_ rows: [String], _ header: String, _ options: [String] = []) throws {
      guard !rows.isEmpty else { return }
      let path = office.directory + "/communities.csv"
      try Disk.write(Array(([header] + rows).joined(separator: "\n").utf8), to: path)
      let outcome = try office.start(["import", "communities", path] + options).wait()
      #expect(outcome.code == 0, "\(outcome.error)")
    }
    let first = "\(year.number)-01-01"
    guard let before else {
      return try take(
        year.communities.map { "\($0),\($1.name),\($1.town)" }.sorted(), "区划代码,名称,街道乡镇")
    }
    let ids = try ids(in: office)
    // One that is gone and has its name under a new code has been re-coded.
    let new = year.communities.filter { before.communities[$0.key] == nil }
    let gone = before.communities.filter { year.communities[$0.key] == nil }
    let successors = Dictionary(
      uniqueKeysWithValues: gone.compactMap { code, community in
        new.first { $0.value.name == community.name }.map { (code, $0.key) }
      })
    try take(
      gone.keys.filter { successors[$0] == nil }.sorted().map {
        "\(ids[$0] ?? ""),\(year.lastBefore)"
      }, "id,撤销日期")
    let changed = before.communities.compactMap { code, old -> String? in
      let next = successors[code] ?? code
      guard let now = year.communities[next], now != old || next != code else { return nil }
      return "\(ids[code] ?? ""),\(next),\(now.name),\(now.town)"
    }
    try take(changed.sorted(), "id,区划代码,名称,街道乡镇", ["--from", first])
    let taken = Set(successors.values)
    try take(
      new.filter { !taken.contains($0.key) }.map { "\($0),\($1.name),\($1.town),\(first)" }
        .sorted(),
      "区划代码,名称,街道乡镇,设立日期")
  }

  private static func rows(_ office: Office, _ options: String...) throws -> [[String]] {
    let arguments = ["list", "communities", "--csv", "--columns", "code,name,townName,endedOn"]
    let outcome = try office.start(arguments + options).wait()
    #expect(outcome.code == 0, "\(outcome.error)")
    return outcome.lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func ids(in office: Office) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try rows(office).map { ($0[1], $0[0]) })
  }

  /// Those that have not ended by the day.
  private static func communities(
    in office: Office, on day: String
  ) throws -> [String: ChaoyangHistory.Community] {
    let there = try rows(office, "--as-of", day).filter { $0[4].isEmpty || $0[4] >= day }
    return Dictionary(
      uniqueKeysWithValues: there.map {
        ($0[1], ChaoyangHistory.Community(name: $0[2], town: $0[3]))
      })
  }
}

/// The real communities of Chaoyang by year, which are beside the project and never part of it.
struct ChaoyangHistory {
  struct Community: Equatable {
    let name, town: String
  }

  struct Year {
    let number: String
    /// By code.
    let communities: [String: Community]
    /// The day before its first.
    var lastBefore: String { "\((Int(number) ?? 0) - 1)-12-31" }
  }

  let years: [Year]

  static let path: String? = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = root + "/../shared/data/divisions/history-beijing-chaoyang-110105.csv"
    return Disk.exists(path) ? path : nil
  }()

  init() throws {
    let text = String(decoding: Disk.read(Self.path ?? "") ?? [], as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    years = Dictionary(grouping: rows) { $0[0] }.sorted { $0.key < $1.key }.map { number, rows in
      Year(
        number: number,
        communities: Dictionary(
          uniqueKeysWithValues: rows.map { ($0[1], Community(name: $0[2], town: $0[3])) }))
    }
  }
}
