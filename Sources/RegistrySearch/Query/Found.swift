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
