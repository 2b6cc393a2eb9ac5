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
    try apply(numbered(set), seq: seq + 1)
  }
}
