extension RegistryState {
  /// The state as it would be after `set`, for a preview; nil where the set does not fit.
  ///
  /// New records get the ids they would have; no rule is asked and `seq` does not move.
  public func trying(_ set: ChangeSet) -> RegistryState? {
    var state = self
    do { try state.apply(numbered(set), seq: seq + 1) } catch { return nil }
    return state
  }
}
