/// One term of a query as typed, before its name is looked up.
///
/// A name ends at the first colon of either width outside quotation marks; a leading `-` outside
/// them turns the term round. A token that begins with a digit is a word: `10:30` names no field.
struct QueryToken: Equatable {
  /// What stands before the colon; nil for a word.
  var name: String?
  var value = ""
  var isNegated = false
  /// Characters from the start of the query.
  var offset: Int

  /// The tokens of a query, parted by white space outside quotation marks; a mark nobody closed
  /// holds to the end.
  static func tokens(_ text: String) -> [QueryToken] {
    var tokens: [QueryToken] = []
    var current: QueryToken?
    var isQuoted = false
    for (offset, character) in text.enumerated() {
      if !isQuoted, character.isWhitespace {
        tokens += current?.finished ?? []
        current = nil
        continue
      }
      var token = current ?? QueryToken(offset: offset)
      if "\"“”".contains(character) {
        isQuoted.toggle()
      } else if isQuoted {
        token.value.append(character)
      } else {
        token.take(character, isFirst: current == nil)
      }
      current = token
    }
    return tokens + (current?.finished ?? [])
  }

  private mutating func take(_ character: Character, isFirst: Bool) {
    if character == "-", isFirst {
      isNegated = true
    } else if character == ":" || character == "：", name == nil, canBeName {
      name = value
      value = ""
    } else {
      value.append(character)
    }
  }

  private var canBeName: Bool { value.first.map { !$0.isNumber } ?? false }

  /// The token, unless nothing is in it; a lone `-` is a word.
  private var finished: [QueryToken] {
    if name == nil, value.isEmpty {
      return isNegated ? [QueryToken(value: "-", offset: offset)] : []
    }
    return [self]
  }
}
