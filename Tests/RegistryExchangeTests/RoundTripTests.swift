import RegistryDemo
import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("What is exported comes back")
struct RoundTripTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 24)!

  /// The sample district with all its records, made once.
  private static let full = try? registry(Set(Kind.allCases)).state

  /// The sample district with records of these kinds.
  private static func registry(_ kinds: Set<Kind>) throws -> Registry {
    var registry = Registry(today: today)
    for entry in try DemoDistrict(until: today).entries {
      var set = entry.set
      set.changes.removeAll { !kinds.contains($0.id.kind) }
      if !set.changes.isEmpty { try registry.append(set) }
    }
    if kinds.contains(.view) { try registry.append(ChangeSet(views)) }
    return registry
  }

  /// One of the office, one of a clerk, with all a view may have.
  private static var views: [Change] {
    [nil, "zhangmin"].enumerated().map { place, owner in
      var view = View()
      (view.name, view.list, view.owner) = ("未核实, 停止", KindName(.organization), owner)
      (view.query, view.columns) = ("status:dormant \"a b\"", ["name", "phone"])
      view.sort = ListOrder("members", isDescending: true)
      return Change(RecordID(.view, -1 - place), isNew: true, view.settings(from: nil))
    }
  }

  @Test(
    "every row of every kind is the same, masked or not, in both languages",
    arguments: Import.kinds, [true, false])
  func same(kind: Kind, isMasked: Bool) throws {
    let state = try #require(Self.full)
    let ids = state[kind].rows.map(\.id)
    let listing = Listing(kind, ids, of: state, on: Self.today, isMasked: isMasked)
    for (language, reader) in zip(
      [.en, .chinese, .en, .chinese] as [Language],
      [.program, .program, .spreadsheet, .spreadsheet] as [CSVWriter.Reader])
    {
      let file = listing.csv(language, for: reader)
      let plan = Import(kind, into: state, today: Self.today).plan(file)
      #expect(plan.problems == [])
      #expect(plan.counts == .init(same: ids.count))
      #expect(plan.changeSet == nil)
      let unused = plan.file.columns.filter { if case .ignored = $0.use { true } else { false } }
      #expect(unused.isEmpty)
    }
  }

  @Test(
    "an unmasked export makes the same records in a registry that lacks them",
    arguments: [Kind.organization, .worker, .assignment, .programme, .need, .activity])
  func anew(kind: Kind) throws {
    let full = try #require(Self.full)
    let ids = full[kind].rows.map(\.id)
    let file = withoutIDs(
      Listing(kind, ids, of: full, on: Self.today, isMasked: false)
        .csv(.chinese, for: .spreadsheet))
    let needed: [Kind: Set<Kind>] = [
      .organization: [.office, .community], .worker: [.office, .community, .organization],
      .assignment: [.office, .community, .organization, .worker],
      .programme: [.office, .community, .organization, .worker, .purchase],
      .need: [.office, .community, .organization, .worker, .purchase, .programme],
      .activity: [.office, .community, .organization, .worker, .purchase, .programme],
    ]
    var registry = try Self.registry(needed[kind] ?? [])
    let plan = Import(kind, into: registry.state, today: Self.today).plan(file)
    #expect(plan.problems == [])
    #expect(plan.counts == .init(new: ids.count))
    try registry.append(try #require(plan.changeSet))
    let export = { (state: RegistryState) in
      Listing(kind, ids, of: state, on: Self.today, isMasked: false).json
    }
    #expect(export(registry.state) == export(full))
  }

  /// Another registry gives ids of its own.
  private func withoutIDs(_ file: [UInt8]) -> [UInt8] {
    let text = String(decoding: file, as: UTF8.self)
    return Array(text.replacing("\u{FEFF}id,", with: "row,").utf8)
  }

  @Test("whatever a name is, its record comes back, and what refers to it")
  func strangeNames() throws {
    let names = [
      "1E+02", "1.5E-3", "甲, 乙", "甲、乙;丙", "m1", "o2", "110105001024", "'x", "=x", "3-12", "001",
      "甲\"乙\"", "甲", "甲", "true",
    ]
    var registry = Registry(today: Self.today)
    var records: [any Record] = []
    for (place, name) in names.enumerated() {
      var community = Community()
      community.code = Dated(try DivisionCode(text: "\(330_199_001_001 + place)"))
      (community.name, community.committee) = (Dated(name), Dated(.residents))
      if place > 1 {
        community.replacedBy = (1..<place).map { RecordID(.community, $0) }
        community.endedOn = place % 2 == 0 ? CivilDate(year: 2020, month: 1, day: 1) : nil
      }
      records.append(community)
      var organization = Organization()
      (organization.name, organization.tier) = (name, Dated(.ledger))
      (organization.reach, organization.status) = (Dated(.community), Dated(.active))
      organization.community = Dated(RecordID(.community, place + 1))
      records.append(organization)
      var worker = Worker()
      (worker.name, worker.employer) = (name, RecordID(.organization, place + 1))
      records.append(worker)
    }
    try registry.add(records)
    for kind in [Kind.community, .organization, .worker] {
      for language in Language.allCases {
        let ids = registry.state[kind].rows.map(\.id)
        for reader in [CSVWriter.Reader.spreadsheet, .program] {
          let file = Listing(kind, ids, of: registry.state, on: Self.today)
            .csv(language, for: reader)
          let plan = Import(kind, into: registry.state, today: Self.today).plan(file)
          #expect(plan.problems == [])
          #expect(plan.counts == .init(same: names.count))
        }
      }
    }
  }

  @Test("JSON has the files' words, and nothing private in full unless asked")
  func json() throws {
    let state = try #require(Self.full)
    let worker = try #require(state.workers.inUse.first { $0.record.phone != nil })
    let masked = Listing(.worker, [], of: state, on: Self.today).json(of: worker)
    let number = try #require(worker.record.idNumber?.description)
    #expect(masked["id"] == worker.id.json)
    #expect(masked["idType"] == "resident")
    #expect(
      masked["idNumber"]?.string
        == String(number.prefix(3)) + "***********" + String(number.suffix(4)))
    #expect(masked["phone"]?.array?.first?.string?.contains("****") == true)
    let full = Listing(.worker, [], of: state, on: Self.today, isMasked: false).json(of: worker)
    #expect(full["idNumber"]?.string == number)
    #expect(Listing(.worker, [], of: state, on: Self.today).json.indentedText == "[]")
    let csv = Listing(.worker, state.workers.inUse.map(\.id), of: state, on: Self.today)
      .csv(.en, for: .spreadsheet)
    let text = String(decoding: csv, as: UTF8.self)
    for stored in state.workers.inUse {
      #expect(!text.contains(try #require(stored.record.idNumber?.description)))
    }
  }

  @Test("no cell of a hostile registry is a formula or a control")
  func hostile() throws {
    var registry = Registry(today: Self.today)
    var community = Community()
    community.code = Dated(try DivisionCode(text: "330199001001"))
    community.committee = Dated(.residents)
    community.name = Dated("=HYPERLINK(\"http://x\",\"\u{1B}[2J\u{202E}安居\")")
    community.note = "@SUM(A1)\u{0}"
    try registry.add([community])
    let listing = Listing(
      .community, [RecordID(.community, 1)], of: registry.state, on: Self.today)
    for reader in [CSVWriter.Reader.spreadsheet, .program] {
      let row = try CSVReader(TextDecoding(listing.csv(.en, for: reader)).utf8).rows[1]
      for cell in row.cells {
        #expect(!"=+-@".contains(cell.first ?? "x"), "\(cell)")
        #expect(
          !cell.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x202E })
      }
      #expect(row.cells[2] == "'=HYPERLINK(\"http://x\",\"[2J安居\")")
    }
  }

  @Test("a program gets values and line feeds; a spreadsheet also a mark and tabs")
  func readers() throws {
    var registry = Registry(today: Self.today)
    var community = Community()
    community.code = Dated(try DivisionCode(text: "330199001001"))
    community.name = Dated("安居社区居委会")
    community.committee = Dated(.residents)
    try registry.add([community])
    let ids = [RecordID(.community, 1)]
    let column = try #require(Community.kindSchema["code"])
    let listing = Listing(
      .community, ids, [.init(column, of: registry.state, on: Self.today)], of: registry.state,
      on: Self.today, isMasked: true)
    #expect(listing.csv(.en, for: .program) == Array("id,Code\nm1,330199001001\n".utf8))
    #expect(
      listing.csv(.en, for: .spreadsheet)
        == [0xEF, 0xBB, 0xBF] + Array("id,Code\r\nm1,\"\t330199001001\"\r\n".utf8))
  }
}
