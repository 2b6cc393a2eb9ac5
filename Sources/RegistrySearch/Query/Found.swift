import RegistryModel

/// Records that a query found: where words were typed the best fit first, else by number.
public struct Found: Sendable {
  /// What they are records of.
  public let kind: Kind
  private let numbers: [UInt32]
  private let fits: [Fit]

  /// Records without an order of their own.
  init(_ kind: Kind, _ numbers: [UInt32]) {
    self.kind = kind
    (self.numbers, fits) = (numbers, [])
  }

  /// Records in the order of how well they fit.
  init(_ kind: Kind, _ ranking: Ranking) {
    self.kind = kind
    (numbers, fits) = (ranking.numbers, ranking.fits)
  }

  /// What either found, each record as well as it fits the better; of one kind, both by words.
  public func joined(with other: Found) -> Found {
    Found(kind, Ranking(matches.union(other.matches)))
  }

  /// Those whose names fit.
  public var inNames: Found {
    let places = numbers.indices.filter { fit(at: $0)?.isInName == true }
    return Found(kind, places.map { numbers[$0] }, places.map { fits[$0] })
  }

  private init(_ kind: Kind, _ numbers: [UInt32], _ fits: [Fit]) {
    (self.kind, self.numbers, self.fits) = (kind, numbers, fits)
  }

  /// By number again.
  private var matches: Matches {
    var matches = Matches()
    for place in numbers.indices.sorted(by: { numbers[$0] < numbers[$1] }) {
      matches.append(Int(numbers[place]), fit(at: place) ?? .worst)
    }
    return matches
  }

  /// As many were found.
  public var count: Int { numbers.count }
  /// Nothing was found.
  public var isEmpty: Bool { numbers.isEmpty }
  /// The records, best first.
  public var ids: [RecordID] { numbers.map { RecordID(kind, Int($0)) } }

  /// The record at this place, best first.
  public subscript(place: Int) -> RecordID { RecordID(kind, Int(numbers[place])) }

  /// How well the record at this place fits the words; nil if none were typed.
  public func fit(at place: Int) -> Fit? { fits.isEmpty ? nil : fits[place] }
}
