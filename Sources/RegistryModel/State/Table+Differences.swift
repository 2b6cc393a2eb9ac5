extension Table {
  /// Numbers of records that are not the same here and in `other`: new, changed, binned, gone.
  ///
  /// States share the chunks that no change touched, so that this costs next to nothing between
  /// neighbours.
  public func numbersDiffering(from other: any AnyTable) -> [Int] {
    guard let other = other as? Table<R> else { return Array(1...max(1, highest)) }
    if Self.isSame(chunks, other.chunks) { return [] }
    var numbers: [Int] = []
    for chunk in 0..<max(chunks.count, other.chunks.count) {
      let mine = chunk < chunks.count ? chunks[chunk] : []
      let theirs = chunk < other.chunks.count ? other.chunks[chunk] : []
      if Self.isSame(mine, theirs) { continue }
      for row in 0..<Self.chunkRows {
        let (left, right) = (
          row < mine.count ? mine[row] : nil, row < theirs.count ? theirs[row] : nil
        )
        // Records are immutable objects: the same one says the same.
        if left !== right { numbers.append(chunk * Self.chunkRows + row + 1) }
      }
    }
    return numbers
  }

  /// Both are one array in memory, neither was changed since it was copied.
  private static func isSame<Element>(_ left: [Element], _ right: [Element]) -> Bool {
    guard left.count == right.count else { return false }
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress }
    }
  }
}
