import RegistryModel
import TerminalCore

/// What can be done with a change set: F2 and F4 of history.
enum HistoryActs {
  /// F2: undo it, open its record.
  static func menu(
    for commit: Commit, undoneBy author: Author?, in filter: ChangeFilter, _ context: Context
  ) -> MenuScreen {
    let refusal =
      context.refusesSaving
      ?? (commit.set.changes.isEmpty
        ? Words("it only showed numbers and changed nothing", "仅查看或导出号码，没有改动") : nil)
      ?? author.map { Words("already undone by #\($0.seq)", "已由 #\($0.seq) 撤销") }
    var items = [
      MenuScreen.Item(
        commit.set.undoes.isEmpty
          ? Words("Undo this change ..", "撤销本次变更 ..")
          : Words("Redo what this undid ..", "重做其撤销的变更 .."),
        refusal: refusal, steps: [.planUndo(.seq(commit.seq))])
    ]
    if let batch = commit.set.batch {
      items.append(
        MenuScreen.Item(
          Words("Undo the whole batch \(batch) ..", "撤销整批 \(batch) .."), refusal: refusal,
          steps: [.planUndo(.batch(batch))]))
    }
    if let id = commit.onlyRecord {
      let isBinned = context.registry[id]?.binned != nil
      items.append(
        MenuScreen.Item(
          Words("Open the record", "打开记录"),
          refusal: isBinned ? Words("in the recycle bin: F9", "在回收站中: F9") : nil,
          steps: [.open(id.screen(context))]
        ))
      if filter != .of(id) {
        items.append(
          MenuScreen.Item(Words("History of the record ..", "本条变更记录 .."), steps: open(.of(id))))
      }
    }
    return MenuScreen(Words(same: "#\(commit.seq)"), items)
  }

  /// F4: history of less.
  static func filters(for commit: Commit, _ context: Context) -> MenuScreen {
    let name = Words(same: context.registry.name(of: commit.by))
    var items = [
      MenuScreen.Item(Words("Changes by ", "变更人: ") + name, steps: open(.by(commit.by)))
    ]
    if let id = commit.onlyRecord {
      let name = Words(same: context.shortName(of: id))
      items.append(MenuScreen.Item(Words("Changes of ", "记录: ") + name, steps: open(.of(id))))
    }
    if let batch = commit.set.batch {
      items.append(
        MenuScreen.Item(Words("Batch \(batch)", "批次: \(batch)"), steps: open(.batch(batch))))
    }
    return MenuScreen(Words("Show only", "只看"), items)
  }

  private static func open(_ filter: ChangeFilter) -> [Step] {
    [.open(HistoryScreen(filter)), HistoryScreen.firstPage(filter)]
  }
}

extension Commit {
  /// The record it is about; nil if there are several.
  fileprivate var onlyRecord: RecordID? {
    let ids = set.changes.map(\.id) + set.access.map(\.id)
    return ids.count == 1 ? ids[0] : nil
  }
}
