import RegistryModel
import RegistryPlans
import RegistrySearch
import RegistryTestSupport
import Testing

@testable import RegistryScreens

/// Every figure the program shows is the one a second count finds, which knows nothing of how the program
/// counts: over registries and plans of anything, on days of every sort.
@Suite("The second count")
struct SecondCountTests {
  /// A past day is told from today by this alone.
  private static let today = CivilDate(year: 2019, month: 6, day: 15) ?? .distantFuture

  /// Does something for every plan of a random district and some days, today and later ones among them.
  private func each(
    _ seed: UInt64, _ check: (SecondCount, Plan, CivilDate, String) throws -> Void
  ) throws {
    let district = try RandomDistrict(seed: seed)
    for plan in district.plans {
      for day in RandomDistrict.days(3, seed: seed) + [Self.today] {
        let second = SecondCount(district.state, plan, on: day, today: Self.today)
        try check(second, plan, day, "seed \(seed), \(plan.id), \(day.text(.en))")
      }
    }
  }

  @Test(
    "every target: value, what is missing, and each list", arguments: 1...20 as ClosedRange<UInt64>)
  func targets(seed: UInt64) throws {
    try each(seed) { second, plan, day, place in
      let progress = Progress(plan, of: second.state, on: day)
      for figure in progress.figures {
        let answer = try #require(second.answer(to: figure.target))
        let target = "\(place), \(figure.target)"
        #expect(figure.tally.sum == answer.sum, "\(target)")
        #expect(figure.tally.over == answer.over, "\(target)")
        #expect(figure.text == answer.text, "\(target)")
        #expect(figure.isMet == answer.isMet, "\(target)")
        #expect(figure.shortfall == answer.shortfall, "\(target)")
        #expect(figure.tally.partialDates == answer.partialDates, "\(target)")
        for list in Behind.allCases {
          let records = answer.lists[list] ?? []
          #expect(progress.records(list, of: figure.target) == records, "\(list), \(target)")
          #expect(figure.tally[list] == records.count, "\(list), \(target)")
        }
      }
    }
  }

  @Test("what is the district's own", arguments: 1...20 as ClosedRange<UInt64>)
  func district(seed: UInt64) throws {
    try each(seed) { second, plan, day, place in
      let counted = Counted(second.state, plan: plan, on: day, today: Self.today)
      for list in DistrictList.allCases {
        let records = second.list(list)
        #expect(counted.summary.district[list] == records?.count, "\(list), \(place)")
        #expect(counted.outlook?.progress.records(list) == records ?? [], "\(list), \(place)")
      }
    }
  }

  @Test("what is due", arguments: 1...20 as ClosedRange<UInt64>)
  func due(seed: UInt64) throws {
    try each(seed) { second, _, day, place in
      let due = Due(second.state, on: day, past: day.ifPast(on: Self.today))
      let expected = second.due()
      #expect(due.lines.map(\.sort) == Due.Sort.allCases.filter { expected[$0] != nil }, "\(place)")
      for line in due.lines {
        #expect(SecondCount.DueLine(line) == expected[line.sort], "\(line.sort), \(place)")
        #expect(line.overdue == line.items.count { $0.day.map { $0 < day } == true }, "\(place)")
      }
    }
  }

  @Test("dashboards: the numbers of every community", arguments: 1...20 as ClosedRange<UInt64>)
  func dashboards(seed: UInt64) throws {
    try each(seed) { second, plan, day, place in
      let progress = Progress(plan, of: second.state, on: day)
      let counts = CommunityCounts(progress)
      let places = second.places(notCounted: second.list(.notCounted) ?? [])
      for stored in second.state.communities.all {
        let (id, expected) = (stored.id, places[stored.id])
        #expect(
          counts[id].map(SecondCount.Place.init) == expected.map(\.counted), "\(id), \(place)")
        #expect(counts.organizations(of: id) == expected?.organizations, "\(id), \(place)")
        #expect(counts.workers(of: id) == expected?.workers, "\(id), \(place)")
        #expect(counts.shortfall(of: id) == expected?.shortfall, "\(id), \(place)")
        let bars = plan.years(of: id, in: second.state, until: day)
        var count = 0
        for year in min(2010, day.year)...day.year {
          guard let end = CivilDate(year: year, month: 12, day: 31).map({ min($0, day) }),
            let expected = second.on(end).organizations(of: id)
          else { continue }
          // Before the first bar nothing is said, and after the plan's beginning nothing counted.
          guard let first = bars.first?.year, year >= first else {
            #expect(year < plan.start.year || expected == 0, "\(id), \(year), \(place)")
            continue
          }
          count = bars.first { $0.year == year }?.count ?? count
          #expect(count == expected, "\(id), \(year), \(place)")
        }
      }
    }
  }

  @Test(
    "what the three communities do in each of them", arguments: 1...20 as ClosedRange<UInt64>)
  func work(seed: UInt64) throws {
    try each(seed) { second, _, day, place in
      for home in second.state.communities.all.map(\.id) {
        let work = CommunityWork(
          of: home, in: second.state, on: day, past: day < Self.today ? day : nil)
        let carriers = work.carriers.compactMap { carrier in
          carrier.organization.map {
            "\($0) \(carrier.isPartner ? "is a partner in" : "carries") \(carrier.programme)"
          }
        }
        let needs = work.needs.map {
          "\($0.id) open:\(($0.record.status[day] ?? .open) == .open)"
        }
        let done = work.done.map {
          "\($0.kind) \($0.count) of \($0.planned ?? 0): \($0.activities)"
        }
        let ids = work.programmes.map(\.id) + work.purchases.map(\.id)
        let lines = ids.map { "\($0)" } + carriers + needs + done
        #expect(lines.sorted() == second.work(in: home), "\(home), \(place)")
      }
    }
  }

  @Test(
    "the budget by year and purchaser, and the purchases behind it",
    arguments: 1...20 as ClosedRange<UInt64>)
  func budget(seed: UInt64) throws {
    try each(seed) { second, _, day, place in
      let budget = Budget(second.state, on: day, past: day < Self.today ? day : nil)
      let lines = budget.years.flatMap { [$0] + budget.purchasers(of: $0.year) }.map { line in
        var money = SecondCount.Money(year: line.year, purchaser: line.purchaser)
        money.sums = Budget.Sum.allCases.map { line[$0].units }
        money.purchases = Budget.Sum.allCases.map(line.purchases)
        return money
      }
      let expected = second.money()
      #expect(lines.count == expected.count, "\(place)")
      for line in expected { #expect(lines.contains(line), "\(line), \(place)") }
    }
  }

  @Test("figures by year", arguments: 1...10 as ClosedRange<UInt64>)
  func years(seed: UInt64) throws {
    try each(seed) { second, plan, day, place in
      let trend = Trend(Outlook(plan, of: second.state, on: day), of: second.state)
      for point in trend.points {
        let year = second.on(point.day)
        for (target, value) in zip(plan.targets, point.values) {
          #expect(value.text() == year.answer(to: target)?.text, "\(point.day), \(place)")
        }
      }
    }
  }

  @Test("figures of the towns by year", arguments: 1...8 as ClosedRange<UInt64>)
  func townYears(seed: UInt64) throws {
    try each(seed) { second, plan, day, place in
      let trend = Trend(Outlook(plan, of: second.state, on: day), of: second.state)
      for point in trend.points {
        let there = second.on(point.day)
        let towns = Set(
          second.state.communities.inUse.filter { there.exists($0.record) }
            .compactMap { $0.record.code[point.day]?.town })
        #expect(Set(point.towns.keys) == towns, "\(point.day), \(place)")
        for (town, values) in point.towns {
          let alone = there.only(town)
          for (target, value) in zip(plan.targets, values) where target.isOfTowns {
            #expect(
              value.text() == alone.answer(to: target)?.text,
              "\(town), \(target), \(point.day), \(place)")
          }
        }
      }
    }
  }

  @Test("what is different from another day", arguments: 1...20 as ClosedRange<UInt64>)
  func comparison(seed: UInt64) throws {
    try each(seed) { second, plan, day, place in
      let progress = Progress(plan, of: second.state, on: day)
      for before in RandomDistrict.days(2, seed: seed &+ 7) where before < day {
        let (comparison, old) = (
          Comparison(progress, of: second.state, with: before), second.on(before)
        )
        for line in comparison.lines {
          let target = line.after.target
          guard let then = old.answer(to: target), let now = second.answer(to: target) else {
            continue
          }
          let lists = { (list: Behind) in
            (then: Set(then.lists[list] ?? []), now: Set(now.lists[list] ?? []))
          }
          let (counted, without) = (lists(.counted), lists(.without))
          #expect(line.before.text == then.text && line.after.text == now.text, "\(place)")
          #expect(
            Set(line.gained) == counted.now.subtracting(counted.then), "\(target), \(place)")
          #expect(Set(line.lost) == counted.then.subtracting(counted.now), "\(target), \(place)")
          let reached = without.then.subtracting(without.now)
            .intersection(now.lists[.all] ?? [])
          #expect(Set(line.reached) == reached, "\(target), \(place)")
        }
      }
    }
  }

  @Test("how many records there are, and which", arguments: 1...20 as ClosedRange<UInt64>)
  func kinds(seed: UInt64) throws {
    let search = SearchMemo()
    try each(seed) { second, plan, day, place in
      let counted = Counted(second.state, plan: plan, on: day, today: Self.today)
      let view = Viewpoint(
        second.state, on: day, today: Self.today, tallies: counted.communities)
      let compare = { (text: String, kind: Kind, expected: [RecordID]) in
        let found = search.find(try search.query(text, kind, from: view), from: view).ids.sorted()
        #expect(found == expected, "\(kind) \(text), \(place)")
      }
      for kind in Kind.allCases {
        let (shown, existing) = (second.shown(kind), second.existing(kind))
        try compare("", kind, shown)
        #expect(
          counted.summary.count(of: kind) == (kind == .community ? existing : shown).count,
          "\(kind), \(place)")
        guard kind.schema.hasLife else { continue }
        try compare("exists:yes", kind, existing.filter(shown.contains))
        try compare("-!exists", kind, shown.filter { !existing.contains($0) })
        guard kind.schema.hasHome else { continue }
        try compare("area:urban", kind, shown.filter { second.isOn(urban: true, $0) })
        try compare("area:rural", kind, shown.filter { second.isOn(urban: false, $0) })
        for town in RandomDistrict.towns {
          try compare("town:\(town)", kind, shown.filter { second.isIn(town: town, $0) })
        }
      }
      let organizations = second.shown(.organization).map { ($0, second.lastInspection(of: $0)) }
      let inspected = { (belongs: (Inspection) -> Bool) in
        organizations.filter { $0.1.map(belongs) ?? false }.map(\.0)
      }
      try compare("inspectionYear:2018", .organization, inspected { $0.year == 2018 })
      try compare("inspectionYear:>2016", .organization, inspected { ($0.year ?? 0) > 2016 })
      for result in InspectionResult.allCases {
        try compare(
          "inspectionResult:\(result.rawValue)", .organization, inspected { $0.result == result })
      }
      let (shown, places) = (second.shown(.community), second.places(notCounted: []))
      let those = { (belongs: (SecondCount.Place) -> Bool) in
        shown.filter { places[$0].map(belongs) ?? false }
      }
      try compare("orgs:0", .community, those { $0.organizations == 0 })
      try compare("!workers", .community, those { $0.workers > 0 })
      let asked = plan.targets.contains { $0.measure == .organizations && $0.over == nil }
      if asked { try compare("!shortfall", .community, those { ($0.shortfall ?? 0) > 0 }) }
    }
  }
}

extension SecondCount.Place {
  /// What a dashboard shows of a community.
  fileprivate init(_ count: CommunityCount) {
    self.init()
    (isUrban, organizations, notCounted) = (count.isUrban, count.organizations, count.notCounted)
    (services, workers, staff) = (count.services, count.workers, count.staff)
    (rank, ofItsKind, fewer) = (count.rank, count.ofItsKind, count.fewer)
    facility = count.facilityPerHundredHouseholds.text()
  }

  /// Without what stands elsewhere.
  fileprivate var counted: Self {
    var place = self
    place.shortfall = nil
    return place
  }
}
