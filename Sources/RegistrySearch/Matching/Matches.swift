/// Records that fit, by number.
struct Matches: Equatable, Sendable {
  private(set) var numbers: [UInt32] = []
  private(set) var fits: [Fit] = []

  var isEmpty: Bool { numbers.isEmpty }

  mutating func append(_ number: Int, _ fit: Fit) {
    numbers.append(UInt32(number))
    fits.append(fit)
  }

  /// Where a record is among them; nil if it does not fit.
  func place(of number: Int) -> Int? {
    let place = numbers.partitioningIndex { $0 >= number }
    return place < numbers.count && numbers[place] == number ? place : nil
  }

  /// Those for which `isKept` holds.
  func filter(_ isKept: (Int) -> Bool) -> Matches {
    var kept = Matches()
    for (place, number) in numbers.enumerated() where isKept(Int(number)) {
      kept.append(Int(number), fits[place])
    }
    return kept
  }

  /// Records in both, each with the worse fit.
  func intersection(_ other: Matches) -> Matches {
    merged(other, alone: false) { max($0, $1) }
  }

  /// Records in either, each with the better fit.
  func union(_ other: Matches) -> Matches {
    if isEmpty || other.isEmpty { return isEmpty ? other : self }
    return merged(other, alone: true) { min($0, $1) }
  }

  /// All of them, met another way.
  func met(_ way: Fit.Way) -> Matches {
    var met = self
    for place in fits.indices { met.fits[place] = fits[place].met(way) }
    return met
  }

  private func merged(_ other: Matches, alone: Bool, _ fit: (Fit, Fit) -> Fit) -> Matches {
    var result = Matches()
    var (left, right) = (0, 0)
    while left < numbers.count || right < other.numbers.count {
      let (mine, theirs) = (
        left < numbers.count ? numbers[left] : .max,
        right < other.numbers.count ? other.numbers[right] : .max
      )
      if mine == theirs {
        result.append(Int(mine), fit(fits[left], other.fits[right]))
      } else if alone {
        result.append(Int(min(mine, theirs)), mine < theirs ? fits[left] : other.fits[right])
      }
      if mine <= theirs { left += 1 }
      if theirs <= mine { right += 1 }
    }
    return result
  }
}
