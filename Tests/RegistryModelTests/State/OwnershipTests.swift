import Testing

@testable import RegistryModel

/// Records that belong to others: here the assignments of a worker are rows of the worker.
@Suite struct OwnershipTests {
  private let worker = RecordID(.worker, 1)
  private let row = RecordID(.assignment, 1)

  private func owned() throws -> OwnedKind { try #require(OwnedKind(.assignment, by: "worker")) }

  private func registry() throws -> TestRegistry {
    var registry = try Sample.registry()
    registry.give(Ownership([try owned()]))
    return registry
  }

  private func new(_ record: any Record, _ number: Int) -> Change {
    Change(RecordID(record.kind, -number), isNew: true, record.settings(from: nil))
  }

  private func binned(_ registry: TestRegistry, _ id: RecordID) -> String? {
    registry.state[id]?.binned
  }

  @Test func `a field that says so makes its kind belong to another`() {
    let row = Field<Assignment>(\.worker, "worker", "Worker", "社区工作者").belongs(to: .worker)
    #expect(row.info.namesOwner && row.info.refersTo == .worker)
    #expect(row.asked(Assignment(), "2020-01-01") == .required)
    let names = Kind.allCases.filter { $0.schema.fields.contains(where: \.namesOwner) }
    #expect(
      Set(Kind.allCases.flatMap { Ownership.declared.kinds(of: $0) }.map(\.kind)) == Set(names))
    #expect(OwnedKind(.assignment, by: "role") == nil)
  }

  @Test func `a new record and its rows are saved together, numbered together`() throws {
    var registry = try registry()
    let first = new(Sample.assignment(RecordID(.worker, -1)), 1)
    let second = new(
      Sample.assignment(RecordID(.worker, -1), .gridWorker, since: "2019-01-01"), 2)
    let set = try registry.append(ChangeSet([first, new(Sample.worker("张敏"), 1), second]))
    #expect(set.changes.map(\.id.description) == ["a2", "w2", "a3"])
    let rows = registry.state.rows(try owned(), of: RecordID(.worker, 2))
    #expect(rows.map(\.id.description) == ["a2", "a3"])
  }

  @Test func `what breaks a rule in a new row is told under the id the clerk knows`() throws {
    var registry = try registry()
    let early = new(Sample.assignment(RecordID(.worker, -1), since: "2010-01-01"), 7)
    let error = #expect(throws: RebaseError.self) {
      try registry.append(ChangeSet([new(Sample.worker("张敏"), 1), early]))
    }
    guard case .rules(let findings)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(findings.map(\.id) == [RecordID(.assignment, -7)])
  }

  @Test func `rows go to the recycle bin with their owner, those added meanwhile included`() throws
  {
    var registry = try registry()
    let base = registry.state
    try registry.add(Sample.assignment(worker, .gridWorker))
    let bin = ChangeSet([Change(worker, [.binned(from: nil, to: "误")])])
    let set = try registry.append(bin, from: base)
    #expect(set.changes.map(\.id.description) == ["w1", "a1", "a2"])
    #expect(binned(registry, row) == "误" && binned(registry, RecordID(.assignment, 2)) == "误")
    try registry.undo(.newest(by: "test"))
    #expect(binned(registry, worker) == nil && binned(registry, row) == nil)
    #expect(registry.state.rows(try owned(), of: worker).count == 2)
  }

  @Test func `those that went with the owner come back with it, and no others`() throws {
    var registry = try registry()
    let other = try registry.add(Sample.assignment(worker, .gridWorker))
    try registry.append(ChangeSet([Change(other, [.binned(from: nil, to: "误")])]))
    try registry.append(ChangeSet([Change(worker, [.binned(from: nil, to: "误")])]))
    try registry.append(ChangeSet([Change(worker, [.binned(from: "误", to: nil)])]))
    #expect(binned(registry, row) == nil && binned(registry, other) == "误")
  }

  @Test func `an undo that would take along a row added since is refused`() throws {
    var registry = try registry()
    try registry.append(ChangeSet([new(Sample.worker("张敏"), 1)]))
    let made = registry.state.seq
    try registry.add(Sample.assignment(RecordID(.worker, 2)))
    #expect(throws: UndoRefusal.self) { try registry.undo(.seq(made)) }
    #expect(binned(registry, RecordID(.worker, 2)) == nil)
  }

  @Test func `a record that stands alone is not put away while others name it`() throws {
    var registry = try Sample.registry()
    #expect(throws: RebaseError.self) {
      try registry.append(ChangeSet([Change(worker, [.binned(from: nil, to: "误")])]))
    }
  }

  @Test func `each change of a set is judged with the others`() throws {
    let state = try registry().state
    var leaves = Sample.worker("王芳")
    leaves.leftOn = "2019-12-31"
    let left = Change(
      worker, leaves.settings(from: try #require(state[worker]?.content)))
    let after = new(
      Sample.assignment(RecordID(.worker, 1), .gridWorker, since: "2020-01-01"), 3)
    let judged = state.judgements(of: [left, after], today: "2020-06-30")
    #expect(judged[0].refused.isEmpty)
    #expect(judged[1].refused.map(\.rule) == ["worker-active"])
    #expect(judged[1].refused.map(\.id) == [after.id])
    #expect(state.judgements(of: [after], today: "2020-06-30")[0].refused.isEmpty)
  }
}
