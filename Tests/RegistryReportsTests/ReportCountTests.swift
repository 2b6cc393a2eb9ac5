import RegistryModel
import RegistryPlans
import RegistryTestSupport
import Testing

@testable import RegistryReports

/// Every number of a report is the one that a second, slow count of the records finds.
@Suite struct ReportCountTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `progress is what the plan's targets are counted as`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let lines = try ReportTable.of("progress", source).lines("rows")
      let plan = second.plan
      #expect(lines.map { $0["target"] } == plan.targets.map { .string($0.label.en) })
      for (target, line) in zip(plan.targets, lines) {
        let answer = second.answer(to: target)
        #expect(line["value"] == (answer?.text.map(JSON.string) ?? .null), "\(place), \(target.id)")
        #expect(line["missing"] == (answer?.shortfall.map(JSON.int) ?? .null), "\(place)")
        #expect(line["met"] == (answer?.isMet.map(JSON.bool) ?? .null), "\(place)")
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `towns have what their communities have, and the district all`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let table = try ReportTable.of("towns", source)
      let places = second.places(notCounted: [])
      let town = { (id: RecordID) in
        source.state.communities[id.number]?.record.code[source.day]?.town
      }
      let towns = Set(places.keys.compactMap(town)).sorted()
      #expect(table.lines("rows").map { $0["code"] } == towns.map { .string("\($0)") }, "\(place)")
      for (line, code) in zip(
        table.lines("rows") + table.lines("totals"), towns.map(Optional.some) + [nil])
      {
        let own = places.filter { code == nil || town($0.key) == code }
        let organizations = own.values.reduce(0) { $0 + $1.organizations }
        #expect(line["communities"] == .int(own.count), "\(place)")
        #expect(line["organizations"] == .int(organizations), "\(place)")
        #expect(line["workers"] == .int(own.values.reduce(0) { $0 + $1.workers }), "\(place)")
        #expect(line["linked"] == .int(own.keys.count { second.isLinked($0) }), "\(place)")
        let tenths = own.isEmpty ? nil : organizations * 10 / own.count
        #expect(
          line["mean"] == (tenths.map { .string("\($0 / 10).\($0 % 10)") } ?? .null), "\(place)")
        guard code == nil else { continue }
        for target in second.plan.targets where line[target.id] != nil {
          let answer = second.answer(to: target)
          #expect(line[target.id] == (answer?.text.map(JSON.string) ?? .null), "\(place)")
          #expect(
            line[target.id + "Missing"] == (answer?.shortfall.map(JSON.int) ?? .null), "\(place)")
        }
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `organizations are each in one class and tier, counted or not`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let table = try ReportTable.of("organizations", source)
      let existing = second.existing(.organization).compactMap {
        source.state.organizations[$0.number]?.record
      }
      for (line, one) in zip(
        table.lines("rows"), ActivityClass.allCases.map(Optional.some) + [nil])
      {
        let own = existing.filter { $0.activityClass == one }
        #expect(line["all"] == .int(own.count), "\(place)")
        for tier in Tier.allCases {
          #expect(
            line[tier.rawValue] == .int(own.count { $0.tier[source.day] == tier }), "\(place)")
        }
      }
      let totals = table.lines("totals")
      #expect(totals[0]["all"] == .int(existing.count), "\(place)")
      #expect(totals[1]["all"] == .int(second.countedOrganizations.count), "\(place)")
      let sum = { (lines: [ReportTable.Line]) in lines.compactMap { $0["all"]?.int }.reduce(0, +) }
      let notCounted = Array(totals.dropFirst(2))
      let told = notCounted.filter { $0["class"] != "not counted: registered or filed later" }
      #expect(sum(told) == second.list(.notCounted)?.count ?? 0, "\(place)")
      // Of what exists nothing is left untold.
      let named = Set(second.countedOrganizations).union(second.list(.notCounted) ?? [])
      let untold = second.existing(.organization).filter { !named.contains($0) }
      #expect(sum(notCounted) - sum(told) == untold.count, "\(place)")
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `workers are each in one column, and in one line of every sort`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let lines = try ReportTable.of("workers", source).lines("rows")
      let people = second.existing(.worker).compactMap { source.state.workers[$0.number] }
      let line = { (name: String) in lines.first { $0["group"] == .string(name) } ?? [:] }
      let expect = { (name: String, belongs: (Worker) -> Bool) in
        #expect(
          line(name)["all"] == .int(people.count { belongs($0.record) }), "\(place), \(name)")
      }
      expect("all") { _ in true }
      // Of the numbers in use two are women's, one a man's; the last is no number.
      expect("women") { $0.idNumber?.description.hasSuffix("0022") == true }
      expect("men") { ["0014", "009X"].contains(String($0.idNumber?.description.suffix(4) ?? "")) }
      expect("50 and over") { $0.idNumber.map { !$0.description.hasSuffix("0015") } ?? false }
      expect("CPC members") { [.communist, .probationary].contains($0.politics) }
      for level in Education.allCases {
        expect("education: \(level.label.en)") { $0.education == level }
      }
      for level in LicenceLevel.allCases {
        expect("licence: \(level.label.en)") {
          $0.licenceLevel[source.day] == level
        }
      }
      expect("licence not entered") { $0.licenceLevel[source.day] == nil }
      for line in lines {
        let columns = ["committee", "others", "volunteers", "unassigned"]
        #expect(
          line["all"]?.int == columns.compactMap { line[$0]?.int }.reduce(0, +), "\(place)")
      }
      let posts = second.existing(.assignment).compactMap {
        source.state.assignments[$0.number]?.record
      }
      let committee = Set(
        posts.filter { [.partyMember, .committeeMember].contains($0.role) }.map(\.worker))
      #expect(line("all")["committee"] == .int(committee.count), "\(place)")
      #expect(
        line("all")["unassigned"]
          == .int(people.count { !Set(posts.map(\.worker)).contains($0.id) }), "\(place)")
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `purchases are those of the budget, down to the supplier`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let table = try ReportTable.of("purchases", source)
      let money = second.money().filter { source.period == nil || $0.year == source.period?.year }
      let yuan = { (units: Int64) in JSON.string(SignedYuan(units: units).description) }
      for line in money {
        let year = line.year.map(JSON.int) ?? .null
        let rows =
          line.purchaser.map { name in
            table.lines("rows").filter { $0["year"] == year && $0["purchaser"] == .string(name) }
          } ?? table.lines("totals").filter { $0["year"] == year }
        for (sum, units) in zip(Budget.Sum.allCases, line.sums) {
          let added = SignedYuan.sum(rows.compactMap { $0[sum.rawValue] })
          #expect(added?.units == units, "\(place), \(line)")
        }
      }
      #expect(
        table.lines("totals").count == money.count { $0.purchaser == nil }
          + (money.count { $0.purchaser == nil } == 1 ? 0 : 1))
      let contracted = table.lines("rows").filter { $0["contracted"] != yuan(0) }
      let suppliers = Set(contracted.compactMap { $0["supplier"]?.string })
      let organizations = Set(
        source.state.organizations.all.compactMap { $0.record.name })
      #expect(suppliers.isSubset(of: organizations), "\(place)")
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `activities are those of the days of a period`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      for line in try ReportTable.of("activities", source).lines("rows") {
        let period = try #require(line["period"]?.string.flatMap { ReportPeriod($0) })
        let own = second.shown(.activity).compactMap { source.state.activities[$0.number]?.record }
          .filter { record in
            record.heldOn.map { (period.first...period.last).contains($0.lastDay) } ?? false
          }
          .filter { line["kind"] == .string("all") || $0.activityKind?.json == line["kind"] }
        #expect(line["records"] == .int(own.count), "\(place), \(line)")
        let counts = own.compactMap(\.count)
        #expect(
          line["done"] == (counts.isEmpty ? .null : .int(counts.reduce(0, +))), "\(place), \(line)")
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `needs are told by status, and by when they were raised`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let table = try ReportTable.of("needs", source)
      let all = second.shown(.need).compactMap { source.state.needs[$0.number]?.record }
      let topics = NeedTopic.allCases.map(Optional.some) + [nil]
      #expect(table.lines("rows").count == topics.count)
      for (line, topic) in zip(table.lines("rows"), topics) {
        let own = all.filter { $0.topic == topic }
        #expect(line["all"] == .int(own.count), "\(place)")
        for status in NeedStatus.allCases {
          #expect(
            line[status.rawValue] == .int(own.count { ($0.status[source.day] ?? .open) == status }),
            "\(place)")
        }
        let period = source.period ?? ReportPeriod(wholeYear: source.day.year)
        #expect(
          line["raised"]
            == .int(
              own.count { need in
                need.raisedOn.map { (period.first...period.last).contains($0.lastDay) } ?? false
              }), "\(place)")
      }
      #expect(table.lines("totals")[0]["all"] == .int(all.count), "\(place)")
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `ledgers list the records that exist`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      let organizations = second.existing(.organization).compactMap {
        source.state.organizations[$0.number]?.record
      }
      let names = { (report: String) in
        try ReportTable.of(report, source).lines("rows").map { $0["name"]?.string ?? "" }.sorted()
      }
      let (filed, certificates) = (try names("filed"), try names("certificates"))
      let programmes = try names("programmes")
      let roster = try ReportTable.of("roster", source)
      #expect(
        filed
          == organizations.filter { $0.tier[source.day] == .filed }.compactMap(\.name).sorted(),
        "\(place)")
      let ending = organizations.filter { record in
        guard let until = record.certificateUntil?.lastDay else { return false }
        if source.day < source.today, let from = record.certificateFrom, from.lastDay > source.day {
          return false
        }
        return source.period.map { ($0.first...$0.last).contains(until) } ?? true
      }
      #expect(certificates == ending.compactMap(\.name).sorted(), "\(place)")
      #expect(
        programmes
          == second.existing(.programme).compactMap {
            source.state.programmes[$0.number]?.record.name
          }.sorted(), "\(place)")
      #expect(
        roster.rows.count == second.existing(.assignment).count,
        "\(place)")
    }
  }

  @Test func `a ledger of a past day tells what held then, and no certificate given later`() throws
  {
    func organization(_ name: String, from: String?, until: String) throws -> Organization {
      var record = Organization()
      (record.name, record.tier) = (name, Dated(.registered))
      record.status = Dated(.active)
      let moved = try CivilDate(text: "2018-06-01")
      record.status.change(to: .dormant, from: moved)
      record.community = Dated(RecordID(.community, 1))
      record.community.change(to: RecordID(.community, 2), from: moved)
      record.certificateFrom = try from.map { try CivilDate(text: $0) }
      record.certificateUntil = try CivilDate(text: until)
      return record
    }
    let records = try [
      organization("先", from: "2016-01-01", until: "2019-12-31"),
      organization("后", from: "2018-03", until: "2022-03-01"),
      organization("无", from: nil, until: "2020-12-31"),
    ]
    var state = RegistryState()
    state.communities = Table(
      ["甲社区", "乙社区"].enumerated().map { place, name in
        var community = Community()
        community.name = Dated(name)
        return Stored(RecordID(.community, place + 1), community, changed: 1)
      })
    state.organizations = Table(
      records.enumerated().map { Stored(RecordID(.organization, $0 + 1), $1, changed: 1) })
    let told = { (day: String) in
      let source = ReportSource(
        state, on: try CivilDate(text: day), today: RichDistrict.today)
      let table = try ReportTable.of("certificates", source)
      let lines = table.lines("rows").map { line in
        ["name", "community", "status"].map { line[$0]?.string ?? "" }.joined(separator: " ")
      }
      return (lines, table.notes.count)
    }
    let early = try told("2018-03-30")
    #expect(early.0 == ["先 m1 active", "无 m1 active"] && early.1 == 2, "\(early)")
    let late = try told("2018-06-01")
    #expect(
      late.0 == ["先 m2 dormant", "无 m2 dormant", "后 m2 dormant"] && late.1 == 1, "\(late)")
    #expect(try told("2019-06-15").0.count == 3)
  }

  @Test func `entry counts saves, new and changed records of a month and clerk`() throws {
    let district = try RichDistrict(seed: 1)
    let change = { (number: Int, isNew: Bool) in
      Change(RecordID(.worker, number), isNew: isNew, [])
    }
    let saved: [(String, String, [Change])] = [
      ("2019-02-01", "wang", [change(1, true), change(2, true)]),
      ("2019-02-28", "wang", [change(1, false)]), ("2019-02-28", "li", [change(3, true)]),
      ("2019-05-03", "wang", [change(2, false), change(4, true)]), ("2019-05-03", "li", []),
    ]
    let changes = try saved.enumerated().map { place, line in
      (
        day: try CivilDate(text: line.0),
        commit: Commit(
          seq: place + 1, at: Instant(seconds: 0), by: line.1, set: ChangeSet(line.2))
      )
    }
    let rows = { (period: String) in
      let source = ReportSource(
        district.state, on: RichDistrict.today, today: RichDistrict.today,
        period: ReportPeriod(period), changes: changes)
      let table = try ReportTable.of("entry", source)
      return (table.rows + table.totals).map { $0.map(\.text.en).joined(separator: " ") }
    }
    #expect(
      try rows("") == [
        "2019-02 li 1 1 0", "2019-02 wang 2 2 1", "2019-05 wang 1 1 1", "2019 to date all 4 4 2",
      ])
    #expect(try rows("2019-Q1").count == 3)
  }
}
