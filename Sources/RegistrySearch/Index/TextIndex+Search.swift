extension TextIndex {
  /// The records `pattern` is found in.
  ///
  /// - Parameters:
  ///   - candidates: looks at these only, numbers in order; nil is all.
  ///   - sounds: Chinese characters also find others that sound the same, behind those themselves.
  func matches(
    _ pattern: Pattern, _ table: PinyinTable, among candidates: [UInt32]?, sounds: Bool
  ) -> Matches {
    let scan = PatternSteps(pattern, alphabet, table, sounds: sounds)
    return walk(candidates) { chunk, slot in scan.fit(of: slot, in: chunk) }
  }

  /// The records whose names fit `pattern` but for one letter.
  func slips(_ pattern: Pattern, _ table: PinyinTable) -> Matches {
    let scan = SlipSteps(pattern, alphabet, table)
    return walk(nil) { chunk, slot in scan.fit(of: slot, in: chunk) }
  }

  private func walk(
    _ candidates: [UInt32]?, _ fit: (borrowing TextChunk, Int) -> Fit?
  ) -> Matches {
    var matches = Matches()
    if let candidates {
      for number in candidates {
        let (chunk, slot) = (Int(number) - 1).quotientAndRemainder(dividingBy: TextChunk.records)
        if let fit = fit(chunks[chunk], slot) { matches.append(Int(number), fit) }
      }
    } else {
      for chunk in chunks.indices {
        for slot in 0..<TextChunk.records {
          guard let fit = fit(chunks[chunk], slot) else { continue }
          matches.append(chunk * TextChunk.records + slot + 1, fit)
        }
      }
    }
    return matches
  }
}

/// What is known of a text while matches are looked for in it.
struct TextFrame {
  let source: TextSource
  /// The text in its chunk.
  let text: Range<Int>
  /// The part of it that names the record in lists.
  let core: Range<Int>

  /// The text whose first character stands at `start`, in the texts of one record.
  init(
    at start: Int, in units: borrowing Span<Unit>, of record: Range<Int>, _ core: TextChunk.Core
  ) {
    var end = start
    while end < record.upperBound, units[end].letter >= Unit.firstLetter { end += 1 }
    source = TextSource(mark: units[start - 1])
    text = start..<end
    self.core = start == record.lowerBound + 1 ? core.range(in: text) : text
  }

  /// How well a match fits.
  func fit(_ way: Fit.Way, _ match: Range<Int>, isWordStart: Bool) -> Fit {
    let place = source.role.place(
      isWhole: match == text || match == core,
      isStart: match.lowerBound == text.lowerBound || match.lowerBound == core.lowerBound,
      isWordStart: isWordStart)
    return Fit(way, place, length: core.count)
  }
}

/// One match: where it was found.
struct Match {
  let frame: TextFrame
  let range: Range<Int>
  let fit: Fit
}

extension PatternSteps {
  func fit(of slot: Int, in chunk: borrowing TextChunk) -> Fit? { best(slot, in: chunk)?.fit }

  /// The best match in the texts of a record; none in other fields is looked for where the name fits.
  func best(_ slot: Int, in chunk: borrowing TextChunk) -> Match? {
    let record = chunk.range(slot)
    let units = chunk.units.span
    var best: Match?
    var textStart = record.lowerBound
    var at = record.lowerBound
    while at < record.upperBound {
      let first = firsts[units[at].letter]
      if first.isEmpty {
        at += 1
        continue
      }
      if first.contains(.mark) {
        textStart = at + 1
        if best != nil, TextSource(mark: units[at]).role != .name { break }
      } else {
        let sounds = !first.contains(.direct)
        if let match = match(
          at, in: units, of: record, textStart, chunk.cores[slot], sounds: sounds)
          ?? (first.contains(.sameSound) && !sounds
            ? self.match(at, in: units, of: record, textStart, chunk.cores[slot], sounds: true)
            : nil),
          best.map({ match.fit < $0.fit }) ?? true
        {
          best = match
        }
      }
      at += 1
    }
    return best
  }

  private func match(
    _ start: Int, in units: borrowing Span<Unit>, of record: Range<Int>, _ textStart: Int,
    _ core: TextChunk.Core, sounds: Bool
  ) -> Match? {
    guard var end = end(from: start, in: units, limit: record.upperBound, whole: -1, sounds: sounds)
    else { return nil }
    let frame = TextFrame(at: textStart, in: units, of: record, core)
    // Of several ways to read it the one that makes the match exact is taken.
    for whole in [frame.core, frame.text] where whole.lowerBound == start && whole.upperBound != end
    {
      if self.end(
        from: start, in: units, limit: record.upperBound, whole: whole.upperBound, sounds: sounds)
        == whole.upperBound
      {
        end = whole.upperBound
        break
      }
    }
    let fit = frame.fit(
      sounds ? .sameSound : .direct, start..<end,
      isWordStart: units[start] & Unit.wordStart != 0)
    return Match(frame: frame, range: start..<end, fit: fit)
  }
}

extension SlipSteps {
  func fit(of slot: Int, in chunk: borrowing TextChunk) -> Fit? { best(slot, in: chunk)?.fit }

  /// The best match in the names of a record.
  func best(_ slot: Int, in chunk: borrowing TextChunk) -> Match? {
    let record = chunk.range(slot)
    let units = chunk.units.span
    var best: Match?
    var textStart = record.lowerBound
    for at in record {
      let letter = units[at].letter
      if letter < Unit.firstLetter {
        textStart = at + 1
        if TextSource(mark: units[at]).role != .name { break }
      } else if firsts[letter],
        let end = end(from: at, in: units, limit: record.upperBound)
      {
        let frame = TextFrame(at: textStart, in: units, of: record, chunk.cores[slot])
        let fit = frame.fit(
          .slip, at..<end, isWordStart: units[at] & Unit.wordStart != 0)
        if best.map({ fit < $0.fit }) ?? true {
          best = Match(frame: frame, range: at..<end, fit: fit)
        }
      }
    }
    return best
  }
}
