import RegistryModel
import Testing

/// The sentence a type refuses `text` with; nil where it takes it.
///
/// Every sentence must be printable at any width: ASCII in English, ASCII and Chinese characters
/// in Chinese.
func refusal<Value: FieldValue>(
  _ type: Value.Type, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) -> Words? {
  do {
    _ = try Value(text: text)
    return nil
  } catch {
    let words = error.words
    #expect(words.en.unicodeScalars.allSatisfy(isASCII), sourceLocation: sourceLocation)
    #expect(
      words.chinese.unicodeScalars.allSatisfy { isASCII($0) || isHan($0) },
      "\(words.chinese)", sourceLocation: sourceLocation)
    return words
  }
}

private func isASCII(_ scalar: Unicode.Scalar) -> Bool { (0x20..<0x7F).contains(scalar.value) }
private func isHan(_ scalar: Unicode.Scalar) -> Bool {
  (0x4E00...0x9FFF).contains(scalar.value) || "，。；：、".unicodeScalars.contains(scalar)
}

/// A value comes back from the text it shows and from the JSON it is kept as.
func expectRoundTrip<Value: FieldValue>(
  _ value: Value, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for language in Language.allCases {
    #expect(try Value(text: value.text(language)) == value, sourceLocation: sourceLocation)
  }
  #expect(try Value(json: value.json) == value, sourceLocation: sourceLocation)
}

/// A generator that gives the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
