import CNettle

/// The end of every checksummed text: `"sha256":"…"}`, over all bytes before that key.
///
/// Journal lines and record files end with it alike; its length never varies, so it is found from
/// behind without parsing.
package enum Seal {
  private static let opening = Array("\"sha256\":\"".utf8)
  private static let closing = Array("\"}".utf8)
  private static let digits = 64
  /// Bytes of a seal.
  package static let count = opening.count + digits + closing.count

  /// The checksum that ends a sealed text; nil if it does not end so.
  package static func stated(by bytes: ArraySlice<UInt8>) -> String? {
    let seal = bytes.suffix(count)
    guard seal.count == count, seal.starts(with: opening),
      seal.suffix(closing.count).elementsEqual(closing)
    else { return nil }
    return String(
      decoding: seal.dropFirst(opening.count).dropLast(closing.count), as: UTF8.self)
  }

  /// Whether a sealed text holds the bytes it was sealed with.
  package static func isWhole(_ bytes: ArraySlice<UInt8>) -> Bool {
    var hash = Checksum()
    hash.update(bytes.dropLast(count))
    return stated(by: bytes) == hash.text
  }

  /// What is wrong with a line that is not whole.
  static func damage(_ line: ArraySlice<UInt8>) -> Damage {
    let unmarked = line.withoutMark
    guard isWhole(unmarked.withoutReturns) else { return .checksum }
    return line.isMarked ? .mark : .lineEnds
  }

  /// Whether the last line of a text, with its line feed, has carriage returns after its seal.
  static func isTurned(_ text: [UInt8]) -> Bool {
    let line = text.dropLast()
    let sealed = line.withoutReturns
    return sealed.count < line.count && stated(by: sealed) != nil
  }

  /// Seals a text that ends before the key, and returns its checksum.
  package static func close(_ bytes: inout [UInt8]) -> String {
    var checksum = Checksum()
    checksum.update(bytes)
    let text = checksum.text
    close(&bytes, text)
    return text
  }

  /// Seals a text that ends before the key and has this checksum.
  static func close(_ bytes: inout [UInt8], _ checksum: String) {
    bytes += opening
    bytes += checksum.utf8
    bytes += closing
  }
}

/// A SHA-256 in the making, read as lower-case hexadecimal.
package struct Checksum {
  private var hash = sha256_ctx()

  package init() { nettle_sha256_init(&hash) }

  package mutating func update(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable {
      nettle_sha256_update(&hash, $0.count, $0.baseAddress)
    }
    if done == nil { update(Array(bytes)) }
  }

  package var text: String {
    let digit = { (value: UInt8) in value < 10 ? value + 0x30 : value + 0x57 }
    // Asking for the digest begins the next one, so a copy is asked.
    var hash = hash
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nettle_sha256_digest(&hash, digest.count, &digest)
    return String(unsafeUninitializedCapacity: 2 * digest.count) { text in
      for (place, byte) in digest.enumerated() {
        text[2 * place] = digit(byte >> 4)
        text[2 * place + 1] = digit(byte & 15)
      }
      return text.count
    }
  }
}
