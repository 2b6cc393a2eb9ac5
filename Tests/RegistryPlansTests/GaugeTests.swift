import RegistryModel
import Testing

@testable import RegistryPlans

/// What the gauge line draws, in cells.
struct GaugeTests {
  private func gauge(_ value: Exact, of bound: ExactDecimal, mark: Exact = .undefined) throws
    -> Gauge
  {
    var tally = Tally()
    tally.sum = Int(value.numerator)
    tally.over = Int(value.denominator)
    let target = try plan(["atLeast": bound.json, "scope": "urban"]).targets[0]
    return Gauge(Figure(target, tally), mark: mark)
  }

  @Test func `8.7 of 10 in eight cells is six, a part, and the mark behind`() throws {
    let gauge = try gauge(Exact(87, over: 10), of: "10", mark: Exact(9))
    #expect(gauge.filled(of: 8) == (6, true))
    #expect(gauge.markCell(of: 8) == 7)
    #expect(gauge.part == .urban)
  }

  @Test(arguments: [(1, 16, 0, true), (1, 17, 0, false), (3, 16, 1, true), (1, 8, 1, false)])
  func `a part cell is drawn from half on`(above: Int, below: Int, whole: Int, half: Bool) throws {
    let gauge = try gauge(Exact(Int128(above), over: Int128(below)), of: "1")
    #expect(gauge.filled(of: 8) == (whole, half))
  }

  @Test func `all cells only once it is met`() throws {
    #expect(try gauge(Exact(9999, over: 1000), of: "10").filled(of: 8) == (7, true))
    #expect(try gauge(Exact(10), of: "10").filled(of: 8) == (8, false))
    #expect(try gauge(Exact(25), of: "10").filled(of: 6) == (6, false))
    #expect(try gauge(Exact(0), of: "10").filled(of: 8) == (0, false))
    #expect(try gauge(.undefined, of: "10").filled(of: 8) == (0, false))
    #expect(try gauge(Exact(5), of: "10").filled(of: 0) == (0, false))
    let strict = try plan(["moreThan": "10"]).targets[0]
    var tally = Tally()
    (tally.sum, tally.over) = (10, 1)
    #expect(Gauge(Figure(strict, tally), mark: .undefined).filled(of: 8) == (7, true))
  }

  @Test func `the mark stays within the cells`() throws {
    #expect(try gauge(Exact(1), of: "10", mark: Exact(10)).markCell(of: 8) == 7)
    #expect(try gauge(Exact(1), of: "10", mark: Exact(0)).markCell(of: 8) == 0)
    #expect(try gauge(Exact(1), of: "10", mark: Exact(5)).markCell(of: 8) == 4)
    #expect(try gauge(Exact(1), of: "10").markCell(of: 8) == nil)
  }

  @Test func `urban, rural, workers come first, then the rest that is asked for`() throws {
    let state = SampleRegistry.workedExample.registry.state
    let first = GaugeFigures(Outlook(try builtIn("2016-2020"), of: state, on: "2018-06-30"))
    #expect(first.gauges.map(\.figure.target.id) == ["P1", "P2", "P3", "P4", "P5", "P7", "P8"])
    #expect(first[.urban]?.figure.text == "9.6")
    #expect(first[.rural]?.figure.shortfall == 1)
    #expect(first[.workers]?.figure.tally[.without] == 1)
    #expect(first[.urban]?.markCell(of: 8) == nil)
    let second = GaugeFigures(Outlook(try builtIn("2021-2025"), of: state, on: "2022-06-30"))
    #expect(second.gauges.map(\.figure.target.id) == ["Q1", "Q2", "Q3", "Q5", "Q6", "Q7"])
    #expect(second[.urban] == nil)
  }
}
