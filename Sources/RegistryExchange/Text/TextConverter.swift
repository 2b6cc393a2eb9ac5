import Glibc

/// The C library's converter between UTF-8 and another encoding.
struct TextConverter: ~Copyable {
  private let handle: iconv_t

  /// Nil if the machine does not know the encoding.
  init?(from name: String) { self.init(from: name, to: "UTF-8") }

  /// From UTF-8.
  init?(to name: String) { self.init(from: "UTF-8", to: name) }

  private init?(from source: String, to target: String) {
    guard let handle = iconv_open(target, source), handle != iconv_t(bitPattern: -1) else {
      return nil
    }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The text up to the first byte that does not fit, and where that is; nil if all fit.
  func convert(_ bytes: [UInt8]) -> (text: [UInt8], stop: Int?) {
    // No encoding used here needs more than two bytes of UTF-8 for one of its own.
    let room = bytes.count * 2 + 16
    var source = bytes
    var stop: Int?
    let text = [UInt8](unsafeUninitializedCapacity: room) { target, written in
      source.withUnsafeMutableBytes { source in
        var input = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var inputLeft = source.count
        target.withMemoryRebound(to: CChar.self) { target in
          var output = target.baseAddress
          var outputLeft = room
          let result = iconv(handle, &input, &inputLeft, &output, &outputLeft)
          if result == -1 { stop = source.count - inputLeft }
          written = room - outputLeft
        }
      }
    }
    return (text, stop)
  }
}
