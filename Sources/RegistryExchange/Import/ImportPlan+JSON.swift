import RegistryModel

extension ImportPlan {
  /// The plan for programs: counts, columns, every problem and warning, and rows that are not simply
  /// the same.
  public func json(_ language: Language) -> JSON {
    let counts = counts
    return .object(
      of: ("kind", .string(kind.rawValue)), ("encoding", file.encoding.map { .string($0) }),
      ("rows", .int(counts.rows)), ("new", .int(counts.new)), ("updated", .int(counts.updated)),
      ("same", .int(counts.same)), ("bad", .int(counts.bad)), ("skipped", .int(counts.skipped)),
      ("filled", .object(filled.map { JSON.Member($0.field.key, .int($0.rows)) })),
      ("columns", .array(file.columns.map(\.json))),
      ("problems", .array(problems.map { $0.json(language) })),
      ("warnings", .array(warnings.map { $0.json(language) })),
      ("changes", .array(rows.compactMap(\.json))))
  }
}

extension Problem {
  fileprivate func json(_ language: Language) -> JSON {
    .object(
      of: ("line", line.map { .int($0) }), ("column", column.map { .string($0) }),
      ("value", value.map { .string($0) }), ("rule", rule.map { .string($0) }),
      ("reason", .string(reason[language])))
  }
}

extension ImportPlan.Column {
  fileprivate var json: JSON {
    let use: (String, JSON) =
      switch use {
      case .id: ("field", "id")
      case .field(let field): ("field", .string(field.key))
      case .locates(let reference, _, _): ("locates", .string(reference))
      case .compared(let field): ("compared", .string(field.key))
      case .ignored(let reason): ("ignored", .string(reason.en))
      }
    return .object([.init("header", .string(header)), .init(use.0, use.1)])
  }
}

extension ImportRow {
  /// A row that makes or changes a record; nil for others.
  fileprivate var json: JSON? {
    switch outcome {
    case .new: .object(of: ("line", .int(line)), ("new", true))
    case .updated(let id, let keys):
      .object(
        of: ("line", .int(line)), ("id", id.json), ("fields", .array(keys.map { .string($0) })))
    case .same, .bad, .skipped: nil
    }
  }
}
