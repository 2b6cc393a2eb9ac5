/// A JSON value as the registry's files hold it: members keep their order.
///
/// Whole numbers are `int`; amounts travel as decimal text, so `double` only ever carries what a
/// newer version or a hand wrote and is kept unchanged.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One `"key": value` of an object.
  public struct Member: Hashable, Sendable {
    /// The key, unescaped.
    public var key: String
    /// What it holds.
    public var value: JSON

    /// A pair.
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// The member named `key`; nil if there is none or this is not an object.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of a string, else nil.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A whole number, else nil.
  public var int: Int? {
    if case .int(let number) = self { number } else { nil }
  }

  /// `true` or `false`, else nil.
  public var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// The items of an array, else nil.
  public var array: [JSON]? {
    if case .array(let items) = self { items } else { nil }
  }

  /// The members of an object in file order, else nil.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// An object from pairs, leaving out those without a value.
  public static func object(of pairs: (String, JSON?)...) -> JSON {
    .object(pairs.compactMap { key, value in value.map { Member(key, $0) } })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array of literals.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
