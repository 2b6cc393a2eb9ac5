/// A small seeded generator (Steele, Lea and Flood 2014): the same seed gives the same district on
/// every machine and with every version of the standard library.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True so many times in a hundred.
  mutating func chance(_ percent: Int) -> Bool { number(0...99) < percent }

  /// One of the items.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[number(0...items.count - 1)] }

  /// One of the items, each as often as its weight says.
  mutating func pick<Item>(_ items: KeyValuePairs<Item, Int>) -> Item {
    var place = number(0...items.reduce(0) { $0 + $1.value } - 1)
    for (item, weight) in items {
      place -= weight
      if place < 0 { return item }
    }
    return items[0].key
  }

  /// The items in another order.
  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for place in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(place, number(0...place))
    }
    return items
  }
}
