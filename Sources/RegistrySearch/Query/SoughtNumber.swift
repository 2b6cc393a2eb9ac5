import RegistryModel

/// What a query may ask of masked numbers: a whole one, or no more of the end than is shown of it. What it
/// finds tells nothing of hidden digits to whoever does not know them all.
struct SoughtNumber: Sendable {
  /// As it was typed.
  let text: String
  private let mask: Mask
  /// Folded, without dashes.
  private let key: String
  private let isTail: Bool
  /// The office's area code belongs before it.
  private let isLocal: Bool

  /// Reads one value of a condition on a masked field.
  init(_ piece: QueryPiece, _ mask: Mask) throws(QueryError) {
    let text = piece.text.tidied
    do throws(FieldError) {
      if text.contains(where: { $0.twin == "*" }) { throw .wholeNumberExpected }
      isTail = text.first?.twin == "#"
      let typed = isTail ? String(text.dropFirst()) : try mask.whole(text)
      key = typed.numberKey
      let isPhone = !isTail && mask == .phone
      isLocal = isPhone ? try PhoneNumber(text: text).lacksAreaCode : false
      if key.isEmpty || isTail && key.count > Self.mostOfTail { throw .wholeNumberExpected }
    } catch {
      throw QueryError(offset: piece.start, words: FieldError.wholeNumberExpected.words)
    }
    (self.text, self.mask) = (text, mask)
  }

  /// No mask shows more of an end.
  private static let mostOfTail = 4

  /// Reads the values of a condition, which must not compare.
  static func all(_ piece: QueryPiece, _ mask: Mask) throws(QueryError) -> [SoughtNumber] {
    if piece.sides != nil || piece.sign(at: 0).map("<>".contains) == true {
      throw QueryError(offset: piece.start, words: FieldError.wholeNumberExpected.words)
    }
    var numbers: [SoughtNumber] = []
    for part in piece.dropping(piece.sign(at: 0) == "=" ? 1 : 0).alternatives
    where part.text.hasMarks { numbers.append(try SoughtNumber(part, mask)) }
    // Of many guesses one would be right: what is hidden is soon found out.
    if numbers.count > 1, !numbers.allSatisfy(\.isTail) {
      throw QueryError(offset: piece.start, words: FieldError.wholeNumberExpected.words)
    }
    return numbers
  }

  /// A stored number is what is asked for.
  func fits(_ stored: String, areaCode: String?) -> Bool {
    if isTail {
      return String(stored.suffix(mask.tail(of: stored))).numberKey.hasSuffix(key)
    }
    let number = stored.numberKey
    return number == key || isLocal && areaCode.map { number == $0.numberKey + key } == true
  }
}

extension String {
  /// What two ways to write a number have in common.
  fileprivate var numberKey: String { nfkcUpper.filter { $0 != "-" } }
}
