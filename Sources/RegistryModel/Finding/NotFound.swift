/// Why a reference could not be resolved.
public struct NotFound: Error {
  /// One sentence.
  public let words: Words
  /// The field of the locator that is at fault; nil: the name itself.
  public let locator: String?

  /// A sentence, and what it is about.
  public init(_ words: Words, locator: String? = nil) {
    self.words = words
    self.locator = locator
  }

  /// The same in both languages.
  public init(_ en: String, _ chinese: String, locator: String? = nil) {
    self.init(Words(en, chinese), locator: locator)
  }
}
