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
///   into names, numbers and searched fields, as they stand or by their pinyin; `field:value` takes a
///   key, a short query name or a label in either language; `-` turns a term round; `"…"` keeps spaces
///   together and takes colons and `-` for text.
public struct Query: Sendable {
  /// The kind of records it looks through.
  public let kind: Kind
  /// Words that must be found, and words that must not.
  private(set) var words: [String] = []
  private(set) var unwanted: [String] = []
  private var terms: [Term] = []

  private struct Term: Sendable {
    let isNegated: Bool
    let condition: Condition
  }

  private enum Condition: Sendable {
    case field(FieldInfo, FieldCondition)
    /// The record belongs to an urban (or rural) community.
    case urban(Bool)
  }

  /// Reads a query about records of `kind`.
  public init(_ text: String, kind: Kind) throws(QueryError) {
    self.kind = kind
    for token in QueryToken.tokens(text) {
      if token.name != nil {
        terms.append(
          Term(isNegated: token.isNegated, condition: try Self.condition(token, kind: kind)))
      } else if token.isNegated {
        unwanted += [token.value].filter(\.hasMarks)
      } else {
        words += [token.value].filter(\.hasMarks)
      }
    }
  }

  /// Looks for what was typed, apart at spaces; nothing in it is a condition.
  public init(words: String, kind: Kind) {
    self.kind = kind
    self.words = Self.parted(words)
  }

  /// The same query, with further words that must be found; nothing in them is a condition.
  public func adding(words text: String) -> Query {
    var query = self
    query.words += Self.parted(text)
    return query
  }

  private static func parted(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init).filter(\.hasMarks)
  }

  /// Asks nothing: every record matches.
  public var isEmpty: Bool { words.isEmpty && unwanted.isEmpty && terms.isEmpty }

  /// Something is looked for in texts.
  public var hasWords: Bool { !words.isEmpty || !unwanted.isEmpty }

  /// Fields are asked for too, not words alone.
  public var hasConditions: Bool { !terms.isEmpty }

  /// The record meets every condition on its fields as of `day`.
  public func holds(for stored: any AnyStored, in registry: RegistryState, on day: CivilDate)
    -> Bool
  {
    terms.allSatisfy { term in
      let holds =
        switch term.condition {
        case .field(let field, let condition):
          condition.holds(field, of: stored.content, in: registry, on: day)
        case .urban(let isUrban):
          registry.isUrban(stored.content, on: day) == isUrban
        }
      return holds != term.isNegated
    }
  }

  /// What a token with a name asks.
  private static func condition(
    _ token: QueryToken, kind: Kind
  ) throws(QueryError) -> Condition {
    let name = token.name ?? ""
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

extension String {
  /// Something is in it to look for.
  fileprivate var hasMarks: Bool { !FoldedText.scalars(of: self).isEmpty }
}
