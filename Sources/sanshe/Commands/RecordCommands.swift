import ArgumentParser
import RegistryModel
import RegistrySearch

/// Registers a record.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "add", Words("Add a record from key=value pairs.", "按 字段=值 新增一条记录。"))

  @OptionGroup var options: CommonOptions<Use.Values>

  @Argument(help: .kind, completion: .kinds)
  var kind: String

  @Argument(
    help: ArgumentHelp(
      "key=value; a key, a short name or a label in either language.",
      "字段=值，字段可用英文名、短名或任一语言的标签。"))
  var values: [String] = []

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: true)
      let kind = try OpenRegistry.kind(kind, registry.language)
      guard kind != .office else {
        throw Failure.usage(
          Words(
            "the office record already exists: sanshe edit office key=value",
            "本单位记录已存在：请用 sanshe edit office 字段=值"), registry.language)
      }
      var record = kind.schema.make()
      let said = try registry.enter(values, into: &record, .correction(on: registry.day))
      try registry.save(record, saying: said, from: nil, as: RecordID(kind, -1))
    }
  }
}

/// Corrects a record, or changes it from a day on.
struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "edit",
    Words(
      "Correct a record; with --from, change dated fields from that day on.",
      "更正一条记录；用 --from 则自该日起变更保留历史的字段。"),
    discussion: Words(
      "--bin puts the record into the recycle bin, out of every list and count; --bring-back takes it out "
        + "again. Use either alone.",
      "--bin 把记录放入回收站，不再列出和计入；--bring-back 恢复。两者须单独使用。"))

  @OptionGroup var options: CommonOptions<Use.Values>

  @Argument(help: .record)
  var record: String

  @Argument(help: ArgumentHelp("key=value; key= clears the field.", "字段=值，字段= 为清空。"))
  var values: [String] = []

  @Option(help: .from)
  var from: String?

  @Option(
    help: ArgumentHelp("Put the record into the recycle bin.", "把记录放入回收站。", valueName: "reason"))
  var bin: String?

  @Flag(help: ArgumentHelp("Take the record out of the recycle bin.", "从回收站恢复记录。"))
  var bringBack = false

  func validate() throws {
    if bin?.isEmpty == true { throw ValidationError(Words("--bin needs a reason", "--bin 须填写原因")) }
    if bin != nil && bringBack || (bin != nil || bringBack) && !values.isEmpty {
      throw ValidationError(
        Words("use --bin and --bring-back alone", "--bin 和 --bring-back 须单独使用"))
    }
  }

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: true)
      if bringBack { return try registry.bin(registry.binned(record), because: nil) }
      let id = try registry.record(record, kinds: Kind.allCases)
      guard let stored = registry.state[id] else { return }
      guard bin == nil || id != .office else {
        throw Failure.usage(
          Words("the office's own record stays: it can only be changed", "本单位记录不能放入回收站，只能修改"),
          registry.language)
      }
      if let bin { return try registry.bin(id, because: bin) }
      let moment = try registry.moment(from)
      if case .change = moment { try registry.refuseUndated(values, of: id.kind) }
      var record = stored.content
      let said = try registry.enter(values, into: &record, moment)
      try registry.save(record, saying: said, from: stored.content, as: id)
    }
  }
}

/// Assigns a worker to a community.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "assign", Words("Assign a worker to a community.", "安排社区工作者到社区任职。"))

  @OptionGroup var options: CommonOptions<Use.Values>

  @Argument(
    help: ArgumentHelp(
      "The worker: id, ID number or a name that is unique.", "社区工作者：编号、证件号码或不重复的姓名。"))
  var worker: String

  @Argument(
    help: ArgumentHelp(
      "The community: id, code or a name that is unique.", "社区：编号、区划代码或不重复的名称。"))
  var community: String

  @Option(help: ArgumentHelp("The role: its number or name.", "岗位：数字或名称。"))
  var role: String

  @Option(help: ArgumentHelp("The first day.", "到岗日期。"))
  var since: String

  @Argument(help: ArgumentHelp("Further key=value pairs.", "其他 字段=值。"))
  var values: [String] = []

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options, writing: true)
      var record: any Record = Assignment()
      let said = try registry.enter(
        ["worker=\(worker)", "community=\(community)", "role=\(role)", "since=\(since)"] + values,
        into: &record, .correction(on: registry.day))
      try registry.save(record, saying: said, from: nil, as: RecordID(.assignment, -1))
    }
  }
}

extension OpenRegistry {
  /// Takes `key=value` pairs into a record, references by whatever names a record; keys of the fields
  /// that are spoken of.
  func enter(
    _ pairs: [String], into record: inout any Record, _ moment: Moment
  ) throws -> Set<String> {
    var said: Set<String> = []
    for pair in pairs {
      let (field, value) = try split(pair, of: record.kind)
      guard said.insert(field.key).inserted else {
        throw Failure.usage(
          Words("\(field.key) is given twice: write it once", "\(field.label.chinese) 写了两次，只能写一次"),
          language)
      }
      do {
        if let kind = field.refersTo, !value.isEmpty {
          try record.put(try reference(value, field, kind), field, moment)
        } else {
          try record.enter(value, field, moment)
        }
      } catch let error as FieldError {
        throw Failure.data(field.label + Words(": ", ": ") + error.words, language)
      }
    }
    return said
  }

  /// One id, or several for a list.
  private func reference(_ value: String, _ field: FieldInfo, _ kind: Kind) throws -> JSON {
    guard case .records = field.entry else { return try self.record(value, kinds: [kind]).json }
    return .array(
      try value.utf8.split(separator: UInt8(ascii: ",")).map {
        try self.record(String(Substring($0)), kinds: [kind]).json
      })
  }

  private func split(_ pair: String, of kind: Kind) throws -> (FieldInfo, String) {
    // Not the character: a value may begin with a mark that would combine with the sign.
    guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw Failure.usage(Words("write key=value, not \(pair)", "请写 字段=值，而不是 \(pair)"), language)
    }
    let name = String(pair[..<equals])
    guard let field = kind.schema.field(named: name) else {
      let near = SearchMemo.ofProgram().nearest(to: name, of: kind)
      throw Failure.usage(
        Words(
          "no field \(name) in \(kind.schema.plural.en)",
          "\(kind.schema.plural.chinese)没有字段 \(name)"
        ).suggesting(near, else: Words(same: ": \(kind.schema.typedKeys)")), language)
    }
    return (field, String(pair[pair.utf8.index(after: equals)...]))
  }

  /// How entered values meet the past.
  func moment(_ from: String?) throws -> Moment {
    guard let from else { return .correction(on: day) }
    do {
      let day = try CivilDate(text: from)
      guard day.isFull else { throw FieldError("must be a full date", "须为完整日期") }
      return .change(from: day)
    } catch let error as FieldError {
      throw Failure.usage(Words("--from: ", "--from: ") + error.words, language)
    }
  }

  /// A change from a day on has a meaning for dated fields only.
  func refuseUndated(_ pairs: [String], of kind: Kind) throws {
    for pair in pairs {
      let (field, _) = try split(pair, of: kind)
      guard field.isDated else {
        throw Failure.usage(
          field.label + Words(" is not a dated field: omit --from", "不保留历史，请去掉 --from"), language)
      }
    }
  }

  /// Puts a record into the recycle bin, or brings it back where there is no reason.
  fileprivate func bin(_ id: RecordID, because reason: String?) throws {
    let binning = Setting.binned(from: state[id]?.binned, to: reason)
    let set = ChangeSet([Change(id, [binning])], reason: reason)
    _ = try append(set)
    Output.line("\(id) \(state.name(of: id, on: day, language))", .deed(language))
    sayFrozen(by: set)
    sayWhatBreaks(by: set)
  }

  /// The one record of the recycle bin that `text` names: its id, its name or the number people know.
  fileprivate func binned(_ text: String) throws -> RecordID {
    let found = Kind.allCases.flatMap { state[$0].allRows }.filter { stored in
      stored.binned != nil
        && [
          stored.id.description, state.name(of: stored.id, on: day, language),
          state.number(of: stored.id, on: day),
        ]
        .contains(text)
    }
    if found.isEmpty,
      let id = Kind.allCases.flatMap({ state.records(named: text, kind: $0, on: day) }).first
    {
      throw Failure.noInput(
        Words("\(id) is not in the recycle bin", "\(id) 不在回收站中"), language)
    }
    return try only(found.map(\.id), text)
  }

  /// What an assignment makes odd about its worker: shares that add up to too much, say.
  private func consequences(of record: any Record, in after: RegistryState) -> [Finding] {
    guard let id = (record as? Assignment)?.worker, let worker = after.workers[id.number] else {
      return []
    }
    let before = state.findings(for: worker.record, id: id, today: today)
    return after.findings(for: worker.record, id: id, today: today).filter {
      !before.contains($0)
    }
  }

  /// Saves a record; what it would break refuses it, the rest is printed, and what it does to the plan.
  func save(
    _ typed: any Record, saying said: Set<String>, from before: (any Record)?, as id: RecordID
  ) throws {
    let (record, filled) = typed.completed(
      from: before, saying: said, in: state.surroundings(of: typed), on: day)
    let settings = record.settings(from: before)
    guard !settings.isEmpty || before == nil else {
      Output.line(Words("nothing changed", "没有改动")[language])
      return
    }
    let plans = plans
    if let unknown = (record as? Office)?.plans?.first(where: { plans[$0] == nil }) {
      throw Failure.data(plans.unknown(unknown, language).words, language)
    }
    let judgement = state.judgement(of: record, as: id, today: today)
    if let broken = judgement.refused.first {
      let field = id.kind.schema[broken.field]
      throw Failure.data(field?.naming(broken.words) ?? broken.words, language)
    }
    let set = ChangeSet([Change(id, isNew: before == nil, settings)])
    let appended = try append(set)
    let saved = appended.commit?.set.changes.first?.id ?? id
    Output.line("\(saved) \(appended.state.name(of: saved, on: day, language))", .deed(language))
    let change = appended.commit?.set.changes.first { $0.id == saved }
    if let words = change.flatMap({ appended.state.laterSteps(of: $0, on: day) }) {
      Output.error("= \(words[language])")
    }
    for field in filled {
      let value = appended.state.maskedText(field, of: record, on: day, language)
      Output.error("= \(field.label[language]): \(value)")
    }
    for finding in judgement.asked + consequences(of: record, in: appended.state) {
      let back = finding.binnedTwin.map { " (sanshe edit \($0) --bring-back)" } ?? ""
      Output.error("? \(finding.words[language])\(back)")
    }
    sayWhatBreaks(by: set)
  }
}
