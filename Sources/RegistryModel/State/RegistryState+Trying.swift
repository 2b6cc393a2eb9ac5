extension RegistryState {
  /// The state as it would be after `set`, for a preview; nil if the set does not fit.
  ///
  /// New records get the ids they would have; no rule is asked and `seq` does not move.
  public func trying(_ set: ChangeSet) -> RegistryState? {
    var state = self
    do { try state.tryOut(set) } catch { return nil }
    return state
  }

  /// Becomes that state.
  public mutating func tryOut(_ set: ChangeSet) throws(ApplyError) {
    var set = set
    for place in set.changes.indices where !set.changes[place].isNew && set.undoes.isEmpty {
      let id = set.changes[place].id
      guard !id.kind.schema.datedLists.isEmpty, let stored = self[id] else { continue }
      set.changes[place] = set.changes[place].withLaterSteps(of: stored)
    }
    try apply(numbered(set), seq: seq + 1)
  }
}
