/// Records as they were, from the newest change set backwards.
struct Past: Sendable {
  private let state: RegistryState
  private var records: [RecordID: any AnyStored] = [:]

  /// From `state` on, after which there is nothing yet.
  init(_ state: RegistryState) { self.state = state }

  /// The record as it was.
  subscript(id: RecordID) -> (any AnyStored)? { records[id] ?? state[id] }

  /// Goes back before a change set, the newest that was not gone behind yet, as far as it touched one of
  /// `ids`. What came after the state is not in it.
  mutating func rewind(_ commit: Commit, _ ids: Set<RecordID>) {
    guard commit.seq <= state.seq else { return }
    for change in commit.set.changes where ids.contains(change.id) {
      records[change.id] = self[change.id]?.rewound(change.settings)
    }
  }
}

// A step that was not there before took the place of the value that was in force on its day: that is what
// people are told, whenever one of the two is in force.
extension RegistryState {
  /// A value of a record's setting as people are told it: if there is no step, the one in force.
  public func told(_ json: JSON, under key: String, of id: RecordID) -> JSON {
    self[id]?.told(json, under: key) ?? json
  }

  /// A change that fits this state, as people are told it.
  public func told(_ change: Change) -> Change {
    guard change.hidesStep, !change.isNew, let before = self[change.id] else { return change }
    return change.told(from: before, to: before.with(change.settings))
  }

  /// A change set that fits this state, as people are told it.
  public func told(_ set: ChangeSet) -> ChangeSet {
    var set = set
    set.changes = set.changes.map(told)
    return set
  }

  /// Change sets that led to this state, or a part of each, as people are told them.
  public func told<H: History>(
    _ page: ChangePage, in history: H
  ) throws(H.Failure) -> ChangePage {
    let ids = Set(page.commits.flatMap(\.set.changes).filter(\.hidesStep).map(\.id))
    guard !ids.isEmpty, let oldest = page.commits.last?.seq else { return page }
    let wanted = Dictionary(uniqueKeysWithValues: page.commits.map { ($0.seq, $0) })
    var past = Past(self)
    var told: [Int: Commit] = [:]
    try history.forEach(.of(ids), page: 200) { commit throws(H.Failure) in
      guard commit.seq >= oldest else { return false }
      if let asked = wanted[commit.seq] { told[commit.seq] = past.tell(asked, ids) }
      past.rewind(commit, ids)
      return true
    }
    return ChangePage(page.commits.map { told[$0.seq] ?? $0 }, before: page.before)
  }
}

extension Past {
  /// The newest change set not gone behind yet, as people are told it.
  fileprivate func tell(_ commit: Commit, _ ids: Set<RecordID>) -> Commit {
    guard commit.seq <= state.seq else { return commit }
    var set = commit.set
    for place in set.changes.indices where ids.contains(set.changes[place].id) {
      let change = set.changes[place]
      guard change.hidesStep, !change.isNew, let after = self[change.id] else { continue }
      set.changes[place] = change.told(from: after.rewound(change.settings), to: after)
    }
    return Commit(seq: commit.seq, at: commit.at, by: commit.by, set: set)
  }
}

extension Change {
  /// A step is made or taken away: what was in force instead is not said.
  fileprivate var hidesStep: Bool {
    settings.contains { $0.before == .array([]) || $0.after == .array([]) }
  }

  fileprivate func told(from before: any AnyStored, to after: any AnyStored) -> Change {
    Change(
      id,
      settings.map { setting in
        Setting(
          setting.key, before: before.told(setting.before, under: setting.key),
          after: after.told(setting.after, under: setting.key))
      })
  }
}

extension AnyStored {
  fileprivate func told(_ json: JSON, under key: String) -> JSON {
    json == .array([]) ? content.inForce(before: key) ?? json : json
  }
}
