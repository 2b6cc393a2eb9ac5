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

  /// Organizations are made up for the communities of the first year; what there is of them in each year after,
  /// in the district and in each town, is counted here from the file's rows alone.
  @Test func trendAndTowns_areWhatTheFilesSay() throws {
    let history = try ChaoyangHistory()
    let office = try Office()
    try Self.bring(history.years[0], after: nil, into: office)
    let homes = history.years[0].communities.keys.sorted()
    let organizations = homes.enumerated().flatMap { place, code in
      (0..<place % 7).map { (code: code, year: 2016 + ($0 + place) % 5) }
    }
    let rows = organizations.enumerated().map { place, organization in
      "组织\(place)号,备案,\(organization.code),\(organization.year)-06-15"
    }
    let path = office.directory + "/organizations.csv"
    try Disk.write(Array((["名称,管理方式,社区,登记备案日期"] + rows).joined(separator: "\n").utf8), to: path)
    let imported = try office.start(["import", "organizations", path]).wait()
    #expect(imported.code == 0, "\(imported.error)")
    for (before, year) in zip(history.years, history.years.dropFirst()) {
      try Self.bring(year, after: before, into: office)
    }

    let trend = try office.start(["progress", "--by", "year", "--to", "2020-12-31", "--json"])
      .wait()
    let reports = try ProgressReport.years(json: trend.bytes)
    /// The codes of the first year's communities, as far as they are still there.
    var codes = Dictionary(uniqueKeysWithValues: homes.map { ($0, $0) })
    for (place, year) in history.years.enumerated() {
      if place > 0 { codes = history.followed(codes, from: history.years[place - 1], to: year) }
      let last = Int(year.number) ?? 0
      var counts: [String: Int] = [:]
      for organization in organizations where organization.year <= last {
        if let code = codes[organization.code] { counts[code, default: 0] += 1 }
      }
      let report = try #require(reports.first { $0.asOf == "\(year.number)-12-31" })
      for (target, isUrban) in [("P1", true), ("P2", false)] {
        let own = year.communities.keys.filter { ChaoyangHistory.isUrban($0) == isUrban }
        let sum = own.reduce(0) { $0 + (counts[$1] ?? 0) }
        #expect(try report[target].sum == sum && report[target].over == own.count, "\(year.number)")
        #expect(sum > 0)
      }
      let outcome = try office.start([
        "progress", "--by", "town", "--as-of", "\(year.number)-12-31", "--json",
      ]).wait()
      let towns = try ProgressReport.towns(json: outcome.bytes)
      let expected = Dictionary(grouping: year.communities.keys) { String($0.prefix(9)) }
      #expect(Set(towns.keys) == Set(expected.keys), "\(year.number)")
      for (town, own) in expected {
        let urban = own.filter(ChaoyangHistory.isUrban)
        let found = towns[town]?.first { $0.id == "P1" }
        #expect(found?.over == urban.count, "\(town) in \(year.number)")
        #expect(
          found?.sum == urban.reduce(0) { $0 + (counts[$1] ?? 0) }, "\(town) in \(year.number)")
      }
    }
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

  /// Digit 10: residents' committees and units like them have 0, 1 and 4.
  static func isUrban(_ code: String) -> Bool {
    ["0", "1", "4"].contains(code.dropFirst(9).first)
  }

  /// What has become of codes a year later: the same, or the new code of what has its name; else it is gone.
  func followed(_ codes: [String: String], from old: Year, to new: Year) -> [String: String] {
    codes.compactMapValues { code in
      if new.communities[code] != nil { return code }
      return new.communities.first {
        old.communities[$0.key] == nil && $0.value.name == old.communities[code]?.name
      }?.key
    }
  }

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
