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
///   label in either language; `-` turns a term round; `"…"` keeps spaces together and takes colons
///   and `-` for text.
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
    for token in QueryToken.tokens(text) {
      guard let condition = try Self.condition(token, kind: kind) else { continue }
      terms.append(Term(isNegated: token.isNegated, condition: condition))
    }
    self.terms = terms
  }

  /// Asks nothing: every record matches.
  public var isEmpty: Bool { terms.isEmpty }

  /// The folded words that a record's text must hold.
  public var words: [[UInt8]] {
    terms.compactMap { term in
      if case .word(let word) = term.condition, !term.isNegated { word } else { nil }
    }
  }

  /// Asks for nothing but those words.
  public var isOfWords: Bool { words.count == terms.count }

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

  /// What one token asks; nil for a word with nothing in it to look for.
  private static func condition(
    _ token: QueryToken, kind: Kind
  ) throws(QueryError) -> Condition? {
    guard let name = token.name else {
      let word = token.value.searchFolded
      return word.isEmpty ? nil : .word(Array(word.utf8))
    }
    if ["area", "城乡"].contains(name.lowercased()) {
      switch token.value.nfkcUpper {
      case "URBAN", "城市": return .urban(true)
      case "RURAL", "农村": return .urban(false)
      default:
        throw QueryError(
          offset: token.offset, words: Words("area is urban or rural", "城乡只能是城市或农村"))
      }
    }
    guard let field = kind.schema.field(named: name) else {
      throw QueryError(
        offset: token.offset,
        words: Words(
          "no field \(name) in \(kind.schema.plural.en)",
          "\(kind.schema.plural.chinese)没有字段 \(name)"))
    }
    do { return .field(field, try FieldCondition(token.value, of: field)) } catch {
      throw QueryError(
        offset: token.offset, words: field.label + Words(": ", ": ") + error.words)
    }
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
