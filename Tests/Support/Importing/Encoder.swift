import Glibc

/// UTF-8 text in another encoding, as spreadsheet programs of the place save it.
public func encoded(_ text: String, as name: String) -> [UInt8] {
  guard let converter = iconv_open(name, "UTF-8"), converter != iconv_t(bitPattern: -1) else {
    return []
  }
  defer { iconv_close(converter) }
  var source = Array(text.utf8)
  var target = [UInt8](repeating: 0, count: source.count * 4 + 16)
  var written = 0
  source.withUnsafeMutableBytes { source in
    target.withUnsafeMutableBytes { target in
      var input = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var inputLeft = source.count
      var output = target.baseAddress?.assumingMemoryBound(to: CChar.self)
      var outputLeft = target.count
      _ = iconv(converter, &input, &inputLeft, &output, &outputLeft)
      written = target.count - outputLeft
    }
  }
  return Array(target[..<written])
}
