import RegistryModel
import TerminalCore

/// What a list shows, as a view keeps it.
struct ListLook: Sendable {
  let list: Kind
  /// In query language, with names that every language understands.
  var query = ""
  /// nil: as usual.
  var columns: [String]?
  var sort: ListOrder?
}

/// Keeping lists under a name.
enum Views {
  /// Asks under which name a list is kept, then for whom.
  static func saving(_ look: ListLook, name: String = "", _ context: Context) -> PromptScreen {
    PromptScreen(
      Words("Save as a view: ", "存为视图: ") + look.list.schema.plural,
      label: Words("View name?", "视图名称?"), text: name
    ) { name, context in
      if let refusal = refusal(of: name, context) { return .refused(refusal) }
      return .steps([.back, .open(owners(look, name: name, context))])
    }
  }

  /// Whose view it is to be; one of the same name gives way.
  private static func owners(_ look: ListLook, name: String, _ context: Context) -> MenuScreen {
    let login = context.session.login
    let there = context.registry.views(for: login).filter { $0.record.name == name }
    let mine = there.first { $0.record.owner == login }
    let office = there.first { $0.record.owner == nil }
    let mineSet = set(look, name: name, owner: login, over: mine)
    let officeSet = set(look, name: name, owner: nil, over: office)
    return MenuScreen(
      Words("View: ", "视图: ") + Words(same: name),
      [
        MenuScreen.Item(
          mine == nil
            ? Words("For me alone", "仅本人使用") : Words("Replace mine of this name", "替换本人的同名视图"),
          refusal: context.refusal(of: mineSet), steps: [.save(mineSet, base: context.registry)]),
        MenuScreen.Item(
          office == nil
            ? Words("For the whole office", "本单位共用")
            : Words("Replace the office's of this name", "替换本单位的同名视图"),
          refusal: context.refusal(of: officeSet),
          steps: [.save(officeSet, base: context.registry)]),
      ])
  }

  private static func set(
    _ look: ListLook, name: String, owner: String?, over old: Stored<View>?
  ) -> ChangeSet {
    var view = old?.record ?? View()
    (view.name, view.owner, view.list) = (name, owner, KindName(look.list))
    view.query = look.query.isEmpty ? nil : look.query
    (view.columns, view.sort) = (look.columns, look.sort)
    let change = Change(
      old?.id ?? RecordID(.view, -1), isNew: old == nil, view.settings(from: old?.record))
    return ChangeSet([change])
  }

  private static func refusal(of name: String, _ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    return name.isEmpty ? Words("enter a name", "请填写名称") : nil
  }

  /// What F2 offers for a view.
  static let acts: [Act] = [
    Act(kind: .view, label: Words("Rename ..", "改名 ..")) { id, context in
      [.open(renaming(id, context))]
    },
    Act(
      kind: .view, label: Words("For the whole office", "本单位共用"),
      refusal: { stored, context in
        (stored.content as? View)?.owner == nil
          ? Words("the office already shares this view", "该视图已由本单位共用")
          : set(stored.id, context) { $0.owner = nil }.flatMap(context.refusal)
      }
    ) { id, context in change(id, context) { $0.owner = nil } },
    Act(
      kind: .view, label: Words("For me alone", "仅本人使用"),
      refusal: { stored, context in
        (stored.content as? View)?.owner == context.session.login
          ? Words("the view is already for you alone", "该视图已仅供本人使用")
          : set(stored.id, context) { $0.owner = context.session.login }.flatMap(context.refusal)
      }
    ) { id, context in change(id, context) { $0.owner = context.session.login } },
  ]

  private static func change(
    _ id: RecordID, _ context: Context, _ alter: (inout View) -> Void
  ) -> [Step] {
    set(id, context, alter).map { [.save($0, base: context.registry)] } ?? []
  }

  private static func set(
    _ id: RecordID, _ context: Context, _ alter: (inout View) -> Void
  ) -> ChangeSet? {
    guard let old = context.registry.views[id.number]?.record else { return nil }
    var view = old
    alter(&view)
    return ChangeSet([Change(id, view.settings(from: old))])
  }

  private static func renaming(_ id: RecordID, _ context: Context) -> PromptScreen {
    let name = context.name(of: id)
    return PromptScreen(
      Words("Rename the view", "视图改名"), label: Words("View name?", "视图名称?"), text: name
    ) { name, context in
      let set = set(id, context) { $0.name = name }
      if let refusal = refusal(of: name, context) ?? set.flatMap(context.refusal) {
        return .refused(refusal)
      }
      return .steps([.back] + (set.map { [.save($0, base: context.registry)] } ?? []))
    }
  }
}
