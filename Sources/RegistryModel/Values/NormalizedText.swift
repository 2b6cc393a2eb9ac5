import CUtf8proc

extension String {
  /// The text in Unicode normalization form C, the one names are stored in.
  ///
  /// ASCII and plain Chinese, nearly everything a registry holds, come back without a copy.
  public var nfc: String {
    isSurelyNFC ? self : mapped(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
  }

  /// The text in form KC: full-width letters, digits and signs become their ASCII twins.
  public var nfkc: String {
    isSurelyNFKC
      ? self
      : mapped(
        UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_COMPAT.rawValue)
  }

  /// How identifiers are stored: form KC, upper case, without any white space or invisible marks.
  public var nfkcUpper: String {
    var text = self
    switch text.withUTF8(Folding.init) {
    case .same: return self
    case .raised:
      return text.withUTF8 { bytes in
        String(unsafeUninitializedCapacity: bytes.count) { raised in
          for (place, byte) in bytes.enumerated() {
            raised[place] = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
          }
          return bytes.count
        }
      }
    case .looked:
      let text = nfkc.uppercased()
      return text.needsTidying ? String(text.tidied.filter { $0 != " " }) : text
    }
  }

  /// What folding has to do with a text, as its bytes tell.
  private enum Folding {
    /// Nothing: printed ASCII without small letters, and the common Chinese characters.
    case same
    /// Only small letters are to be raised.
    case raised
    /// It takes a look at the characters.
    case looked

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      var (place, isRaised) = (0, false)
      while place < bytes.count {
        switch bytes[place] {
        case 0x61...0x7A:
          isRaised = true
          place += 1
        case 0x21...0x7E: place += 1
        case _ where bytes.isCommonChinese(at: place): place += 3
        default:
          self = .looked
          return
        }
      }
      self = isRaised ? .raised : .same
    }
  }

  /// Without white space at the ends, with one space for each run inside.
  ///
  /// Direction marks and zero-width spaces go too: they come along with pasted text, nobody sees
  /// them, and two names that look alike would differ.
  public var tidied: String {
    guard needsTidying else { return self }
    var result = String.UnicodeScalarView()
    var isGap = false
    for scalar in unicodeScalars where !scalar.isInvisibleMark {
      if scalar.isSpace {
        isGap = true
        continue
      }
      if isGap && !result.isEmpty { result.append(" ") }
      isGap = false
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether a control character is in the text (C0, DEL, C1); white space has been taken out.
  var hasControlCharacter: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
  }

  /// Any white space or invisible mark at all: the quick test before the slow walk.
  private var needsTidying: Bool {
    for byte in utf8
    where byte <= 0x20 || byte == 0xC2 || (0xE1...0xE3).contains(byte) || byte == 0xEF {
      return unicodeScalars.contains { $0.isSpace || $0.isInvisibleMark }
    }
    return false
  }

  /// True only where normal form C is certain: every scalar is below U+0300 or in a block of
  /// Chinese characters and signs that neither composes nor decomposes.
  private var isSurelyNFC: Bool {
    if utf8.allSatisfy({ $0 < 0x80 }) { return true }
    return unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x300, 0x3000...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF60: true
      default: false
      }
    }
  }

  /// True only where form KC is certain: ASCII and Chinese characters, without full-width signs.
  private var isSurelyNFKC: Bool {
    if utf8.allSatisfy({ $0 < 0x80 }) { return true }
    return unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x80, 0x3001...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
      default: false
      }
    }
  }

  /// Decomposes and puts together again with utf8proc, in a buffer of our own.
  private func mapped(_ options: UInt32) -> String {
    let options = utf8proc_option_t(rawValue: options)
    var source = self
    let result = source.withUTF8 { bytes -> String? in
      let count = utf8proc_decompose(bytes.baseAddress, bytes.count, nil, 0, options)
      guard count >= 0 else { return nil }
      // One more place than scalars: the terminating NUL that utf8proc writes.
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count + 1) { buffer in
        let start = buffer.baseAddress
        let written = utf8proc_decompose(bytes.baseAddress, bytes.count, start, count, options)
        guard written >= 0 else { return nil }
        let length = utf8proc_reencode(start, written, options)
        guard length >= 0 else { return nil }
        let text = UnsafeRawBufferPointer(buffer).prefix(length)
        return String(decoding: text, as: UTF8.self)
      }
    }
    return result ?? self
  }
}

extension Unicode.Scalar {
  /// White space; of ASCII and Chinese, nearly everything there is, without looking it up.
  fileprivate var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20: true
    case 0x21...0x7E, 0x3400...0x9FFF: false
    default: properties.isWhitespace
    }
  }

  /// Zero-width space, word joiner, byte order mark and the marks that turn the direction.
  fileprivate var isInvisibleMark: Bool {
    switch value {
    case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0x061C: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A common Chinese character, U+4E00 to U+9FFF, begins here in valid UTF-8: three bytes that are
  /// their own normal form and have no case.
  func isCommonChinese(at place: Int) -> Bool {
    (0xE5...0xE9).contains(self[place]) || self[place] == 0xE4 && self[place + 1] >= 0xB8
  }
}
