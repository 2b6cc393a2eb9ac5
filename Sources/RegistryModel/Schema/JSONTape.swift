/// JSON text that is parsed but not built, read from front to back: simdjson's tape.
///
/// The tape is an array of words, a tag in the highest byte and a payload in the rest. `{` and `[`
/// carry the place after their end and above it, in 24 bits, how many they hold; `"` carries an
/// offset into `text`, where a 32-bit length, the unescaped bytes and a zero are; `l`, `u` and `d`
/// are followed by a word with the number. Eight bytes after the end of `text` can be read.
///
/// Reading steps over what was read. A tape lives no longer than the parser that wrote it.
public struct JSONTape {
  private let words: UnsafePointer<UInt64>
  private let strings: UnsafePointer<UInt8>
  private var place: Int

  /// A tape as a parser leaves it: its first word is the root's.
  public init(words: UnsafePointer<UInt64>, text: UnsafePointer<UInt8>) {
    self.init(words: words, text: text, at: 1)
  }

  private init(words: UnsafePointer<UInt64>, text: UnsafePointer<UInt8>, at place: Int) {
    (self.words, strings, self.place) = (words, text, place)
  }

  private var tag: UInt8 { UInt8(truncatingIfNeeded: words[place] >> 56) }
  private var payload: UInt64 { words[place] & (1 << 56 - 1) }
}

// Looking at a value; each steps over it where it is what was asked for.
extension JSONTape {
  /// Into an object, whose members `key` then gives.
  mutating func enterObject() -> Bool { step(over: UInt8(ascii: "{")) }

  /// Into an array, whose items are one after the other until `leaveArray`.
  mutating func enterArray() -> Bool { step(over: UInt8(ascii: "[")) }

  /// Out of an array that has no more items.
  mutating func leaveArray() -> Bool { step(over: UInt8(ascii: "]")) }

  mutating func null() -> Bool { step(over: UInt8(ascii: "n")) }

  /// An array without items.
  mutating func emptyArray() -> Bool {
    guard tag == UInt8(ascii: "["), words[place + 1] >> 56 == UInt64(UInt8(ascii: "]")) else {
      return false
    }
    place += 2
    return true
  }

  /// The key of the next member, whose value follows; nil at the object's end, which is left.
  mutating func key() -> UnsafeBufferPointer<UInt8>? {
    step(over: UInt8(ascii: "}")) ? nil : bytes()
  }

  /// The bytes of a text; nil if the value is none.
  mutating func bytes() -> UnsafeBufferPointer<UInt8>? {
    guard tag == UInt8(ascii: "\"") else { return nil }
    let start = strings + Int(truncatingIfNeeded: payload)
    let count = Int(UnsafeRawPointer(start).loadUnaligned(as: UInt32.self))
    place += 1
    return UnsafeBufferPointer(start: start + 4, count: count)
  }

  /// A text; nil if the value is none.
  mutating func string() throws(JSONError) -> String? {
    guard let bytes = bytes() else { return nil }
    if bytes.contains(0) { throw JSONError(.nul, at: nil) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Over a value, whatever it is.
  mutating func skip() {
    switch tag {
    case UInt8(ascii: "{"), UInt8(ascii: "["): place = Int(payload & 0xFFFF_FFFF)
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): place += 2
    default: place += 1
    }
  }

  private mutating func step(over wanted: UInt8) -> Bool {
    guard tag == wanted else { return false }
    place += 1
    return true
  }
}

// Building it all the same.
extension JSONTape {
  /// The value as a tree.
  public mutating func value() throws(JSONError) -> JSON {
    switch tag {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["):
      var items: [JSON] = []
      place += 1
      while !leaveArray() { items.append(try value()) }
      return .array(items)
    case UInt8(ascii: "\""): return .string(try string() ?? "")
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

  /// The value as a tree, but for the items of the list that an object has under `key`: `item` takes
  /// them one after the other, and in the tree that list is empty.
  public mutating func value(
    listing key: String, _ item: (JSON) -> Void
  ) throws(JSONError) -> JSON {
    guard enterObject() else { return try value() }
    var members: [JSON.Member] = []
    while !step(over: UInt8(ascii: "}")) {
      let name = try string() ?? ""
      guard name == key, enterArray() else {
        members.append(JSON.Member(name, try value()))
        continue
      }
      while !leaveArray() { item(try value()) }
      members.append(JSON.Member(name, []))
    }
    if let key = members.keyHeldTwice { throw JSONError(.twice(key: key), at: nil) }
    return .object(members)
  }

  private mutating func members() throws(JSONError) -> [JSON.Member] {
    var members: [JSON.Member] = []
    members.reserveCapacity(min(Int(payload >> 32), 64))
    place += 1
    while !step(over: UInt8(ascii: "}")) {
      let key = try string() ?? ""
      members.append(JSON.Member(key, try value()))
    }
    if let key = members.keyHeldTwice { throw JSONError(.twice(key: key), at: nil) }
    return members
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

// The other way round, so that what reads a tape reads a tree as well.
extension JSON {
  /// Shows the value to `body` as a tape.
  func onTape<T>(_ body: (inout JSONTape) throws(FieldError) -> T) throws(FieldError) -> T {
    var (words, text) = ([UInt64](), [UInt8]())
    write(to: &words, &text)
    text += repeatElement(0, count: 8)
    return try words.withUnsafeBufferPointer { (words) throws(FieldError) in
      try text.withUnsafeBufferPointer { (text) throws(FieldError) in
        guard let words = words.baseAddress, let text = text.baseAddress else {
          preconditionFailure("no value takes no word")
        }
        var tape = JSONTape(words: words - 1, text: text)
        return try body(&tape)
      }
    }
  }

  private func write(to words: inout [UInt64], _ text: inout [UInt8]) {
    func mark(_ tag: Unicode.Scalar, _ payload: Int = 0) {
      words.append(UInt64(tag.value) << 56 | UInt64(payload))
    }
    func put(_ string: String) {
      mark("\"", text.count)
      withUnsafeBytes(of: UInt32(string.utf8.count)) { text += $0 }
      text += string.utf8
      text.append(0)
    }
    // The place after the end is known at the end.
    func enclose(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ inside: () -> Void) {
      let start = words.count
      mark(open)
      inside()
      mark(close)
      words[start] |= UInt64(words.count + 1)
    }
    switch self {
    case .null: mark("n")
    case .bool(let flag): mark(flag ? "t" : "f")
    case .int(let number):
      mark("l")
      words.append(UInt64(bitPattern: Int64(number)))
    case .double(let number):
      mark("d")
      words.append(number.bitPattern)
    case .string(let string): put(string)
    case .array(let items):
      enclose("[", "]") { for item in items { item.write(to: &words, &text) } }
    case .object(let members):
      enclose("{", "}") {
        for member in members {
          put(member.key)
          member.value.write(to: &words, &text)
        }
      }
    }
  }
}
