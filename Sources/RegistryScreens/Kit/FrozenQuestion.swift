import RegistryModel

/// Asked before whatever save changes what a frozen period told, a form's or any other: it names the periods, and
/// what was frozen stays. Whoever declines is told as of a save that was refused.
enum FrozenQuestion {
  static func menu(_ reach: FrozenReach, _ set: ChangeSet, base: RegistryState) -> MenuScreen {
    MenuScreen(
      reach.question,
      [
        MenuScreen.Item(
          Words("Save: what was frozen stays as it is", "保存: 冻结数不变"),
          steps: [.save(set, base: base, isAgreed: true)]),
        MenuScreen.Item(Words("Back, without saving", "返回, 不保存"), steps: [.decline]),
      ], leaving: [.decline])
  }
}
