import RegistryModel

/// What a clerk asks of a list: words, and conditions on fields, all of which must hold.
///
/// - Shape: `安居 tier:filed -status:dormant members:10..50 area:rural workers:0 !problems`;
///   `QueryGrammar` has it in full.
public struct Query: Sendable {
  /// The kind of records it looks through.
  public let kind: Kind
  /// Words that must be found, and words that must not.
  private(set) var words: [String] = []
  private(set) var unwanted: [String] = []
  /// Conditions on fields, as typed.
  private(set) var terms: [Term] = []

  /// One condition.
  struct Term: Sendable {
    let isNegated: Bool
    let field: QueryField
    let condition: FieldCondition
  }

  /// The longest query read, and as many different words and conditions as one may have.
  static let mostCharacters = 4096
  static let mostTerms = 64

  /// Reads a query about records of `kind`; `table` says how characters are read, if that is needed.
  init(_ text: String, kind: Kind, _ table: () -> PinyinTable) throws(QueryError) {
    self.kind = kind
    // A view may hold any text: one query must not keep a clerk waiting who only opens the menu.
    let characters = Array(text)
    guard characters.count <= Self.mostCharacters else {
      throw QueryError(
        offset: Self.mostCharacters,
        words: Words(
          "a query has at most \(Self.mostCharacters) characters",
          "查询最多 \(Self.mostCharacters) 个字符"))
    }
    var known: Set<ArraySlice<Character>> = []
    for token in QueryToken.tokens(text)
    where known.insert(characters[token.start..<token.end]).inserted {
      guard known.count <= Self.mostTerms else {
        throw QueryError(
          offset: token.start,
          words: Words(
            "a query has at most \(Self.mostTerms) words and conditions",
            "查询最多 \(Self.mostTerms) 个词或条件"))
      }
      if let name = token.name {
        terms.append(try Self.term(token, name, kind, table))
      } else if token.isNegated {
        unwanted += [token.value.text].filter(\.hasMarks)
      } else {
        words += [token.value.text].filter(\.hasMarks)
      }
    }
  }

  /// Looks for what was typed, apart at spaces; nothing in it is a condition.
  public init(words: String, kind: Kind) {
    self.kind = kind
    self.words = Self.parted(words)
  }

  /// Looks for a text in one field alone, whatever signs are in it.
  public init(_ text: String, in field: QueryField, of kind: Kind) {
    self.kind = kind
    terms = [Term(isNegated: false, field: field, condition: .anyOf([.text(text.tidied)]))]
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

  /// It tells enough to look for it among the records of all kinds.
  public var isSought: Bool {
    switch kind.sought {
    case .byWord: true
    case .bySeveral: hasConditions || words.count > 1
    case .never: false
    }
  }

  /// The field asked for last; nil where words alone are.
  public var lastField: QueryField? { terms.last?.field }

  /// Whether a record meets it may change though the record does not.
  public var looksElsewhere: Bool { hasWords || terms.contains(where: \.field.looksElsewhere) }

  /// It asks for what a plan counts.
  public var asksPlan: Bool {
    terms.contains {
      if case .derived(let column) = $0.field.source { column.basis == .plan } else { false }
    }
  }

  /// What a token with a name asks.
  private static func term(
    _ token: QueryToken, _ name: QueryPiece, _ kind: Kind, _ table: () -> PinyinTable
  ) throws(QueryError) -> Term {
    guard let field = QueryField.named(name.text.tidied, of: kind) else {
      throw QueryError(unknown: name.text, at: name.start, of: [kind], table())
    }
    if token.asksAny { return Term(isNegated: token.isNegated, field: field, condition: .any) }
    do {
      let condition = try FieldCondition(token.value, of: field.entry, table)
      return Term(isNegated: token.isNegated, field: field, condition: condition)
    } catch {
      throw QueryError(offset: error.offset, words: field.label + Words(": ", ": ") + error.words)
    }
  }
}

extension SearchMemo {
  /// Reads a query about records of `kind`.
  public func query(_ text: String, _ kind: Kind) throws(QueryError) -> Query {
    try Query(text, kind: kind, pinyin)
  }

  /// Reads a query about records of any of `kinds`: a kind without one of its fields, or whose field
  /// cannot have such a value, is left out.
  ///
  /// - Errors: no kind is left.
  public func queries(_ text: String, _ kinds: [Kind]) throws(QueryError) -> [Query] {
    var (queries, errors): ([Query], [QueryError]) = ([], [])
    for kind in kinds {
      do throws(QueryError) { queries.append(try query(text, kind)) } catch { errors.append(error) }
    }
    if !queries.isEmpty || kinds.isEmpty { return queries }
    // A wrong value says more than a name that another kind does not know.
    throw errors.first { $0.unknown == nil } ?? QueryError(noneKnows: errors, kinds, pinyin())
  }
}
