/// Full pinyin with one letter wrong, missing, too many or swapped with the next.
///
/// Two sets of places in what was typed go along the letters of the syllables: those reached without a
/// slip and those reached with one (the bit-parallel search of Wu and Manber, with swaps).
struct SlipSteps: Steps {
  let firsts: [First]
  let wanted = TextHead.others
  let last: Int? = nil
  let isForNames = true
  let ofMasked = OfMasked.nothing
  /// The matches in progress after each letter as the first; nothing is left where it cannot begin.
  private let begun: [Progress]
  private let letters: LetterReadings
  private let syllables: [[[UInt8]]]
  private let goal: UInt64
  /// For each letter of the Latin alphabet the places where it was typed.
  private let typed: [UInt64]

  /// The matches in progress at one place of a text.
  private struct Progress {
    var exact: UInt64 = 0
    var slipped: UInt64 = 0
    /// Places of the letter read last, where another was typed before it: with that one read next,
    /// the two are swapped.
    var swapped: UInt64 = 0
    /// All that was typed has been read.
    var isDone = false
    var isOver: Bool { exact | slipped == 0 && !isDone }
  }

  init(_ pattern: Pattern, _ alphabet: Alphabet, _ table: PinyinTable) {
    letters = LetterReadings(alphabet, table)
    syllables = table.syllables
    goal = 1 << pattern.elements.count
    var typed = [UInt64](repeating: 0, count: 26)
    for (place, element) in pattern.elements.enumerated() {
      typed[Int(element) - 0x61] |= 1 << place
    }
    self.typed = typed
    // One too many may be before everything.
    let start = Progress(exact: 1, slipped: 1 << 1)
    let (letters, syllables, goal) = (letters, syllables, goal)
    begun = (0...alphabet.count).map { letter in
      Self.next(start, letter, letters, syllables, typed, goal)
    }
    firsts = begun.map { $0.isOver ? [] : .slip }
  }

  func leads(from first: Int, to second: Int) -> Bool { true }

  func end(
    from start: Int, in units: borrowing Span<Unit>, end: Int, whole: Int, way: Fit.Way
  ) -> Int? {
    var progress = begun[units[start].letter]
    var at = start + 1
    while !progress.isDone {
      guard at < end, !progress.isOver else { return nil }
      progress = Self.next(progress, units[at].letter, letters, syllables, typed, goal)
      at += 1
    }
    return at
  }

  private static func next(
    _ progress: Progress, _ letter: Int, _ letters: LetterReadings, _ syllables: [[[UInt8]]],
    _ typed: [UInt64], _ goal: UInt64
  ) -> Progress {
    var next = Progress()
    for place in letters.places(of: letter) {
      for spelling in syllables[Int(letters.readings[place])] {
        var (exact, slipped, swapped) = (progress.exact, progress.slipped, progress.swapped)
        for letter in spelling {
          let here = typed[Int(letter) - 0x61]
          let advanced = (exact & here) << 1
          // Right; missing; another in its place; too many before it; swapped with the one before.
          slipped =
            (slipped & here) << 1 | exact | exact << 1 | advanced << 1 | (here << 1 & swapped) << 1
          swapped = exact << 1 & here
          exact = advanced
          if (exact | slipped) & goal != 0 { next.isDone = true }
        }
        next.exact |= exact
        next.slipped |= slipped
        next.swapped |= swapped
      }
    }
    // Nothing goes on after the end.
    next.exact &= goal - 1
    next.slipped &= goal - 1
    return next
  }
}

/// The readings of the letters of an alphabet, side by side.
struct LetterReadings {
  private var starts: [UInt32]
  /// Places in the table's syllables.
  private(set) var readings: [UInt16] = []

  /// - Parameter isKept: whether a reading of a letter matters.
  init(
    _ alphabet: Alphabet, _ table: PinyinTable,
    where isKept: (_ letter: Int, _ reading: Int) -> Bool = { _, _ in true }
  ) {
    // One more than there are letters: the unknown one has none.
    starts = [UInt32](repeating: 0, count: alphabet.count + 2)
    for (place, scalar) in alphabet.scalars.enumerated() {
      let letter = Unit.firstLetter + place
      for reading in table.readings(of: scalar) where isKept(letter, Int(reading)) {
        readings.append(reading)
      }
      starts[letter + 1] = UInt32(readings.count)
    }
    starts[alphabet.count + 1] = UInt32(readings.count)
  }

  /// Where in `readings` those of a letter are.
  func places(of letter: Int) -> Range<Int> { Int(starts[letter])..<Int(starts[letter + 1]) }
}
