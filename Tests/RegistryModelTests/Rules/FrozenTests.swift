import Testing

@testable import RegistryModel

/// What is saved into a frozen period is asked about, and nothing else.
@Suite("Saves into frozen periods")
struct FrozenTests {
  /// A small registry on 30 June 2020, with the first quarter frozen.
  private static func registry(frozen: String...) throws -> TestRegistry {
    var registry = try Sample.registry()
    for text in frozen {
      var period = Period()
      (period.period, period.version, period.frozenOn) = (ReportPeriod(text), 1, "2020-06-30")
      period.reports = FrozenReports([])
      try registry.add(period)
    }
    return registry
  }

  private static func question(_ change: Change, in registry: TestRegistry) -> Finding? {
    registry.state.judgements(of: [change], today: registry.today)[0].asked
      .first(where: \.isAboutFrozen)
  }

  private static func asked<R: Record>(
    _ id: RecordID, _: R.Type, in registry: TestRegistry, _ alter: (inout R) -> Void
  ) -> Finding? {
    question(registry.change(id, R.self, alter).changes[0], in: registry)
  }

  private static let (worker, organization) = (RecordID(.worker, 1), RecordID(.organization, 1))

  @Test("what ends, begins or changes after it is none of its days")
  func later() throws {
    let registry = try Self.registry(frozen: "2020-Q1")
    #expect(
      Self.asked(Self.worker, Worker.self, in: registry) { $0.leftOn = "2020-04-30" } == nil)
    #expect(
      Self.asked(Self.organization, Organization.self, in: registry) {
        $0.status.change(to: .dormant, from: "2020-04-01")
      } == nil)
    var late = Sample.organization("合唱团")
    late.registeredOn = "2020-04"
    let change = Change(RecordID(.organization, -1), isNew: true, late.settings(from: nil))
    #expect(Self.question(change, in: registry) == nil)
    #expect(
      registry.state.judgement(of: late, as: change.id, today: registry.today).asked.allSatisfy {
        $0.rule != "frozen"
      })
  }

  @Test("an organization that is taken up later stays what it was")
  func takenUp() throws {
    var registry = try Self.registry(frozen: "2020-Q1")
    var ledger = Sample.organization("合唱团")
    (ledger.tier, ledger.registeredOn) = (Dated(.ledger), nil)
    let id = try registry.add(ledger)
    #expect(
      Self.asked(id, Organization.self, in: registry) {
        $0.tier.change(to: .filed, from: "2020-05-01")
        $0.registeredOn = "2020-05-01"
      } == nil)
    #expect(
      Self.asked(id, Organization.self, in: registry) {
        $0.tier.change(to: .filed, from: "2020-03-01")
        $0.registeredOn = "2020-03-01"
      }?.field == "tier")
  }

  @Test("what is on its days is, at the field that changes")
  func within() throws {
    let registry = try Self.registry(frozen: "2020-Q1")
    let left = try #require(
      Self.asked(Self.worker, Worker.self, in: registry) { $0.leftOn = "2020-03-31" })
    #expect(left.field == "leftOn" && left.severity == .soft && left.id == Self.worker)
    #expect(left.words.en == "quarter 1 of 2020 is frozen, and this may change its reports")
    #expect(left.words.chinese == "2020 年第一季度已冻结，保存可能改变其报表")
    #expect(
      Self.asked(Self.organization, Organization.self, in: registry) {
        $0.status.change(to: .dormant, from: "2020-03-31")
      }?.field == "status")
    let new = Sample.organization("合唱团")
    let id = RecordID(.organization, -1)
    let change = Change(id, isNew: true, new.settings(from: nil))
    #expect(Self.question(change, in: registry)?.id == id)
    #expect(
      registry.state.judgement(of: new, as: id, today: registry.today).asked.contains {
        $0.rule == "frozen"
      })
    // A correction is of all days.
    #expect(
      Self.asked(Self.organization, Organization.self, in: registry) {
        $0.activityClass = .charity
      }?.field == "activityClass")
  }

  @Test("what no report reads is not")
  func unread() throws {
    let registry = try Self.registry(frozen: "2020-Q1")
    #expect(
      Self.asked(Self.worker, Worker.self, in: registry) {
        ($0.phone, $0.note) = ([try! PhoneNumber(text: "13812071612")], "调休")
      } == nil)
    #expect(
      Self.asked(Self.organization, Organization.self, in: registry) {
        ($0.head, $0.confirmedOn) = ("王芳", "2020-06-30")
      } == nil)
  }

  @Test("the recycle bin takes from it and gives back")
  func bin() throws {
    var registry = try Self.registry(frozen: "2020-Q1")
    let binning = Change(Self.organization, [.binned(from: nil, to: "错录")])
    #expect(Self.question(binning, in: registry) != nil)
    try registry.append(ChangeSet([binning]))
    let restoring = Change(Self.organization, [.binned(from: "错录", to: nil)])
    #expect(Self.question(restoring, in: registry) != nil)
    // What lies in the bin is in no report.
    #expect(
      Self.asked(Self.organization, Organization.self, in: registry) { $0.reach = Dated(.town) }
        == nil)
  }

  @Test("a payment is of the day it is made")
  func payment() throws {
    var registry = try Self.registry(frozen: "2020-Q1")
    let purchase = try registry.add(Sample.purchase())
    var row = Instalment()
    (row.purchase, row.due) = (purchase, "2020-03-01")
    row.amount = try Yuan(text: "1000")
    let id = try registry.add(row)
    func paid(_ day: CivilDate) -> Finding? {
      Self.asked(id, Instalment.self, in: registry) { ($0.paidOn, $0.paid) = (day, $0.amount) }
    }
    #expect(paid("2020-05-01") == nil)
    #expect(paid("2020-03-31") != nil)
  }

  @Test("all that it reaches into are named, those that were reopened are not")
  func several() throws {
    var registry = try Self.registry(frozen: "2019", "2020-Q1", "2020-05")
    let words = Self.asked(Self.organization, Organization.self, in: registry) {
      $0.status.change(to: .dormant, from: "2020-03-31")
    }?.words.en
    #expect(words == "frozen periods whose reports this may change: 2020-Q1, 2020-05")
    let period = try #require(ReportPeriod("2020-Q1"))
    let quarter = try #require(registry.state.frozen(period))
    try registry.append(
      registry.change(quarter.id, Period.self) {
        ($0.reopenedOn, $0.reopenReason) = ("2020-06-30", "漏报")
      })
    let after = Self.asked(Self.organization, Organization.self, in: registry) {
      $0.status.change(to: .dormant, from: "2020-03-31")
    }?.words.en
    #expect(after == "2020-05 is frozen, and this may change its reports")
    #expect(registry.state.frozen(period) == nil)
    #expect(registry.state.nextVersion(of: period) == 2)
  }

  @Test("it is a question at the save, and none of the record that is saved")
  func atSaveOnly() throws {
    var registry = try Self.registry(frozen: "2020-Q1")
    try registry.append(
      registry.change(Self.worker, Worker.self) { $0.leftOn = "2020-03-31" })
    let stored = try #require(registry.state[Self.worker])
    #expect(registry.state.openFindings(of: stored, today: registry.today).isEmpty)
  }

  @Test("what was frozen stays, a supervisor alone freezes and reopens")
  func permission() throws {
    var registry = try Self.registry(frozen: "2020-Q1")
    let id = RecordID(.period, 1)
    var account = Account()
    (account.login, account.role) = ("chief", .supervisor)
    try registry.add(account)
    let reopening = registry.change(id, Period.self) {
      ($0.reopenedOn, $0.reopenReason) = ("2020-06-30", "漏报")
    }
    #expect(registry.state.refusal(of: reopening, by: "clerk") != nil)
    #expect(registry.state.refusal(of: reopening, by: "chief") == nil)
    for set in [
      registry.change(id, Period.self) { $0.seq = 7 },
      registry.change(id, Period.self) { $0.reports = FrozenReports([1]) },
      ChangeSet([Change(id, [.binned(from: nil, to: "错")])]),
    ] {
      #expect(registry.state.refusal(of: set, by: "chief")?.en.contains("stays") == true)
    }
    var new = Period()
    (new.period, new.version, new.frozenOn) = (ReportPeriod("2020-05"), 1, "2020-06-30")
    let freezing = ChangeSet([Change(RecordID(.period, -1), isNew: true, new.settings(from: nil))])
    #expect(registry.state.refusal(of: freezing, by: "clerk") != nil)
    #expect(registry.state.refusal(of: freezing, by: "chief") == nil)
  }

  @Test("the name of one that comes later is told where one that is there names it")
  func named() throws {
    var registry = try Self.registry(frozen: "2020-Q1")
    var late = Sample.organization("合唱团")
    late.registeredOn = "2020-05-01"
    let id = try registry.add(late)
    #expect(Self.asked(id, Organization.self, in: registry) { $0.name = "晚霞合唱团" } == nil)
    var programme = Sample.programme("助老")
    programme.carrier = Dated(id)
    try registry.force(programme, as: RecordID(.programme, 1))
    #expect(Self.asked(id, Organization.self, in: registry) { $0.name = "晚霞合唱团" } != nil)
  }
}
