import RegistryModel
import RegistryPlans
import RegistryReports
import RegistryTestSupport

/// What is counted off the loop, each beside the bare counts it cannot do without.
struct FigureBench {
  let registry: RegistryState
  let plan: Plan
  let today: CivilDate

  init(_ sample: SampleDistrict, today: CivilDate) {
    (registry, plan, self.today) = (sample.registry, sample.plan, today)
  }

  func lines() -> [Line] {
    let outlook = Outlook(plan, of: registry, on: today)
    let days = Trend(outlook, of: registry).points.map(\.day)
    let source = ReportSource(registry, on: today, today: today, plan: plan)
    let one = { _ = Progress(plan, of: registry, on: today) }
    var lines = [
      line(
        "beside the figures: years, towns, communities",
        { _ = Breakdown(outlook, of: registry) }, "a count a year",
        { for day in days { _ = Progress(plan, of: registry, on: day) } })
    ]
    for name in ["towns", "organizations", "workers", "creation"] {
      guard let report = Report.all.first(where: { $0.name == name }) else { continue }
      lines.append(
        line("report \(name)", { _ = report.table(source) }, "a count of the day", one))
    }
    return lines
  }

  private func line(
    _ name: String, _ work: () -> Void, _ yardstick: String, _ bare: () -> Void
  ) -> Line {
    var (all, least) = (Times(), Times())
    for _ in 0..<5 {
      all.measure(work)
      least.measure(bare)
    }
    return Line(
      name: name, figure: all.p50, unit: "ms", yardstick: (yardstick, least.p50),
      goal: ("<= 3 x", all.p50 <= 3 * least.p50))
  }
}
