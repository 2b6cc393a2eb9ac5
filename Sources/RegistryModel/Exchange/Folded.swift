/// Findings that people read as one: equal ones, and beyond a few of a kind all that are left.
struct Folded {
  /// Their places among all.
  private(set) var places: [Int]
  /// They are of one kind, but not one sentence: what is left of many.
  let isRest: Bool

  /// In the order of the first of each, the rest of a kind behind its last single one.
  ///
  /// - Parameters:
  ///   - sentence: equal ones are told once.
  ///   - kind: of one kind so many sentences are told as `single` says.
  static func all<Finding, Sentence: Hashable, Kind: Hashable>(
    _ findings: [Finding], single: Int, sentence: (Finding) -> Sentence, kind: (Finding) -> Kind
  ) -> [Folded] {
    var folded: [Folded] = []
    var sentences: [Sentence: Int] = [:]
    var kinds: [Kind: (count: Int, rest: Int?)] = [:]
    for (place, finding) in findings.enumerated() {
      let (sentence, kind) = (sentence(finding), kind(finding))
      if let known = sentences[sentence] ?? kinds[kind]?.rest {
        folded[known].places.append(place)
        continue
      }
      kinds[kind, default: (0, nil)].count += 1
      let isRest = kinds[kind, default: (0, nil)].count > single
      if isRest { kinds[kind]?.rest = folded.count } else { sentences[sentence] = folded.count }
      folded.append(Folded(places: [place], isRest: isRest))
    }
    // A rest of one takes the line that it would save.
    return folded.map {
      $0.isRest && $0.places.count == 1 ? Folded(places: $0.places, isRest: false) : $0
    }
  }
}
