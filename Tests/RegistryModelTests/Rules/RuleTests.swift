import Testing

@testable import RegistryModel

@Suite("Rules")
struct RuleTests {
  private struct Row {
    let kind: Kind
    let number: Int
    let key: String
    let severity: Severity
    let sentence: Words
  }

  private static let rows: [Row] = {
    func rows<R: Record>(_: R.Type) -> [Row] {
      R.rules.map {
        Row(
          kind: R.kind, number: $0.number, key: $0.key, severity: $0.severity, sentence: $0.sentence
        )
      }
    }
    return Kind.allCases.flatMap { rows($0.type) }
  }()

  /// What the design calls hard; every other rule asks for a reason.
  private static let hard: Set = [
    "community-term", "credit-code-unregistered", "certificate-term", "resident-number",
    "worker-term", "assignment-term", "assignment-overlap", "one-primary", "worker-active",
    "community-active", "sender-active", "replaced-by-itself", "view-name",
    "purchase-term", "signed-in-future", "term-over-three-years", "overpaid", "no-supplier",
    "supplier-barred", "paid-without-day", "day-without-paid", "paid-in-future",
    "need-names-person", "raised-in-future", "need-term", "need-reopened",
    "programme-term", "carrier-active", "programme-community-ended",
    "activity-in-future", "activity-community", "inspection-twice", "inspection-in-future",
    "period-frozen-twice", "period-not-over", "period-typed", "plan-read", "target-read",
    "target-twice", "mapping-typed",
  ]

  @Test("each has a number and a key of its own, and a sentence in both languages")
  func identity() {
    let common = [
      CommonRule.required, CommonRule.expected, CommonRule.unique, CommonRule.similar,
      CommonRule.reference, CommonRule.warning,
    ]
    let numbers = Self.rows.map(\.number) + common.map(\.number)
    let keys = Self.rows.map(\.key) + common.map(\.key)
    #expect(Set(numbers).count == numbers.count)
    #expect(Set(keys).count == keys.count)
    for row in Self.rows {
      #expect(
        row.sentence.en.split(separator: " ").count > 3 && row.sentence.en.allSatisfy(\.isASCII))
      #expect(row.sentence.chinese.contains { !$0.isASCII })
    }
    #expect(Set(Self.rows.filter { $0.severity == .hard }.map(\.key)) == Self.hard)
  }

  /// What takes several records is shown in tests of their own: shares below, rows of purchases in
  /// `PurchaseTests`, loads in `WorkerLoadTests`, plans and their targets in `OfficePlanTests`.
  private static let several = [
    "shares", "overpaid", "lines-do-not-add-up", "worker-load", "plan-read", "target-read",
    "target-twice", "target-deadline",
  ]

  @Test("each has an example that keeps it and one that breaks it")
  func complete() {
    #expect((RuleExample.all.map(\.rule) + Self.several).sorted() == Self.rows.map(\.key).sorted())
  }

  @Test("the examples do as they say", arguments: RuleExample.all.indices)
  func examples(place: Int) throws {
    let example = RuleExample.all[place]
    let row = try #require(Self.rows.first { $0.key == example.rule })
    var registry = try Sample.registry()
    try example.around(&registry)
    func findings(_ record: any Record) -> [Finding] {
      registry.state.findings(for: record, id: RecordID(record.kind, -1), today: registry.today)
        .filter { $0.rule == example.rule }
    }
    #expect(findings(example.keeps).isEmpty)
    let found = findings(example.breaks)
    #expect(found.map(\.field) == [example.field])
    #expect(found.map(\.severity) == [row.severity])
    #expect(found.map(\.number) == [row.number])
    #expect(example.breaks.kind == row.kind)
  }

  @Test("shares of active posts up to 100 % are kept, more is a question about the worker")
  func shares() throws {
    var registry = try Sample.registry()
    let worker = RecordID(.worker, 1)
    func rules() -> [String] {
      registry.state[worker].map { registry.state.openFindings(of: $0, today: registry.today) }?
        .map(\.rule) ?? []
    }
    for (role, share) in [(Role.gridWorker, "60"), (.volunteer, "40"), (.other, "0.1")] {
      #expect(rules() == [])
      var post = Sample.assignment(worker, role)
      post.share = try Percent(text: share)
      try registry.add(post)
    }
    #expect(rules() == ["shares"])
    try registry.append(
      registry.change(RecordID(.assignment, 2), Assignment.self) { $0.until = "2020-06-29" })
    #expect(rules() == [])
  }
}

extension Sample {
  fileprivate static func assignment(_ worker: RecordID, _ role: Role) -> Assignment {
    assignment(worker, in: RecordID(.community, 1), role)
  }
}
