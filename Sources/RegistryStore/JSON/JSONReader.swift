import CSimdjson
import Glibc
import RegistryModel

/// Reads JSON text strictly: one value, valid UTF-8, no key twice, nothing deeper than 64.
///
/// Holds simdjson's buffers, so one reader serves many lines of one thread. Numbers are whole and fit
/// 64 bits, or are fractional and kept as `double`; text holds no NUL, which C libraries would cut.
public struct JSONReader: ~Copyable {
  /// Objects and arrays inside each other.
  public static let maximumDepth = 64
  /// Bytes that must be readable behind the text, whatever they hold.
  static let padding = Int(tape_padding)

  private let parser: OpaquePointer

  /// A reader; fails without memory only.
  public init() throws(JSONError) {
    guard let parser = tape_parser_new(Self.maximumDepth) else {
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
    precondition(range.lowerBound >= 0 && range.upperBound + Self.padding <= bytes.count)
    let parsed = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, JSONError> in
      guard let base = buffer.baseAddress else { return .failure(JSONError(.syntax, at: 0)) }
      let start = base + range.lowerBound
      let result = tape_parse(parser, start, range.count)
      guard result.error == 0, let words = result.words, let text = result.text else {
        let place = tape_fault(start, range.count)
        return .failure(
          JSONError(JSONError.Fault(code: result.error), at: place < range.count ? place : nil))
      }
      do throws(JSONError) {
        var tape = Tape(words: words, text: text)
        return .success(try tape.value())
      } catch {
        return .failure(error)
      }
    }
    return try parsed.get()
  }
}

extension JSON {
  /// Reads one JSON text: a plan file, a draft.
  public init(bytes: [UInt8]) throws(JSONError) {
    self = try JSONReader().read(bytes)
  }
}

/// Why text is no JSON of ours, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    case notUTF8, tooDeep, number, memory, syntax, nul
    case twice(key: String)

    init(code: Int32) {
      switch Int(code) {
      case tape_not_utf8: self = .notUTF8
      case tape_too_deep: self = .tooDeep
      case tape_number: self = .number
      case tape_memory: self = .memory
      default: self = .syntax
      }
    }
  }

  /// What is wrong.
  public let fault: Fault
  /// Bytes before the fault; nil where it cannot be told.
  public let offset: Int?

  init(_ fault: Fault, at offset: Int?) {
    self.fault = fault
    self.offset = offset
  }

  /// One sentence.
  public var words: Words {
    let sentence =
      switch fault {
      case .notUTF8: Words("the text is not UTF-8", "文字不是 UTF-8 编码")
      case .tooDeep:
        Words(
          "more than \(JSONReader.maximumDepth) levels inside each other",
          "嵌套超过 \(JSONReader.maximumDepth) 层")
      case .number: Words("a number is malformed or too large", "数字有误或过大")
      case .memory: Words("there is not enough memory", "内存不足")
      case .syntax: Words("this is not JSON", "不是合法的 JSON")
      case .nul: Words("a text holds a zero character", "文字中含有零字符")
      case .twice(let key): Words("the key \(key) stands twice", "键 \(key) 重复")
      }
    guard let offset else { return sentence }
    return sentence + Words(" (byte \(offset + 1))", " (第 \(offset + 1) 字节)")
  }
}

/// simdjson's tape, read from front to back.
private struct Tape {
  let words: UnsafePointer<UInt64>
  let text: UnsafePointer<UInt8>
  /// The first word is the root's.
  private var place = 1

  init(words: UnsafePointer<UInt64>, text: UnsafePointer<UInt8>) {
    self.words = words
    self.text = text
  }

  private var tag: UInt8 { UInt8(words[place] >> 56) }
  private var payload: Int { Int(words[place] & (1 << 56 - 1)) }

  mutating func value() throws(JSONError) -> JSON {
    switch tag {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["):
      var items: [JSON] = []
      place += 1
      while tag != UInt8(ascii: "]") { items.append(try value()) }
      place += 1
      return .array(items)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "l"): return .int(Int(Int64(bitPattern: number())))
    case UInt8(ascii: "d"):
      let double = Double(bitPattern: number())
      // A whole number past 64 bits would come back changed.
      guard double.magnitude < 0x1p53 || double.rounded() != double else {
        throw JSONError(.number, at: nil)
      }
      return .double(double)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      defer { place += 1 }
      return .bool(tag == UInt8(ascii: "t"))
    case UInt8(ascii: "n"):
      place += 1
      return .null
    default: throw JSONError(.number, at: nil)  // `u`: whole, but beyond Int64
    }
  }

  private mutating func members() throws(JSONError) -> [JSON.Member] {
    var members: [JSON.Member] = []
    // The high payload bits count the members, up to 2^24 - 1.
    members.reserveCapacity(min(payload >> 32, 64))
    place += 1
    while tag != UInt8(ascii: "}") {
      let key = try string()
      members.append(JSON.Member(key, try value()))
    }
    place += 1
    if let key = members.keyHeldTwice { throw JSONError(.twice(key: key), at: nil) }
    return members
  }

  private mutating func string() throws(JSONError) -> String {
    let start = text + payload
    let count = Int(UnsafeRawPointer(start).loadUnaligned(as: UInt32.self))
    let bytes = UnsafeBufferPointer(start: start + 4, count: count)
    if count > 0, memchr(start + 4, 0, count) != nil { throw JSONError(.nul, at: nil) }
    place += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func number() -> UInt64 {
    defer { place += 2 }
    return words[place + 1]
  }
}

extension [JSON.Member] {
  /// Pairs for the few members records have, a set for the many a hostile file may have.
  fileprivate var keyHeldTwice: String? {
    if count <= 48 {
      for (place, member) in enumerated() {
        for other in self[..<place] where other.key == member.key { return member.key }
      }
      return nil
    }
    var seen: Set<String> = []
    return first { !seen.insert($0.key).inserted }?.key
  }
}
