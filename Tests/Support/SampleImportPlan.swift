import RegistryModel
import RegistryScreens

/// A preview with all that a file may bring, as a value: what the screens show needs no file.
public enum SampleImportPlan {
  /// Seven rows of organizations: a new one, an update, three to fix, one the same, and a total.
  ///
  /// - Parameter isProposed: a column is only taken for what it is likely to be.
  public static func plan(_ base: RegistryState, isProposed: Bool = false) -> ImportPlan {
    var file = ImportPlan.File(name: "名单.xlsx")
    (file.sheets, file.sheet) = (["年初", "年末"], 1)
    file.columns = columns(isProposed)
    let updated = RecordID(.organization, 1)
    let name = { (id: RecordID) in base.name(of: id, on: .distantFuture, .chinese) }
    var rows = [
      row(2, ["新会", "甲", "备案", "", "甲"], .new),
      row(3, [name(updated), "甲", "备案", "13812070000", "甲"], .updated(updated, ["phone"])),
      row(4, ["书画社", "安居小区", "备案", "", ""], .bad),
      row(5, ["合唱团", "安居小区", "备案", "", ""], .bad),
      row(6, ["棋社", "甲", "在册", "", ""], .bad),
      row(
        7, [name(RecordID(.organization, 2)), "甲", "备案", "", ""],
        .same(.record(RecordID(.organization, 2)))),
      row(8, ["合计", "", "", "", ""], .skipped(.total)),
    ]
    for place in [2, 3] {
      rows[place].problems = [
        problem(
          rows[place].line, file.columns[1], "安居小区", "no community has this name or code",
          "没有这个名称或代码的社区")
      ]
    }
    rows[4].problems = [
      problem(
        6, file.columns[2], "在册", "must be one of 1 registered, 2 filed, 3 ledger",
        "须为 1 登记、2 备案、3 台账之一")
    ]
    rows[0].filled = [Kind.organization.schema["services"]?.ordinal].compactMap { $0 }
    let before = base[updated]?.part("phone") ?? .null
    let changes = [
      Change(updated, [Setting("phone", before: before, after: ["13812070000"])]),
      Change(
        RecordID(.organization, -1), isNew: true, [Setting("name", before: .null, after: "新会")]),
    ]
    return ImportPlan(.organization, file, from: base, rows: rows, changeSet: ChangeSet(changes))
  }

  private static func columns(_ isProposed: Bool) -> [ImportPlan.Column] {
    let keys = ["name", "community", "tier", "phone"]
    var columns = zip(["名称", "所在小区", "管理方式", "电话"], keys).enumerated().compactMap {
      place, pair in
      Kind.organization.schema[pair.1].map {
        ImportPlan.Column(header: pair.0, place: place, use: .field($0))
      }
    }
    columns.append(
      ImportPlan.Column(header: "备注2", place: 4, use: .ignored(ImportPlan.Column.unknown)))
    let samples = [
      ["新会", "书画社", "合唱团"], ["甲", "安居小区"], ["备案", "在册"], ["13812070000"], ["甲"],
    ]
    for place in columns.indices { columns[place].samples = samples[place] }
    if isProposed { columns[1].reason = .likeness }
    return columns
  }

  private static func row(
    _ line: Int, _ cells: [String], _ outcome: ImportRow.Outcome
  ) -> ImportRow {
    var row = ImportRow(line: line, title: cells[0])
    row.outcome = outcome
    if outcome == .bad { row.cells = cells }
    return row
  }

  private static func problem(
    _ line: Int, _ column: ImportPlan.Column, _ value: String, _ en: String, _ chinese: String
  ) -> Problem {
    Problem(
      line: line, column: column.header, field: column.label, value: value, Words(en, chinese))
  }
}

extension Robot {
  /// The newest reading of a file that is asked for.
  public var importOrder: ImportOrder? {
    work.compactMap { tag, order in (order as? ImportOrder).map { (tag, $0) } }
      .max { $0.0 < $1.0 }?.1
  }

  /// Answers it with a plan.
  public mutating func answerImport(with plan: ImportPlan) {
    guard let tag = work.filter({ $0.value is ImportOrder }).keys.max() else { return }
    answer(.work(tag: tag, .done(WorkResult(of: ImportOrder.self, .plan(plan, changed: [])))))
  }

  /// Has a file of organizations read, of which `SampleImportPlan` is what comes.
  public mutating func importSample(isProposed: Bool = false) throws {
    press(.function(9))
    try choose("Import a list ..", "导入名单 ..")
    try choose("Organizations", "社会组织")
    isWorkSlow = true
    type("名单.xlsx")
    press(.enter)
    answerImport(with: SampleImportPlan.plan(head, isProposed: isProposed))
  }
}
