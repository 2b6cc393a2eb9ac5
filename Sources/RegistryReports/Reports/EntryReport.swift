import RegistryModel

extension Report {
  /// Who entered how much: by month and clerk.
  static let entry = Report(
    "entry", Words("Entry by clerk and month", "录入工作量统计"),
    Words("by month and clerk: change sets, new and changed records", "按月份和录入人统计保存次数、新增和变更记录数"),
    basis: [.changes], isKept: false
  ) { source in
    let span = source.spans[0]
    let saved = source.changes.filter { span.holds($0.day) && !$0.commit.set.changes.isEmpty }
    let lines = Dictionary(grouping: saved) { Clerk(month: $0.day.month ?? 0, login: $0.commit.by) }
      .sorted { ($0.key.month, $0.key.login) < ($1.key.month, $1.key.login) }
      .map { clerk, saved in
        EntryLine(
          month: .value(CivilDate(year: span.first.year, month: clerk.month)),
          clerk: .text(source.state.name(of: clerk.login)), sets: saved.map(\.commit.set))
      }
    let all = EntryLine(
      month: .words(span.words, .string(span.text)), clerk: .words(Words("all", "合计")),
      sets: saved.map(\.commit.set))
    return ReportContent(
      columns: [
        .text("month", Words("Month", "月份"), 8) { $0.month },
        .text("clerk", Words("Clerk", "录入人"), 16) { $0.clerk },
        .count("saves", Words("Saves", "保存次数"), 8) { $0.sets.count },
        .count("new", Words("New records", "新增记录"), 8) { $0.count { $0.isNew } },
        .count("changed", Words("Changed records", "变更记录"), 8) { $0.count { !$0.isNew } },
      ], keys: 2, rows: lines, totals: [all],
      notes: [Words("An import is one save with all its records.", "一次导入计为一次保存，其记录逐条计数。")])
  }
}

private struct Clerk: Hashable {
  let month: Int
  let login: String
}

private struct EntryLine {
  let month: ReportTable.Cell
  let clerk: ReportTable.Cell
  let sets: [ChangeSet]

  func count(_ holds: (Change) -> Bool) -> Int {
    sets.reduce(0) { $0 + $1.changes.count(where: holds) }
  }
}
