extension RegistryState {
  /// The registry as it would be with `set` saved, unsaved records under their coming ids; nil where
  /// the set does not fit.
  public func trying(_ set: ChangeSet) -> RegistryState? {
    var after = self
    do throws(ApplyError) {
      try after.apply(numbered(set), seq: seq + 1)
      return after
    } catch { return nil }
  }
}
