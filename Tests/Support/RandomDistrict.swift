import RegistryModel
import RegistryPlans
import RegistryStore

/// A registry of anything that may stand in its files, and plans that ask anything of it: moved homes, steps
/// of every dated field, partial days, what has ended, what is yet to come and what lies in the bin.
public struct RandomDistrict: Sendable {
  /// The records.
  public let state: RegistryState
  /// Three plans, which ask different things.
  public let plans: [Plan]
  /// The same plans as an office writes them, by id.
  public let files: [String: JSON]

  /// The towns there are.
  public static let towns = ["青冈街道", "石川镇", "云坪乡"]

  /// - Parameter communities: about so many.
  public init(seed: UInt64, communities: Int = 12) throws {
    var maker = Maker(random: SeededGenerator(seed: seed))
    maker.makeCommunities(communities)
    for _ in 0..<communities * 6 { maker.makeOrganization() }
    for _ in 0..<communities * 2 { maker.makeWorker() }
    for _ in 0..<communities { maker.makeProgramme() }
    for _ in 0..<communities * 2 { maker.makeNeed() }
    for _ in 0..<communities { maker.makePurchase() }
    maker.makeInspections()
    maker.makeCertificates()
    var state = RegistryState()
    state.communities = Table(maker.communities)
    state.organizations = Table(maker.organizations)
    state.workers = Table(maker.workers)
    state.assignments = Table(maker.assignments)
    state.programmes = Table(maker.programmes)
    state.activities = Table(maker.activities)
    state.needs = Table(maker.needs)
    state.purchases = Table(maker.purchases)
    state.inspections = Table(maker.inspections)
    state.instalments = Table(maker.instalments)
    var office = Office()
    (office.name, office.plans) = ("云溪区", ["r1"])
    office.district = try DistrictCode(text: "110105")
    if maker.chance(50) { office.dormantAfter = maker.one(of: [6, 12, 36]) }
    state.offices = Table([Stored(.office, office, changed: 1)])
    state.seq = 1
    self.state = state
    let written = (1...3).map { ("r\($0)", maker.plan("r\($0)")) }
    files = Dictionary(uniqueKeysWithValues: written)
    plans = try written.map { try Plan(json: $0.1) }
  }

  /// Every record, as a change set would make it.
  public var changes: [Change] {
    let kinds: [Kind] = [
      .office, .community, .organization, .worker, .assignment, .programme, .activity, .need,
      .purchase, .inspection, .instalment,
    ]
    return kinds.flatMap { kind in
      state[kind].allRows.map { Change($0.id, isNew: true, $0.settings(from: nil)) }
    }
  }

  /// Some days worth asking about: ends and beginnings of years and months, and any.
  public static func days(_ count: Int, seed: UInt64) -> [CivilDate] {
    var maker = Maker(random: SeededGenerator(seed: seed))
    return (0..<count).map { _ in maker.day }
  }
}

extension RandomDistrict {
  struct Maker {
    var random: SeededGenerator
    var communities: [Stored<Community>] = []
    var organizations: [Stored<Organization>] = []
    var workers: [Stored<Worker>] = []
    var assignments: [Stored<Assignment>] = []
    var programmes: [Stored<Programme>] = []
    var activities: [Stored<Activity>] = []
    var needs: [Stored<Need>] = []
    var purchases: [Stored<Purchase>] = []
    var inspections: [Stored<Inspection>] = []
    var instalments: [Stored<Instalment>] = []

    init(random: SeededGenerator) { self.random = random }

    mutating func chance(_ percent: Int) -> Bool {
      Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func one<Element>(of choices: [Element]) -> Element {
      choices[Int.random(in: choices.indices, using: &random)]
    }

    mutating func some<Element>(of choices: [Element], _ percent: Int) -> [Element] {
      choices.filter { _ in chance(percent) }
    }

    /// A full day from 2014 to 2021, often the first or last of a month.
    var day: CivilDate {
      mutating get {
        let (year, month) = (
          Int.random(in: 2014...2021, using: &random), Int.random(in: 1...12, using: &random)
        )
        let first = CivilDate(year: year, month: month, day: 1) ?? .distantFuture
        return one(of: [
          first, first.adding(days: -1), first.adding(days: Int.random(in: 0...27, using: &random)),
        ])
      }
    }

    /// A date that may be partial.
    var date: CivilDate {
      mutating get {
        let day = day
        let partial = [CivilDate(year: day.year), CivilDate(year: day.year, month: day.month)]
        return chance(60) ? day : one(of: partial.compactMap { $0 })
      }
    }

    mutating func dated<Value>(_ values: [Value?], steps: Int = 40) -> Dated<Value> {
      var dated = Dated(one(of: values))
      while chance(steps) { dated.change(to: one(of: values), from: day) }
      return dated
    }

    var bin: String? { mutating get { chance(5) ? "mistake" : nil } }

    var home: RecordID {
      mutating get {
        // One that was never there, too.
        RecordID(.community, Int.random(in: 1...communities.count + 1, using: &random))
      }
    }

    mutating func makeCommunities(_ count: Int) {
      for number in 1...count {
        var record = Community()
        record.name = Dated("第\(number)社区居委会")
        let code = "110105001\(String(number + (chance(50) ? 1000 : 1200)).dropFirst())"
        if chance(80) { record.code = Dated(try? DivisionCode(text: code)) }
        while chance(20) {
          // To another town, or to where the tenth digit tells something else; sometimes to nowhere.
          let next = "110105002\(String(number + (chance(50) ? 1000 : 1200)).dropFirst())"
          record.code.change(to: chance(90) ? try? DivisionCode(text: next) : nil, from: day)
          record.name.change(to: "新\(number)社区居委会", from: day)
        }
        record.committee = dated([nil, nil] + Committee.allCases.map { $0 }, steps: 20)
        record.townName = dated([nil] + RandomDistrict.towns.map { $0 }, steps: 20)
        record.households = dated([nil, 0, 120, 800, 3000])
        record.residents = dated([nil, 350, 2500])
        record.facilityArea = dated([nil] + [0, 12_050, 90_000].map { SquareMetres(units: $0) })
        record.activityArea = dated([nil, SquareMetres(units: 5_000)])
        record.serviceHall = dated([nil, true, false])
        record.selfServiceTerminal = dated([nil, true])
        if chance(50) { record.establishedOn = date }
        if chance(25) { record.endedOn = date }
        communities.append(Stored(RecordID(.community, number), record, changed: 1, binned: bin))
      }
    }

    mutating func makeOrganization() {
      var record = Organization()
      let number = organizations.count + 1
      record.name = "第\(number)号互助会"
      record.tier = dated([nil, .registered, .filed, .filed, .filed, .ledger], steps: 30)
      record.status = dated(
        [nil, .active, .active, .active] + OrganizationStatus.allCases.map { $0 })
      record.reach = dated([nil, .community, .community, .community] + Reach.allCases.map { $0 })
      record.community = Dated(chance(90) ? home : nil)
      while chance(30) { record.community.change(to: chance(90) ? home : nil, from: day) }
      if chance(70) { record.registeredOn = date }
      if chance(50) { record.establishedOn = date }
      if chance(60) { record.confirmedOn = date }
      record.services = chance(60) ? some(of: Service.allCases, 40) : nil
      if record.services?.isEmpty == true { record.services = nil }
      organizations.append(
        Stored(RecordID(.organization, number), record, changed: 1, binned: bin))
    }

    mutating func makeWorker() {
      var record = Worker()
      let id = RecordID(.worker, workers.count + 1)
      record.name = "社工\(id.number)"
      if chance(70) { record.startedOn = date }
      if chance(25) { record.leftOn = date }
      record.licenceLevel = dated([nil, nil] + LicenceLevel.allCases.map { $0 })
      workers.append(Stored(id, record, changed: 1, binned: bin))
      while chance(65) {
        var post = Assignment()
        (post.worker, post.community) = (id, home)
        post.role = one(of: [.socialWorker, .socialWorker] + Role.allCases)
        if chance(85) { post.since = date }
        if chance(35) { post.until = date }
        assignments.append(
          Stored(RecordID(.assignment, assignments.count + 1), post, changed: 1, binned: bin))
      }
    }

    /// Targets of the national sort first, each with its own rules now and then, then anything.
    mutating func plan(_ id: String) -> JSON {
      var targets = [
        target("organizations", "mean", "urban"), target("organizations", "mean", "rural"),
        target("workers", "share", "all"), target("services", "share", "all"),
      ]
      let measures = [
        "organizations", "workers", "services", "facility", "facilityArea", "activityArea", "hall",
        "terminal", "households", "residents", "communities",
      ]
      for _ in 0..<2 {
        targets.append(
          target(
            one(of: measures), one(of: ["mean", "each", "share", "ratio"]),
            one(of: ["urban", "rural", "all"])))
      }
      if chance(30) { targets.removeFirst(2) }
      targets += [
        target("linked", one(of: ["share", "each", "mean"]), one(of: ["urban", "rural", "all"])),
        target("programmes", one(of: ["mean", "ratio", "share"]), one(of: ["urban", "all"])),
        target("purchaseAmount", one(of: ["mean", "ratio"]), "all"),
        target("purchaseShare", "share", "all"),
        target(one(of: ["needs", "stations"]), "share", one(of: ["urban", "rural", "all"])),
        target(one(of: ["carriers", "supporters"]), "share", one(of: ["urban", "rural", "all"])),
      ]
      let numbered = targets.enumerated().map { place, members in
        JSON.object([.init("id", .string("T\(place)"))] + members)
      }
      return .object(
        of: ("id", .string(id)), ("title", .string(id)), ("start", "2016-01-01"),
        ("end", "2020-12-31"), ("source", "S"), ("targets", .array(numbered)))
    }

    private mutating func target(
      _ measure: String, _ aggregate: String, _ scope: String
    ) -> [JSON.Member] {
      let isShare = aggregate == "share"
      let bound = isShare ? ["50", "33.3333", "100"] : ["1", "2", "2.5", "10"]
      let over =
        aggregate == "ratio"
        ? one(of: [
          "households", "residents", "communities", "organizations", "services", "workers",
        ])
        : ""
      var members: [JSON.Member] = [
        .init("label", .string(measure)), .init("scope", .string(scope)),
        .init("measure", .string(measure)), .init("aggregate", .string(aggregate)),
        .init(chance(80) ? "atLeast" : "moreThan", .string(one(of: bound))),
        .init("unit", .string(isShare || chance(20) ? "%" : "n")), .init("source", "S"),
      ]
      if aggregate == "ratio" {
        members.append(.init("over", .string(over)))
        if chance(50) { members.append(.init("per", 100)) }
      }
      let isOwnShare = ["needs", "carriers", "supporters", "stations", "purchaseShare"].contains(
        measure)
      if isShare, !isOwnShare, chance(40) {
        members.append(.init("minimum", .string(one(of: ["1", "2", "0.5"]))))
      }
      let counts = [measure, over]
      if counts.contains("organizations") || counts.contains("services") {
        if chance(40) { members.append(.init("tiers", words(Tier.allCases, 60))) }
        if chance(40) { members.append(.init("statuses", words(OrganizationStatus.allCases, 50))) }
      }
      if counts.contains("workers") {
        if chance(40) {
          members.append(.init("roles", words(Role.allCases.filter { $0 != .volunteer }, 40)))
        }
        if chance(40) {
          members.append(
            .init("licences", words(LicenceLevel.allCases.filter { $0 != .unlicensed }, 50)))
        }
      }
      return members
    }

    /// Some of a code table, at least one.
    private mutating func words<C: Code>(_ all: [C], _ percent: Int) -> JSON {
      let chosen = some(of: all, percent)
      return .array((chosen.isEmpty ? [all[0]] : chosen).map(\.json))
    }
  }
}
