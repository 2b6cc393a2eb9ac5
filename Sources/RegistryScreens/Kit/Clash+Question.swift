import RegistryModel

extension Clash {
  /// A value that a colleague changed while it was typed here: the clerk says which one holds.
  func question(_ author: Author?, _ context: Context) -> MenuScreen {
    let who = author.map { " (\($0.told(context)))" } ?? ""
    return MenuScreen(
      id.kind.label(of: key)
        + Words(": changed meanwhile\(who)", ": 期间已被修改\(who)"),
      [
        MenuScreen.Item(
          Words(
            "Save mine: \(text(\.mine, .en, context))",
            "保存我填的: \(text(\.mine, .chinese, context))"),
          steps: [.choose(.mine(true))]),
        MenuScreen.Item(
          Words(
            "Leave theirs: \(text(\.theirs, .en, context))",
            "保留已存的: \(text(\.theirs, .chinese, context))"),
          steps: [.choose(.mine(false))]),
      ])
  }

  /// The keys of the fields that go with it: its own, or those of its merge group.
  var fields: [String] {
    guard let field = id.kind.field(of: key) else { return [key] }
    guard let group = field.group else { return [field.key] }
    return id.kind.schema.fields.filter { $0.group == group }.map(\.key)
  }
}
