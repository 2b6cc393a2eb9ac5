import RegistryModel

/// One line of history: a change set, or of one record's history one field of it.
struct HistoryRow: Sendable {
  let commit: Commit
  /// What was done to the record whose history this is; nil in that of all.
  private var change: Change?
  private var setting: Setting?
  /// What it does again, if it is a redo.
  private var redone: Int?

  /// What tells it from every other row.
  var place: String { "\(commit.seq) \(setting?.key ?? "")" }

  /// The lines a change set takes up: of one record, a line a setting.
  static func rows(
    of commit: Commit, redoing redone: Int?, _ filter: ChangeFilter
  ) -> [HistoryRow] {
    guard case .of(let id) = filter,
      let change = commit.set.changes.first(where: { $0.id == id })
    else { return [HistoryRow(commit: commit, redone: redone)] }
    if change.isNew { return [HistoryRow(commit: commit, change: change, redone: redone)] }
    return change.settings.map {
      HistoryRow(commit: commit, change: change, setting: $0, redone: redone)
    }
  }

  /// `社会组织 邻里互助会: 电话, 负责人`; of one record `电话: 010****1234 -> 138****1612`.
  func text(
    _ context: Context, _ language: Language, namesKind: Bool = true
  ) -> String {
    var text = ""
    if let redone {
      text = Words("redo of #\(redone): ", "重做 #\(redone): ")[language]
    } else if let first = commit.set.undoes.first {
      let seqs = commit.set.undoes.count > 1 ? "#\(first) .." : "#\(first)"
      text = Words("undo of \(seqs): ", "撤销 \(seqs): ")[language]
    }
    if let change {
      guard let setting else {
        let count = change.settings.count
        return text + Words("new, \(count) fields", "新增, 共 \(count) 项")[language]
      }
      return text + context.registry.line(setting, in: change.id.kind, on: context.day, language)
    }
    if namesKind, commit.set.changes.count == 1 {
      text += commit.set.changes[0].id.kind.schema.label[language] + " "
    }
    return text + context.registry.summary(of: commit.set, on: context.day, language)
  }

  /// What there is no room for in the row: every value, as far as lines go.
  func values(_ context: Context) -> String {
    guard let change = change ?? (commit.set.changes.count == 1 ? commit.set.changes[0] : nil)
    else {
      return text(context, context.language)
    }
    let settings = setting.map { [$0] } ?? change.settings
    return settings.map {
      context.registry.line($0, in: change.id.kind, on: context.day, context.language)
    }.joined(separator: "; ")
  }

  func author(_ context: Context) -> String { context.registry.name(of: commit.by) }

  /// All that typing may find it by, whatever the language on screen.
  func searched(_ context: Context) -> [String] {
    let numbers = commit.set.changes.prefix(20).map { context.number(of: $0.id) }
    let known = [
      "#\(commit.seq)", context.session.localTime(commit.at), commit.by, author(context),
      commit.set.batch ?? "", commit.set.reason ?? "",
    ]
    return known + Language.allCases.map { text(context, $0) } + numbers
  }
}
