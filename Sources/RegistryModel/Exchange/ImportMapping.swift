/// How a file is read: which field each of its columns goes to, what stands for fields that no column holds,
/// and what words mean that are not ours. It can be kept, and given again with the next file of the same
/// headers.
public struct ImportMapping: Hashable, Sendable {
  /// What a column is read as.
  public enum Target: Hashable, Sendable {
    /// Its cells go into the field with this key.
    case field(String)
    /// Its cells name the record a row is about.
    case id
    /// Its cells tell, by a field of the other record, which one a reference field means.
    case locator(reference: String, by: String)
    /// It is not imported.
    case ignored
  }

  /// By header: `ImportPlan.Column.header`. A column of which nothing is said is read as its header names it.
  public var columns: [String: Target]
  /// Texts for fields that no column holds, as typed in a form, by the field's key.
  public var constants: [String: String]
  /// What a cell's text means, as typed in a form, by the field's key and the text as written. An empty meaning
  /// leaves the field empty.
  public var values: [String: [String: String]]

  /// Nothing is decided.
  public init(
    columns: [String: Target] = [:], constants: [String: String] = [:],
    values: [String: [String: String]] = [:]
  ) {
    (self.columns, self.constants, self.values) = (columns, constants, values)
  }
}

extension ImportMapping {
  /// As a file of `--map` and a record hold it, keys in order:
  /// `{"columns":{"社区":"community","备注2":null},"constants":{"tier":"filed"},"values":{"status":{"在":"active"}}}`.
  ///
  /// A locator is written `community.code`, a column of ids `id`, one left out `null`.
  public var json: JSON {
    .object([
      JSON.Member("columns", Self.object(columns) { $0.json }),
      JSON.Member("constants", Self.object(constants) { .string($0) }),
      JSON.Member("values", Self.object(values) { Self.object($0) { .string($0) } }),
    ])
  }

  /// Reads what `json` writes; each part may be missing.
  public init(json: JSON) throws(Problem) {
    guard let members = json.members else {
      throw Problem("the mapping is no JSON object", "列对照不是 JSON 对象")
    }
    self.init()
    for member in members {
      switch member.key {
      case "columns":
        columns = try Self.dictionary(member) { Target(json: $0) }
      case "constants": constants = try Self.dictionary(member) { $0.string }
      case "values":
        values = try Self.dictionary(member) { texts in
          try? Self.dictionary(JSON.Member("values", texts)) { $0.string }
        }
      case "kind", "headers": break
      default:
        throw Problem(
          value: member.key, "the mapping may have columns, constants and values, nothing else",
          "列对照只能有 columns、constants 和 values")
      }
    }
  }

  private static func object<Value>(
    _ values: [String: Value], _ json: (Value) -> JSON
  ) -> JSON {
    .object(
      values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, json($0.value)) })
  }

  private static func dictionary<Value>(
    _ member: JSON.Member, _ read: (JSON) -> Value?
  ) throws(Problem) -> [String: Value] {
    var values: [String: Value] = [:]
    for item in member.value.members ?? [] {
      guard let value = read(item.value), values.updateValue(value, forKey: item.key) == nil else {
        throw Problem(
          value: item.key, "in the mapping's \(member.key) this is written wrongly or twice",
          "列对照的 \(member.key) 中此项写法有误或重复")
      }
    }
    guard member.value.members != nil else {
      throw Problem(
        value: member.key, "in the mapping this must be an object", "列对照中此项须为对象")
    }
    return values
  }
}

extension ImportMapping.Target {
  fileprivate var json: JSON {
    switch self {
    case .field(let key): .string(key)
    case .id: "id"
    case .locator(let reference, let by): .string("\(reference).\(by)")
    case .ignored: .null
    }
  }

  fileprivate init?(json: JSON) {
    if json == .null {
      self = .ignored
      return
    }
    guard let text = json.string, !text.isEmpty else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: self = text == "id" ? .id : .field(text)
    case 2: self = .locator(reference: parts[0], by: parts[1])
    default: return nil
    }
  }
}
