/// Numbers in bytes, the lowest byte first; nil beyond the end.
extension [UInt8] {
  func two(at place: Int) -> Int? {
    guard place >= 0, place + 2 <= count else { return nil }
    return Int(self[place]) | Int(self[place + 1]) << 8
  }

  func four(at place: Int) -> Int? {
    guard let low = two(at: place), let high = two(at: place + 2) else { return nil }
    return low | high << 16
  }

  func double(at place: Int) -> Double? {
    guard let low = four(at: place), let high = four(at: place + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  /// The bytes from a place on, if there are so many.
  func bytes(at place: Int, count length: Int) -> [UInt8]? {
    guard place >= 0, length >= 0, place <= count - length else { return nil }
    return Array(self[place..<(place + length)])
  }
}

extension String {
  /// Its units of UTF-16, as compound files have names.
  var wideBytes: [UInt8] {
    utf16.flatMap { unit -> [UInt8] in [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
  }
}
