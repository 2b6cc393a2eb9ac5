/// Names of files as they are shown and typed. A name is bytes: what is no text in it, or would not be seen as it
/// is, is written `\x1B`.
public enum TypedPath {
  /// A name as it can be shown, and typed again.
  public static func text(ofName name: [UInt8]) -> String {
    var parts: [Part] = []
    var parser = Unicode.UTF8.ForwardParser()
    var (rest, place) = (name.makeIterator(), 0)
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let bytes):
        parts.append(.scalar(Unicode.UTF8.decode(bytes), name[place..<place + bytes.count]))
        place += bytes.count
      case .error(let length):
        parts.append(.bytes(name[place..<place + length]))
        place += length
      case .emptyInput:
        return parts.indices.map { written(at: $0, of: parts) }.joined()
      }
    }
  }

  /// The bytes that a typed path stands for.
  public static func bytes(of path: String) -> [UInt8] {
    var (bytes, rest) = ([UInt8](), Array(path.utf8)[...])
    while let first = rest.first {
      if let escaped = escaped(rest) {
        bytes.append(escaped)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }

  private enum Part {
    case scalar(Unicode.Scalar, ArraySlice<UInt8>)
    case bytes(ArraySlice<UInt8>)
  }

  private static func written(at place: Int, of parts: [Part]) -> String {
    switch parts[place] {
    case .bytes(let bytes): return hidden(bytes)
    case .scalar(let scalar, let bytes):
      // Typed blanks around a path are none of it.
      let isAtEnd = place == 0 || place == parts.count - 1
      if isAtEnd, scalar.properties.isWhitespace { return hidden(bytes) }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
        return hidden(bytes)
      default: break
      }
      if scalar == "\\", case .scalar("x", _)? = parts.dropFirst(place + 1).first {
        return hidden(bytes)
      }
      return String(Character(scalar))
    }
  }

  private static func hidden(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  /// The byte that `\x1B` stands for.
  private static func escaped(_ bytes: ArraySlice<UInt8>) -> UInt8? {
    let sign = bytes.prefix(4)
    guard sign.count == 4, sign.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "x")]) else {
      return nil
    }
    let digits = sign.suffix(2)
    guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
