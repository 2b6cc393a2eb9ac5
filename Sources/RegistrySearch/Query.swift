import RegistryModel

/// Why a query could not be read, and where: characters from its start.
public struct QueryError: Error, Equatable, Sendable {
  /// Where the fault lies.
  public let offset: Int
  /// What is wrong there.
  public let words: Words
}

/// What a clerk asks of a list: words, and conditions on fields, all of which must hold.
///
/// - Shape: `安居 tier:filed -status:dormant members:10..50 until:<2027-01-01 area:rural`. Words look
///   into names, numbers and searched fields; `field:value` takes a key, a short query name or a
///   label in either language; `-` turns a term round; `"…"` keeps spaces together.
public struct Query: Sendable {
  /// The kind of records it looks through.
  public let kind: Kind
  private let terms: [Term]

  private struct Term: Sendable {
    let isNegated: Bool
    let condition: Condition
  }

  private enum Condition: Sendable {
    case word([UInt8])
    case field(FieldInfo, FieldCondition)
    /// The record belongs to an urban (or rural) community.
    case urban(Bool)
  }

  /// Reads a query about records of `kind`.
  public init(_ text: String, kind: Kind) throws(QueryError) {
    self.kind = kind
    var terms: [Term] = []
    for token in Self.tokens(text) {
      var body = token.text
      let isNegated = body.count > 1 && body.hasPrefix("-") && !token.isQuoted
      if isNegated { body.removeFirst() }
      terms.append(
        Term(isNegated: isNegated, condition: try Self.condition(body, token: token, kind: kind)))
    }
    self.terms = terms
  }

  /// Asks nothing: every record matches.
  public var isEmpty: Bool { terms.isEmpty }

  /// The record meets every term as of `day`; `text` is its search text, where it is at hand.
  public func matches(
    _ stored: any AnyStored, in registry: RegistryState, on day: CivilDate,
    text: @autoclosure () -> SearchText
  ) -> Bool {
    terms.allSatisfy { term in
      let holds =
        switch term.condition {
        case .word(let word): text().contains(word)
        case .field(let field, let condition):
          condition.holds(field, of: stored.content, in: registry, on: day)
        case .urban(let isUrban):
          registry.isUrban(stored.content, on: day) == isUrban
        }
      return holds != term.isNegated
    }
  }

  /// The record meets every term as of `day`.
  public func matches(
    _ stored: any AnyStored, in registry: RegistryState, on day: CivilDate
  ) -> Bool {
    matches(stored, in: registry, on: day, text: SearchText(stored, in: registry))
  }

  private struct Token {
    let text: String
    let offset: Int
    let isQuoted: Bool
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var (current, start, quoted, inQuotes) = ("", 0, false, false)
    func finish() {
      if !current.isEmpty { tokens.append(Token(text: current, offset: start, isQuoted: quoted)) }
      (current, quoted) = ("", false)
    }
    for (offset, character) in text.enumerated() {
      if character == "\"" || character == "“" || character == "”" {
        if current.isEmpty { (start, quoted) = (offset, true) }
        inQuotes.toggle()
      } else if character.isWhitespace, !inQuotes {
        finish()
      } else {
        if current.isEmpty, !quoted { start = offset }
        current.append(character)
      }
    }
    finish()
    return tokens
  }

  private static func condition(
    _ body: String, token: Token, kind: Kind
  ) throws(QueryError) -> Condition {
    guard let colon = body.firstIndex(where: { $0 == ":" || $0 == "：" }), colon != body.startIndex
    else { return .word(Array(body.searchFolded.utf8)) }
    let name = String(body[..<colon])
    let value = String(body[body.index(after: colon)...])
    if ["area", "城乡"].contains(name.lowercased()) {
      switch value.lowercased() {
      case "urban", "城市": return .urban(true)
      case "rural", "农村": return .urban(false)
      default:
        throw QueryError(
          offset: token.offset, words: Words("area is urban or rural", "城乡只能是城市或农村"))
      }
    }
    guard let field = kind.schema.field(named: name) else {
      // A time or a Chinese sentence may hold a colon: only what could be a name is refused.
      throw QueryError(
        offset: token.offset,
        words: Words(
          "no field \(name) in \(kind.schema.plural.en)",
          "\(kind.schema.plural.chinese)没有字段 \(name)"))
    }
    return .field(field, FieldCondition(value, of: field))
  }
}

extension RegistryState {
  /// Whether a record belongs to an urban community on `day`; nil where it belongs to none.
  public func isUrban(_ record: any Record, on day: CivilDate) -> Bool? {
    switch record {
    case let community as Community: return community.isUrban(on: day)
    case let organization as Organization: return isUrban(organization.community[day], on: day)
    case let assignment as Assignment: return isUrban(assignment.community, on: day)
    default: return nil
    }
  }

  private func isUrban(_ community: RecordID?, on day: CivilDate) -> Bool? {
    community.flatMap { communities[$0.number]?.record.isUrban(on: day) }
  }
}
