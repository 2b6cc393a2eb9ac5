import RegistryModel
import RegistryStore

/// What of a line can be read, where somebody with SQL has saved a value that this program has no field for.
struct Mending {
  /// The change set without it.
  private(set) var commit: Commit
  /// What was left out.
  private(set) var unreadable: [Damage] = []

  /// - Parameter state: before the line.
  init(_ commit: Commit, after state: RegistryState) {
    var (set, state) = (commit.set, state)
    self.commit = commit
    set.changes = []
    for change in commit.set.changes {
      guard (state[change.id] == nil) == change.isNew else { continue }
      var kept: [Setting] = []
      for setting in change.settings {
        // An earlier line may have been mended: what it left out was not there before this one.
        let before = change.isNew ? setting.before : state[change.id]?.part(setting.key)
        let setting = Setting(setting.key, before: before ?? setting.before, after: setting.after)
        if setting.before == setting.after { continue }
        if let damage = Self.damage(of: setting, change, commit, state) {
          unreadable.append(damage)
        } else {
          kept.append(setting)
        }
      }
      let mended = Change(change.id, isNew: change.isNew, kept)
      if change.isNew || !kept.isEmpty { set.changes.append(mended) }
      _ = try? state.apply(Self.commit(commit, state, [mended]))
    }
    self.commit = Commit(seq: commit.seq, at: commit.at, by: commit.by, set: set)
  }

  /// What is wrong with one setting by itself; nil if a record takes it.
  private static func damage(
    of setting: Setting, _ change: Change, _ commit: Commit, _ state: RegistryState
  ) -> Damage? {
    var trial = state
    do throws(ApplyError) {
      try trial.apply(
        Self.commit(commit, state, [Change(change.id, isNew: change.isNew, [setting])]))
      return nil
    } catch .refusedValue(let id, let words) {
      return .unreadable(id, setting.key, setting.after, words)
    } catch { return .apply(error) }
  }

  /// As if it came next, whatever its number.
  private static func commit(
    _ commit: Commit, _ state: RegistryState, _ changes: [Change]
  ) -> Commit {
    Commit(seq: state.seq + 1, at: commit.at, by: commit.by, set: ChangeSet(changes))
  }
}
