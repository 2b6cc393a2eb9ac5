import RegistryModel
import RegistrySearch
import TerminalCore

// Views: a list as it is saved under a name, taken up again, and left for the next one.
extension ListScreen {
  /// The list of a view; nil if the view says not of what.
  init?(_ view: Stored<View>) {
    guard let list = view.record.list?.kind else { return nil }
    self.init(list)
    show(view)
  }

  /// It shows what the view does.
  private func isAs(_ view: View) -> Bool {
    typed.text.isEmpty && filter == view.query ?? "" && sorting == view.sort
      && columns == view.columns
  }

  /// Something was changed since the view was taken up.
  var isAltered: Bool { applied.map { !isAs($0.record) } ?? false }

  private mutating func show(_ view: Stored<View>?) {
    typed = LineEditor()
    (filter, sorting) = (view?.record.query ?? "", view?.record.sort)
    (columns, applied) = (view?.record.columns, view)
  }

  /// Follows what became of the view in the meantime; what the clerk altered stays.
  mutating func followView(_ context: Context) {
    guard let applied else { return }
    let views = context.registry.views(for: context.session.login, of: kind)
    let now = views.first { $0.id == applied.id }
    if let now, now.record != applied.record, !isAltered { show(now) }
    if now == nil { lostView = applied.record.name }
    self.applied = now
  }

  /// What the message line says of a view holds no longer than the view.
  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    defer { lostView = nil }
    guard let lostView else { return [] }
    return [
      .say(Message("the view no longer exists: \(lostView)", "视图已不存在：\(lostView)"))
    ]
  }

  /// Why views mean nothing here; nil if they do.
  var refusesViews: Words? {
    scope == nil
      ? nil
      : Words(
        "a view needs a whole list, not the records of a figure",
        "当前为某项数据对应的记录；视图只用于完整列表")
  }

  /// Ctrl-F and Ctrl-P: through the views of this list, the list without one among them.
  mutating func turn(_ step: Int, _ context: Context) -> [Step] {
    let views = context.registry.views(for: context.session.login, of: kind)
    guard !views.isEmpty else {
      return [.say(Message("no view of this list yet; Ctrl-S saves one", "还没有本列表的视图，按 Ctrl-S 保存"))]
    }
    let place = applied.flatMap { applied in views.firstIndex { $0.id == applied.id } }
    let next = ((place.map { $0 + 1 } ?? 0) + step + views.count + 1) % (views.count + 1)
    show(next == 0 ? nil : views[next - 1])
    find(context)
    if next == 0 {
      let count = views.count
      return [
        .say(
          Message(
            "no view: the whole list; \(count == 1 ? "1 view" : "\(count) views")",
            "不用视图：全部记录；共 \(count) 个视图"))
      ]
    }
    let name = Words(same: views[next - 1].record.name ?? "")
    return [
      .say(
        Message(
          Words("view \(next) of \(views.count): ", "视图 \(next)/\(views.count): ") + name))
    ]
  }

  /// Ctrl-S: asks for a name, that of the view there is before others.
  func saving(_ context: Context) -> [Step] {
    let name = applied?.record.name ?? ""
    do throws(QueryError) {
      let query = try context.search.query(filter, kind).adding(words: typed.text)
      // A view has columns of its own, whatever is kept for whoever opens it.
      let look = ListLook(
        list: kind, query: query.text(.en), columns: shownColumns(context).map(\.key),
        sort: sorting)
      return [.open(Views.saving(look, name: name, context))]
    } catch {
      return [.say(Message(error.words, .error))]
    }
  }

  /// The list becomes the view that was saved of it.
  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .saved(_, _, let commit?) = answer, let change = commit.set.changes.first,
      let view = context.registry.views[change.id.number], change.id.kind == .view,
      view.record.list?.kind == kind, view.binned == nil
    else { return said(answer, context) }
    show(view)
    find(context)
    return [.say(.undoable(Words("view saved: ", "视图已保存: ") + Words(same: view.record.name ?? "")))]
  }

  /// What the views and columns of the list can be reached by, the most useful now before others, as
  /// much of it as there is room for.
  func viewHints(_ context: Context, columns room: Int) -> String {
    let views = context.registry.views(for: context.session.login, of: kind)
    var hints = [Words("Ctrl-T columns", "Ctrl-T 选列")]
    if !views.isEmpty {
      let place = applied.flatMap { applied in views.firstIndex { $0.id == applied.id } }
      let count = (place.map { "\($0 + 1)/" } ?? "") + String(views.count)
      hints.insert(Words("Ctrl-F views \(count)", "Ctrl-F 视图 \(count)"), at: 0)
    }
    if !isAs(applied?.record ?? View()) {
      hints.insert(Words("Ctrl-S view", "Ctrl-S 存视图"), at: 0)
    }
    if scope != nil { hints = [hints[hints.count - 1]] }
    var text = ""
    for hint in hints {
      let longer = text.isEmpty ? context.say(hint) : "\(text)  \(context.say(hint))"
      if context.metrics.columns(of: longer) <= room { text = longer }
    }
    return text
  }
}
