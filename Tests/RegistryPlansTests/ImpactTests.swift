import RegistryModel
import RegistryPlans
import Testing

/// What a change does to the targets: figures that move, and communities that fall below.
@Suite("What a change does to a plan")
struct ImpactTests {
  private let state = SampleRegistry.workedExample.registry.state
  private let progress: Progress

  init() throws {
    progress = Progress(try builtIn("2016-2020"), of: state, on: "2019-06-30")
  }

  private func impacts(_ changes: Change...) -> [Impact]? {
    progress.impacts(of: ChangeSet(changes), on: state)
  }

  private func ending(_ id: RecordID, _ key: String, _ day: String) -> Change {
    Change(id, [Setting(key, before: .null, after: .string(day))])
  }

  private func lost(_ impacts: [Impact]?) -> [String: [RecordID]] {
    Dictionary(
      uniqueKeysWithValues: (impacts ?? []).filter { !$0.losing.isEmpty }
        .map { ($0.after.target.id, $0.losing) })
  }

  @Test("the last qualifying assignment, by its end, its worker's, or the recycle bin")
  func last() throws {
    let second = RecordID(.community, 2)
    for change in [
      ending(RecordID(.assignment, 3), "until", "2019-06-29"),
      ending(RecordID(.worker, 3), "leftOn", "2019-06-29"),
      Change(RecordID(.assignment, 3), [.binned(from: nil, to: "误")]),
      Change(
        RecordID(.assignment, 3),
        [Setting("role", before: "socialWorker", after: "volunteer")]),
    ] {
      let impacts = impacts(change)
      #expect(lost(impacts) == ["P3": [second]])
      let worker = try #require(impacts?.first { $0.after.target.id == "P3" })
      #expect((worker.before.tally.sum, worker.after.tally.sum) == (4, 3))
      #expect(worker.from == nil)
    }
    // One of two: nothing moves.
    #expect(impacts(ending(RecordID(.assignment, 1), "until", "2019-06-29"))?.isEmpty == true)
  }

  @Test("a last day to come counts as over, and from when is said")
  func later() throws {
    let today = impacts(ending(RecordID(.assignment, 3), "until", "2019-06-30"))
    #expect(lost(today) == ["P3": [RecordID(.community, 2)]])
    #expect(today?.map(\.from) == ["2019-07-01"])
    let month = impacts(ending(RecordID(.worker, 3), "leftOn", "2019-12"))
    #expect(month?.map(\.from) == ["2019-12-02"])
    // Later than it was: nothing is taken away.
    var moved = state
    try moved.tryOut(ChangeSet([ending(RecordID(.assignment, 3), "until", "2019-12-31")]))
    let onward = Change(
      RecordID(.assignment, 3), [Setting("until", before: "2019-12-31", after: "2020-06-30")])
    let unmoved = Progress(try builtIn("2016-2020"), of: moved, on: "2019-06-30")
    #expect(unmoved.impacts(of: ChangeSet([onward]), on: moved)?.isEmpty == true)
  }

  @Test("a community that ends loses nothing; a move takes from one and gives to the other")
  func moves() {
    #expect(lost(impacts(ending(RecordID(.community, 2), "endedOn", "2019-06-29"))) == [:])
    let move = Change(
      RecordID(.assignment, 3), [Setting("community", before: "m2", after: "m3")])
    let impacts = impacts(move)
    #expect(lost(impacts) == ["P3": [RecordID(.community, 2)]])
    #expect(impacts?.map { $0.before.tally.sum } == impacts?.map { $0.after.tally.sum })
  }

  @Test("a mean moves and no community falls below it; what does not fit says nothing")
  func others() {
    let organization = Change(RecordID(.organization, 1), [.binned(from: nil, to: "误")])
    let mean = impacts(organization)
    #expect(mean?.first?.after.target.id == "P1")
    #expect(lost(mean) == [:])
    #expect(impacts(Change(RecordID(.organization, 99), [])) == nil)
  }
}
