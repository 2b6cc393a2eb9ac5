import Glibc

/// One figure beside its yardstick, measured in the same run on the same machine.
struct Line {
  let name: String
  let figure: Double
  let unit: String
  /// What the figure is compared with.
  let yardstick: (name: String, value: Double)
  /// The most, or the least, it may be, and in words.
  let goal: (words: String, isMet: Bool)

  static let heading =
    "figure".filled(44) + "value".filled(14) + "yardstick".filled(50) + "ratio".filled(9) + "goal"

  var text: String {
    name.filled(44) + "\(figure.short) \(unit)".filled(14)
      + "\(yardstick.name): \(yardstick.value.short) \(unit)".filled(50)
      + "\((figure / yardstick.value).short)".filled(9)
      + "\(goal.words): \(goal.isMet ? "met" : "NOT MET")"
  }
}

extension Double {
  /// Three digits that matter.
  var short: String {
    let digits = self >= 100 ? 0 : self >= 10 ? 1 : self >= 1 ? 2 : 3
    var buffer = [CChar](repeating: 0, count: 32)
    let count = withVaList([Int32(digits), self]) {
      vsnprintf(&buffer, buffer.count, "%.*f", $0)
    }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension String {
  fileprivate func filled(_ columns: Int) -> String {
    self + String(repeating: " ", count: max(1, columns - count))
  }
}

/// Times of one thing done many times, in milliseconds.
struct Times {
  private var all: [Double] = []

  mutating func measure<T>(_ work: () throws -> T) rethrows -> T {
    let start = ContinuousClock.now
    defer { all.append((ContinuousClock.now - start) / .milliseconds(1)) }
    return try work()
  }

  /// The time that `percent` of all stayed within.
  func percentile(_ percent: Int) -> Double {
    let sorted = all.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  var p50: Double { percentile(50) }
  var p99: Double { percentile(99) }
}
