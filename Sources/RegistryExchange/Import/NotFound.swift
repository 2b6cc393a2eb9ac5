import RegistryModel

/// Why a reference could not be resolved.
struct NotFound: Error {
  let words: Words
  /// The field of the locator that is at fault; nil: the name itself.
  let locator: String?

  init(_ words: Words, locator: String? = nil) {
    self.words = words
    self.locator = locator
  }

  init(_ en: String, _ chinese: String, locator: String? = nil) {
    self.init(Words(en, chinese), locator: locator)
  }
}
