/// The texts that cells name by number.
final class SharedStrings: XMLReading {
  static let root = XMLElement.sst
  private(set) var texts: [String] = []
  private var bytes = 0
  private var text = RichText()

  func start(_ element: XMLElement, _ attributes: XMLAttributes) throws(Problem) {
    if element == .si { text.begin() } else { text.start(element, attributes) }
  }

  func text(_ piece: UnsafeRawBufferPointer) throws(Problem) { try text.append(piece) }

  func end(_ element: XMLElement) throws(Problem) {
    guard element == .si else { return text.end(element) }
    bytes += text.content.count
    if texts.count >= Limits.sharedStrings || bytes > Limits.sharedStringBytes {
      throw .tooManyTexts
    }
    texts.append(text.content.string)
  }
}

/// A text with or without runs in different fonts, which are joined; how its characters are pronounced (`rPh`)
/// is no part of it.
struct RichText {
  private(set) var content = XMLText()
  private var isInText = false
  private var isPhonetic = false
  private var keepsSpace = false
  private var start = 0

  mutating func begin() {
    content.removeAll()
    (isInText, isPhonetic) = (false, false)
  }

  mutating func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    switch element {
    case .rPh: isPhonetic = true
    case .t where !isPhonetic:
      isInText = true
      keepsSpace = attributes.keepsSpace
      start = content.count
    default: break
    }
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) throws(Problem) {
    if isInText { try content.append(piece) }
  }

  mutating func end(_ element: XMLElement) {
    switch element {
    case .rPh: isPhonetic = false
    case .t where isInText:
      isInText = false
      if !keepsSpace { content.trim(since: start) }
    default: break
    }
  }
}
