import RegistryModel

extension Clash {
  /// A value that a colleague changed while it was typed here: the clerk says which one holds.
  ///
  /// - Parameter record: the one that is typed in; of others that are saved with it the name is said.
  func question(_ author: Author?, in record: RecordID, _ context: Context) -> MenuScreen {
    let who = author.map { " (\($0.told(context)))" } ?? ""
    let name = Words(
      same: id == record ? "" : context.shortName(of: id) + " ")
    return MenuScreen(
      name + id.kind.label(of: key)
        + Words(": changed in the meantime\(who)", ": 他人已修改\(who)"),
      [
        MenuScreen.Item(
          Words(
            "Use mine: \(text(\.mine, .en, context))",
            "采用本人所填: \(text(\.mine, .chinese, context))"),
          steps: [.choose(.mine(true))]),
        MenuScreen.Item(
          Words(
            "Keep theirs: \(text(\.theirs, .en, context))",
            "保留他人所存: \(text(\.theirs, .chinese, context))"),
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
