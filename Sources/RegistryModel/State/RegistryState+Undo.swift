/// One reason why change sets cannot be undone.
public enum Obstacle: Hashable, Sendable {
  /// A setting no longer holds what was saved; whoever changed it, where that is known.
  case changed(RecordID, key: String, saved: JSON, now: JSON, by: Author?)
  /// A hard rule would not hold: another record refers to what would go, or a number was given to
  /// another record since. Whoever touched that one last.
  case rule(Finding, by: Author?)
  /// The record is not there.
  case missing(RecordID)
  /// It does not fit the records as they are.
  case unfit(ApplyError)
  /// The account may not save it, and why.
  case notAllowed(Words)
  /// It is undone already.
  case undone(seq: Int, by: Author)
  /// It changed nothing: somebody looked at masked numbers.
  case nothing(seq: Int)
}

/// All reasons why change sets cannot be undone.
public struct UndoRefusal: Error, Hashable, Sendable {
  /// At least one.
  public internal(set) var obstacles: [Obstacle]
}

extension RegistryState {
  /// The change set that undoes `commits`, the newest first: every setting from its `after` to
  /// its `before`, lists by element; a record that was made is binned with `reason`.
  ///
  /// What puts a record into the recycle bin must find it as it was when one of `commits` made it or took
  /// it out: a change that took one out names all that the record held, unless nothing came after it
  /// (`UndoPlan` sees to that).
  ///
  /// It fits this state and says which seqs it undoes. Undoing it in turn is redo.
  public func undo(
    _ commits: [Commit], binning reason: String, today: CivilDate
  ) throws(UndoRefusal) -> ChangeSet {
    let set = try inverse(of: commits, binning: reason)
    do { return try carry(set, from: self, today: today).set } catch {
      throw UndoRefusal(obstacles: [Obstacle](error))
    }
  }

  /// The same, no rule asked.
  func inverse(of commits: [Commit], binning reason: String) throws(UndoRefusal) -> ChangeSet {
    var state = self
    var set = ChangeSet([])
    set.undoes = commits.map(\.seq)
    var obstacles: [Obstacle] = []
    for commit in commits {
      let inverse = ChangeSet(
        commit.set.changes.reversed().compactMap {
          state.inverse($0, of: commit.seq, reason, &obstacles)
        })
      set.changes += inverse.changes
      if commit.seq == commits.last?.seq { break }
      do { try state.apply(inverse, seq: state.seq + 1) } catch {
        throw UndoRefusal(obstacles: obstacles + [.unfit(error)])
      }
    }
    if !obstacles.isEmpty { throw UndoRefusal(obstacles: obstacles) }
    return set.coalesced
  }

  private func inverse(
    _ change: Change, of seq: Int, _ reason: String, _ obstacles: inout [Obstacle]
  ) -> Change? {
    guard let stored = self[change.id] else {
      obstacles.append(.missing(change.id))
      return nil
    }
    func refuse(_ setting: Setting) {
      if obstacles.contains(where: { $0.isAbout(change.id, setting.key) }) { return }
      obstacles.append(
        .changed(
          change.id, key: setting.key, saved: setting.after, now: stored.part(setting.key), by: nil)
      )
    }
    // What goes into the recycle bin takes along all that was entered since.
    if change.isNew || change.takesOut && stored.changed != seq {
      for setting in stored.whole(of: change) where stored.part(setting.key) != setting.after {
        refuse(setting)
      }
    }
    if change.isNew { return Change(change.id, [.binned(from: nil, to: reason)]) }
    var inverse = Change(change.id, [])
    for setting in change.settings where setting.before != setting.after {
      if let back = setting.inverse(onto: stored.part(setting.key), in: change.id.kind) {
        inverse.settings.append(back)
      } else {
        refuse(setting)
      }
    }
    return inverse
  }
}

extension Change {
  /// Takes the record out of the recycle bin.
  public var takesOut: Bool { settings.contains { $0.isBinning && $0.after == .null } }

  /// The same with all that the record held after it, `record`.
  func holding(_ record: any AnyStored) -> Change {
    let known = Dictionary(settings.map { ($0.key, $0) }) { first, _ in first }
    let held = record.keys.map { key in
      known[key] ?? Setting(key, before: record.part(key), after: record.part(key))
    }
    let gone = settings.filter { setting in !held.contains { $0.key == setting.key } }
    return Change(id, held + gone)
  }
}

extension AnyStored {
  /// Everything a record holds or was made with: what was added since it was made is in the way of
  /// undoing it as well.
  fileprivate func whole(of change: Change) -> [Setting] {
    let made = Set(change.settings.map(\.key))
    return change.settings
      + keys.filter { !made.contains($0) }.map { key in
        let absent = Setting.absent(key)
        return Setting(key, before: absent, after: absent)
      }
  }
}

extension Setting {
  /// The setting that undoes this one while `now` is in force; nil if something else was set since.
  fileprivate func inverse(onto now: JSON, in kind: Kind) -> Setting? {
    let back = Setting(key, before: after, after: before)
    if now == after { return back }
    guard let field = kind.schema[key], field.mergesByElement, !field.isDated,
      let (added, removed, there) = elements(now),
      added.allSatisfy(there.contains), !removed.contains(where: there.contains)
    else { return nil }
    return back.merged(onto: now).map { Setting(key, before: now, after: $0) }
  }

  /// What this setting added to a list and took out of it, and the list `now`.
  private func elements(_ now: JSON) -> (added: [JSON], removed: [JSON], now: [JSON])? {
    guard let before = before.elements, let after = after.elements, let now = now.elements else {
      return nil
    }
    return (
      after.filter { !before.contains($0) }, before.filter { !after.contains($0) }, now
    )
  }
}

extension Obstacle {
  fileprivate func isAbout(_ id: RecordID, _ key: String) -> Bool {
    if case .changed(id, key, _, _, _) = self { true } else { false }
  }
}

extension [Obstacle] {
  /// What rebasing found in the way.
  init(_ error: RebaseError) {
    self =
      switch error {
      case .rules(let findings): findings.map { .rule($0, by: nil) }
      case .clashes(let clashes):
        clashes.map { .changed($0.id, key: $0.key, saved: $0.mine, now: $0.theirs, by: nil) }
      case .missing(let id): [.missing(id)]
      case .notAllowed(let words): [.notAllowed(words)]
      case .unfit(let error): [.unfit(error)]
      }
  }
}
