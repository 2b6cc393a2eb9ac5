/// Values of which many facts have one, each held once; a fact holds the place of its own, in two bytes.
struct Distinct<Value: Equatable & Sendable>: Sendable {
  /// In the order in which they were first met.
  private(set) var values: [Value]

  /// Where a value is.
  struct Place: Equatable, Sendable {
    fileprivate let number: UInt16

    /// The place of what facts have that say nothing.
    static var first: Place { Place(number: 0) }

    var index: Int { Int(number) }
  }

  /// - Parameter first: what facts have that say nothing.
  init(_ first: Value...) { values = first }

  subscript(place: Place) -> Value { values[place.index] }

  /// The place of a value, which is added if it is new. There are few: they are looked through.
  mutating func place(of value: Value) -> Place {
    if let place = values.firstIndex(of: value) { return Place(number: UInt16(place)) }
    values.append(value)
    return Place(number: UInt16(values.count - 1))
  }
}
