/// Full pinyin with one letter wrong, missing, too many or swapped with the next.
///
/// Two sets of places in what was typed go along the letters of the syllables: those reached without a
/// slip and those reached with one (the bit-parallel search of Wu and Manber, with swaps).
struct SlipSteps {
  /// Letters that may begin a match: with their readings, something is left of it behind them.
  let firsts: [Bool]
  private let alphabet: Alphabet
  private let table: PinyinTable
  private let goal: UInt64
  /// For each letter of the Latin alphabet the places where it was typed.
  private let typed: [UInt64]
  /// The matches in progress behind each letter as the first.
  private let begun: [Progress]

  /// The matches in progress at one place of a text.
  private struct Progress {
    var exact: UInt64 = 0
    var slipped: UInt64 = 0
    /// Before the last letter, by that letter, for swaps with the next one.
    var pending: [(letter: UInt8, places: UInt64)] = []
    var isEmpty: Bool { exact | slipped == 0 }
    /// All of it was typed by the last character.
    var isDone = false
  }

  init(_ pattern: Pattern, _ alphabet: Alphabet, _ table: PinyinTable) {
    (self.alphabet, self.table) = (alphabet, table)
    goal = 1 << pattern.elements.count
    var typed = [UInt64](repeating: 0, count: 26)
    for (place, element) in pattern.elements.enumerated() {
      typed[Int(element) - 0x61] |= 1 << place
    }
    self.typed = typed
    var start = Progress()
    // An extra letter may stand before everything.
    (start.exact, start.slipped) = (1, 1 << 1)
    var begun = [Progress](repeating: Progress(), count: Unit.firstLetter)
    for scalar in alphabet.scalars {
      begun.append(Self.next(start, scalar, table, typed, goal))
    }
    // The unknown letter.
    begun.append(Progress())
    firsts = begun.map { !$0.isEmpty || $0.isDone }
    self.begun = begun
  }

  /// Where a match that begins at `start` ends; nil where none begins.
  func end(from start: Int, in units: borrowing Span<Unit>, limit: Int) -> Int? {
    var progress = begun[units[start].letter]
    var at = start + 1
    while !progress.isDone {
      guard at < limit, !progress.isEmpty else { return nil }
      let place = units[at].letter - Unit.firstLetter
      guard alphabet.scalars.indices.contains(place) else { return nil }
      progress = Self.next(progress, alphabet.scalars[place], table, typed, goal)
      at += 1
    }
    return at
  }

  private static func next(
    _ progress: Progress, _ scalar: UInt32, _ table: PinyinTable, _ typed: [UInt64], _ goal: UInt64
  ) -> Progress {
    var next = Progress()
    for reading in table.readings(of: scalar) {
      for spelling in table.syllables[Int(reading)] {
        var (exact, slipped, pending) = (progress.exact, progress.slipped, progress.pending)
        for letter in spelling {
          let here = typed[Int(letter) - 0x61]
          let advanced = (exact & here) << 1
          // Right; missing; another in its place; too many before it.
          var slips = (slipped & here) << 1 | exact | exact << 1 | advanced << 1
          for (before, places) in pending {
            slips |= ((places & here) << 1 & typed[Int(before) - 0x61]) << 1
          }
          pending = [(letter, exact)]
          (exact, slipped) = (advanced, slips)
          if (exact | slipped) & goal != 0 { next.isDone = true }
        }
        next.exact |= exact
        next.slipped |= slipped
        next.pending += pending
      }
    }
    // Nothing goes on behind the end.
    next.exact &= goal - 1
    next.slipped &= goal - 1
    return next
  }
}
