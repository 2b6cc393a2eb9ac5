import RegistryModel

/// Records that a query found: where words were typed the best fit first, else by number.
public struct Found: Sendable {
  /// What they are records of.
  public let kind: Kind
  private var numbers: [UInt32] = []
  private var fits: [Fit] = []

  init(_ kind: Kind) { self.kind = kind }

  /// Records without an order of their own.
  init(_ kind: Kind, _ numbers: [UInt32]) {
    self.kind = kind
    self.numbers = numbers
  }

  /// Ranks matches: by fit, then those used more often before those used less, then by number.
  ///
  /// - Parameter uses: how often this clerk has opened which record.
  init(_ kind: Kind, ranking matches: Matches, uses: [RecordID: Int]) {
    self.kind = kind
    var order = Array(0..<UInt32(matches.numbers.count))
    let used = uses.compactMap { id, count in
      id.kind == kind ? matches.place(of: id.number).map { (place: UInt32($0), count: count) } : nil
    }.sorted { ($1.count, $0.place) < ($0.count, $1.place) }
    if !used.isEmpty {
      let places = Set(used.map(\.place))
      order = used.map(\.place) + order.filter { !places.contains($0) }
    }
    // Counted rather than compared; what fits equally keeps the order it comes in.
    var starts = [Int](repeating: 0, count: Fit.count + 1)
    for fit in matches.fits { starts[Int(fit.raw) + 1] += 1 }
    for raw in 1...Fit.count { starts[raw] += starts[raw - 1] }
    numbers = [UInt32](repeating: 0, count: order.count)
    fits = [Fit](repeating: .worst, count: order.count)
    for place in order {
      let fit = matches.fits[Int(place)]
      let rank = starts[Int(fit.raw)]
      (numbers[rank], fits[rank]) = (matches.numbers[Int(place)], fit)
      starts[Int(fit.raw)] += 1
    }
  }

  /// As many were found.
  public var count: Int { numbers.count }
  /// Nothing was found.
  public var isEmpty: Bool { numbers.isEmpty }
  /// The records, best first.
  public var ids: [RecordID] { numbers.map { RecordID(kind, Int($0)) } }

  /// The record at this place, best first.
  public subscript(place: Int) -> RecordID { RecordID(kind, Int(numbers[place])) }

  /// How well the record at this place fits the words; nil where none were typed.
  public func fit(at place: Int) -> Fit? { fits.isEmpty ? nil : fits[place] }
}
