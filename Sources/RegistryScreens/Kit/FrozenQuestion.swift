import RegistryModel

/// Asked before a save that changes what a frozen period told: it names the period, and what was frozen stays.
enum FrozenQuestion {
  /// The question; nil if the save reaches into no frozen period.
  static func menu(_ set: ChangeSet, _ context: Context) -> MenuScreen? {
    let found = context.registry.judgements(of: set.changes, today: context.clock.today)
      .flatMap(\.asked).filter(\.isAboutFrozen)
    guard let first = found.first else { return nil }
    let field = first.id.kind.schema[first.field]
    let more = found.count == 1 ? "" : " +\(found.count - 1)"
    return MenuScreen(
      (field?.naming(first.words) ?? first.words) + Words(same: more),
      [
        MenuScreen.Item(
          Words("Save: what was frozen stays as it is", "保存: 冻结数不变"),
          steps: [.choose(.agreed(.frozen))]),
        MenuScreen.Item(Words("Back to the form", "返回表单"), steps: []),
      ])
  }
}
