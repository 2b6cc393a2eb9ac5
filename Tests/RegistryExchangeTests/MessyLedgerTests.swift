import RegistryDemo
import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("A messy ledger")
struct MessyLedgerTests {
  private let today = CivilDate(year: 2026, month: 11, day: 24)!

  /// The sample district's office and communities.
  private func registry() throws -> Registry {
    var registry = Registry(today: today)
    for entry in try DemoDistrict(until: today).entries {
      var set = entry.set
      set.changes.removeAll { $0.id.kind != .office && $0.id.kind != .community }
      if !set.changes.isEmpty { try registry.append(set) }
    }
    return registry
  }

  @Test("is refused line by line, comes in once mended, and goes out as spreadsheets want it")
  func ledger() throws {
    var registry = try registry()
    let existing = registry.state.communities.inUse.map(\.record).filter { $0.endedOn == nil }
    let ledger = MessyLedger(communities: existing)
    let order = { (state: RegistryState) in
      Import(.organization, into: state, today: today, source: "台账.csv")
    }

    let broken = order(registry.state).plan(encoded(ledger.text(isMended: false), as: "GB18030"))
    #expect(broken.file.encoding == "GB18030")
    #expect(
      broken.problems.map { $0.text(file: "台账.csv", .en) }
        == ledger.expectedProblems(file: "台账.csv"))
    #expect(broken.counts == .init(new: MessyLedger.rowCount - 8, bad: 8))
    #expect(broken.changeSet == nil)

    let mended = encoded(ledger.text(isMended: true), as: "GB18030")
    let plan = order(registry.state).plan(mended)
    #expect(plan.problems == [])
    #expect(plan.counts == .init(new: MessyLedger.rowCount))
    let ignored = plan.file.columns.filter { if case .ignored = $0.use { true } else { false } }
    #expect(ignored.map(\.header) == ["序号", "备注栏"])
    try registry.append(try #require(plan.changeSet))
    let organizations = Array(registry.state.organizations.inUse.map(\.record))
    #expect(organizations.count == MessyLedger.rowCount)
    #expect(organizations.allSatisfy { $0.community[today] != nil && $0.tier[today] != nil })
    #expect(organizations.count { $0.registeredOn?.isFull == false } == 150)
    #expect(organizations.count { $0.head == "𬱖䶮" } == 75)
    #expect(organizations.contains { $0.phone?.first?.description == "16410007919" })

    let again = order(registry.state).plan(mended)
    #expect(again.counts == .init(same: MessyLedger.rowCount))
    #expect(again.changeSet == nil)

    let ids = registry.state.organizations.inUse.map(\.id)
    let file = Listing(.organization, ids, of: registry.state, on: today)
      .csv(.chinese, for: .spreadsheet)
    #expect(Array(file.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let rows = try CSVReader(TextDecoding(file).utf8).rows
    #expect(rows.count == MessyLedger.rowCount + 1)
    for row in rows.dropFirst() {
      for cell in row.cells {
        #expect(!"=+-@".contains(cell.first ?? "x"))
        #expect(cell.utf8.count < 12 || !cell.utf8.allSatisfy { (0x30...0x39).contains($0) })
      }
    }
    #expect(order(registry.state).plan(file).counts == .init(same: MessyLedger.rowCount))
  }

  @Test("thirty thousand rows of one name in one community take seconds, not minutes")
  func linear() throws {
    let registry = try registry()
    let time = { (count: Int) in
      let rows = (0..<count).map { "老年协会,备案,330199001001,X-\($0)" }.joined(separator: "\n")
      let text = "名称,管理方式,社区代码,备案编号\n" + rows
      // The quickest of five: what else the machine does must not count.
      return (0..<5).map { _ in
        ContinuousClock().measure {
          let plan = Import(.organization, into: registry.state, today: today).plan(text.bytes)
          #expect(plan.counts == .init(new: count))
        }
      }.min() ?? .zero
    }
    // A quadratic import takes sixteen times as long for four times the rows.
    let (few, many) = (time(500), time(2000))
    #expect(many < few * 10, "\(few) for 500, \(many) for 2000")
  }
}
