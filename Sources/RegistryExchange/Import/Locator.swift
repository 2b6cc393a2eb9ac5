import RegistryModel

/// A column beside a reference that tells which record is meant, where a name alone may not:
/// exports write it, imports read it.
public struct Locator: Sendable {
  /// The key of the reference field it belongs to.
  public let reference: String
  /// The field of the record referred to.
  public let field: FieldInfo
  /// The header that exports write.
  public let label: Words
  /// Other headers.
  let headers: [String]

  /// The locators beside a kind's references, as the kinds they name declare them; lists have none.
  public static func of(_ kind: Kind) -> [Locator] {
    kind.schema.fields.flatMap { field -> [Locator] in
      guard case .record(let other) = field.entry else { return [] }
      return other.schema.locators.compactMap { Locator(field.key, other.schema, $0) }
    }
  }

  private init?(_ reference: String, _ schema: KindSchema, _ row: Locating) {
    guard let field = schema[row.key] else { return nil }
    self.reference = reference
    self.field = field
    label = row.label ?? field.label
    headers = row.headers ?? field.headers + [field.key]
  }
}
