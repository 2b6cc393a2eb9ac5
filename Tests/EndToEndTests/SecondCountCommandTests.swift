import RegistryModel
import RegistryPlans
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// The commands say what the second count finds, of a few registries of anything.
@Suite struct SecondCountCommandTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func commands_sayWhatASecondCountFinds(seed: UInt64) throws {
    let district = try RandomDistrict(seed: seed)
    let office = try Office()
    try write(district, to: office)
    let today = try CivilDate(text: office.progress("--plan", "r1").asOf)
    for (place, plan) in district.plans.enumerated() {
      for day in RandomDistrict.days(1, seed: seed &+ UInt64(place)) + [today] {
        let second = SecondCount(district.state, plan, on: day, today: today)
        let asked = ["--plan", plan.id, "--as-of", day.text(.en)]
        try compare(try office.progress(asked[0], asked[1], asked[2], asked[3]), second)
        try compareLists(office, asked, second)
        try compareOverview(office, asked, second)
      }
    }
  }

  /// Puts a district into a registry as its journal would hold it: no rule is asked.
  private func write(_ district: RandomDistrict, to office: Office) throws {
    let registry = try RegistryDirectory(FilePath(office.registry), .reading, account: "test")
    let before = try registry.load().state
    let first = try #require(district.state.offices[1])
    let settings = first.settings(from: before.offices[1])
    let set = ChangeSet(
      [Change(.office, settings)] + district.changes.filter { $0.id.kind != .office })
    let commit = Commit(
      seq: before.seq + 1, at: Instant(seconds: 1_700_000_000), by: "test", set: set)
    let bytes = try #require(Disk.read(office.journal))
    let sealed = String(decoding: bytes, as: UTF8.self)
    let previous = sealed.matches(of: /"sha256":"([0-9a-f]+)"/).last.map { String($0.output.1) }
    let line = JournalLine.encoded(commit, previous: previous).bytes
    try Disk.write(bytes + line + [UInt8(ascii: "\n")], to: office.journal)
    try Disk.makeDirectory(office.registry + "/plans")
    for (id, plan) in district.files {
      var bytes: [UInt8] = []
      plan.write(to: &bytes)
      try Disk.write(bytes, to: office.registry + "/plans/\(id).json")
    }
  }

  private func compare(_ report: ProgressReport, _ second: SecondCount) throws {
    let place = "\(report.plan), \(report.asOf)"
    for target in second.plan.targets {
      let said = try report[target.id]
      let answer = try #require(second.answer(to: target))
      #expect(said.value == answer.text, "\(target.id), \(place)")
      #expect(said.sum == answer.sum && said.over == answer.over, "\(target.id), \(place)")
      #expect(said.met == answer.isMet, "\(target.id), \(place)")
      #expect(said.shortfall == answer.shortfall, "\(target.id), \(place)")
      #expect(said.partialDates == answer.partialDates, "\(target.id), \(place)")
      for list in Behind.allCases {
        #expect(
          said.records?[list.rawValue] == answer.lists[list]?.count ?? 0,
          "\(list), \(target.id), \(place)")
      }
    }
    for list in DistrictList.allCases {
      #expect(report.district?[list.rawValue] == second.list(list)?.count, "\(list), \(place)")
    }
  }

  private func compareLists(
    _ office: Office, _ asked: [String], _ second: SecondCount
  ) throws {
    let list = { (kind: Kind, query: String) in
      let outcome = try office.start(["list", kind.rawValue, query, "--json"] + asked).wait()
      guard case .array(let records) = try JSONValue(outcome.bytes) else {
        throw Failed("list \(kind) \(query): \(outcome.error)")
      }
      return records
    }
    let ids = { (records: [JSONValue]) in
      records.compactMap { if case .string(let id)? = $0["id"] { RecordID(id) } else { nil } }
    }
    for kind in Kind.allCases where kind.schema.hasLife {
      let all = try list(kind, "")
      let shown = second.shown(kind)
      #expect(ids(all) == shown, "\(kind), \(asked)")
      let existing = second.existing(kind).filter(shown.contains)
      #expect(ids(try list(kind, "exists:yes")) == existing, "\(kind), \(asked)")
      if kind.schema.hasHome {
        let urban = shown.filter { second.isOn(urban: true, $0) }
        #expect(ids(try list(kind, "area:urban")) == urban, "\(kind), \(asked)")
      }
      guard kind == .organization else { continue }
      for record in all.prefix(20) {
        guard let id = ids([record]).first, let own = second.state.organizations[id.number]?.record
        else { continue }
        let values: [String: JSON?] = [
          "tier": own.tier[second.day]?.json, "status": own.status[second.day]?.json,
          "reach": own.reach[second.day]?.json, "community": own.community[second.day]?.json,
        ]
        for (key, value) in values {
          #expect(record[key] == value?.string.map(JSONValue.string), "\(key) of \(id), \(asked)")
        }
      }
      if let first = ids(all).first {
        let shown = try office.start(["show", first.description, "--json"] + asked).wait()
        guard case .object(var whole) = try JSONValue(shown.bytes) else { continue }
        var rows: [JSONValue] = []
        if case .array(let inspections)? = whole.removeValue(forKey: "inspections") {
          rows = inspections
        }
        #expect(JSONValue.object(whole) == all[0], "\(first), \(asked)")
        let inspections = second.shown(.inspection).filter {
          second.state.inspections[$0.number]?.record.organization == first
        }
        #expect(ids(rows) == inspections, "\(first), \(asked)")
      }
    }
    let places = second.places(notCounted: [])
    for (query, belongs) in [
      ("orgs:0", { $0.organizations == 0 }), ("!workers", { $0.workers > 0 }),
    ] as [(String, (SecondCount.Place) -> Bool)] {
      let expected = second.shown(.community).filter { places[$0].map(belongs) ?? false }
      #expect(ids(try list(.community, query)) == expected, "\(query), \(asked)")
    }
  }

  private func compareOverview(
    _ office: Office, _ asked: [String], _ second: SecondCount
  ) throws {
    let lines = try office.start(["overview", "--language", "en"] + asked).wait().lines
    // Behind its label a line has its number.
    let number = { (label: String) -> Int? in
      let rests = lines.compactMap { line in
        line.firstRange(of: label).map { line[$0.upperBound...] }
      }
      let number = rests.first?.firstMatch(of: /[0-9,]+/)
      return number.flatMap { Int($0.output.replacing(",", with: "")) }
    }
    let months = second.state.office.dormantAfter ?? 24
    let rows: [(String, Int?)] = [
      ("Organizations not counted", second.list(.notCounted)?.count),
      ("Unconfirmed for \(months) months", second.list(.unconfirmed)?.count),
      ("Workers in several places", second.list(.shared)?.count),
      ("2 Communities", second.existing(.community).count),
      ("3 Organizations", second.shown(.organization).count),
      ("4 Workers", second.shown(.worker).count),
    ]
    // What the window has no room for is not printed.
    for (label, expected) in rows {
      if let said = number(label) { #expect(said == expected, "\(label), \(asked): \(lines)") }
    }
    #expect(rows.contains { number($0.0) != nil }, "\(asked): \(lines)")
  }
}
