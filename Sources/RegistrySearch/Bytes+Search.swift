import Glibc

// Looking for words in bytes.
extension UnsafeBufferPointer<UInt8> {
  /// The first place of `word` at or behind `start`.
  ///
  /// Jumps by the word's last byte: first bytes of Chinese characters are all alike.
  func place(of word: [UInt8], from start: Int) -> Int? {
    guard let last = word.last else { return start <= count ? start : nil }
    guard let base = baseAddress else { return nil }
    var end = start + word.count - 1
    while end < count, let found = memchr(base + end, Int32(last), count - end) {
      end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let place = end - (word.count - 1)
      if memcmp(base + place, word, word.count - 1) == 0 { return place }
      end += 1
    }
    return nil
  }

  /// The values of a search text, one after the other.
  func makeValues() -> Values { Values(rest: self) }

  struct Values {
    fileprivate var rest: UnsafeBufferPointer<UInt8>

    /// The next value; empty where there is none.
    mutating func next() -> UnsafeBufferPointer<UInt8> {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
      defer {
        rest = UnsafeBufferPointer(rebasing: rest[Swift.min(end + 1, rest.count)...])
      }
      return UnsafeBufferPointer(rebasing: rest[..<end])
    }
  }
}
