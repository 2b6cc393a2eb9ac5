/// A moment in UTC to the second, as the journal writes it: `2026-11-24T06:32:07Z`.
public struct Instant: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  /// The moment `seconds` after 1970 began, UTC.
  public init(seconds: Int) {
    self.seconds = seconds
  }

  /// Reads the journal's form and no other.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = try? CivilDate(text: String(text.prefix(10))), day.isFull
    else { return nil }
    let clock = [11, 14, 17].map { place in
      Int(String(decoding: bytes[place..<place + 2], as: UTF8.self))
    }
    guard let hour = clock[0], let minute = clock[1], let second = clock[2],
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    seconds = day.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// The day in UTC.
  public var day: CivilDate {
    // Euclidean: moments before 1970 belong to the day before.
    CivilDate(daysSinceEpoch: (seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
  }

  /// The journal's form.
  public var text: String {
    let clock = seconds - day.daysSinceEpoch * 86_400
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(day.text(.en))T\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))Z"
  }
}
