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

  /// The locators of a kind's reference fields.
  public static func of(_ kind: Kind) -> [Locator] {
    switch kind {
    case .organization: community
    case .assignment: worker + community
    case .community, .worker, .office, .account, .view: []
    }
  }

  private init?(
    _ reference: String, _ kind: Kind, _ key: String, _ label: Words? = nil,
    headers: [String]? = nil
  ) {
    guard let field = kind.schema[key] else { return nil }
    self.reference = reference
    self.field = field
    self.label = label ?? field.label
    self.headers = headers ?? field.headers + [field.key]
  }

  private static var community: [Locator] {
    [
      Locator(
        "community", .community, "code", Words("Community code", "社区代码"),
        headers: ["统计用区划代码", "区划代码", "社区编码"]),
      Locator("community", .community, "townName"),
    ].compactMap { $0 }
  }

  private static var worker: [Locator] {
    [
      Locator("worker", .worker, "idNumber"),
      Locator("worker", .worker, "phone"),
    ].compactMap { $0 }
  }
}
