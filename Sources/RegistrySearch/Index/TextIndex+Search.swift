extension TextIndex {
  /// The records `pattern` is found in.
  ///
  /// - Parameters:
  ///   - candidates: looks at these only, numbers in order; nil is all.
  ///   - sounds: Chinese characters also find others that sound the same, after those themselves.
  func matches(
    _ pattern: Pattern, _ table: PinyinTable, among candidates: [UInt32]?, sounds: Bool
  ) -> Matches {
    matches(
      TextScan(steps: PatternSteps(pattern, alphabet, table, sounds: sounds)), among: candidates)
  }

  /// The records whose names fit `pattern` but for one letter.
  func slips(_ pattern: Pattern, _ table: PinyinTable) -> Matches {
    matches(TextScan(steps: SlipSteps(pattern, alphabet, table)), among: nil)
  }

  private func matches<S: Steps>(_ scan: TextScan<S>, among candidates: [UInt32]?) -> Matches {
    var matches = Matches()
    guard let candidates else {
      for (place, chunk) in chunks.enumerated() {
        scan.scan(chunk, first: place * TextChunk.records + 1, among: nil, &matches)
      }
      return matches
    }
    var start = 0
    while start < candidates.count {
      let place = (Int(candidates[start]) - 1) / TextChunk.records
      var end = start
      while end < candidates.count, candidates[end] <= (place + 1) * TextChunk.records { end += 1 }
      scan.scan(
        chunks[place], first: place * TextChunk.records + 1, among: candidates[start..<end],
        &matches)
      start = end
    }
    return matches
  }
}
