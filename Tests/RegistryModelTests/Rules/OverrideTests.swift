import Testing

@testable import RegistryModel

/// A strict office refuses suppliers that others only ask about; a supervisor may let one through.
@Suite struct OverrideTests {
  private let purchase = RecordID(.purchase, 1)

  private func account(_ login: String, _ role: AccountRole) -> Account {
    var account = Account()
    (account.login, account.name, account.role) = (login, login, role)
    return account
  }

  /// An office with a supervisor wang and a clerk li; its one organization is only filed.
  private func registry(isStrict: Bool) throws -> TestRegistry {
    var registry = try Sample.registry()
    var office = Sample.office()
    office.strictSuppliers = isStrict
    try registry.add(account("wang", .supervisor))
    try registry.append(
      ChangeSet([Change(.office, isNew: true, office.settings(from: nil))]), by: "wang")
    try registry.append(new(account("li", .clerk)), by: "wang")
    return registry
  }

  private func new(_ record: any Record, reason: String? = nil) -> ChangeSet {
    let reasons =
      reason.map { [Setting.accepted("supplier-unregistered", from: nil, to: $0)] } ?? []
    return ChangeSet([
      Change(RecordID(record.kind, -1), isNew: true, record.settings(from: nil) + reasons)
    ])
  }

  private func rules(_ error: RebaseError?) -> [String] {
    if case .rules(let findings)? = error { findings.map(\.rule) } else { [] }
  }

  private func open(_ registry: TestRegistry) -> [String] {
    registry.state[purchase].map { registry.state.openFindings(of: $0, today: registry.today) }?
      .map(\.rule).filter { $0 == "supplier-unregistered" } ?? []
  }

  @Test func `without strictness it is asked, and any clerk's reason answers it`() throws {
    var registry = try registry(isStrict: false)
    try registry.append(new(Sample.purchase()), by: "li")
    #expect(open(registry) == ["supplier-unregistered"])
    try registry.append(
      ChangeSet([Change(purchase, [.accepted("supplier-unregistered", from: nil, to: "民办机构")])]),
      by: "li")
    #expect(open(registry).isEmpty)
  }

  @Test func `a strict office refuses it, and takes a reason from a supervisor only`() throws {
    var registry = try registry(isStrict: true)
    let refused = #expect(throws: RebaseError.self) {
      try registry.append(new(Sample.purchase()), by: "li")
    }
    #expect(rules(refused) == ["supplier-unregistered"])
    let notAllowed = #expect(throws: RebaseError.self) {
      try registry.append(new(Sample.purchase(), reason: "唯一来源"), by: "li")
    }
    guard case .notAllowed(let words)? = notAllowed else {
      Issue.record("\(String(describing: notAllowed))")
      return
    }
    #expect(words.en.contains("only a supervisor may override this rule"))
    try registry.append(new(Sample.purchase(), reason: "唯一来源"), by: "wang")
    #expect(open(registry).isEmpty)
    // For everyone: a clerk goes on with the record.
    try registry.append(
      registry.change(purchase, Purchase.self) { $0.note = "已报备" }, by: "li")
    #expect(registry.state[purchase]?.accepted["supplier-unregistered"] == "唯一来源")
  }

  @Test func `it holds until the supplier or the day of signing changes`() throws {
    var registry = try registry(isStrict: true)
    try registry.append(new(Sample.purchase(), reason: "唯一来源"), by: "wang")
    let later = registry.change(purchase, Purchase.self) { $0.signedOn = "2020-03-02" }
    let error = #expect(throws: RebaseError.self) { try registry.append(later, by: "li") }
    #expect(rules(error) == ["supplier-unregistered"])
    // Another supplier, of whom nothing is asked: the reason was not given for it.
    let other = registry.change(purchase, Purchase.self) {
      ($0.supplier, $0.supplierName) = (nil, "外区社工机构")
    }
    try registry.append(other, by: "li")
    #expect(registry.state[purchase]?.accepted["supplier-unregistered"] == nil)
    let back = registry.change(purchase, Purchase.self) {
      ($0.supplier, $0.supplierName) = (RecordID(.organization, 1), nil)
    }
    #expect(throws: RebaseError.self) { try registry.append(back, by: "li") }
  }

  @Test func `what is typed is judged with the reason that is given`() throws {
    let registry = try registry(isStrict: true)
    let id = RecordID(.purchase, -1)
    let judgement = registry.state.judgement(of: Sample.purchase(), as: id, today: registry.today)
    let finding = try #require(judgement.refused.first { $0.rule == "supplier-unregistered" })
    #expect(finding.isOverridable)
    let with = registry.state.judgement(
      of: Sample.purchase(), as: id, accepting: ["supplier-unregistered": "唯一来源"],
      today: registry.today)
    #expect(!with.refused.contains { $0.rule == "supplier-unregistered" })
  }
}
