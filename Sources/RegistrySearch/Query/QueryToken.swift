/// One term of a query as typed, before its name is looked up.
///
/// A name ends at the first colon outside quotation marks; before the term a `-` turns it round and a
/// `!` asks whether there is anything. A term that begins with a digit is a word: `10:30` names no
/// field. Full-width signs do what ASCII ones do.
struct QueryToken: Equatable {
  /// Where it begins, signs included.
  let start: Int
  private(set) var isNegated = false
  /// Asks whether the field has anything: `!problems`.
  private(set) var asksAny = false
  /// What is before the colon, or after `!`; nil for a word.
  private(set) var name: QueryPiece?
  private(set) var value: QueryPiece
  /// In the value; while there is no colon, in what may be a name.
  private(set) var hasQuotes = false

  private init(at start: Int) {
    self.start = start
    value = QueryPiece(at: start)
  }

  /// Where it ends.
  var end: Int { max(value.end, name?.end ?? 0) }

  /// The tokens of a query, as they are meant once it is typed.
  static func tokens(_ text: String) -> [QueryToken] { unfinished(text).flatMap(\.finished) }

  /// The tokens of a query while it is typed, parted by white space outside quotation marks; a mark
  /// nobody closed holds to the end.
  static func unfinished(_ text: String) -> [QueryToken] {
    var tokens: [QueryToken] = []
    var current: QueryToken?
    var isQuoted = false
    for (offset, character) in text.enumerated() {
      if !isQuoted, character.isWhitespace {
        tokens += [current].compactMap { $0 }
        current = nil
        continue
      }
      if current == nil { current = QueryToken(at: offset) }
      if character.twin == "\"" {
        isQuoted.toggle()
        current?.quote(offset)
      } else {
        current?.add(QueryPiece.Mark(character: character, offset: offset, isQuoted: isQuoted))
      }
    }
    return tokens + [current].compactMap { $0 }
  }

  private mutating func quote(_ offset: Int) {
    hasQuotes = true
    if value.isEmpty { value.start = offset }
    value.end = offset + 1
  }

  private mutating func add(_ mark: QueryPiece.Mark) {
    let isFirst = value.isEmpty && name == nil && !asksAny && !hasQuotes
    switch mark.sign {
    case "-" where isFirst && !isNegated:
      isNegated = true
      value = QueryPiece(at: mark.offset + 1)
    case "!" where isFirst:
      asksAny = true
      value = QueryPiece(at: mark.offset + 1)
    case ":" where name == nil && !asksAny && canBeName:
      name = value
      value = QueryPiece(at: mark.offset + 1)
      hasQuotes = false
    default: value.append(mark)
    }
  }

  private var canBeName: Bool { value.marks.first.map { !$0.character.isNumber } ?? false }

  /// The token, unless nothing is in it; a lone sign is a word.
  private var finished: [QueryToken] {
    var token = self
    if name == nil, value.isEmpty {
      guard isNegated || asksAny else { return [] }
      token.value = QueryPiece(at: start)
      token.value.append(
        QueryPiece.Mark(character: asksAny ? "!" : "-", offset: start, isQuoted: true))
      (token.isNegated, token.asksAny) = (false, false)
    } else if asksAny {
      (token.name, token.value) = (value, QueryPiece(at: value.end))
    }
    return [token]
  }
}
