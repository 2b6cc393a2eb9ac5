import RegistryModel
import Testing

@testable import RegistryPlans

@Suite struct ActivitySumsTests {
  private func stored(
    _ number: Int, _ day: String, _ kind: ActivityKind, _ count: Int?, times: Int? = nil,
    in community: Int? = nil, by workers: [Int]? = nil, volunteers: Int? = nil
  ) throws -> Stored<Activity> {
    var activity = Activity()
    activity.programme = RecordID(.programme, 1)
    activity.heldOn = try CivilDate(text: day)
    (activity.activityKind, activity.count, activity.personTimes) = (kind, count, times)
    activity.volunteerTimes = volunteers
    activity.community = community.map { RecordID(.community, $0) }
    activity.workers = workers?.map { RecordID(.worker, $0) }
    return Stored(RecordID(.activity, number), activity, changed: 1)
  }

  /// Two days and a month of May, a day in April, and a supervision.
  private func activities() throws -> [Stored<Activity>] {
    [
      try stored(1, "2026-05-04", .event, 1, times: 30, in: 2, by: [1, 2], volunteers: 4),
      try stored(2, "2026-05-12", .event, 1, times: 20, in: 1, by: [2]),
      try stored(3, "2026-05", .casework, 3),
      try stored(4, "2026-04-30", .group, 0, times: 8, in: 1),
      try stored(5, "2026-05-20", .supervision, 1, times: 9, by: [1]),
    ]
  }

  @Test func `by month, each kind for itself`() throws {
    let sums = ActivitySums(try activities(), by: .month)
    #expect(sums.kinds == [.casework, .group, .event, .supervision])
    #expect(sums.lines.map(\.group) == [.month("2026-04"), .month("2026-05")])
    let (april, may) = (sums.lines[0], sums.lines[1])
    // A group that goes on is one of none; what nobody entered is not zero.
    #expect(april.count(of: .group) == 0 && april.count(of: .event) == nil)
    #expect(may.count(of: .event) == 2 && may.count(of: .casework) == 3)
    #expect(april.volunteerTimes == nil && may.volunteerTimes == 4)
    #expect(may.activities.map(\.number) == [1, 2, 3, 5])
  }

  @Test func `person-times leave supervision out`() throws {
    let sums = ActivitySums(try activities(), by: .kind)
    #expect(sums.total.personTimes == 58)
    #expect(sums.lines.last?.group == .kind(.supervision))
    #expect(sums.lines.last?.personTimes == nil && sums.lines.last?.count(of: .supervision) == 1)
  }

  @Test func `by community, and at the end what was for all`() throws {
    let sums = ActivitySums(try activities(), by: .community)
    #expect(
      sums.lines.map(\.group)
        == [.record(RecordID(.community, 1)), .record(RecordID(.community, 2)), .unnamed])
    #expect(sums.lines.map { $0.activities.map(\.number) } == [[2, 4], [1], [3, 5]])
  }

  @Test func `an activity of two workers is in both lines and once in the sum`() throws {
    let sums = ActivitySums(try activities(), by: .worker)
    #expect(sums.lines.map { $0.activities.map(\.number) } == [[1, 5], [1, 2], [3, 4]])
    #expect(sums.lines.map { $0.count(of: .event) } == [1, 2, nil])
    #expect(sums.total.count(of: .event) == 2)
  }

  @Test func `a year alone stands before its months`() throws {
    let year = try stored(6, "2026", .visit, 40)
    let sums = ActivitySums(try activities() + [year], by: .month)
    #expect(sums.lines.map(\.group) == [.month("2026"), .month("2026-04"), .month("2026-05")])
  }
}
