/// A pattern made ready for one alphabet: which characters can begin a match, and how far each leads.
///
/// A match in progress is a set of places in the pattern, one bit each, so that no reading is ever
/// spelled out and every way to read a text goes on at once.
struct PatternSteps: Steps {
  let pattern: Pattern
  /// For each letter whether a match may begin with it.
  private(set) var firsts: [First] = []
  let wanted: Unit
  let last: Int?
  let isForNames = false
  let ofMasked: OfMasked
  /// For each letter the places of the pattern where the letter itself occurs.
  private var literals: [UInt64]
  /// For each letter the places where it leads on, by whatever of it.
  private var leads: [UInt64] = []
  /// For each letter those of its syllables that lead anywhere; nil if letters are letters.
  private var letters: LetterReadings?
  /// For each letter a match may begin with, the places reached after it.
  private var begun: [UInt64] = []
  /// The same where characters that sound the same count.
  private var heard: [UInt64] = []
  /// For each syllable the places it may be taken at, whatever of it is typed there.
  private var entries: [UInt64] = []
  /// For each syllable and each number of letters, the places where so many of them are typed.
  private var moves: [UInt64] = []
  /// For each syllable the places of Chinese characters that have this reading.
  private var sounds: [UInt64] = []
  private let dash: Int
  /// The numbers of the elements, where there are too many for bits.
  private let long: [Unit]
  private let goal: UInt64

  /// Letters of the longest syllable.
  private static let longest = 6

  /// - Parameter sounds: Chinese characters also represent others that sound the same.
  init(_ pattern: Pattern, _ alphabet: Alphabet, _ table: PinyinTable, sounds: Bool) {
    self.pattern = pattern
    ofMasked = pattern.isTail ? .tail : pattern.mayBeNumber ? .whole : .nothing
    let elements = pattern.elements
    let isLong = elements.count > Pattern.most
    goal = isLong ? 0 : 1 << elements.count
    wanted =
      switch elements[0] {
      case UInt32(ascii: "-"): TextHead.digits | TextHead.others
      case let first where first.isDigit: TextHead.digits
      default: TextHead.others
      }
    last = pattern.isTail ? alphabet.number(of: elements[elements.count - 1]).letter : nil
    dash = alphabet.number(of: UInt32(ascii: "-")).letter
    long = isLong ? elements.map { alphabet.number(of: $0) } : []
    // One more than there are numbers: the unknown letter comes after all others.
    literals = [UInt64](repeating: 0, count: alphabet.count + 1)
    var firsts = [First](repeating: [], count: alphabet.count + 1)
    if isLong {
      if let first = long.first, first != 0 { firsts[first.letter] = .direct }
      self.firsts = firsts
      return
    }
    for (place, element) in elements.enumerated() {
      for scalar in [element] + table.traditional(element) {
        for scalar in [scalar, Alphabet.surname(scalar)] {
          let letter = alphabet.number(of: scalar).letter
          if letter != 0 { literals[letter] |= 1 << place }
        }
      }
    }
    leads = literals
    if !pattern.isTail, !table.syllables.isEmpty {
      spell(table.syllables)
      listen(sounds ? table : PinyinTable())
      letters = LetterReadings(alphabet, table) { letter, reading in
        leads[letter] |= entries[reading] | self.sounds[reading]
        if entries[reading] & 1 != 0 { firsts[letter].insert(.direct) }
        if self.sounds[reading] & 1 != 0 { firsts[letter].insert(.sameSound) }
        return entries[reading] | self.sounds[reading] != 0
      }
    }
    for letter in literals.indices where literals[letter] & 1 != 0 {
      firsts[letter].insert(.direct)
    }
    // A dash may be left out, though none begins with it: 2018412 is 2018-412.
    if dash != 0 { leads[dash] = .max }
    begun = firsts.indices.map { firsts[$0].contains(.direct) ? next(1, $0, sounds: false) : 0 }
    heard = firsts.indices.map { firsts[$0].contains(.sameSound) ? next(1, $0, sounds: true) : 0 }
    self.firsts = firsts
  }

  /// Fills in where and how far each syllable leads.
  private mutating func spell(_ syllables: [[[UInt8]]]) {
    entries = [UInt64](repeating: 0, count: syllables.count)
    moves = [UInt64](repeating: 0, count: syllables.count * Self.longest)
    let elements = pattern.elements
    // The end of the run each place is in: before the next star, or at the end of all.
    var ends = [Int](repeating: elements.count, count: elements.count)
    for place in elements.indices.reversed().dropFirst() {
      ends[place] = pattern.stars >> (place + 1) & 1 != 0 ? place + 1 : ends[place + 1]
    }
    for (syllable, spellings) in syllables.enumerated() {
      for spelling in spellings {
        for place in elements.indices where elements[place] == UInt32(spelling[0]) {
          var typed = 1
          while typed < spelling.count, place + typed < ends[place],
            elements[place + typed] == UInt32(spelling[typed])
          { typed += 1 }
          // The initial by its first letter or whole, the whole syllable, and at the end what is typed.
          let isInitial = { $0 == 1 || $0 == 2 && spelling[1] == UInt8(ascii: "h") }
          for count in 1...typed
          where isInitial(count) || count == spelling.count || place + count == ends[place] {
            moves[syllable * Self.longest + count - 1] |= 1 << place
            entries[syllable] |= 1 << place
          }
        }
      }
    }
  }

  private mutating func listen(_ table: PinyinTable) {
    sounds = [UInt64](repeating: 0, count: entries.count)
    for (place, element) in pattern.elements.enumerated() {
      for reading in table.readings(of: element) { sounds[Int(reading)] |= 1 << place }
    }
  }

  @inline(__always)
  func leads(from first: Int, to second: Int) -> Bool {
    !long.isEmpty || begun[first] & (leads[second] | pattern.stars | goal) != 0
  }

  func end(
    from start: Int, in units: borrowing Span<Unit>, end: Int, whole: Int, way: Fit.Way
  ) -> Int? {
    if !long.isEmpty { return longEnd(from: start, in: units, end: end) }
    let first = units[start].letter
    var places = way == .sameSound ? heard[first] : begun[first]
    var found: Int?
    var at = start + 1
    while true {
      if places & goal != 0 {
        if at == whole { return at }
        if !pattern.isTail || at == end { found = found ?? at }
        if at > whole, !pattern.isTail { break }
        places &= ~goal
      }
      guard places != 0, at < end else { break }
      let letter = units[at].letter
      // Most attempts end here: the second character leads nowhere.
      if places & (leads[letter] | pattern.stars) == 0 { break }
      places = next(places, letter, sounds: way == .sameSound)
      at += 1
    }
    return found
  }

  private func longEnd(from start: Int, in units: borrowing Span<Unit>, end: Int) -> Int? {
    guard start + long.count <= end else { return nil }
    for (step, unit) in long.enumerated()
    where unit == 0 || units[start + step].letter != unit.letter { return nil }
    return start + long.count
  }

  /// The places reached from `places` by one more character of the text.
  private func next(_ places: UInt64, _ letter: Int, sounds: Bool) -> UInt64 {
    var next = (places & literals[letter]) << 1 | places & pattern.stars
    if letter == dash { next |= places & ~1 }
    guard let letters else { return next }
    for place in letters.places(of: letter) {
      let reading = Int(letters.readings[place])
      if sounds { next |= (places & self.sounds[reading]) << 1 }
      guard places & entries[reading] != 0 else { continue }
      let move = reading * Self.longest
      for count in 0..<Self.longest { next |= (places & moves[move + count]) << (count + 1) }
    }
    return next
  }
}
