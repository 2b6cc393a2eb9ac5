/// What a scan of texts asks of what was typed.
protocol Steps {
  /// For each letter whether a match may begin with it.
  var firsts: [First] { get }
  /// Traits of texts, `TextHead`'s, one of which a match may begin in must have.
  var wanted: Unit { get }
  /// The letter that a text must end with; nil is any.
  var last: Int? { get }
  /// Only names are looked at.
  var isForNames: Bool { get }
  /// What it finds of a masked number.
  var ofMasked: OfMasked { get }
  /// Whether a match may go on, or end, after a letter it began with directly; 0 is no letter.
  func leads(from first: Int, to second: Int) -> Bool
  /// Where a match that begins at `start` ends; nil if none begins.
  ///
  /// - Parameters:
  ///   - end: where the text ends.
  ///   - whole: an end that is taken before any other, since the match is then exact.
  ///   - way: how it is met.
  func end(
    from start: Int, in units: borrowing Span<Unit>, end: Int, whole: Int, way: Fit.Way
  ) -> Int?
}

/// What a letter means to a scan.
struct First: OptionSet {
  let rawValue: UInt8
  static let direct = First(rawValue: 1)
  static let sameSound = First(rawValue: 2)
  static let slip = First(rawValue: 4)
}

/// What may be found of a masked number: hidden digits are told to nobody who does not know all of it.
enum OfMasked {
  case nothing, whole
  /// As much of the end as is shown.
  case tail
}

extension Steps {
  /// Traits of texts that nothing is found in.
  var unwanted: Unit { ofMasked == .nothing ? TextHead.masked : 0 }
}

/// One match: where it was found.
struct Match {
  /// The text in its chunk, and the part of it that fits.
  let text: Range<Int>
  let range: Range<Int>
  let fit: Fit
}

/// Looks through the texts of records for the best match of each.
struct TextScan<S: Steps> {
  let steps: S

  /// Appends the records of a chunk that fit.
  ///
  /// - Parameters:
  ///   - first: the number of the chunk's first record.
  ///   - some: numbers of the records to look at; nil is all.
  func scan(
    _ chunk: TextChunk, first: Int, among some: ArraySlice<UInt32>?, _ matches: inout Matches
  ) {
    if chunk.units.isEmpty { return }
    let (units, starts, cores) = (chunk.units.span, chunk.starts.span, chunk.cores.span)
    let firsts = steps.firsts.span
    for place in 0..<(some?.count ?? TextChunk.records) {
      let slot = some.map { Int($0[$0.startIndex + place]) - first } ?? place
      let record = Int(starts[slot])..<Int(starts[slot + 1])
      if let match = best(in: record, cores[slot], units, firsts) {
        matches.append(first + slot, match.fit)
      }
    }
  }

  /// The best match in the texts of a record.
  func best(_ slot: Int, in chunk: TextChunk) -> Match? {
    best(in: chunk.range(slot), chunk.cores[slot], chunk.units.span, steps.firsts.span)
  }

  /// Other fields are looked at only where the name does not fit.
  @inline(__always)
  private func best(
    in record: Range<Int>, _ core: TextChunk.Core, _ units: borrowing Span<Unit>,
    _ firsts: borrowing Span<First>
  ) -> Match? {
    var best: Match?
    var place = record.lowerBound
    while place < record.upperBound {
      let head = TextHead(at: place, in: units)
      let text = (place + TextHead.count)..<(place + TextHead.count + head.length)
      let isFirst = place == record.lowerBound
      place = text.upperBound
      if head.role != .name, best != nil || steps.isForNames { break }
      if !head.isAny(steps.wanted) || head.isAny(steps.unwanted) { continue }
      if let last = steps.last, units[text.upperBound - 1].letter != last { continue }
      let names = (
        core: isFirst ? core.range(in: text) : text, stem: isFirst ? core.stem(in: text) : text
      )
      var next = text.lowerBound
      while let at = begin(from: next, in: units, end: text.upperBound, firsts) {
        next = at + 1
        let isWordStart = units[at] & Unit.wordStart != 0
        if let best, best.text == text, best.fit.way != .sameSound {
          // Nothing later in the text is a better place than its beginning or that of a word.
          if at > names.core.lowerBound, !best.fit.isBehind(isStart: false, isWordStart: true) {
            break
          }
          if !best.fit.isBehind(isStart: at == names.core.lowerBound, isWordStart: isWordStart) {
            continue
          }
        }
        guard let (way, end) = match(at, firsts[units[at].letter], units, text, names) else {
          continue
        }
        let range = at..<end
        if let shown = head.shown, !isAllowed(range, in: text, shown) { continue }
        let place = head.role.place(
          isWhole: range == text || range == names.core, isStem: range == names.stem,
          isStart: at == text.lowerBound || at == names.core.lowerBound, isWordStart: isWordStart)
        let fit = Fit(way, place, length: names.core.count)
        if best.map({ fit < $0.fit }) ?? true {
          best = Match(text: text, range: range, fit: fit)
        }
      }
    }
    return best
  }

  /// A match in a masked number of which `shown` characters of the end are shown tells nothing else.
  private func isAllowed(_ range: Range<Int>, in text: Range<Int>, _ shown: Int) -> Bool {
    switch steps.ofMasked {
    case .nothing: false
    case .whole: range == text
    case .tail: range.upperBound == text.upperBound && range.count <= shown
    }
  }

  /// Where the next match may begin. Most characters are passed over here, so little else is done.
  @inline(never)
  private func begin(
    from start: Int, in units: borrowing Span<Unit>, end: Int, _ firsts: borrowing Span<First>
  ) -> Int? {
    var at = start
    while at < end {
      let letter = units[at].letter
      at += 1
      switch firsts[letter] {
      case []: continue
      case .direct where !steps.leads(from: letter, to: at < end ? units[at].letter : 0): continue
      default: return at - 1
      }
    }
    return nil
  }

  /// How and up to where a match goes that begins at `start`.
  private func match(
    _ start: Int, _ first: First, _ units: borrowing Span<Unit>, _ text: Range<Int>, _ names: Names
  ) -> (way: Fit.Way, end: Int)? {
    if first.contains(.direct), let end = end(start, .direct, units, text, names) {
      return (.direct, end)
    }
    if first.contains(.sameSound), let end = end(start, .sameSound, units, text, names) {
      return (.sameSound, end)
    }
    return first.contains(.slip) ? end(start, .slip, units, text, names).map { (.slip, $0) } : nil
  }

  /// The parts of a text that are names of their own; both begin alike.
  private typealias Names = (core: Range<Int>, stem: Range<Int>)

  /// Of several ways to read it the one is taken that makes the match exact, or that of all the name is
  /// known by.
  private func end(
    _ start: Int, _ way: Fit.Way, _ units: borrowing Span<Unit>, _ text: Range<Int>, _ names: Names
  ) -> Int? {
    let end = steps.end(from: start, in: units, end: text.upperBound, whole: -1, way: way)
    guard let end else { return nil }
    let ends: (Int, Int, Int)
    if start == names.core.lowerBound {
      ends = (
        names.core.upperBound, start == text.lowerBound ? text.upperBound : -1,
        names.stem.upperBound
      )
    } else if start == text.lowerBound {
      ends = (text.upperBound, -1, -1)
    } else {
      return end
    }
    if reaches(ends.0, after: end, from: start, way, units, text) { return ends.0 }
    if reaches(ends.1, after: end, from: start, way, units, text) { return ends.1 }
    return reaches(ends.2, after: end, from: start, way, units, text) ? ends.2 : end
  }

  /// The match, which may end at `end`, can go on to `whole` as well.
  private func reaches(
    _ whole: Int, after end: Int, from start: Int, _ way: Fit.Way, _ units: borrowing Span<Unit>,
    _ text: Range<Int>
  ) -> Bool {
    whole > end
      && steps.end(from: start, in: units, end: text.upperBound, whole: whole, way: way) == whole
  }
}
