/// The order in which people look up Chinese: by the usual reading of each character, characters that are
/// read alike by their code points; letters and digits come before all of them.
public struct PinyinOrder: Sendable {
  let table: PinyinTable

  /// What a text is ordered by: keys are in the order of their UTF-8.
  ///
  /// Each reading is a character of two bytes, after letters and digits and before the characters that
  /// have none; the text itself follows them.
  public func key(of text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
      return String(unsafeUninitializedCapacity: 2 * bytes.count + 1) { key in
        var (place, end) = (0, 0)
        while place < bytes.count {
          let length = max(1, (~bytes[place]).leadingZeroBitCount)
          if let reading = length == 1 ? nil : table.reading(of: bytes.scalar(at: place, length)) {
            key[end] = 0xC4 + UInt8(reading >> 6)
            key[end + 1] = 0x80 + UInt8(reading & 0x3F)
            end += 2
          } else {
            for offset in 0..<length { key[end + offset] = bytes[place + offset] }
            end += length
          }
          place += length
        }
        key[end] = 0
        for offset in 0..<bytes.count { key[end + 1 + offset] = bytes[offset] }
        return end + 1 + bytes.count
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The character of `length` bytes, more than one, that begins here in valid UTF-8.
  fileprivate func scalar(at place: Int, _ length: Int) -> UInt32 {
    var scalar = UInt32(self[place]) & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(self[place + offset]) & 0x3F }
    return scalar
  }
}

extension SearchMemo {
  /// The order of what is read in Chinese.
  public var order: PinyinOrder { PinyinOrder(table: pinyin()) }
}
