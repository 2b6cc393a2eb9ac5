/// The order in which people look up Chinese: by the usual reading of each character, characters that are
/// read alike by their code points; letters and digits come before all of them.
public struct PinyinOrder: Sendable {
  let table: PinyinTable

  /// Adds the bytes that a text is ordered by.
  ///
  /// Each reading is two bytes, after letters and digits and before the characters that have none; the text
  /// itself follows them.
  public func append(_ text: String, to key: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      guard bytes.contains(where: { $0 >= 0x80 }) else { return key.append(contentsOf: bytes) }
      var place = 0
      while place < bytes.count {
        let length = max(1, (~bytes[place]).leadingZeroBitCount)
        if let reading = length == 1 ? nil : table.reading(of: bytes.scalar(at: place, length)) {
          key.append(0xC4 + UInt8(reading >> 6))
          key.append(0x80 + UInt8(reading & 0x3F))
        } else {
          key.append(contentsOf: bytes[place..<place + length])
        }
        place += length
      }
      key.append(0)
      key.append(contentsOf: bytes)
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
