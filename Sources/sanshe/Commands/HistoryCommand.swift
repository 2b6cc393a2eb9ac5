import ArgumentParser
import RegistryModel
import RegistryStore

/// Change sets, the newest first: all, or those of one record.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "history", Words("Who changed what and when, the newest first.", "何人何时改了什么，最近的在前。"),
    discussion: Words(
      "--json is an array of change sets: seq, at (UTC), by, batch, reason, undoes (the seqs it "
        + "undid), undoneBy (the seq that undid it), and changes: kind, id, name, new (the record was "
        + "created), field, before, after. on is the day of a dated value; then before and after are [] if "
        + "there was no step, else the step's value in brackets, and was is the value in force before the "
        + "change, null if there was none. access is given if numbers were shown in full, export if they were written to a file. Numbers "
        + "are masked.",
      "--json 为变更的数组：seq、at（UTC）、by、batch、reason、undoes（所撤销的 seq）、undoneBy（撤销它的 seq）"
        + "和 changes：kind、id、name、new（新建的记录）、field、before、after。on 为保留历史的字段的日期，"
        + "此时 before 和 after 为 []（该日没有记载）或括号中的值，was 为变更前的值，没有则为 null。access 表示查看过完整号码，export 表示导出过。证件号码和电话隐去。"
    ))

  @OptionGroup var options: CommonOptions<Use.Registry>

  @Argument(help: .record)
  var record: String?

  @Option(help: ArgumentHelp("Show at most this many change sets.", "最多显示多少次变更。"))
  var limit = 50

  @Flag(help: .json)
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError(Words("--limit is at least 1", "--limit 至少为 1")) }
  }

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let id = try record.map { text in
        // By its id one in the recycle bin is found, too.
        if let id = RecordID(text), registry.state[id] != nil { return id }
        return try registry.record(text, kinds: Kind.allCases)
      }
      let (all, undone) = try registry.history(id.map(ChangeFilter.of) ?? .all, limit)
      // An import may have changed thousands beside the one that is asked about.
      let commits = all.map { $0.only(id) }
      let told = try registry.reading { () throws(StoreError) in
        try registry.engine.told(ChangePage(commits, before: nil)).commits
      }
      if json {
        let sets = zip(commits, told).map { commit, told in
          registry.json(commit, told: told, undoneBy: undone[commit.seq])
        }
        Output.json(.array(sets))
      } else {
        for commit in told {
          Output.line(registry.heading(commit, undoneBy: undone[commit.seq]))
          for line in registry.lines(commit.set) { Output.line("  \(line)") }
        }
      }
    }
  }
}

extension Commit {
  /// The same with what it did to one record; nil: to all.
  fileprivate func only(_ id: RecordID?) -> Commit {
    guard let id else { return self }
    var set = set
    set.changes.removeAll { $0.id != id }
    set.access.removeAll { $0.id != id }
    return Commit(seq: seq, at: at, by: by, set: set)
  }
}

extension OpenRegistry {
  /// Change sets from the newest on, and which of them are undone.
  fileprivate func history(
    _ filter: ChangeFilter, _ limit: Int
  ) throws -> (commits: [Commit], undone: Undone) {
    var (commits, undone, next): ([Commit], Undone, Int?) = ([], Undone(), .max)
    while let before = next, commits.count < limit {
      let page = try reading { () throws(StoreError) in
        try engine.changes(filter, before: before, limit: limit - commits.count)
      }
      for commit in page.commits { undone.learn(commit) }
      commits += page.commits
      next = page.before
    }
    return (commits, undone)
  }

  /// `#812  2026-11-24 14:32  张敏  import-2026-11-24-3f9c2a  (undone by #815)`
  fileprivate func heading(_ commit: Commit, undoneBy author: Author?) -> String {
    let set = commit.set
    var parts = ["#\(commit.seq)", SystemClock.text(commit.at), state.name(of: commit.by)]
    parts += [set.batch, set.reason].compactMap { $0 }
    if !set.undoes.isEmpty {
      let seqs = set.undoes.map { "#\($0)" }.joined(separator: ", ")
      parts.append(Words("undo of \(seqs)", "撤销 \(seqs)")[language])
    }
    if let author {
      parts.append(Words("(undone by #\(author.seq))", "(已由 #\(author.seq) 撤销)")[language])
    }
    return parts.joined(separator: "  ")
  }

  /// A line a setting, named by its record; of many records, the first.
  func lines(_ set: ChangeSet) -> [String] {
    let shown = 20
    var lines = set.access.prefix(shown).map { access in
      "\(access.id) \(state.shortName(of: access.id, on: day, language)) "
        + access.words(isExport: set.isExport)[language]
    }
    for change in set.changes.prefix(shown) {
      let name = "\(change.id) \(state.shortName(of: change.id, on: day, language))"
      lines += change.settings.map {
        "\(name) \(state.line($0, in: change.id.kind, on: day, language))"
      }
    }
    let count = max(set.changes.count, set.access.count) - shown
    if count > 0 {
      lines.append(
        Words(
          "and \(count) more \(count == 1 ? "record" : "records")", "另有 \(count) 条记录")[language])
    }
    return lines
  }

  /// A change set as the discussion of the command describes it.
  fileprivate func json(_ commit: Commit, told: Commit, undoneBy author: Author?) -> JSON {
    let changes = zip(commit.set.changes, told.set.changes).flatMap { change, told in
      zip(change.settings, told.settings).map { setting, told in
        let kind = change.id.kind
        let parts = setting.key.split(separator: "@", maxSplits: 1)
        let was = kind.masked(told.before, under: setting.key).array?.first ?? .null
        let isStep = kind.field(of: setting.key)?.isDated == true && parts.count == 2
        return JSON.object(
          of: ("kind", .string(kind.rawValue)), ("id", change.id.json),
          ("name", .string(state.name(of: change.id, on: day, language))),
          ("new", change.isNew ? true : nil),
          ("field", .string(isStep ? String(parts[0]) : setting.key)),
          ("on", isStep ? .string(String(parts[1])) : nil),
          ("was", isStep ? was : nil),
          ("before", kind.masked(setting.before, under: setting.key)),
          ("after", kind.masked(setting.after, under: setting.key)))
      }
    }
    let access = commit.set.access.map { access in
      JSON.object(of: ("id", access.id.json), ("fields", .array(access.fields.map(JSON.string))))
    }
    return .object(
      of: ("seq", .int(commit.seq)), ("at", .string(commit.at.text)), ("by", .string(commit.by)),
      ("batch", commit.set.batch.map(JSON.string) ?? .null),
      ("reason", commit.set.reason.map(JSON.string) ?? .null),
      ("undoes", .array(commit.set.undoes.map(JSON.int))),
      ("undoneBy", author.map { .int($0.seq) } ?? .null), ("changes", .array(changes)),
      ("access", access.isEmpty ? nil : .array(access)),
      ("export", commit.set.isExport ? true : nil))
  }
}
