/// What a scan of texts asks of what was typed.
protocol Steps {
  /// For each letter whether a match may begin with it.
  var firsts: [First] { get }
  /// The kind of text a match may begin in; nil is any.
  var start: TextStart? { get }
  /// Only names are looked at.
  var isForNames: Bool { get }
  /// Whether a match may go on, or end, behind a letter it began with directly; 0 is no letter.
  func leads(from first: Int, to second: Int) -> Bool
  /// Where a match that begins at `start` ends; nil where none begins.
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

/// What a text must hold for a match to begin in it.
enum TextStart {
  case digits, others
}

/// One match: where it was found.
struct Match {
  let source: TextSource
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
      switch steps.start {
      case .digits where !head.hasDigits, .others where !head.hasOthers: continue
      default: break
      }
      var next = text.lowerBound
      while let at = begin(from: next, in: units, end: text.upperBound, firsts) {
        next = at + 1
        let core = isFirst ? core.range(in: text) : text
        let isWordStart = units[at] & Unit.wordStart != 0
        if let best, best.text == text, best.fit.way != .sameSound,
          !best.fit.isBehind(isStart: at == core.lowerBound, isWordStart: isWordStart)
        {
          continue
        }
        guard let (way, end) = match(at, firsts[units[at].letter], units, text, core) else {
          continue
        }
        let range = at..<end
        let place = head.role.place(
          isWhole: range == text || range == core,
          isStart: at == text.lowerBound || at == core.lowerBound, isWordStart: isWordStart)
        let fit = Fit(way, place, length: core.count)
        if best.map({ fit < $0.fit }) ?? true {
          best = Match(source: head.source, text: text, range: range, fit: fit)
        }
      }
    }
    return best
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
    _ start: Int, _ first: First, _ units: borrowing Span<Unit>, _ text: Range<Int>,
    _ core: Range<Int>
  ) -> (way: Fit.Way, end: Int)? {
    if first.contains(.direct), let end = end(start, .direct, units, text, core) {
      return (.direct, end)
    }
    if first.contains(.sameSound), let end = end(start, .sameSound, units, text, core) {
      return (.sameSound, end)
    }
    return first.contains(.slip) ? end(start, .slip, units, text, core).map { (.slip, $0) } : nil
  }

  /// Of several ways to read it the one that makes the match exact is taken.
  private func end(
    _ start: Int, _ way: Fit.Way, _ units: borrowing Span<Unit>, _ text: Range<Int>,
    _ core: Range<Int>
  ) -> Int? {
    let end = steps.end(from: start, in: units, end: text.upperBound, whole: -1, way: way)
    guard let end, start == text.lowerBound || start == core.lowerBound else { return end }
    let first = start == core.lowerBound ? core.upperBound : text.upperBound
    if first > end,
      steps.end(from: start, in: units, end: text.upperBound, whole: first, way: way) == first
    {
      return first
    }
    let second = text.upperBound
    return start == text.lowerBound && first != second && second > end
      && steps.end(from: start, in: units, end: second, whole: second, way: way) == second
      ? second : end
  }
}
