/// Names that are spelled nearly alike.
public enum Spelling {
  /// The one of `names` that was meant by `typed`: as many as a third of its letters wrong, at most two, or
  /// the one that begins so, with which any others begin; nil if none is near.
  public static func nearest(to typed: String, among names: [String]) -> String? {
    let wanted = Array(typed.lowercased())
    let near = names.map { (name: $0, slips: slips(from: wanted, in: $0)) }.min {
      $0.slips < $1.slips
    }
    if let near, near.slips <= Swift.min(2, wanted.count / 3) { return near.name }
    let longer = names.filter { wanted.count > 1 && $0.lowercased().hasPrefix(typed.lowercased()) }
    return longer.min { $0.count < $1.count }.flatMap { shortest in
      longer.allSatisfy { $0.hasPrefix(shortest) } ? shortest : nil
    }
  }

  /// How many letters of `name` are wrong, missing, too many, or swapped with their neighbours.
  static func slips(from wanted: [Character], in name: String) -> Int {
    Array(name.lowercased()).slips(from: wanted)
  }
}

extension [Character] {
  fileprivate func slips(from other: [Character]) -> Int {
    var (before, last) = ([Int](), Array<Int>(0...other.count))
    for (row, mine) in enumerated() {
      var line = [row + 1]
      for (column, theirs) in other.enumerated() {
        var least = Swift.min(last[column] + (mine == theirs ? 0 : 1), last[column + 1] + 1)
        least = Swift.min(least, line[column] + 1)
        if row > 0, column > 0, mine == other[column - 1], self[row - 1] == theirs {
          least = Swift.min(least, before[column - 1] + 1)
        }
        line.append(least)
      }
      (before, last) = (last, line)
    }
    return last[other.count]
  }
}
