/// Rows by number, 64 to a leaf and 64 leaves to a branch: a copy in which one row changes shares
/// all but one path, and what differs between two copies is found without looking at the rest.
// Read by every count and search: inlinable, so that other modules read rows without generics.
@usableFromInline struct Rows<R: Record>: Sendable {
  @usableFromInline static var fanOut: Int { 64 }

  @usableFromInline struct Leaf: Sendable {
    @usableFromInline var rows: [Stored<R>?]
    /// One bit a row: whether it is there, and whether it is in use. Asked without touching the row.
    @usableFromInline var present: UInt64 = 0
    @usableFromInline var inUse: UInt64 = 0
  }

  @usableFromInline var branches: [[Leaf]] = []

  /// The row of this number; nil if none was ever given.
  @inlinable subscript(number: Int) -> Stored<R>? {
    guard number > 0, (number - 1) >> 12 < branches.count else { return nil }
    let place = number - 1
    return branches[place >> 12][place >> 6 & 63].rows[place & 63]
  }

  /// Puts a row in place of the one with its number, which is returned.
  mutating func place(_ stored: Stored<R>) -> Stored<R>? {
    let place = stored.id.number - 1
    makeRoom(for: place >> 12)
    let bit = UInt64(1) << UInt64(place & 63)
    return branches[place >> 12].withLeaf(place >> 6 & 63) { leaf in
      let old = leaf.rows[place & 63]
      leaf.rows[place & 63] = stored
      leaf.present |= bit
      leaf.inUse = stored.binned == nil ? leaf.inUse | bit : leaf.inUse & ~bit
      return old
    }
  }

  private mutating func makeRoom(for branch: Int) {
    guard branches.count <= branch else { return }
    // One empty branch represents all: a gap of a million numbers takes no rows.
    let leaf = Leaf(rows: Array(repeating: nil, count: Self.fanOut))
    let empty = [Leaf](repeating: leaf, count: Self.fanOut)
    branches.append(contentsOf: repeatElement(empty, count: branch + 1 - branches.count))
  }

  /// Takes a leaf whole where it is the first of its rows, so that no row is touched again.
  mutating func place(_ leaf: Leaf, at place: Int) {
    makeRoom(for: place >> 6)
    branches[place >> 6].withLeaf(place & 63) { there in
      if there.present == 0 { return there = leaf }
      for row in 0..<Self.fanOut { there.rows[row] = there.rows[row] ?? leaf.rows[row] }
      there.present |= leaf.present
      there.inUse |= leaf.inUse
    }
  }

  /// Numbers of the rows whose bits `chosen` takes from each leaf, in order.
  func numbers(_ chosen: (Leaf) -> UInt64) -> [Int] {
    var numbers: [Int] = []
    for (place, branch) in branches.enumerated() {
      for (at, leaf) in branch.enumerated() {
        var bits = chosen(leaf)
        while bits != 0 {
          numbers.append((place << 12 | at << 6 | bits.trailingZeroBitCount) + 1)
          bits &= bits - 1
        }
      }
    }
    return numbers
  }

  /// Whether the row of this number is there and in use.
  func isInUse(_ number: Int) -> Bool {
    guard number > 0, (number - 1) >> 12 < branches.count else { return false }
    let place = number - 1
    return branches[place >> 12][place >> 6 & 63].inUse >> UInt64(place & 63) & 1 == 1
  }

  /// Numbers whose rows are other objects in `old`, or in one of the two only; in order.
  func differences(from old: Rows) -> [Int] {
    if branches.isSame(as: old.branches) { return [] }
    var numbers: [Int] = []
    for place in 0..<max(branches.count, old.branches.count) {
      let (mine, theirs) = (branches.at(place) ?? [], old.branches.at(place) ?? [])
      if mine.isSame(as: theirs) { continue }
      for at in 0..<Self.fanOut {
        let (mine, theirs) = (mine.at(at)?.rows ?? [], theirs.at(at)?.rows ?? [])
        if mine.isSame(as: theirs) { continue }
        for row in 0..<Self.fanOut where mine.at(row) ?? nil !== theirs.at(row) ?? nil {
          numbers.append((place << 12 | at << 6 | row) + 1)
        }
      }
    }
    return numbers
  }
}

extension Rows {
  /// The rows whose bits a mask of each leaf chooses, by number.
  @usableFromInline struct Chosen: Sequence, IteratorProtocol {
    @usableFromInline let branches: [[Leaf]]
    @usableFromInline let inUseOnly: Bool
    /// The leaf to be looked at next.
    @usableFromInline var place = 0
    @usableFromInline var rows: [Stored<R>?] = []
    @usableFromInline var bits: UInt64 = 0

    @inlinable init(_ branches: [[Leaf]], inUseOnly: Bool) {
      (self.branches, self.inUseOnly) = (branches, inUseOnly)
    }

    @inlinable mutating func next() -> Stored<R>? {
      while bits == 0 {
        guard place >> 6 < branches.count else { return nil }
        let leaf = branches[place >> 6][place & 63]
        (rows, bits) = (leaf.rows, inUseOnly ? leaf.inUse : leaf.present)
        place += 1
      }
      defer { bits &= bits - 1 }
      return rows[bits.trailingZeroBitCount]
    }
  }
}

extension Array {
  fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }

  /// Both are one array in memory.
  fileprivate func isSame(as other: Array) -> Bool {
    withUnsafeBufferPointer { mine in
      other.withUnsafeBufferPointer {
        mine.baseAddress == $0.baseAddress && mine.count == $0.count
      }
    }
  }

  /// Changes one element where it is.
  fileprivate mutating func withLeaf<Result>(
    _ place: Int, _ change: (inout Element) -> Result
  ) -> Result {
    change(&self[place])
  }
}
