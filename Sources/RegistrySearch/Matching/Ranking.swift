/// Records in the order of how well they fit.
public struct Ranking: Sendable {
  /// Numbers of the records, best first.
  public private(set) var numbers: [UInt32] = []
  /// How well each fits.
  public private(set) var fits: [Fit] = []

  /// No records.
  init() {}

  /// By fit, then by how often a record was used, then by number.
  ///
  /// - Parameter uses: of records that were used at all, by number.
  init(_ matches: Matches, uses: [Int: Int] = [:]) {
    var order = Array(0..<UInt32(matches.numbers.count))
    let used = uses.compactMap { number, count in
      matches.place(of: number).map { (place: UInt32($0), count: count) }
    }.sorted { ($1.count, $0.place) < ($0.count, $1.place) }
    if !used.isEmpty {
      let places = Set(used.map(\.place))
      order = used.map(\.place) + order.filter { !places.contains($0) }
    }
    // Counted rather than compared; what fits equally keeps the order it comes in.
    var starts = [UInt32](repeating: 0, count: Fit.count + 1)
    for fit in matches.fits { starts[Int(fit.raw) + 1] += 1 }
    for raw in 1...Fit.count { starts[raw] += starts[raw - 1] }
    numbers = [UInt32](repeating: 0, count: order.count)
    fits = [Fit](repeating: .worst, count: order.count)
    for place in order {
      let fit = matches.fits[Int(place)]
      let rank = Int(starts[Int(fit.raw)])
      (numbers[rank], fits[rank]) = (matches.numbers[Int(place)], fit)
      starts[Int(fit.raw)] += 1
    }
  }
}
