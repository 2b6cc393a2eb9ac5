/// Chinese punctuation and full-width letters as the ASCII keys they were typed with.
public enum FullWidth {
  /// `text` with every full-width sign replaced; for keys and coded fields, never for names.
  public static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(folded(scalar)) }
    return String(result)
  }

  /// One character, replaced where it has an ASCII twin.
  public static func folded(_ character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return character }
    return Character(folded(scalar))
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{FF01}"..."\u{FF5E}":
      // The block repeats ASCII from `!` to `~` in order.
      Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21))
    case "\u{3000}": " "
    case "。": "."
    case "、": "/"
    case "·": "`"
    case "￥": "$"
    case "【": "["
    case "】": "]"
    case "《": "<"
    case "》": ">"
    case "“", "”": "\""
    case "—": "-"
    default: scalar
    }
  }
}
