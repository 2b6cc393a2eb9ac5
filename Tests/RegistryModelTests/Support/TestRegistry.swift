import RegistryModel

/// A registry in memory that takes change sets as the store would: rebased at its head, then
/// applied.
struct TestRegistry {
  private(set) var state = RegistryState()
  /// Everything that was applied, oldest first.
  private(set) var journal: [Commit] = []
  let today: CivilDate

  init(today: CivilDate = "2020-06-30") {
    self.today = today
  }

  /// Has records belong to others.
  mutating func give(_ ownership: Ownership) { state.ownership = ownership }

  /// Appends a change set made on `base`, or on the head; returns what was journalled.
  @discardableResult
  mutating func append(
    _ set: ChangeSet, from base: RegistryState? = nil, by account: String = "test"
  ) throws -> ChangeSet {
    let merged = try state.rebase(set, from: base ?? state, by: account, today: today)
    if !merged.isEmpty { try apply(merged, by: account) }
    return merged
  }

  /// Applies a change set as it is, asking no rule.
  mutating func apply(_ set: ChangeSet, by account: String = "test") throws {
    let seq = state.seq + 1
    let commit = Commit(seq: seq, at: Instant(seconds: seq), by: account, set: set)
    try state.apply(commit)
    journal.append(commit)
  }

  /// Adds one record; its final id.
  @discardableResult
  mutating func add(_ record: any Record) throws -> RecordID {
    let set = ChangeSet([Change(RecordID(record.kind, -1), isNew: true, record.settings(from: nil))]
    )
    return try append(set).changes[0].id
  }

  /// Adds one record whatever the rules say of it.
  @discardableResult
  mutating func force(_ record: any Record, as id: RecordID) throws -> RecordID {
    try apply(ChangeSet([Change(id, isNew: true, record.settings(from: nil))]))
    return id
  }

  /// What the head's clerk has to save after altering a record.
  func change<R: Record>(_ id: RecordID, _: R.Type, _ alter: (inout R) -> Void) -> ChangeSet {
    guard let before = state[id]?.content as? R else { return ChangeSet([]) }
    var after = before
    alter(&after)
    return ChangeSet([Change(id, after.settings(from: before))])
  }
}

extension TestRegistry: History {
  func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(Never) -> ChangePage {
    // Small pages, so that every search goes on.
    ChangePage(of: journal, filter, before: seq, limit: min(limit, 3))
  }

  /// What taking `target` back comes to.
  func plan(_ target: UndoTarget) -> UndoPlan {
    state.plan(target, in: self, by: "test", binning: "undone", today: today)
  }

  /// Takes `target` back, or fails with what is in the way; the seqs taken back.
  @discardableResult
  mutating func undo(_ target: UndoTarget, by account: String = "test") throws -> [Int] {
    let plan = plan(target)
    try append(plan.result.get(), by: account)
    return plan.commits.map(\.seq)
  }
}

extension RegistryState {
  /// All records in their file form without the seq that touched them: what two states agree in.
  var contents: [String] {
    Kind.allCases.flatMap { self[$0].allRows.map(\.json.withoutSeq.text) }
  }
}

extension JSON {
  /// A record line without `changed`.
  var withoutSeq: JSON {
    .object((members ?? []).filter { $0.key != "changed" })
  }
}

extension CivilDate: ExpressibleByStringLiteral {
  /// A date of a test.
  public init(stringLiteral text: String) {
    self = try! CivilDate(text: text)
  }
}

/// Records of tests that break no rule.
enum Sample {
  static func community(_ serial: Int, _ name: String? = nil) -> Community {
    var community = Community()
    community.code = Dated(try! DivisionCode(text: String(110_105_001_000 + serial)))
    community.name = Dated(name ?? "第\(serial)社区居委会")
    community.committee = Dated(.residents)
    return community
  }

  static func organization(_ name: String, home: RecordID = RecordID(.community, 1)) -> Organization
  {
    var organization = Organization()
    organization.name = name
    organization.tier = Dated(.filed)
    organization.status = Dated(.active)
    organization.reach = Dated(.community)
    organization.community = Dated(home)
    organization.registeredOn = "2017-01-01"
    organization.activityClass = .mutualAid
    organization.head = "李红"
    organization.phone = [try! PhoneNumber(text: "13812071612")]
    return organization
  }

  static func worker(_ name: String) -> Worker {
    var worker = Worker()
    worker.name = name
    worker.startedOn = "2016-01-01"
    worker.phone = [try! PhoneNumber(text: "13912345678")]
    return worker
  }

  static func assignment(
    _ worker: RecordID = RecordID(.worker, 1), in community: RecordID = RecordID(.community, 1),
    _ role: Role = .socialWorker, since: CivilDate = "2018-01-01", until: CivilDate? = nil
  ) -> Assignment {
    var assignment = Assignment()
    assignment.worker = worker
    assignment.community = community
    assignment.role = role
    assignment.since = since
    assignment.until = until
    return assignment
  }

  static func need(_ title: String, in community: RecordID = RecordID(.community, 1)) -> Need {
    var need = Need()
    (need.title, need.community, need.topic) = (title, community, .neighbours)
    (need.raisedOn, need.status) = ("2020-05-11", Dated(.open))
    return need
  }

  /// One that runs all year, with the first record of each kind it ties together.
  static func programme(_ name: String) -> Programme {
    var programme = Programme()
    (programme.name, programme.form, programme.status) = (name, .project, Dated(.running))
    (programme.since, programme.until) = ("2020-01-01", "2020-12-31")
    programme.communities = Dated([RecordID(.community, 1)])
    programme.carrier = Dated(RecordID(.organization, 1))
    programme.workers = Dated([RecordID(.worker, 1)])
    return programme
  }

  static func activity(of programme: RecordID = RecordID(.programme, 1)) -> Activity {
    var activity = Activity()
    (activity.programme, activity.heldOn, activity.activityKind) = (programme, "2020-05-11", .event)
    activity.count = 1
    return activity
  }

  static func office() -> Office {
    var office = Office()
    office.name = "朝阳区"
    office.district = try! DistrictCode(text: "110105")
    return office
  }

  /// One community, one organization, one worker, one assignment.
  static func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.add(community(1, "安居社区居委会"))
    try registry.add(organization("安居邻里互助会"))
    try registry.add(worker("王芳"))
    try registry.add(assignment())
    return registry
  }
}
