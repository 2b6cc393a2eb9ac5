import RegistryModel

/// The SQL that a database is prepared with, for an administrator to read and to run.
public enum PostgresScript {
  /// All of it: roles, tables, what is declared of kinds and fields, functions.
  public static var text: String {
    let before = [
      PackageResources.Roles_sql, PackageResources.Tables_sql, PackageResources.Records_sql,
      PackageResources.Bodies_sql,
    ]
    let after = [PackageResources.Append_sql, PackageResources.Views_sql]
    func joined(_ files: [[UInt8]]) -> String {
      files.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
    return [joined(before), kinds, joined(after), views, "reset role;\n"].joined(separator: "\n")
  }

  /// Kinds and fields, as the schema has them.
  private static var kinds: String {
    let kinds = Kind.allCases.map { kind in
      row([
        text(kind.rawValue), text(String(kind.letter)), text(kind.schema.keeper.word),
        array(
          kind == .period ? kind.schema.fields.filter { $0.group == .reopening }.map(\.key) : nil),
      ])
    }
    let fields = Kind.allCases.flatMap { kind in
      kind.schema.fields.filter { !$0.isComputed }.map { field in
        let form = field.form
        return row([
          text(kind.rawValue), text(field.key), word(field.isDated), text(form.type?.rawValue),
          word(form.isList), text(form.pattern), word(form.isDated), number(form.most),
          text(form.check?.alphabet), number(form.check?.factor), text(field.refersTo?.rawValue),
        ])
      }
    }
    return """
      -- What the program that printed this declares of kinds and fields.
      insert into sanshe.kind (kind, letter, keeper, alterable) values
      \(kinds.joined(separator: ",\n"));
      insert into sanshe.field
        (kind, key, dated, type, list, pattern, calendar, most, alphabet, factor, refers_to) values
      \(fields.joined(separator: ",\n"));

      """
  }

  /// A view of each kind, called as its record file is.
  private static var views: String {
    Kind.allCases.map { kind in
      let fields = kind.schema.fields.filter { !$0.isComputed }
      let columns =
        [
          ("registry", "registry"), ("id", "record ->> 'id'"),
          ("changed", "(record ->> 'changed')::bigint"), ("binned", "record ->> 'binned'"),
        ] + fields.map { ($0.key, $0.column) }
      let texts = columns.map { "$$\($0.1)$$" }
      return """
        select sanshe.make_view('\(kind.schema.file)', '\(kind.rawValue)',
          array[\(columns.map { "'\($0.0)'" }.joined(separator: ", "))],
          array[\(texts.joined(separator: ", "))]);

        """
    }.joined()
  }

  private static func row(_ values: [String]) -> String {
    "  (" + values.joined(separator: ", ") + ")"
  }

  /// Keys, words and patterns are ASCII without quotes.
  private static func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "null" }

  private static func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "null" }

  private static func word(_ flag: Bool) -> String { flag ? "true" : "false" }

  private static func array(_ values: [String]?) -> String {
    values.map { "'{" + $0.joined(separator: ",") + "}'" } ?? "null"
  }
}

extension Keeper {
  fileprivate var word: String {
    switch self {
    case .clerks: "clerks"
    case .supervisors: "supervisors"
    case .owner(let field): field
    }
  }
}

extension FieldInfo {
  /// Its value in a record, as SQL.
  fileprivate var column: String {
    let value = isDated ? "sanshe.in_force(record, '\(key)', current_date)" : "record -> '\(key)'"
    if form.isList { return "sanshe.texts(\(value))" }
    let text = "(\(value)) #>> '{}'"
    return switch entry {
    case .whole: "(\(text))::bigint"
    case .decimal: "(\(text))::numeric"
    case .flag: "(\(text))::boolean"
    default: text
    }
  }
}
