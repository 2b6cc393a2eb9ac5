/// How the columns of a file are read, as a record keeps it: what a newer program wrote in it stays as it is.
public struct KeptMapping: FieldValue {
  /// As a file has it.
  public let json: JSON

  /// A mapping to keep.
  public init(_ mapping: ImportMapping) { json = mapping.json }

  /// The mapping; nil if this program cannot read it.
  public var mapping: ImportMapping? { try? ImportMapping(json: json) }

  /// Nobody types it.
  public init(text: String) throws(FieldError) {
    throw FieldError("is made while a file is imported, never typed", "在导入文件时生成，不能填写")
  }

  /// Whatever is there.
  public init(json: JSON) throws(FieldError) { self.json = json }

  /// That there is one.
  public func text(_ language: Language) -> String { Self.words[language] }
  /// Made by the program.
  public static var entry: Entry { .made(words) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(nil) }

  private static let words = Words("kept", "已存")
}
