import RegistryModel

/// A text as searching compares it: signs of one width, letters small, white space and apostrophes
/// gone.
enum FoldedText {
  /// One character of a folded text.
  struct Mark {
    let scalar: UInt32
    /// A word begins here: after a space or a sign, where letters, digits and Chinese meet, and
    /// after the characters that end the name of a place.
    let isWordStart: Bool
    /// The character of the text it came from, counted from the first.
    let origin: Int
  }

  /// Shows `body` every mark of `text`.
  static func forEach(of text: String, _ body: (Mark) -> Void) {
    var walk = Walk()
    var isPlain = true
    for scalar in text.unicodeScalars where !scalar.isPlain {
      isPlain = false
      break
    }
    if isPlain {
      // Nearly every text: each scalar is a character, and is its own normal form.
      for (origin, scalar) in text.unicodeScalars.enumerated() {
        walk.add(scalar.value, origin, body)
      }
    } else {
      for (origin, character) in text.enumerated() {
        if character.isWhitespace { walk.add(0x20, origin, body) }
        for scalar in String(character).nfkc.uppercased().tidied.unicodeScalars {
          walk.add(scalar.value, origin, body)
        }
      }
    }
  }

  /// The scalars alone.
  static func scalars(of text: String) -> [UInt32] {
    var scalars: [UInt32] = []
    forEach(of: text) { scalars.append($0.scalar) }
    return scalars
  }

  /// What words are told apart by.
  private enum Script {
    case digit, letter, chinese, sign
    /// Ends the name of a place: 省市区县镇乡村, 街道.
    case placeEnd

    var family: Script { self == .placeEnd ? .chinese : self }
  }

  private struct Walk {
    /// Nothing yet, or a space before what comes.
    private var isGap = true
    private var before = Script.sign
    private var isStreet = false

    mutating func add(_ scalar: UInt32, _ origin: Int, _ body: (Mark) -> Void) {
      var scalar = scalar
      var script = Script.letter
      switch scalar {
      case 0x09...0x0D, 0x20:
        isGap = true
        return
      case 0x27, 0x60, 0x2018, 0x2019, 0x02BC: return
      // Nobody sees these, and copied texts are full of them.
      case 0xAD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return
      case 0x30...0x39: script = .digit
      case 0x41...0x5A: scalar += 0x20
      case 0x61...0x7A: break
      case 0x21..<0x80, 0x2010...0x205E, 0x3000...0x303F: script = .sign
      case 0x3400...0x9FFF, 0x2_0000...0x3_FFFF:
        script = isPlaceEnd(scalar) ? .placeEnd : .chinese
      default: break
      }
      let isWordStart =
        isGap
        || script != .sign
          && (script.family != before.family || before == .placeEnd && script == .chinese)
      body(Mark(scalar: scalar, isWordStart: isWordStart, origin: origin))
      (isGap, before, isStreet) = (false, script, scalar == 0x8857)
    }

    private func isPlaceEnd(_ scalar: UInt32) -> Bool {
      switch scalar {
      case 0x7701, 0x5E02, 0x533A, 0x53BF, 0x9547, 0x4E61, 0x6751: true
      case 0x9053: isStreet
      default: false
      }
    }
  }
}

extension Unicode.Scalar {
  /// ASCII or a common Chinese character or sign, which no normal form changes.
  fileprivate var isPlain: Bool {
    switch value {
    case 0x0A, 0x20..<0x7F, 0x3001...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    default: false
    }
  }
}
