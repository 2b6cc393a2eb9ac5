import RegistryModel

extension ImportPlan {
  /// The plan for programs: counts, columns, problems and rows that are not simply the same.
  public var json: JSON {
    let counts = counts
    return .object(
      of: ("kind", .string(kind.rawValue)), ("encoding", encoding.map { .string($0.name) }),
      ("rows", .int(counts.rows)), ("new", .int(counts.new)), ("updated", .int(counts.updated)),
      ("same", .int(counts.same)), ("bad", .int(counts.bad)),
      ("columns", .array(columns.map(\.json))), ("problems", .array(problems.map(\.json))),
      ("warnings", .array(rows.flatMap(\.warnings).map(\.json))),
      ("changes", .array(rows.compactMap(\.json))))
  }
}

extension Problem {
  /// The problem for programs; the reason in both languages.
  public var json: JSON {
    .object(
      of: ("line", line.map { .int($0) }), ("column", column.map { .string($0) }),
      ("reason", .object(of: ("en", .string(reason.en)), ("zh-Hans", .string(reason.chinese)))))
  }
}

extension ImportColumn {
  fileprivate var json: JSON {
    let use: (String, JSON) =
      switch use {
      case .id: ("field", "id")
      case .field(let field): ("field", .string(field.key))
      case .locator(let locator): ("locates", .string(locator.reference))
      case .compared(let field): ("compared", .string(field.key))
      case .ignored(let reason): ("ignored", .string(reason.en))
      }
    return .object([.init("header", .string(header)), .init(use.0, use.1)])
  }
}

extension ImportRow {
  /// A row that makes or changes a record; nil for others.
  fileprivate var json: JSON? {
    let likely = twins.isEmpty ? nil : JSON.array(twins.map { .string($0.place.description) })
    switch outcome {
    case .new: return .object(of: ("line", .int(line)), ("new", true), ("twins", likely))
    case .updated(let id, let fields):
      return .object(
        of: ("line", .int(line)), ("id", id.json),
        ("fields", .array(fields.map { .string($0.key) })))
    case .same, .bad: return nil
    }
  }
}

extension ImportRow.Warning {
  fileprivate var json: JSON {
    .object([.init("rule", .string(rule))] + (problem.json.members ?? []))
  }
}

extension ImportRow.Place: CustomStringConvertible {
  /// The id, or `line 12`.
  public var description: String {
    switch self {
    case .record(let id): id.description
    case .line(let line): "line \(line)"
    }
  }
}
