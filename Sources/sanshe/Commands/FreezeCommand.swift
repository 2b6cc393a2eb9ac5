import ArgumentParser
import RegistryModel
import RegistryReports
import RegistryStore

/// Keeps the reports of a period as they are, or reopens it.
struct FreezeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "freeze",
    Words("Freeze a period: its reports stay as they are now.", "冻结期间：其报表不再变动。"),
    discussion: Words(
      "sanshe report NAME --period prints what was frozen, whatever is entered later; a save that would have "
        + "changed it asks. --reopen ends that, with a reason; what was frozen can still be printed, and to freeze "
        + "the period again makes its next version. Once there are supervisors only they may do either. sanshe "
        + "list periods lists them.",
      "此后 sanshe report 名称 --period 打印的都是冻结数，不受以后录入的影响；会改变冻结数的保存，须经确认。"
        + "--reopen 写明原因后解冻，原冻结数仍可打印，再次冻结为下一版。设有主管的，冻结和解冻只限主管。"
        + "sanshe list periods 列出各期间。"))

  @OptionGroup var options: CommonOptions<Use.Freezing>

  @Argument(
    help: ArgumentHelp(
      "2026, 2026-H1, 2026-Q3 or 2026-11.", "2026、2026-H1、2026-Q3 或 2026-11。"))
  var period: String

  @Option(help: ArgumentHelp("Reopen it.", "解冻。", valueName: "reason"))
  var reopen: String?

  @Flag(help: .json)
  var json = false

  func validate() throws {
    if reopen?.isEmpty == true {
      throw ValidationError(Words("--reopen needs a reason", "--reopen 须填写原因"))
    }
  }

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: true)
      let period = try registry.period(period, named: period)
      let (id, record) =
        try reopen.map { try registry.reopen(period, because: $0) }
        ?? registry.freeze(period)
      if json { return Output.json(record.summary(id), .deed(registry.language)) }
      Output.line("\(id) \(record.words[registry.language])", .deed(registry.language))
    }
  }
}

extension OpenRegistry {
  /// A period as it is typed, which has begun.
  ///
  /// - Parameter name: what it is called in a refusal.
  func period(_ text: String, named name: String) throws -> ReportPeriod {
    do throws(FieldError) { return try ReportPeriod(text: text, begunBy: today) } catch {
      throw Failure.usage(Words(same: "\(name): ") + error.words, language)
    }
  }

  fileprivate func freeze(_ period: ReportPeriod) throws -> (RecordID, Period) {
    let source = ReportSource(
      state, on: period.last, today: today, period: period, plan: try neededPlan())
    let record = Period(period, of: source, by: Sanshe.configuration.version)
    return try save(record, from: nil, as: RecordID(.period, -1))
  }

  fileprivate func reopen(
    _ period: ReportPeriod, because reason: String
  ) throws -> (RecordID, Period) {
    guard let stored = state.frozen(period) else {
      throw Failure.noInput(Words("\(period) is not frozen", "\(period) 未冻结"), language)
    }
    var record = stored.record
    do throws(FieldError) {
      (record.reopenedOn, record.reopenReason) = (today, try String(text: reason))
    } catch {
      throw Failure.data(Words("--reopen: ", "--reopen: ") + error.words, language)
    }
    return try save(record, from: stored.record, as: stored.id)
  }

  private func save(
    _ record: Period, from before: Period?, as id: RecordID
  ) throws -> (RecordID, Period) {
    if let broken = state.judgement(of: record, as: id, today: today).refused.first {
      throw Failure.data(broken.words, language)
    }
    let change = Change(id, isNew: before == nil, record.settings(from: before))
    let saved = try append(ChangeSet([change])).commit?.set.changes.first?.id ?? id
    return (saved, record)
  }
}

extension Period {
  /// `{"id","period","version","frozenOn","plan","seq","reopenedOn","reason"}`
  fileprivate func summary(_ id: RecordID) -> JSON {
    .object(
      of: ("id", id.json), ("period", period?.json ?? .null), ("version", .int(version ?? 1)),
      ("frozenOn", frozenOn?.json ?? .null), ("plan", plan.map(JSON.string) ?? .null),
      ("seq", seq.map(JSON.int) ?? .null), ("reopenedOn", reopenedOn?.json ?? .null),
      ("reason", reopenReason.map(JSON.string) ?? .null))
  }
}
