/// The keys of a record line in the order files have them, found by their bytes.
///
/// A line names its keys in this order and leaves some out, so the one after the last is looked at
/// first: no key is hashed and no text is made of it.
struct KeyTable: Sendable {
  private let keys: [[UInt8]]
  /// The first eight bytes of each key, and how many it has: nearly always enough.
  private let heads: [UInt64]

  init(_ keys: [String]) {
    self.keys = keys.map { Array($0.utf8) }
    heads = self.keys.map { key in
      (key + repeatElement(0, count: 8)).withUnsafeBytes { Self.head($0, count: key.count) }
    }
  }

  /// The place of a key, from `guess` on and then before it; nil for an unknown one.
  ///
  /// - Parameter key: eight bytes after its beginning can be read.
  func place(of key: UnsafeBufferPointer<UInt8>, guess: Int) -> Int? {
    let head = Self.head(UnsafeRawBufferPointer(key), count: key.count)
    for place in guess..<heads.count where heads[place] == head && holds(key, at: place) {
      return place
    }
    for place in 0..<guess where heads[place] == head && holds(key, at: place) { return place }
    return nil
  }

  private func holds(_ key: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    keys[place].withUnsafeBufferPointer { known in
      guard known.count == key.count, key.count > 8 else { return known.count == key.count }
      return (8..<key.count).allSatisfy { known[$0] == key[$0] }
    }
  }

  private static func head(_ key: UnsafeRawBufferPointer, count: Int) -> UInt64 {
    guard count > 0, let start = key.baseAddress else { return 0 }
    let head = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    return count >= 8 ? head : head & (1 << UInt64(8 * count) - 1)
  }
}
