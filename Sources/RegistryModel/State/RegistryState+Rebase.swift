/// Two clerks set one thing differently: both values, to be settled by the clerk who saves last.
public struct Clash: Hashable, Sendable {
  /// The record.
  public let id: RecordID
  /// The setting's key.
  public let key: String
  /// What was to be saved.
  public let mine: JSON
  /// What is there now.
  public let theirs: JSON
  /// The seq that last touched the record: who and when are in the journal.
  public let seq: Int
}

/// Why a change set could not be carried to the head.
public enum RebaseError: Error, Hashable, Sendable {
  case clashes([Clash])
  /// Hard rules that would be broken at the head.
  case rules([Finding])
  /// There is no such record, or it was put into the recycle bin in the meantime.
  case missing(RecordID)
  /// The account may not change this, and why.
  case notAllowed(Words)
  /// What was carried over does not fit after all: a value of another version, a damaged record.
  case unfit(ApplyError)
}

extension RegistryState {
  /// Carries `set`, made on the state `base`, to this state: the head.
  ///
  /// Merges by field, sets by element, steps by field and day, merge groups as a whole; gives final
  /// ids to new records and to all references to them; judges again. A change already made by someone
  /// else falls away, so the result may be empty.
  ///
  /// - Parameter account: who saves it; asked whether they may.
  public func rebase(
    _ set: ChangeSet, from base: RegistryState, by account: String, today: CivilDate
  ) throws(RebaseError) -> ChangeSet {
    try carried(set, from: base, by: account, today: today).set
  }

  /// The same, with the state that has taken it, but for its seq: a long import is not applied twice.
  /// Nil where a change has fallen away, which that state has taken.
  public func carried(
    _ set: ChangeSet, from base: RegistryState, by account: String, today: CivilDate
  ) throws(RebaseError) -> (set: ChangeSet, state: RegistryState?) {
    if let refusal = refusal(of: set, by: account) { throw .notAllowed(refusal) }
    return try carry(set, from: base, today: today)
  }

  /// The same, nobody asked whether they may.
  func carry(
    _ set: ChangeSet, from base: RegistryState, today: CivilDate
  ) throws(RebaseError) -> (set: ChangeSet, state: RegistryState?) {
    let asked = withRows(set).coalesced
    var merged = numbered(asked)
    var clashes: [Clash] = []
    var changes: [Change] = []
    for var change in merged.changes {
      if !change.isNew {
        guard let head = self[change.id], !isBinnedSince(base, change) else {
          throw .missing(change.id)
        }
        // Undoing an entry would put away what somebody added to it in the meantime.
        if !set.undoes.isEmpty, base[change.id]?.changed != head.changed,
          let binning = change.settings.first(where: { $0.isBinning && $0.after != .null })
        {
          clashes.append(
            Clash(
              id: change.id, key: binning.key, mine: binning.after, theirs: head.part(binning.key),
              seq: head.changed))
          continue
        }
        let before = base[change.id]
        var newer: [Setting] = []
        // An undo puts back what its change set did, and that alone.
        if set.undoes.isEmpty {
          change = change.withLaterSteps(of: before ?? head)
          newer = change.newerSteps(of: head, since: before ?? head)
        }
        change.settings = merge(change, onto: head, from: before, clashes: &clashes) + newer
        if change.settings.isEmpty { continue }
        change.settings += change.endingOverrides(of: head, office: office)
      }
      changes.append(change)
    }
    if !clashes.isEmpty { throw .clashes(clashes) }
    merged.changes = changes

    var after = self
    do { try after.apply(merged, seq: seq + 1) } catch { throw .unfit(error) }
    merged.changes = after.written(changes)

    let changed = Set(merged.changes.map(\.id))
    // An owner is judged with its rows, also where they alone change.
    let owners = Set(merged.changes.compactMap { after.owner(of: $0.id) }).subtracting(changed)
    let broken = (merged.changes + owners.map { Change($0, []) }).flatMap {
      judgement(of: $0, in: after, beside: changed.union(owners), today: today, .hard).refused
    }
    if !broken.isEmpty {
      // Whoever saves knows new records by the ids they came with.
      let names = zip(numbered(asked).changes.map(\.id), asked.changes.map(\.id))
      let known = Dictionary(names) { first, _ in first }
      throw .rules(broken.map { $0.named(known) })
    }
    if changed.contains(where: { $0.kind == .account }), let words = lastSupervisor(after: after) {
      throw .notAllowed(words)
    }
    return (merged, merged.changes.count == changes.count ? after : nil)
  }

  /// Someone put the record into the recycle bin in the meantime, and the change does not take it out.
  private func isBinnedSince(_ base: RegistryState, _ change: Change) -> Bool {
    self[change.id]?.binned != nil && base[change.id]?.binned == nil
      && !change.settings.contains(where: \.isBinning)
  }

  /// The changes with every value as this state, which has taken them, holds it: lists in their
  /// order, texts in their normal form. A change may be undone only if its `after` is still in force.
  private func written(_ changes: [Change]) -> [Change] {
    changes.compactMap { change in
      let stored = self[change.id]
      var change = change
      for place in change.settings.indices.reversed() {
        let setting = change.settings[place]
        let after = stored?.part(setting.key) ?? setting.after
        // Nearly always it is what was asked for, and nothing is copied.
        if after != setting.after { change.settings[place].after = after }
        if after == setting.before { change.settings.remove(at: place) }
      }
      return change.isNew || !change.settings.isEmpty ? change : nil
    }
  }

  /// The same change set with final ids for its new records: the highest ever given + 1.
  func numbered(_ set: ChangeSet) -> ChangeSet {
    var given: [RecordID: RecordID] = [:]
    var next: [Kind: Int] = [:]
    for change in set.changes where change.id.isNew {
      let number = (next[change.id.kind] ?? self[change.id.kind].highest) + 1
      next[change.id.kind] = number
      given[change.id] = RecordID(change.id.kind, number)
    }
    if given.isEmpty { return set }
    var set = set
    for place in set.changes.indices {
      let schema = set.changes[place].id.kind.schema
      if let final = given[set.changes[place].id] { set.changes[place].id = final }
      for at in set.changes[place].settings.indices {
        let setting = set.changes[place].settings[at]
        guard setting.after.namesNew, let kind = schema[SettingKey(setting.key).field]?.refersTo
        else { continue }
        let after = setting.after.mapped { text in
          guard text.hasPrefix("new:"), let number = Int(text.dropFirst(4)) else { return text }
          return given[RecordID(kind, -number)]?.description ?? text
        }
        // Only what differs: a long import is not to be copied.
        if after != setting.after { set.changes[place].settings[at].after = after }
      }
    }
    return set
  }

  private func merge(
    _ change: Change, onto head: any AnyStored, from base: (any AnyStored)?,
    clashes: inout [Clash]
  ) -> [Setting] {
    let schema = change.id.kind.schema
    // Groups in which the head moved since the base: every field of the group then counts.
    var movedGroups: Set<MergeGroup> = []
    if let base, base.changed != head.changed {
      for setting in head.content.settings(from: base.content) {
        guard let group = schema[SettingKey(setting.key).field]?.group else { continue }
        let mine = change.settings.first { $0.key == setting.key }
        if mine?.after != setting.after { movedGroups.insert(group) }
      }
    }
    var kept: [Setting] = []
    for var setting in change.settings {
      let field = schema[SettingKey(setting.key).field]
      let theirs = head.part(setting.key)
      if theirs == setting.after { continue }
      let groupMoved = field?.group.map(movedGroups.contains) ?? false
      if theirs == setting.before, !groupMoved {
        if let base, field?.mergesByElement == true {
          setting.takeOver(from: base.content, to: head.content)
        }
        kept.append(setting)
      } else if let field, field.mergesByElement, !groupMoved,
        let union = setting.merged(
          onto: theirs, over: base?.content.inForce(before: setting.key)?.array?.first)
      {
        setting.before = theirs
        setting.after = union
        if setting.before != setting.after { kept.append(setting) }
      } else {
        clashes.append(
          Clash(
            id: change.id, key: setting.key, mine: setting.after, theirs: theirs,
            seq: head.changed))
      }
    }
    return kept
  }
}

extension Setting {
  /// Their list with what this setting added and without what it took away; nil for no list.
  ///
  /// - Parameter replaced: of a new step, the list in force on its day before.
  func merged(onto theirs: JSON, over replaced: JSON? = nil) -> JSON? {
    guard SettingKey(key).day != nil else { return Self.merged(before, after, onto: theirs) }
    // A step that either of both takes away is no list.
    guard let after = after.array?.first, let theirs = theirs.array?.first else { return nil }
    return Self.merged(before.array?.first ?? replaced ?? .null, after, onto: theirs).map { [$0] }
  }

  /// A new step of a list says who comes and goes on its day: who else is in, others may have changed.
  fileprivate mutating func takeOver(from base: any Record, to head: any Record) {
    let (was, now) = (base.list(before: key), head.list(before: key))
    guard before == .array([]), was != now, let after = after.array?.first,
      let union = Self.merged(was, after, onto: now)
    else { return }
    self.after = .array([union])
  }

  /// `theirs` with what `after` has and `before` lacks, and without what only `before` has; nil where one of
  /// them is no list.
  static func merged(_ before: JSON, _ after: JSON, onto theirs: JSON) -> JSON? {
    guard let before = before.elements, let after = after.elements, let theirs = theirs.elements
    else { return nil }
    let removed = before.filter { !after.contains($0) }
    let added = after.filter { !before.contains($0) && !theirs.contains($0) }
    let union = theirs.filter { !removed.contains($0) } + added
    return union.isEmpty ? .null : .array(union)
  }
}

extension ChangeSet {
  /// The same with one change a record and one setting a key: the first `before`, the last `after`.
  var coalesced: ChangeSet {
    var places: [RecordID: Int] = [:]
    var set = self
    set.changes = []
    for change in changes {
      if let place = places[change.id] {
        let (made, more) = (set.changes[place], change.settings)
        set.changes[place] = Change(change.id, isNew: made.isNew, made.settings + more)
      } else {
        places[change.id] = set.changes.count
        set.changes.append(change)
      }
    }
    for place in set.changes.indices { set.changes[place].coalesce() }
    return set
  }
}

extension Change {
  fileprivate mutating func coalesce() {
    guard Set(settings.map(\.key)).count < settings.count else { return }
    var single: [Setting] = []
    for setting in settings {
      if let place = single.firstIndex(where: { $0.key == setting.key }) {
        single[place].after = setting.after
      } else {
        single.append(setting)
      }
    }
    settings = single
  }
}

extension FieldInfo {
  /// The value is a set: two clerks may add to it at once.
  var mergesByElement: Bool {
    switch entry {
    case .choices, .records, .list: true
    default: false
    }
  }
}

extension JSON {
  /// The items of a list; none if it is empty.
  var elements: [JSON]? { self == .null ? [] : array }

  /// A new record of the same change set is named in it.
  fileprivate var namesNew: Bool {
    switch self {
    case .string(let text): text.utf8.starts(with: "new:".utf8)
    case .array(let items): items.contains { $0.namesNew }
    default: false
    }
  }

  /// The value with every text in it mapped.
  func mapped(_ change: (String) -> String) -> JSON {
    switch self {
    case .string(let text): .string(change(text))
    case .array(let items): .array(items.map { $0.mapped(change) })
    default: self
    }
  }
}
