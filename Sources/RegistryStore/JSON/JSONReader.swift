import CSimdjson
import RegistryModel

/// Reads JSON text strictly: one value, valid UTF-8, no key twice, nothing deeper than 64.
///
/// Holds simdjson's buffers, so one reader serves many lines of one thread. Numbers are whole and fit
/// 64 bits, or are fractional and kept as `double`; text holds no NUL, which C libraries would cut.
public struct JSONReader: ~Copyable {
  /// Bytes that must be readable after the text, whatever they hold.
  package static let padding = Int(tape_padding)

  private let parser: OpaquePointer

  /// A reader; fails without memory only.
  public init() throws(JSONError) {
    guard let parser = tape_parser_new(JSON.maximumDepth) else {
      throw JSONError(.memory, at: nil)
    }
    self.parser = parser
  }

  deinit { tape_parser_free(parser) }

  /// Reads the one JSON value that `bytes` hold.
  public func read(_ bytes: [UInt8]) throws(JSONError) -> JSON {
    let padded = bytes + repeatElement(0, count: Self.padding)
    return try read(padded, 0..<bytes.count)
  }

  /// Reads the value in a part of `bytes` that ends at least `padding` bytes before their end.
  func read(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONError) -> JSON {
    try parse(bytes, range) { (tape) throws(JSONError) in try tape.value() }
  }

  /// Parses the value in such a part and shows it to `body` where it is.
  package func parse<T>(
    _ bytes: [UInt8], _ range: Range<Int>, _ body: (inout JSONTape) throws(JSONError) -> T
  ) throws(JSONError) -> T {
    precondition(range.lowerBound >= 0 && range.upperBound + Self.padding <= bytes.count)
    return try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
      guard let base = bytes.baseAddress else { throw JSONError(.syntax, at: 0) }
      let start = base + range.lowerBound
      let result = tape_parse(parser, start, range.count)
      guard result.error == 0, let words = result.words, let strings = result.text else {
        let place = tape_fault(start, range.count)
        throw JSONError(JSONError.Fault(code: result.error), at: place < range.count ? place : nil)
      }
      var tape = JSONTape(words: words, text: strings)
      return try body(&tape)
    }
  }
}

extension JSON {
  /// Reads one JSON text: a plan file, a draft.
  public init(bytes: [UInt8]) throws(JSONError) {
    self = try JSONReader().read(bytes)
  }
}

extension JSONError.Fault {
  fileprivate init(code: Int32) {
    switch Int(code) {
    case tape_not_utf8: self = .notUTF8
    case tape_too_deep: self = .tooDeep
    case tape_number: self = .number
    case tape_memory: self = .memory
    default: self = .syntax
    }
  }
}
