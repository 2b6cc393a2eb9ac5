import RegistryModel
import Testing

@testable import RegistryPlans

/// Towns counted by themselves.
@Suite struct TownTests {
  /// A registry of anything, its communities in towns or without a code; some move to another town.
  private func random(_ seed: inout Seeded) throws -> RegistryState {
    var state = SampleRegistry.random(&seed, communities: 24).state
    let towns = ["110105001", "110105002", "110105003", "110105100"]
    state.communities = Table(
      try state.communities.all.map { stored in
        var record = stored.record
        let tail = format(stored.id.number)
        if seed.chance(90) {
          record.code = Dated(try DivisionCode(text: seed.one(of: towns) + tail))
        }
        if seed.chance(20) {
          record.code.change(
            to: try DivisionCode(text: seed.one(of: towns) + tail), from: "2018-03-01")
        }
        return Stored(stored.id, record, changed: 1, binned: stored.binned)
      })
    return state
  }

  private func format(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// The registry with the communities of one town alone: those of others were never there.
  private func only(_ town: TownCode, of state: RegistryState, on day: CivilDate) -> RegistryState {
    var state = state
    state.communities = Table(
      state.communities.all.map { stored in
        stored.record.code[day]?.town == town && stored.record.exists(on: day)
          ? stored : Stored(stored.id, stored.record, changed: 1, binned: "another town")
      })
    return state
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a town's figures are those of a registry of its communities alone`(seed: UInt64) throws {
    var seeded = Seeded(state: seed)
    let state = try random(&seeded)
    for plan in [try builtIn("2016-2020"), try ListTests.everything()] {
      for day in ["2017-06-30", "2018-03-01", "2019-12-31"] as [CivilDate] {
        let progress = Progress(plan, of: state, on: day)
        let towns = progress.towns(of: state)
        let codes = state.communities.inUse.filter { $0.record.exists(on: day) }
          .compactMap { $0.record.code[day]?.town }
        #expect(towns.map(\.code) == Set(codes).sorted(), "seed \(seed), \(day)")
        for town in towns {
          let alone = Progress(plan, of: only(town.code, of: state, on: day), on: day)
          for (figure, other) in zip(town.figures, alone.figures) {
            let target = figure.target
            #expect(figure.value == other.value, "seed \(seed), \(day), \(target.id)")
            #expect(figure.shortfall == other.shortfall)
            for list in Behind.allCases {
              let records = progress.records(list, of: target, in: town.code)
              #expect(records.count == figure.tally[list], "seed \(seed), \(target.id), \(list)")
              // Beside a figure stands also who has no home, which is of no town.
              if list == .notCounted { continue }
              #expect(
                records == alone.records(list, of: target),
                "seed \(seed), \(day), \(target.id), \(list)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `towns add up to the district where all communities have a code`(seed: UInt64) throws {
    var seeded = Seeded(state: seed)
    var state = try random(&seeded)
    state.communities = Table(
      state.communities.all.filter { $0.record.code[.init(daysSinceEpoch: 0)] != nil })
    let progress = Progress(try builtIn("2016-2020"), of: state, on: "2019-12-31")
    let towns = progress.towns(of: state)
    for (place, figure) in progress.figures.enumerated()
    where figure.target.measure == .organizations || figure.target.measure == .services {
      #expect(towns.reduce(0) { $0 + $1.figures[place].tally.sum } == figure.tally.sum)
      #expect(towns.reduce(0) { $0 + $1.figures[place].tally.over } == figure.tally.over)
    }
    #expect(
      towns.reduce(0) { $0 + $1.communities.count }
        == state.communities.inUse.count {
          $0.record.exists(on: "2019-12-31")
        })
  }

  @Test func `a town is called as its communities say on the day, else by its code`() throws {
    var registry = SampleRegistry()
    _ = registry.community {
      $0.code = Dated(try? DivisionCode(text: "110105001001"))
      $0.townName = Dated("甲街道")
      $0.townName.change(to: "乙街道", from: "2018-01-01")
    }
    _ = registry.community { $0.code = Dated(try? DivisionCode(text: "110105002001")) }
    let state = registry.state
    let plan = try builtIn("2016-2020")
    let names = { (day: CivilDate) in
      Progress(plan, of: state, on: day).towns(of: state).map(\.name)
    }
    #expect(names("2017-12-31") == ["甲街道", nil] && names("2018-01-01") == ["乙街道", nil])
  }
}
