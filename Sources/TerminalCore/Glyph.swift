import CUtf8proc

/// One user-perceived character as it is drawn: safe text and the columns it fills (1 or 2).
public struct Glyph: Equatable, Sendable {
  /// What goes to the terminal: the character itself, or a stand-in of the same width.
  public let text: String
  /// Columns on the screen, 1 or 2.
  public let columns: Int

  init(_ text: String, columns: Int) {
    (self.text, self.columns) = (text, columns)
  }
}

/// The glyphs of a text in order, exactly one for each of its `Character`s.
///
/// - Shape: hostile data is harmless after this: control, direction, zero-width, private and
///   unassigned characters become `?`, and sequences whose width terminals disagree about (emoji
///   with joiners, flags, keycaps) become `?` or the full-width `？`, so columns always hold.
public struct Glyphs: Sequence, IteratorProtocol, Sendable {
  private let text: String
  private let metrics: TextMetrics
  private var index: String.Index

  /// The glyphs of `text` as `metrics` sees them.
  public init(_ text: String, metrics: TextMetrics = TextMetrics()) {
    (self.text, self.metrics, index) = (text, metrics, text.startIndex)
  }

  /// The next glyph, nil at the end.
  public mutating func next() -> Glyph? {
    let scalars = text.unicodeScalars
    guard index < scalars.endIndex else { return nil }
    let scalar = scalars[index]
    // Two neighbours of this kind never form one cluster, so grapheme breaking, ten times as slow
    // as this, is left to the rest.
    if let columns = Glyphs.plainColumns(scalar) {
      let after = scalars.index(after: index)
      if after == scalars.endIndex || Glyphs.plainColumns(scalars[after]) != nil {
        index = after
        return Glyph(String(scalar), columns: columns)
      }
    }
    let character = text[index]
    index = text.index(after: index)
    return Glyphs.glyph(of: character, sureNarrow: metrics.ambiguousWidth == 1)
  }

  /// The columns of the characters an office types all day (ASCII, Chinese, kana, Hangul,
  /// full-width forms), nil for all others.
  static func plainColumns(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x20...0x7E: 1
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3000...0x3029, 0x3041...0x3096, 0x309B...0x30FF,
      0xAC00...0xD7A3, 0xFF01...0xFF60:
      2
    default: nil
    }
  }

  private static func glyph(of character: Character, sureNarrow: Bool) -> Glyph {
    // Variation selectors ask for another look of the same character; terminals differ in the
    // width they then give it, so only the character itself is drawn.
    var scalars = Array(character.unicodeScalars.filter { !isVariationSelector($0) })
    if scalars.count > 1 { scalars = composed(scalars) }
    let columns = scalars.map { Int(utf8proc_charwidth(Int32($0.value))) }.max() ?? 1
    let marks = scalars.dropFirst()
    guard let base = scalars.first, isBase(base), marks.count <= 3, marks.allSatisfy(isMark) else {
      return columns == 2 ? Glyph("？", columns: 2) : Glyph("?", columns: 1)
    }
    if columns == 1, !sureNarrow, !base.isASCII || !marks.isEmpty {
      return Glyph(narrowTwin(of: base), columns: 1)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return Glyph(String(text), columns: columns)
  }

  /// Whether a character may begin a cell: it has a width and never joins a neighbouring cell.
  private static func isBase(_ scalar: Unicode.Scalar) -> Bool {
    let value = Int32(scalar.value)
    guard utf8proc_charwidth(value) > 0 else { return false }
    switch utf8proc_category(value) {
    case UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CF, UTF8PROC_CATEGORY_CN, UTF8PROC_CATEGORY_CO,
      UTF8PROC_CATEGORY_CS, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP:
      return false
    default: break
    }
    // Halves of flags, skin tones, loose jamo and the like are left out.
    switch utf8proc_boundclass_t(UInt32(utf8proc_get_property(value).pointee.boundclass)) {
    case UTF8PROC_BOUNDCLASS_OTHER, UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC,
      UTF8PROC_BOUNDCLASS_LV, UTF8PROC_BOUNDCLASS_LVT:
      return true
    default: return false
    }
  }

  /// Whether a character is an accent that every terminal draws over the one before it.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    utf8proc_category(Int32(scalar.value)) == UTF8PROC_CATEGORY_MN
      && utf8proc_charwidth(Int32(scalar.value)) == 0
  }

  private static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
  }

  /// The canonical composition, so that `e` and its accent are drawn as one character.
  private static func composed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var buffer = scalars.map { Int32($0.value) } + [0]
    let count = utf8proc_normalize_utf32(&buffer, scalars.count, UTF8PROC_COMPOSE)
    guard count > 0 else { return scalars }
    return buffer.prefix(count).compactMap { Unicode.Scalar(UInt32($0)) }
  }

  /// The ASCII look of a character that some terminals draw two columns wide.
  private static func narrowTwin(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{2018}", "\u{2019}": return "'"
    case "\u{201C}", "\u{201D}": return "\""
    case "\u{2010}"..."\u{2015}": return "-"
    case "\u{2026}", "\u{B7}": return "."
    case "\u{D7}": return "x"
    default:
      var buffer = [Int32](repeating: 0, count: 8)
      let count = utf8proc_decompose_char(
        Int32(scalar.value), &buffer, buffer.count, UTF8PROC_DECOMPOSE, nil)
      guard count > 0, let base = Unicode.Scalar(UInt32(buffer[0])), base.isASCII else {
        return "?"
      }
      return String(base)
    }
  }
}

extension Unicode.Scalar {
  /// Whether utf8proc files the scalar under control or format.
  var isControlOrFormat: Bool {
    let category = utf8proc_category(Int32(value))
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF
  }
}
