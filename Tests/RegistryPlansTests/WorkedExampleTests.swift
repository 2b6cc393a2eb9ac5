import RegistryModel
import RegistryPlans
import Testing

/// The worked example of the design, as the built-in plan counts it.
struct WorkedExampleTests {
  let ids: [String: RecordID]
  let progress: Progress

  init() throws {
    let (registry, ids) = SampleRegistry.workedExample
    self.ids = ids
    progress = Progress(try builtIn("2016-2020"), of: registry.state, on: "2018-06-30")
  }

  private func figure(_ target: String) throws -> Figure { try #require(progress.figure(target)) }

  @Test func `urban mean of 12, 10 and 7 is 9.6 and short by one`() throws {
    let figure = try figure("P1")
    #expect(figure.value == Exact(29, over: 3))
    #expect(figure.text == "9.6")
    #expect(figure.boundText == "10")
    #expect(figure.isMet == false)
    #expect(figure.shortfall == 1)
    #expect(progress.records(.without, of: figure.target) == [ids["C"]])
    #expect(progress.records(.counted, of: figure.target).count == 29)
  }

  @Test func `rural mean of 5 and 4 is 4.5 and short by one`() throws {
    let figure = try figure("P2")
    #expect(figure.text == "4.5")
    #expect(figure.isMet == false)
    #expect(figure.shortfall == 1)
    #expect(progress.records(.without, of: figure.target) == [ids["E"]])
  }

  @Test func `four of five communities have a worker, missing C`() throws {
    let figure = try figure("P3")
    #expect(figure.text == "80.0")
    #expect(figure.isMet == false)
    #expect(figure.shortfall == 1)
    #expect(figure.tally[.without] == 1)
    #expect(progress.records(.without, of: figure.target) == [ids["C"]])
    #expect(progress.records(.counted, of: figure.target).count == 4)
    #expect(progress.records(.all, of: figure.target).count == 5)
  }

  @Test func `one more urban organization meets the target exactly`() throws {
    var (registry, ids) = SampleRegistry.workedExample
    let home = try #require(ids["C"])
    registry.organization(in: home)
    let figure = try #require(
      Progress(try builtIn("2016-2020"), of: registry.state, on: "2018-06-30").figure("P1"))
    #expect(figure.text == "10.0")
    #expect(figure.isMet == true)
    #expect(figure.shortfall == 0)
  }

  @Test func `a community's page shows its own number beside the mean`() throws {
    let id = try #require(ids["C"])
    let count = try #require(progress.community(id))
    #expect((count.organizations, count.workers, count.rank, count.ofItsKind) == (7, 0, 3, 3))
    #expect(count.fewer == 0)
    let answer = try #require(progress.answer(of: id, to: try figure("P1").target))
    #expect(answer.text == "7")
    #expect(answer.hasEnough == false)
    #expect(progress.answer(of: id, to: try figure("P2").target) == nil)
    let best = try #require(ids["A"].flatMap(progress.community))
    #expect((best.rank, best.fewer) == (1, 2))
    #expect(progress.communities.map(\.organizations) == [12, 10, 7, 5, 4])
  }

  @Test func `a preview of an assignment shows both figures`() throws {
    let (registry, ids) = SampleRegistry.workedExample
    var assignment = Assignment()
    assignment.worker = RecordID(.worker, 1)
    assignment.community = ids["C"]
    assignment.role = .socialWorker
    assignment.since = "2018-01-01"
    let new = RecordID(.assignment, -1)
    let set = ChangeSet([Change(new, isNew: true, assignment.settings(from: nil))])
    let state = registry.state
    let preview = try #require(state.trying(set))
    let after = try #require(Progress(progress.plan, of: preview, on: "2018-06-30").figure("P3"))
    #expect(after.text == "100.0")
    #expect(after.tally.sum == 5)
    #expect(preview.seq == state.seq)
    #expect(state.assignments.count == 5)
  }
}
