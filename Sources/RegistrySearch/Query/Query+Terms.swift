extension Query {
  /// One term of a query as it is written.
  public struct WrittenTerm: Hashable, Sendable {
    /// The term with its quotation marks.
    public let text: String
    /// A plain word that must be found.
    public let isWord: Bool
  }

  /// The terms of a query as they are written, right or wrong.
  public static func terms(of text: String) -> [WrittenTerm] {
    let characters = Array(text)
    let tokens = QueryToken.tokens(text)
    return tokens.enumerated().map { place, token in
      let end = place + 1 < tokens.count ? tokens[place + 1].offset : characters.count
      let written = String(characters[token.offset..<end])
      let text = String(written.reversed().drop(while: \.isWhitespace).reversed())
      return WrittenTerm(text: text, isWord: !token.isNegated && text == token.value)
    }
  }

  /// Words as a query says them, with quotation marks where they would mean something else.
  public static func text(ofWords words: String) -> String {
    words.split(whereSeparator: \.isWhitespace).map { word in
      let tokens = QueryToken.tokens(String(word))
      let isPlain = tokens.count == 1 && !tokens[0].isNegated && tokens[0].value == word
      return isPlain ? String(word) : "\"\(word.filter { !"\"“”".contains($0) })\""
    }.joined(separator: " ")
  }
}
