import CNcurses

/// Turns keyboard bytes of another character set (GB18030, GBK) into UTF-8, across reads.
struct LocaleBytes {
  private var state = mbstate_t()

  /// The UTF-8 bytes of what `input` completes; bytes that mean nothing are dropped.
  mutating func utf8(_ input: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in input {
      var wide: wchar_t = 0
      var char = CChar(bitPattern: byte)
      // -1 says that the bytes mean nothing, -2 that more of them are needed.
      let count = mbrtowc(&wide, &char, 1, &state)
      if count >= 0, let scalar = Unicode.Scalar(UInt32(bitPattern: wide)) {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else if count == -1 {
        state = mbstate_t()
      }
    }
    return result
  }
}
