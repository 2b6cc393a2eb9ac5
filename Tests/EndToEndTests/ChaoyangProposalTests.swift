import RegistryTestSupport
import Testing

/// Proposals for the real communities of Chaoyang with workers made up: as many as there can be, by an
/// algorithm of its own on what lists print.
@Suite(.enabled(if: RealDistrict.communities != nil, "the communities of Chaoyang are absent"))
struct ChaoyangProposalTests {
  private static let day = "2020-06-30"

  /// An office with some 300 workers and their assignments.
  private static func office(_ seed: UInt64) throws -> Office {
    let office = try #require(try RealDistrict.office())
    var random = SeededGenerator(seed: seed)
    let codes = try rows(office, "communities").compactMap { $0["code"] }
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    var workers = ["姓名,社工证,入职日期,离职日期"]
    var posts = ["姓名,社区,岗位,到岗日期,离岗日期,占比"]
    for number in 1...300 {
      let name = "工\(number)"
      let licence = ["无", "助理社会工作师", "社会工作师", ""].randomElement(using: &random) ?? ""
      workers.append("\(name),\(licence),2016-01-01,\(chance(5) ? "2020-05-31" : "")")
      // One in six has no assignment, one in six two; most are in a few towns, which have more than they need.
      let homes = chance(70) ? 0..<codes.count / 6 : 0..<codes.count
      let first = Int.random(in: homes, using: &random)
      for place in 0..<([0, 1, 1, 1, 1, 2].randomElement(using: &random) ?? 1) {
        let role = ["10", "30", "40", "50", "60", "70"].randomElement(using: &random) ?? "40"
        let until = chance(10) ? "2020-04-30" : ""
        let share = chance(10) ? "100" : chance(20) ? "50" : ""
        let home = codes[(first + place) % codes.count]
        posts.append("\(name),\(home),\(role),2017-01-01,\(until),\(share)")
      }
    }
    try take(workers, "workers", office)
    try take(posts, "assignments", office)
    return office
  }

  private static func take(_ lines: [String], _ kind: String, _ office: Office) throws {
    let path = "\(office.directory)/\(kind).csv"
    try Disk.write(Array(lines.joined(separator: "\n").utf8), to: path)
    try office.succeed("import", kind, path)
  }

  fileprivate static func rows(_ office: Office, _ kind: String) throws -> [YearCount.Row] {
    let outcome = try office.run("list", kind, "--json", "--as-of", day)
    guard case .array(let rows) = try JSONValue(outcome.bytes) else { throw Failed(outcome.error) }
    return rows.map(YearCount.Row.init)
  }

  private func propose(_ office: Office, _ options: String...) throws -> YearCount.Row {
    let outcome = try office.start(["propose", "--json", "--as-of", Self.day] + options).wait()
    guard outcome.code == 0 else { throw Failed(outcome.error) }
    return YearCount.Row(json: try JSONValue(outcome.bytes))
  }

  private func proposals(_ report: YearCount.Row) -> [YearCount.Row] {
    guard case .array(let items)? = report.json["proposals"] else { return [] }
    return items.map(YearCount.Row.init)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func asManyAreServed_asALargestMatchingServes(seed: UInt64) throws {
    let office = try Self.office(seed)
    for capacity in [1, 2] {
      let bound = try Matching(office, capacity: capacity)
      let most = bound.served
      let report = try propose(office, "--capacity", "\(capacity)")
      let proposed = proposals(report)
      #expect(report.number("communities") == 598)
      #expect(report.number("before") == bound.without.count)
      #expect(proposed.count == most && report.number("after") == bound.without.count - most)
      #expect(bound.allows(proposed))
      // Neither nobody nor everybody: towns run short.
      #expect(most > 0 && most < bound.without.count, "capacity \(capacity)")

      // Whoever has room may go anywhere: only room is short then, and only who is left crosses.
      let crossing = try propose(office, "--capacity", "\(capacity)", "--cross")
      let all = proposals(crossing)
      let room = bound.room.values.reduce(0, +)
      #expect(all.count == min(room, bound.without.count), "capacity \(capacity)")
      #expect(crossing.number("after") == bound.without.count - all.count)
      #expect(all.count { $0["way"] == "crossing" } == all.count - most, "capacity \(capacity)")
      #expect(capacity == 1 || all.count > most + 20, "many have to cross")
      print(
        "Chaoyang, at most \(capacity) a worker: \(bound.without.count) -> \(bound.without.count - most)"
          + " communities without, \(most) assignments; crossing towns \(all.count)")
      #expect(bound.allows(all, crossing: true))
    }
  }

  @Test func whatIsProposed_leavesAsManyWithoutAsWasSaid_onceSaved() throws {
    let office = try Self.office(4)
    let report = try propose(office)
    let posts = proposals(report).map {
      "\($0["worker"] ?? ""),\($0["community"] ?? ""),40,\(Self.day),,"
    }
    try Self.take(["姓名,社区,岗位,到岗日期,离岗日期,占比"] + posts, "assignments", office)
    let after = try propose(office)
    #expect(after.number("before") == report.number("after"))
    #expect(proposals(after).isEmpty)
    let missing = try office.progress("--as-of", Self.day)["P3"].records?["without"]
    #expect(missing == report.number("after"))
  }
}

/// Which workers could serve which communities, and how many at most: augmenting paths, one community at
/// a time.
private struct Matching {
  /// Communities without a worker who counts.
  let without: [String]
  /// How many more a worker could take; workers without room are left out.
  let room: [String: Int]
  /// The towns a worker is at work in; none: anywhere.
  private let towns: [String: Set<String>]
  private let town: [String: String]

  init(_ office: Office, capacity: Int) throws {
    let day = "2020-06-30"
    let homes = try ChaoyangProposalTests.rows(office, "communities")
    let town = Dictionary(
      uniqueKeysWithValues: homes.map { ($0.id, String(($0["code"] ?? "").prefix(9))) })
    let posts = try ChaoyangProposalTests.rows(office, "assignments").filter {
      ($0["until"] ?? day) >= day
    }
    let workers = try ChaoyangProposalTests.rows(office, "workers").filter { $0["leftOn"] == nil }
    var (served, room, towns): (Set<String>, [String: Int], [String: Set<String>]) = ([], [:], [:])
    for worker in workers {
      let mine = posts.filter { $0["worker"] == worker.id }
      let isLicensed = ["assistant", "socialWorker", "senior"].contains(worker["licenceLevel"])
      let isSocialWorker = { (post: YearCount.Row) in
        ["socialWorker", "drugRehabWorker"].contains(post["role"])
      }
      served.formUnion(
        mine.filter { $0["role"] != "volunteer" && (isLicensed || isSocialWorker($0)) }
          .compactMap { $0["community"] })
      guard isLicensed || mine.contains(where: isSocialWorker) else { continue }
      let load = Set(
        mine.filter { !["partyMember", "committeeMember", "volunteer"].contains($0["role"]) }
          .compactMap { $0["community"] }
      ).count
      let shares = mine.compactMap { $0["share"].flatMap { Int($0) } }.reduce(0, +)
      if shares < 100, load < capacity {
        room[worker.id] = capacity - load
        towns[worker.id] = Set(mine.compactMap { $0["community"].flatMap { town[$0] } })
      }
    }
    without = homes.map(\.id).filter { !served.contains($0) }
    (self.room, self.towns, self.town) = (room, towns, town)
  }

  private func isAble(_ worker: String, _ community: String) -> Bool {
    guard let towns = towns[worker] else { return false }
    return towns.isEmpty || town[community].map(towns.contains) == true
  }

  /// How many can be served at most.
  var served: Int {
    let workers = room.keys.sorted()
    let rooms = workers.map { room[$0] ?? 0 }
    let able = without.map { community in
      workers.indices.filter { isAble(workers[$0], community) }
    }
    var given: [[Int]] = workers.map { _ in [] }
    func augment(_ community: Int, _ seen: inout Set<Int>) -> Bool {
      for worker in able[community] where seen.insert(worker).inserted {
        if given[worker].count < rooms[worker] {
          given[worker].append(community)
          return true
        }
        for (place, other) in given[worker].enumerated() where augment(other, &seen) {
          given[worker][place] = community
          return true
        }
      }
      return false
    }
    return without.indices.count { community in
      var seen: Set<Int> = []
      return augment(community, &seen)
    }
  }

  /// Each is one of those without, once, by a worker who may go there and has room.
  func allows(_ proposals: [YearCount.Row], crossing: Bool = false) -> Bool {
    let (communities, workers) = (
      proposals.map { $0["community"] ?? "" }, proposals.map { $0["worker"] ?? "" }
    )
    let given = Dictionary(workers.map { ($0, 1) }, uniquingKeysWith: +)
    return Set(communities).count == proposals.count
      && Set(communities).isSubset(of: without)
      && given.allSatisfy { (room[$0.key] ?? 0) >= $0.value }
      && (crossing || zip(workers, communities).allSatisfy(isAble))
  }
}
