import RegistryModel

/// The lines of a mapping: the file's columns, fields that none of them holds, and words that are not ours.
struct MappingLines: Sendable {
  /// What a line is about.
  enum Line: Sendable {
    case heading(Words)
    case column(ImportPlan.Column)
    /// A field that no column holds.
    case constant(FieldInfo)
    case word(Word)
  }

  /// A text that is no value of its field, and in how many rows it stands.
  struct Word: Sendable {
    let field: FieldInfo
    let text: String
    let count: Int

    /// The one value of a code table that holds the text, or that it holds: 文体 for 文体娱乐, 已备案 for 备案.
    var likely: String? {
      let names = field.entry.codes.map { $0.label.chinese }
      let like = names.filter { $0.contains(text) || text.contains($0) }
      return text.count > 1 && like.count == 1 ? like.first : nil
    }
  }

  let lines: [Line]

  /// - Parameter required: fields that every record needs and nothing fills in.
  init(
    _ columns: [ImportPlan.Column], _ words: [Word], _ mapping: ImportMapping, of kind: Kind,
    required: Set<String>
  ) {
    let held = Set(columns.map { mapping.columns[$0.header] ?? $0.target })
    let free = kind.schema.fields.filter { field in
      !field.isComputed && !held.contains(.field(field.key)) && !field.isMade
        && !held.contains { target in
          if case .locator(field.key, _) = target { true } else { false }
        }
    }
    let missing = free.filter { required.contains($0.key) }
    let others = free.filter { !required.contains($0.key) }
    let given = others.filter { mapping.constants[$0.key] != nil }
    let rest = others.filter { mapping.constants[$0.key] == nil }
    lines =
      [.heading(Words("Columns of the file", "文件各列"))] + columns.map { .column($0) }
      + (words.isEmpty
        ? []
        : [.heading(Words("Words that are no value of their field", "不是该项取值的文字"))]
          + words.map { .word($0) })
      + [.heading(Words("Fields that no column holds", "文件中没有的项 (统一填写)"))]
      + (missing + given + rest).map { .constant($0) }
  }

  /// Fields that every record needs and nothing fills in, where the plan found that any is missing, or could
  /// not look because of what else is wrong with the rows.
  static func required(by plan: ImportPlan) -> Set<String> {
    let isAnyMissing = plan.problems.contains { $0.rule == "required" && $0.column == nil }
    let isAnyKnown = plan.counts.updated + plan.counts.same > 0
    let isAnyUnread = plan.rows.contains { $0.outcome == .bad }
    guard plan.rows.isEmpty || isAnyMissing || isAnyUnread && !isAnyKnown else { return [] }
    var record = plan.kind.schema.make()
    record.fillDefaults(from: plan.base.office)
    let day = CivilDate.distantFuture
    return Set(
      plan.kind.schema.fields.filter {
        record.asked($0, on: day) == .required && record.json($0, on: day) == nil
      }.map(\.key))
  }

  /// What the rows of a plan write in fields of words and that is none of theirs; then what is decided of others.
  static func words(of plan: ImportPlan) -> [Word] {
    var counts: [String: [String: Int]] = [:]
    let columns = Dictionary(
      plan.file.columns.map { ($0.header, $0) }, uniquingKeysWith: { first, _ in first })
    for row in plan.rows where row.outcome == .bad {
      for problem in row.problems where problem.rule == nil {
        guard let column = problem.column.flatMap({ columns[$0] }),
          case .field(let field) = column.use, field.hasWords,
          row.cells.indices.contains(column.place)
        else { continue }
        let text = row.cells[column.place].tidied
        if !text.isEmpty { counts[field.key, default: [:]][text, default: 0] += 1 }
      }
    }
    for (key, meanings) in plan.file.mapping.values {
      for text in meanings.keys where counts[key]?[text] == nil {
        counts[key, default: [:]][text] = 0
      }
    }
    return plan.kind.schema.fields.flatMap { field in
      (counts[field.key] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { Word(field: field, text: $0.key, count: $0.value) }
    }
  }
}

extension FieldInfo {
  /// Nobody types it.
  fileprivate var isMade: Bool { if case .made = entry { true } else { false } }
}
