import RegistryDemo
import RegistryModel
import Testing

@Suite("The sample district")
struct DemoDistrictTests {
  private static let until = CivilDate(year: 2026, month: 11, day: 24)!

  /// The registry after every entry, each rebased at its head, which runs every hard rule.
  private func registry(_ district: DemoDistrict) throws -> RegistryState {
    var state = RegistryState()
    for entry in district.entries {
      let set = try state.rebase(entry.set, from: state, by: entry.by, today: Self.until)
      #expect(set == entry.set, "ids are final and nothing falls away")
      try state.apply(Commit(seq: state.seq + 1, at: entry.at, by: entry.by, set: set))
    }
    return state
  }

  private func count(_ state: RegistryState) -> [Int] {
    [Kind.community, .organization, .worker, .assignment].map { state[$0].count }
  }

  @Test("every record of every size meets every hard rule", arguments: [DemoSize.small, .sample])
  func valid(size: DemoSize) throws {
    let state = try registry(try DemoDistrict(size: size, until: Self.until))
    #expect(count(state) == (size == .small ? [24, 240, 120, 160] : [72, 720, 360, 480]))
    for kind in Kind.allCases {
      for stored in state[kind].rows {
        let hard = state.findings(for: stored.content, id: stored.id, today: Self.until)
          .filter { $0.severity == .hard }
        #expect(hard.isEmpty, "\(stored.id): \(hard.map(\.words.en))")
      }
    }
  }

  @Test(
    "any year within the bounds makes a valid district, others are refused",
    arguments: [1950, 2017, 2150])
  func otherYears(year: Int) throws {
    let until = CivilDate(year: year, month: 2, day: 28)!
    let district = try DemoDistrict(size: .small, until: until)
    var state = RegistryState()
    for entry in district.entries {
      let set = try state.rebase(entry.set, from: state, by: entry.by, today: until)
      try state.apply(Commit(seq: state.seq + 1, at: entry.at, by: entry.by, set: set))
    }
    #expect(count(state) == [24, 240, 120, 160])
    #expect(throws: FieldError.self) {
      try DemoDistrict(size: .small, until: CivilDate(year: year < 2000 ? 1949 : 2151)!)
    }
  }

  @Test("no seed makes a record that a rule refuses", arguments: [UInt64(2), 10, 12])
  func seeds(seed: UInt64) throws {
    _ = try registry(try DemoDistrict(seed: seed, size: .small, until: Self.until))
  }

  @Test("the district has the promised numbers of records")
  func district() throws {
    let district = try DemoDistrict(size: .district, until: Self.until)
    var made: [Kind: Int] = [:]
    for change in district.entries.flatMap(\.set.changes) where change.isNew {
      made[change.id.kind, default: 0] += 1
    }
    #expect(made[.community] == 600)
    #expect(made[.organization] == 6000)
    #expect(made[.worker] == 3000)
    #expect(made[.assignment] == 4000)
    #expect(made[.office] == 1)
  }

  @Test("the same seed, size and last day give the same; any other gives another")
  func determinism() throws {
    let sets = try DemoDistrict(seed: 7, size: .small, until: Self.until)
    #expect(try DemoDistrict(seed: 7, size: .small, until: Self.until).entries == sets.entries)
    #expect(try DemoDistrict(seed: 7, size: .small, until: Self.until).plan == sets.plan)
    #expect(try DemoDistrict(seed: 8, size: .small, until: Self.until).entries != sets.entries)
    let later = CivilDate(year: 2026, month: 11, day: 25)!
    #expect(try DemoDistrict(seed: 7, size: .small, until: later).entries != sets.entries)
    // Pinned: the bytes may only change on purpose, since pictures and goldens are made from them.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for entry in sets.entries {
      let settings = entry.set.changes.flatMap { change in
        change.settings.map { "\(change.id.kind) \(change.id) \($0.key) \($0.after.text)" }
      }
      let line = ([entry.at.text, entry.by] + settings).joined(separator: "\n")
      for byte in line.utf8 {
        digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    #expect(String(digest, radix: 16) == "9085bdd6af85be5a")
  }

  @Test(
    "lists are lively: every stage, gaps in the targets, partial dates, nothing later than today")
  func lively() throws {
    let state = try registry(try DemoDistrict(until: Self.until))
    let today = Self.until
    let organizations = Array(state.organizations.inUse.map(\.record))
    #expect(Set(organizations.compactMap { $0.tier[today] }) == Set(Tier.allCases))
    #expect(
      Set(organizations.map { $0.status[today] ?? .active }) == Set(OrganizationStatus.allCases))
    #expect(organizations.contains { $0.reach[today] == .town && $0.community[today] == nil })
    #expect(organizations.contains { !($0.registeredOn?.isFull ?? true) })
    #expect(organizations.contains { !$0.tier.steps.isEmpty })
    for day in organizations.compactMap(\.registeredOn) {
      #expect(day.firstDay <= today && day.year >= 2012)
    }
    for isUrban in [true, false] {
      let places = Set(
        state.communities.inUse.filter {
          $0.record.isActive(on: today) && $0.record.isUrban(on: today) == isUrban
        }.map(\.id))
      let counted = organizations.count { organization in
        [.registered, .filed].contains(organization.tier[today])
          && [.active, .changePending].contains(organization.status[today])
          && organization.reach[today] == .community
          && organization.community[today].map(places.contains) == true
      }
      let (goal, floor) = isUrban ? (10, 7) : (5, 3)
      #expect(counted < goal * places.count, "short of the target")
      #expect(counted > floor * places.count, "but not hopelessly")
    }
    let served = Set(
      state.assignments.inUse.filter { stored in
        let worker = stored.record.worker.flatMap { state.workers[$0.number]?.record }
        return stored.record.isActive(on: today) && worker?.isActive(on: today) == true
          && (stored.record.role == .socialWorker || worker?.isLicensed(on: today) == true)
      }.compactMap(\.record.community))
    let active = state.communities.inUse.filter { $0.record.isActive(on: today) }.count
    #expect(served.count < active && served.count * 10 > active * 8)
    for id in [RecordID(.account, 1)] {
      #expect(state.name(of: id, on: .distantFuture, .chinese) == "张敏")
    }
    #expect(state.role(of: "zhangmin") == .supervisor)
  }

  @Test("entries are in order of time and end on the last day or before")
  func times() throws {
    let district = try DemoDistrict(until: Self.until, login: "me")
    let times = district.entries.map(\.at.seconds)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try #require(district.entries.last).at.day <= Self.until)
    #expect(try registry(district).role(of: "me") == .supervisor)
  }

  @Test("the plan has the registry's own counts as baselines")
  func plan() throws {
    let plan = try DemoDistrict(until: Self.until).plan
    #expect(plan.name == "2026-2030.json")
    #expect(plan.text.contains("\"atLeast\": \"10\""))
    #expect(plan.text.components(of: "\"asOf\": \"2025-12-31\"") == 3)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var (count, rest) = (0, self[...])
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
