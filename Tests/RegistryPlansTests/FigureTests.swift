import RegistryModel
import RegistryPlans
import Testing

/// Values, bounds and what is missing, exact to the last unit.
struct FigureTests {
  private func figure(
    _ keys: KeyValuePairs<String, JSON>, _ make: (inout SampleRegistry) -> Void
  ) throws -> Figure {
    var registry = SampleRegistry()
    make(&registry)
    return Progress(try plan(keys), of: registry.state, on: "2018-06-30").only
  }

  @Test func `9.96 is shown as 9.9, never as 10.0`() throws {
    let figure = try figure(["scope": "urban"]) { registry in
      let home = registry.community()
      for _ in 0..<24 { _ = registry.community() }
      registry.organizations(249, in: home)
    }
    #expect(figure.value == Exact(249, over: 25))
    #expect(figure.text == "9.9")
    #expect(figure.isMet == false)
    #expect(figure.shortfall == 1)
  }

  @Test(arguments: [(5, false, 1), (6, true, 0), (4, false, 2)])
  func `more than half is not met by half`(serving: Int, met: Bool, short: Int) throws {
    let figure = try figure([
      "measure": "services", "aggregate": "share", "moreThan": "50", "unit": "%",
    ]) { registry in
      let home = registry.community()
      for place in 0..<10 {
        registry.organization(in: home) { $0.services = place < serving ? [.charity] : [] }
      }
      registry.organization(in: home, tier: .ledger) { $0.services = [.charity] }
    }
    #expect(figure.tally.over == 10)
    #expect(figure.isMet == met)
    #expect(figure.shortfall == short)
    #expect(figure.text == "\(serving)0.0")
  }

  @Test func `a share may ask for several services`() throws {
    let figure = try figure([
      "measure": "services", "aggregate": "share", "atLeast": "50", "unit": "%", "minimum": "2",
    ]) { registry in
      let home = registry.community()
      registry.organization(in: home) { $0.services = [.charity] }
      registry.organization(in: home) { $0.services = [.charity, .healthcare] }
    }
    #expect(figure.text == "50.0")
    #expect(figure.isMet == true)
  }

  @Test func `at least is met by the number itself`() throws {
    for (bound, met) in [("atLeast", true), ("moreThan", false)] {
      let registry = { (registry: inout SampleRegistry) in
        registry.organizations(10, in: registry.community())
      }
      let figure =
        bound == "atLeast"
        ? try figure(["atLeast": "10"], registry) : try figure(["moreThan": "10"], registry)
      #expect(figure.isMet == met)
      #expect(figure.shortfall == (met ? 0 : 1))
    }
  }

  @Test func `over nothing there is no figure`() throws {
    for scope in Scope.allCases {
      let figure = try figure(["scope": .string(scope.rawValue)]) { _ in }
      #expect(figure.text == nil)
      #expect(figure.isMet == nil)
      #expect(figure.shortfall == nil)
    }
    let services = try figure([
      "measure": "services", "aggregate": "share", "moreThan": "50", "unit": "%",
    ]) { _ = $0.community() }
    #expect(services.text == nil)
    let noCommunity = try figure(["scope": "rural"]) { registry in
      registry.organizations(3, in: registry.community(.residents))
    }
    #expect(noCommunity.text == nil)
  }

  @Test func `a ratio uses only communities that have both numbers`() throws {
    let figure = try figure([
      "measure": "facilityArea", "aggregate": "ratio", "over": "households", "per": 100,
      "atLeast": "30", "unit": "m2",
    ]) { registry in
      _ = registry.community {
        $0.facilityArea = Dated(SquareMetres(units: 29_999))
        $0.households = Dated(1000)
      }
      _ = registry.community { $0.facilityArea = Dated(SquareMetres(units: 99_999_900)) }
      _ = registry.community { $0.households = Dated(5000) }
      _ = registry.community()
    }
    #expect(figure.value == Exact(29_999, over: 1000))
    #expect(figure.text == "29.9")
    #expect(figure.isMet == false)
    // 300 m2 are needed and 299.99 there.
    #expect(figure.shortfall == 1)
    let part = try #require(figure.completeness)
    #expect((part.complete, part.of) == (1, 4))
    #expect(figure.tally[.incomplete] == 3)
  }

  @Test func `what lacks the denominator stays out of a ratio, sum and list`()
    throws
  {
    var registry = SampleRegistry()
    for residents in [5000, nil] {
      let home = registry.community { $0.residents = Dated(residents) }
      registry.organizations(2, in: home)
      registry.assignment(registry.worker(), in: home)
    }
    for (measure, sum) in [("workers", 1), ("organizations", 2)] {
      let plan = try plan([
        "measure": .string(measure), "aggregate": "ratio", "over": "residents", "per": 10_000,
      ])
      let progress = Progress(plan, of: registry.state, on: "2018-06-30")
      #expect(progress.only.value == Exact(Int128(2 * sum)))
      #expect(progress.only.tally[.counted] == sum)
      #expect(progress.records(.counted, of: progress.only.target).count == sum)
    }
  }

  @Test func `a ratio in per cent of two areas`() throws {
    let figure = try figure([
      "measure": "activityArea", "aggregate": "ratio", "over": "facilityArea", "per": 1,
      "atLeast": "60", "unit": "%",
    ]) { registry in
      for (activity, facility) in [(60, 100), (119, 200)] {
        _ = registry.community {
          $0.activityArea = Dated(SquareMetres(units: Int64(activity * 100)))
          $0.facilityArea = Dated(SquareMetres(units: Int64(facility * 100)))
        }
      }
    }
    #expect(figure.text == "59.6")
    #expect(figure.isMet == false)
    #expect(figure.shortfall == 1)
    #expect(figure.completeness == nil)
  }

  @Test func `each is the share of communities that reach the number`() throws {
    let figure = try figure(["aggregate": "each", "atLeast": "10"]) { registry in
      for count in [10, 12, 9] { registry.organizations(count, in: registry.community()) }
    }
    #expect(figure.text == "66.6")
    #expect(figure.isMet == false)
    #expect(figure.shortfall == 1)
    #expect(figure.tally[.without] == 1)
    #expect(figure.boundText == "100")
    #expect(figure.figureUnitText == "%")
  }

  @Test func `an area not entered is none, but said to be missing`() throws {
    let figure = try figure([
      "measure": "facility", "aggregate": "share", "atLeast": "100", "unit": "%",
    ]) { registry in
      _ = registry.community { $0.facilityArea = Dated(SquareMetres(units: 1)) }
      _ = registry.community { $0.facilityArea = Dated(.zero) }
      _ = registry.community()
    }
    #expect(figure.text == "33.3")
    #expect((figure.tally[.without], figure.tally[.incomplete]) == (2, 1))
    #expect(figure.shortfall == 2)
  }

  @Test func `a baseline only has a figure and nothing to meet`() throws {
    let figure = try figure([
      "measure": "hall", "aggregate": "share", "atLeast": .null, "unit": "%",
    ]) { registry in
      _ = registry.community { $0.serviceHall = Dated(true) }
      _ = registry.community { $0.serviceHall = Dated(false) }
    }
    #expect(figure.text == "50.0")
    #expect(figure.isMet == nil)
    #expect(figure.shortfall == nil)
    #expect(figure.boundText == nil)
  }

  @Test func `numbers beyond reason make no trap`() throws {
    let figure = try figure([
      "measure": "households", "aggregate": "ratio", "over": "residents", "per": 1_000_000,
      "atLeast": "9999999999.9999", "unit": "%",
    ]) { registry in
      for _ in 0..<3 {
        _ = registry.community {
          $0.households = Dated(.max)
          $0.residents = Dated(1)
        }
      }
    }
    #expect(figure.isMet != nil)
    #expect(Exact(.max) * Exact(.max) == .undefined)
    #expect((Exact(.max) + Exact(.max)).text() == nil)
  }
}

extension Figure {
  fileprivate var figureUnitText: String { target.figureUnit.en }
}
