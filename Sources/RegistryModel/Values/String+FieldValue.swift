/// A name or remark: stored in normal form C, trimmed, on one line.
extension String: FieldValue {
  /// One line of visible text, at most `Entry.mostCharacters`; control characters are refused.
  public init(text: String) throws(FieldError) {
    let value = text.nfc.tidied
    if value.isEmpty {
      throw FieldError("the text has no visible character", "没有可见的文字")
    }
    if value.hasControlCharacter {
      throw FieldError("control characters are not allowed", "不能含控制字符")
    }
    let most = Entry.mostCharacters
    // Bytes are counted at once, and are never fewer.
    if value.utf8.count > most, value.count > most {
      throw FieldError(
        "must be at most \(most) characters (has \(value.count))",
        "文字共 \(value.count) 个字符，最多 \(most) 个")
    }
    self = value
  }

  /// Takes the file's text as it is, but in normal form: what shows text takes care of control
  /// characters, and one odd name must not keep a registry from opening.
  public init(json: JSON) throws(FieldError) {
    guard let text = json.string else { throw .textExpected }
    self = text.nfc
  }

  /// The same; nearly every text of a register is plain and needs no second look.
  public init(tape: inout JSONTape) throws(FieldError) {
    var copy = tape
    if let bytes = copy.bytes(), bytes.isPlainText {
      tape = copy
      self = String(decoding: bytes, as: UTF8.self)
    } else {
      guard let text = try tape.text() else { throw .textExpected }
      self = text.nfc
    }
  }

  /// The text itself.
  public var json: JSON { .string(self) }
  /// The text itself, whatever the language.
  public func text(_ language: Language) -> String { self }
  /// How it is typed.
  public static var entry: Entry { .text }
  /// What files hold.
  public static var form: StoredForm { .text }
}

extension FieldError {
  /// A file holds something else where text belongs.
  static var textExpected: FieldError {
    FieldError("must be text in quotation marks", "应为带引号的文字")
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Valid UTF-8 without a zero character and surely in normal form C: ASCII and the common Chinese
  /// characters.
  fileprivate var isPlainText: Bool {
    var place = 0
    while place < count {
      switch self[place] {
      case 1..<0x80: place += 1
      case _ where isCommonChinese(at: place): place += 3
      default: return false
      }
    }
    return true
  }
}
