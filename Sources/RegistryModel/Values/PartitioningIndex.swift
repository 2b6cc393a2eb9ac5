extension RandomAccessCollection where Index == Int {
  /// The first place where `belongs` turns true, in a list where it never turns back; found by halving.
  @inlinable
  public func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
