import RegistryModel

/// What is being typed where the cursor is in a query.
enum QueryPlace: Equatable {
  /// A word, or the name of a field: what of it is before the cursor, and the characters that a
  /// name would take the place of.
  case name(Typed, ending: Ending)
  /// A value of a field.
  case value(String, Typed)
  /// Text in quotation marks.
  case text

  /// A part of a query that may be completed.
  struct Typed: Equatable {
    let text: String
    let range: Range<Int>
  }

  /// What follows a name that is taken.
  enum Ending { case colon, space, nothing }

  /// The place of a cursor, in characters from the start.
  init(of text: String, at cursor: Int) {
    let token = QueryToken.unfinished(text).last { $0.start <= cursor && cursor <= $0.end }
    guard let token, token.value.start <= cursor || token.name != nil else {
      self = .name(Typed(text: "", range: cursor..<cursor), ending: .colon)
      return
    }
    if let name = token.name {
      self =
        cursor <= name.end
        ? .name(Typed(name, before: cursor), ending: .nothing)
        : .value(name.text.tidied, Typed(token.value.part(at: cursor), before: cursor))
    } else if token.hasQuotes {
      self = .text
    } else {
      self = .name(
        Typed(token.value, before: cursor), ending: token.asksAny ? .space : .colon)
    }
  }
}

extension QueryPlace.Typed {
  init(_ piece: QueryPiece, before cursor: Int) {
    text = String(piece.marks.filter { $0.offset < cursor }.map(\.character))
    range = piece.start..<max(piece.start, piece.end)
  }
}

extension QueryPiece {
  /// The one value in it that the cursor is at.
  fileprivate func part(at cursor: Int) -> QueryPiece {
    if let sides { return cursor < sides.high.start ? sides.low : sides.high }
    let signs = marks.prefix(2).prefix { $0.sign.map("<>=".contains) ?? false }.count
    let parts = dropping(signs).alternatives
    return parts.last { $0.start <= cursor } ?? parts[0]
  }
}

extension QueryField {
  /// The field a value of which is being typed; nil if none is.
  public static func asked(in text: String, at cursor: Int, _ kinds: [Kind]) -> QueryField? {
    guard case .value(let name, _) = QueryPlace(of: text, at: cursor) else { return nil }
    return kinds.lazy.compactMap { named(name, of: $0) }.first
  }
}
