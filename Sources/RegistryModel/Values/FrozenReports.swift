/// The reports of a period as they were when it was frozen, value by value. A registry keeps them and reads
/// nothing in them: what is in a table, reports know.
public struct FrozenReports: FieldValue {
  /// One line of JSON.
  public let content: String

  /// What reports have written.
  public init(_ content: JSON) { self.content = content.text }

  /// Nobody types them.
  public init(text: String) throws(FieldError) {
    throw FieldError("is made by sanshe freeze, never typed", "由 sanshe freeze 生成，不能填写")
  }

  /// As a file has them: a text, so that a registry with many periods opens as fast.
  public init(json: JSON) throws(FieldError) {
    guard let text = json.string, !text.isEmpty else { throw .textExpected }
    content = text
  }

  /// The text.
  public var json: JSON { .string(content) }
  /// That there are some.
  public func text(_ language: Language) -> String { Self.words[language] }
  /// Made by the program.
  public static var entry: Entry { .made(words) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, "[{].*") }

  private static let words = Words("kept", "已存")
}
