import RegistryModel
import RegistryPlans
import Testing

struct TrendTests {
  @Test func `the trend asks the last day of each year up to the day`() throws {
    var registry = SampleRegistry()
    let home = registry.community()
    for day in ["2015-05-05", "2016-12-31", "2017-01-01", "2018-06-01"] as [CivilDate] {
      registry.organization(in: home) { $0.registeredOn = day }
    }
    let state = registry.state
    let plan = try plan(["scope": "urban"])
    let texts = { (day: CivilDate) in plan.trend(of: state, until: day).map { $0.only.tally.sum } }
    #expect(texts("2018-12-31") == [2, 3, 4])
    #expect(texts("2018-12-30") == [2, 3])
    #expect(texts("2030-01-01") == [2, 3, 4, 4, 4])
    #expect(texts("2016-12-30") == [])
    #expect(texts("2012-01-01") == [])
    #expect(
      plan.trend(of: state, until: "2018-12-31").map(\.day) == [
        "2016-12-31", "2017-12-31", "2018-12-31",
      ])
  }

  @Test func `a day that is only a year is its last day`() throws {
    let state = SampleRegistry.workedExample.registry.state
    #expect(Progress(try plan(["scope": "all"]), of: state, on: "2018").day == "2018-12-31")
  }
}
