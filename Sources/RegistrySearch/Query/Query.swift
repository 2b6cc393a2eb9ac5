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
    /// Where its name is.
    var offset = 0
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

  /// Looks for a text in one field alone, which is not masked, whatever signs are in it.
  public init(_ text: String, in field: QueryField, of kind: Kind) {
    precondition(!field.isPrivate)
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

  /// Nothing is asked but that words are there.
  public var isWordsAlone: Bool { terms.isEmpty && unwanted.isEmpty }

  /// The field asked for last; nil if words alone are.
  public var lastField: QueryField? { terms.last?.field }

  /// The result for a record can change even if the record does not.
  public var looksElsewhere: Bool { hasWords || terms.contains(where: \.field.looksElsewhere) }

  /// It asks for what a plan counts.
  public var asksPlan: Bool { terms.contains(where: \.field.asksPlan) }

  /// What a token with a name asks.
  private static func term(
    _ token: QueryToken, _ name: QueryPiece, _ kind: Kind, _ table: () -> PinyinTable
  ) throws(QueryError) -> Term {
    guard let field = QueryField.named(name.text.tidied, of: kind) else {
      throw QueryError(unknown: name.text, at: name.start, of: [kind], table())
    }
    let term = { (condition: FieldCondition) in
      Term(isNegated: token.isNegated, field: field, condition: condition, offset: name.start)
    }
    if token.asksAny { return term(.any) }
    do throws(QueryError) {
      if token.value.isEmpty, token.hasQuotes {
        throw QueryError(
          offset: token.value.start,
          words: Words("the quotation marks must not be empty", "引号内应有文字"))
      }
      return term(try FieldCondition(token.value, of: field, table))
    } catch {
      throw QueryError(offset: error.offset, words: field.label + Words(": ", ": ") + error.words)
    }
  }
}

extension Query {
  /// Why it cannot be answered from here: the plan asks nothing of the sort.
  func fault(from view: Viewpoint) -> QueryError? {
    for term in terms {
      if let words = term.field.fault(from: view) {
        return QueryError(offset: term.offset, words: words)
      }
    }
    return nil
  }
}

extension QueryField {
  /// Why it cannot be told from here: the plan asks nothing of the sort.
  public func fault(from view: Viewpoint) -> Words? {
    guard case .derived(let column) = source, let words = column.fault(view) else { return nil }
    return column.label + Words(": ", ": ") + words
  }
}

extension [Query] {
  /// Those that can be answered as seen from `view`.
  ///
  /// - Errors: none can.
  public func answerable(from view: Viewpoint) throws(QueryError) -> [Query] {
    let faults = map { $0.fault(from: view) }
    if let first = faults.first, let first, !faults.contains(where: { $0 == nil }) { throw first }
    return zip(self, faults).filter { $0.1 == nil }.map(\.0)
  }
}

extension SearchMemo {
  /// Reads a query that is to be answered as seen from `view`.
  public func query(_ text: String, _ kind: Kind, from view: Viewpoint) throws(QueryError) -> Query
  {
    let query = try query(text, kind)
    if let fault = query.fault(from: view) { throw fault }
    return query
  }

  /// The same about records of several kinds.
  public func queries(
    _ text: String, _ kinds: [Kind], from view: Viewpoint
  ) throws(QueryError) -> [Query] {
    try queries(text, kinds).answerable(from: view)
  }

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
