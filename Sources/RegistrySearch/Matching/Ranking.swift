/// Records in the order of how well they fit.
public struct Ranking: Sendable {
  /// Numbers of the records, best first.
  public private(set) var numbers: [UInt32] = []
  /// How well each fits.
  public private(set) var fits: [Fit] = []

  /// No records.
  init() {}

  /// By how they were met and where; what was used before what was not, the more the earlier; then short
  /// before long, then by number.
  ///
  /// - Parameter uses: of records that were used at all, by number.
  init(_ matches: Matches, uses: [Int: Int] = [:]) {
    var order = Array(0..<UInt32(matches.numbers.count))
    var ranked = matches.fits
    let used = uses.compactMap { number, count in
      matches.place(of: number).map { (place: UInt32($0), count: count) }
    }.sorted { ($1.count, $0.place) < ($0.count, $1.place) }
    if !used.isEmpty {
      let places = Set(used.map(\.place))
      order = used.map(\.place) + order.filter { !places.contains($0) }
      for place in places { ranked[Int(place)] = ranked[Int(place)].beforeItsLike }
    }
    // Counted rather than compared; what fits equally keeps the order it comes in.
    var starts = [UInt32](repeating: 0, count: Fit.count + 1)
    for fit in ranked { starts[Int(fit.raw) + 1] += 1 }
    for raw in 1...Fit.count { starts[raw] += starts[raw - 1] }
    numbers = [UInt32](repeating: 0, count: order.count)
    fits = [Fit](repeating: .worst, count: order.count)
    for place in order {
      let raw = Int(ranked[Int(place)].raw)
      let rank = Int(starts[raw])
      (numbers[rank], fits[rank]) = (matches.numbers[Int(place)], matches.fits[Int(place)])
      starts[raw] += 1
    }
  }
}
