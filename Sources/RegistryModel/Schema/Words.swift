/// The two languages the program speaks.
public enum Language: String, CaseIterable, Sendable {
  case en
  case chinese = "zh-Hans"

  /// The language of a tag or of a machine's locale, such as `zh`, `zh-Hans`, `zh_CN.UTF-8` or `en_GB`;
  /// nil for any other.
  public init?(tag: String) {
    let name = tag.prefix { $0.isASCII && $0.isLetter }.lowercased()
    switch name {
    case "zh": self = .chinese
    case "en": self = .en
    default: return nil
    }
  }
}

/// A label or sentence in both languages, written where it is declared.
public struct Words: Hashable, Sendable {
  /// The English words.
  public let en: String
  /// The words in Simplified Chinese.
  public let chinese: String

  /// Words in both languages.
  public init(_ en: String, _ chinese: String) {
    self.en = en
    self.chinese = chinese
  }

  /// The same text in both languages, for names and numbers.
  public init(same text: String) {
    self.init(text, text)
  }

  /// The words in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .en: en
    case .chinese: chinese
    }
  }

  /// Both parts joined: English with a space rule of its own, Chinese without.
  public static func + (left: Words, right: Words) -> Words {
    Words(left.en + right.en, left.chinese + right.chinese)
  }
}
