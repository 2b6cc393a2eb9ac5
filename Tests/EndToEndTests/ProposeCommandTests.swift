import FoundationEssentials
import Testing

/// `sanshe propose`: who could serve the communities without a worker, and nothing saved.
@Suite struct ProposeCommandTests {
  private struct Report: Decodable {
    struct Proposal: Decodable {
      let community, worker, basis, value, way: String
      let load: Int
    }
    struct Shortage: Decodable { let without, sharing, workers: [String] }
    struct WithoutMove: Decodable { let community, worker, means: String }
    struct Remedy: Decodable {
      let means: String
      let count, serves: Int?
    }

    let asOf, role: String
    let capacity, communities, before, after: Int
    let crossing: Bool
    let town: String?
    let withoutMove: [WithoutMove]
    let proposals: [Proposal]
    let shortages: [Shortage]
    let remedies: [Remedy]
  }

  private func report(_ office: Office, _ arguments: String...) throws -> Report {
    let outcome = try office.start(["propose", "--json"] + arguments).wait()
    guard outcome.code == 0 else { throw Failed("propose: \(outcome.error)") }
    return try JSONDecoder().decode(Report.self, from: Data(outcome.bytes))
  }

  @Test func workedExample_hasAWorkerForTheCommunityWithoutOne_andSavesNothing() throws {
    let office = try WorkedExample.office()
    let before = try office.contents()
    let report = try report(office, "--as-of", "2020-12-31")
    #expect(report.asOf == "2020-12-31" && report.role == "socialWorker")
    #expect(report.before == 1 && report.after == 0 && report.communities == 5)
    #expect(report.capacity == 2 && !report.crossing && report.town == nil)
    let proposal = try #require(report.proposals.first)
    #expect(report.proposals.count == 1 && proposal.community == "m3" && proposal.worker == "w1")
    #expect(proposal.basis == "role" && proposal.value == "socialWorker")
    #expect(proposal.way == "within" && proposal.load == 1)
    let english = try office.run("propose", "--as-of", "2020-12-31").lines
    #expect(english.first == "1 -> 0 of 5 communities without social workers")
    #expect(english.contains { $0.contains("C: A工0 as social worker") }, "\(english)")
    let chinese = try office.run("propose", "--language", "zh-Hans").lines
    #expect(chinese.first == "1 -> 0 个社区（共 5 个）无社工", "\(chinese)")
    #expect(try office.contents() == before)
  }

  @Test func whatCannotBeDone_isTold_withWhatWouldHelp() throws {
    let office = try WorkedExample.office()
    let full = try report(office, "--capacity", "1")
    #expect(full.after == 1 && full.proposals.isEmpty)
    #expect(full.shortages.map(\.without) == [["m3"]] && full.shortages[0].sharing.isEmpty)
    #expect(full.shortages[0].workers.count == 5)
    #expect(full.remedies.map(\.means) == ["workers", "capacity"])
    #expect(full.remedies.map(\.count) == [1, 2] && full.remedies[1].serves == 1)
    // Someone of the staff whose licence is not entered: that comes first.
    try office.add("worker", "name=李红")
    try office.succeed("assign", "李红", "C", "--role", "30", "--since", "2020-01-01")
    let known = try report(office, "--capacity", "1")
    #expect(known.withoutMove.map(\.means) == ["record"] && known.withoutMove[0].community == "m3")
    try office.succeed("edit", "李红", "licenceLevel=assistant")
    #expect(try report(office).before == 0)
  }

  @Test func aTown_isNamedByItsNameOrCode() throws {
    let office = try WorkedExample.office()
    try office.succeed("edit", "C", "townName=建外街道")
    #expect(try report(office, "--town", "110105001").before == 1)
    let other = try office.add(
      "community", "code=110105002001", "name=F", "committee=residents", "townName=望京街道")
    let report = try report(office, "--town", "望京街道", "--cross")
    #expect(report.communities == 1 && report.town == "110105002000" && report.crossing)
    #expect(report.proposals.map(\.community) == [other] && report.proposals[0].way == "crossing")
    #expect(try office.refuse(66, "propose", "--town", "望京").contains("望京"))
    for capacity in ["0", "100", "two"] {
      #expect(try office.run("propose", "--capacity", capacity).code == 64)
    }
  }
}
