import Testing

@testable import RegistryModel

@Suite("Applying change sets")
struct ApplyTests {
  private let id = RecordID(.organization, 1)

  private func commit(_ seq: Int, _ changes: Change...) -> Commit {
    Commit(seq: seq, at: Instant(seconds: 0), by: "lina", set: ChangeSet(changes))
  }

  private func made() throws -> RegistryState {
    var state = RegistryState()
    try state.apply(
      commit(1, Change(id, isNew: true, [Setting("name", before: .null, after: "互助会")])))
    return state
  }

  private func error(_ commit: Commit, on state: RegistryState) -> ApplyError? {
    var state = state
    do {
      try state.apply(commit)
      return nil
    } catch { return error }
  }

  @Test("seqs follow one another without a gap")
  func order() throws {
    let state = try made()
    #expect(error(commit(1), on: state) == .outOfOrder(expected: 2, found: 1))
    #expect(error(commit(3), on: state) == .outOfOrder(expected: 2, found: 3))
    #expect(error(commit(2), on: state) == nil)
  }

  @Test("a record is made once and only then changed")
  func existence() throws {
    let state = try made()
    let other = RecordID(.organization, 2)
    #expect(error(commit(2, Change(id, isNew: true, [])), on: state) == .wrongRecord(id))
    #expect(error(commit(2, Change(other, [])), on: state) == .wrongRecord(other))
    for number in [0, -1, 100_000_000] {
      let odd = RecordID(.organization, number)
      #expect(error(commit(2, Change(odd, isNew: true, [])), on: state) == .wrongRecord(odd))
    }
  }

  @Test("the value before must be the one that stands")
  func before() throws {
    let state = try made()
    for (key, before) in [
      ("name", "别会"), ("note", "x"), ("status@2020-01-01", ["active"]), ("binned", "x"),
      ("accepted/similar-name", "x"), ("mascot", "x"), ("mascot@2020-01-01", .null),
    ] as [(String, JSON)] {
      let setting = Setting(key, before: before, after: .null)
      #expect(error(commit(2, Change(id, [setting])), on: state) == .wrongBefore(id, key: key))
    }
  }

  @Test("a value its field refuses is refused")
  func value() throws {
    let state = try made()
    for (key, after) in [
      ("members", "many"), ("status@2020-01-01", "active"), ("binned", 5),
      ("accepted/similar-name", ["x"]),
    ] as [(String, JSON)] {
      let before: JSON = key.contains("@") ? [] : .null
      let found = error(
        commit(2, Change(id, [Setting(key, before: before, after: after)])), on: state)
      guard case .refusedValue(id, _)? = found else {
        Issue.record("\(key): \(String(describing: found))")
        continue
      }
    }
  }

  @Test("steps of fields of a newer version are taken, changed and taken away")
  func newerSteps() throws {
    var state = try made()
    let key = "mascot@2020-01-01"
    try state.apply(commit(2, Change(id, [Setting(key, before: [], after: ["cat"])])))
    #expect(state[id]?.part(key) == ["cat"])
    try state.apply(commit(3, Change(id, [Setting(key, before: ["cat"], after: [])])))
    #expect(state[id]?.part(key) == [])
    #expect(state[id]?.unknown.isEmpty == true)
  }

  @Test("a change set that fails in its second change leaves the first undone for its caller")
  func atomic() throws {
    let state = try made()
    let set = ChangeSet([
      Change(id, [Setting("note", before: .null, after: "x")]),
      Change(RecordID(.organization, 9), []),
    ])
    #expect(state.trying(set) == nil)
    #expect(state.organizations[1]?.record.note == nil)
  }

  @Test("replay passes over kinds whose file holds the change already")
  func replay() throws {
    let community = RecordID(.community, 1)
    let commit = commit(
      1, Change(id, isNew: true, [Setting("name", before: .null, after: "互助会")]),
      Change(community, isNew: true, [Setting("name", before: .null, after: "安居社区")]))
    var state = RegistryState()
    try state.replay(commit, after: [.organization: 1, .community: 0])
    #expect(state[id] == nil)
    #expect(state[community] != nil)
    #expect(state.seq == 1)
  }
}
