import RegistryModel
import RegistryPlans
import Testing

struct TrendTests {
  private static func district() -> RegistryState {
    var registry = SampleRegistry()
    let home = registry.community()
    for day in ["2015-05-05", "2016-12-31", "2017-01-01", "2018-06-01"] as [CivilDate] {
      registry.organization(in: home) { $0.registeredOn = day }
    }
    return registry.state
  }

  @Test func `a trend has the end of every year and the day itself, also years without a change`()
    throws
  {
    let (state, plan) = (Self.district(), try plan(["scope": "urban"]))
    let trend = { (day: CivilDate) in Trend(Outlook(plan, of: state, on: day), of: state) }
    let target = try #require(plan.targets.first).id
    let texts = { (day: CivilDate) in trend(day).values(target).map { $0.text() ?? "n/a" } }
    #expect(texts("2018-12-31") == ["0.0", "0.0", "1.0", "2.0", "3.0", "4.0"])
    #expect(trend("2018-06-01").points.map(\.day.year) == Array(2013...2018))
    #expect(trend("2018-06-01").points.last?.day == "2018-06-01")
    // Of a plan of long ago no more than can be drawn.
    #expect(trend("2040-01-01").points.map(\.day.year) == Array(2029...2040))
  }

  @Test func `a series goes on to the year in which the target is reached`() throws {
    let (state, plan) = (Self.district(), try plan(["scope": "urban"]))
    let outlook = Outlook(plan, of: state, on: "2018-12-31")
    let target = try #require(plan.targets.first)
    let series = try #require(Trend(outlook, of: state).series(target.id, outlook))
    #expect(series.counted.last?.value == outlook.progress.figures[0].value)
    // One a year from 4 on to 10, as far as the plan goes.
    #expect(series.projected.map { $0.value.text() } == ["5.0", "6.0"])
    #expect(series.projected.map(\.day) == ["2019-12-31", "2020-12-31"])
    #expect(series.top == Exact(10))
    let met = Outlook(plan, of: state, on: "2012-12-31")
    #expect(Trend(met, of: state).series(target.id, met)?.projected.isEmpty == true)
  }

  @Test func `a town's values are those of its communities alone`() throws {
    let (state, plan) = (Self.district(), try plan(["scope": "urban"]))
    let outlook = Outlook(plan, of: state, on: "2018-12-31")
    let (trend, target) = (Trend(outlook, of: state), try #require(plan.targets.first))
    let town = try #require(outlook.progress.towns(of: state).first)
    #expect(trend.values(target.id, of: town.code) == trend.values(target.id))
  }

  @Test func `periods end on their last days, and on the day itself`() {
    #expect(
      PeriodLength.year.ends(from: "2016-01-01", to: "2018-12-30") == [
        "2016-12-31", "2017-12-31", "2018-12-30",
      ])
    #expect(
      PeriodLength.year.ends(from: "2016-01-01", to: "2017-12-31") == ["2016-12-31", "2017-12-31"])
    #expect(
      PeriodLength.quarter.ends(from: "2026-04-01", to: "2026-11-30") == [
        "2026-06-30", "2026-09-30", "2026-11-30",
      ])
    #expect(
      PeriodLength.month.ends(from: "2024-02-10", to: "2024-03-01") == ["2024-02-29", "2024-03-01"])
    #expect(PeriodLength.month.ends(from: "2024-02-10", to: "2024-02-09").isEmpty)
    #expect(PeriodLength.month.ends(from: "2024-02-10", to: "2024-02-10") == ["2024-02-10"])
  }

  @Test func `a day that is only a year is its last day`() throws {
    let state = SampleRegistry.workedExample.registry.state
    #expect(Progress(try plan(["scope": "all"]), of: state, on: "2018").day == "2018-12-31")
  }
}
