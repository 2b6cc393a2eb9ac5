import RegistryModel

/// The search texts of a kind's records in use, 64 to a leaf in one piece of memory; made once, and
/// again only for what changed or names what changed.
public struct SearchTexts: Sendable {
  /// What they are texts of.
  public let kind: Kind
  private var leaves: [Leaf] = []
  /// The state they are true of.
  private var registry: RegistryState?

  private struct Leaf: Sendable {
    /// The texts of its rows in order; nothing for numbers without a record in use.
    var bytes: [UInt8] = []
    /// Where each row's text ends.
    var ends: [Int32] = []

    func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) }
  }

  private static let rows = 64

  /// No texts yet; they are made when asked for.
  public init(_ kind: Kind) { self.kind = kind }

  /// Makes the texts those of `registry`.
  public mutating func follow(_ registry: RegistryState) {
    defer { self.registry = registry }
    let table = registry[kind]
    let count = (table.highest + Self.rows - 1) / Self.rows
    guard let old = self.registry, let altered = registry.altered(kind, since: old) else {
      leaves = (0..<count).map { Self.leaf($0, of: table, in: registry) }
      return
    }
    var changed = Set(altered.map { ($0 - 1) / Self.rows })
    changed.formUnion(leaves.count..<max(leaves.count, count))
    if leaves.count > count { leaves.removeLast(leaves.count - count) }
    while leaves.count < count { leaves.append(Leaf()) }
    for place in changed where place < count {
      leaves[place] = Self.leaf(place, of: table, in: registry)
    }
  }

  private static func leaf(
    _ place: Int, of table: any AnyTable, in registry: RegistryState
  ) -> Leaf {
    var leaf = Leaf()
    leaf.ends.reserveCapacity(rows)
    for number in (place * rows + 1)...(place * rows + rows) {
      if table.isInUse(number), let stored = table.stored(number) {
        SearchText.write(stored, in: registry, to: &leaf.bytes)
      }
      leaf.ends.append(Int32(leaf.bytes.count))
    }
    // Without the room that growing left.
    leaf.bytes = leaf.bytes.withUnsafeBufferPointer { Array($0) }
    return leaf
  }

  /// The text of one record in use; nil for others.
  public func text(of number: Int) -> SearchText? {
    guard number > 0, (number - 1) / Self.rows < leaves.count else { return nil }
    let leaf = leaves[(number - 1) / Self.rows]
    let range = leaf.range((number - 1) % Self.rows)
    return range.isEmpty ? nil : SearchText(bytes: Array(leaf.bytes[range]))
  }

  /// Numbers of the records in use whose texts hold every one of the folded words, in order.
  public func numbers(holding words: [[UInt8]]) -> [Int] {
    guard let longest = words.max(by: { $0.count < $1.count }) else { return [] }
    let others = words.filter { $0 != longest }
    var numbers: [Int] = []
    forEach(holding: longest) { number, text in
      if others.allSatisfy({ text.place(of: $0, from: 0) != nil }) { numbers.append(number) }
    }
    return numbers
  }

  /// Shows `body` each record in use whose text holds the folded word, in order.
  private func forEach(
    holding word: [UInt8], _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    for (place, leaf) in leaves.enumerated() {
      leaf.bytes.withUnsafeBufferPointer { bytes in
        var row = 0
        var start = 0
        while start < bytes.count, let found = bytes.place(of: word, from: start) {
          while leaf.ends[row] <= found { row += 1 }
          let range = leaf.range(row)
          body(place * Self.rows + row + 1, UnsafeBufferPointer(rebasing: bytes[range]))
          start = range.upperBound
        }
      }
    }
  }

  /// The records in use that one of the folded words means, best first and at most `limit`; how many
  /// there are, and how many of them are named exactly.
  public func best(
    of words: [[UInt8]], limit: Int
  ) -> (numbers: [Int], total: Int, exact: Int) {
    var (best, total, exact) = ([Candidate](), 0, 0)
    var seen: Set<Int> = []
    for (place, word) in words.enumerated() {
      forEach(holding: word) { number, text in
        // One that an earlier word means was looked at with all words then.
        if place > 0, seen.contains(number) { return }
        if place + 1 < words.count { seen.insert(number) }
        let (fit, length) =
          words[place...].lazy.filter { text.place(of: $0, from: 0) != nil }
          .map { Fit.of($0, in: text) }.min { $0.fit < $1.fit } ?? (.elsewhere, 0)
        total += 1
        if fit == .exact { exact += 1 }
        let candidate = Candidate(fit: fit, length: length, number: number)
        if best.count == limit, let last = best.last, last < candidate { return }
        let at = best.firstIndex { candidate < $0 } ?? best.count
        best.insert(candidate, at: at)
        if best.count > limit { best.removeLast() }
      }
    }
    return (best.map(\.number), total, exact)
  }

  private struct Candidate: Comparable {
    let fit: Fit
    let length: Int
    let number: Int

    static func < (left: Candidate, right: Candidate) -> Bool {
      (left.fit, left.length, left.number) < (right.fit, right.length, right.number)
    }
  }
}
