import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import TerminalCore

extension OpenRegistry {
  /// A table of the records of a kind that a query finds, by number.
  ///
  /// - Parameters:
  ///   - columns: those named on the command line; nil is the usual ones.
  ///   - usual: what is shown unless told otherwise.
  func listing(
    _ kind: Kind, _ query: [String], _ columns: String?, usual: [QueryField], isMasked: Bool = true
  ) throws -> Listing {
    let search = SearchMemo.ofProgram()
    let text = query.joined(separator: " ")
    let fields = try columns.map { names in
      try reading(names) { () throws(QueryError) in
        try search.columns(names, of: kind, beside: usual)
      }
    }
    let query = try reading(text) { () throws(QueryError) in try search.query(text, kind) }
    let view = try viewpoint(for: [query], fields ?? [])
    if let fault = (fields ?? []).lazy.compactMap({ $0.fault(from: view) }).first {
      throw Failure.usage(fault, language)
    }
    let found = try found([query], text, from: view, search).flatMap { $0.ids.sorted() }
    return Listing(kind, found, fields ?? usual, from: view, isMasked: isMasked)
  }

  /// A table of what was found, in its order.
  func listing(_ found: Found, _ fields: [QueryField]) throws -> Listing {
    Listing(found.kind, found.ids, fields, from: try viewpoint(for: [], fields))
  }

  /// What a query finds of each kind that is looked for among all and that it can be asked of; where it
  /// has words the best fit first.
  func found(_ query: [String]) throws -> [Found] {
    let search = SearchMemo.ofProgram()
    let text = query.joined(separator: " ")
    let queries = try reading(text) { () throws(QueryError) in
      try search.queries(text, Kind.searched)
    }.filter(\.isSought)
    return try found(queries, text, from: viewpoint(for: queries, []), search)
  }

  private func found(
    _ queries: [Query], _ text: String, from view: Viewpoint, _ search: SearchMemo
  ) throws -> [Found] {
    try reading(text) { () throws(QueryError) in try queries.answerable(from: view) }
      .map { search.find($0, from: view, among: state.only($0.kind, for: engine.account)) }
  }

  /// Where queries and columns are answered from: what a plan counts is counted where one asks for it.
  private func viewpoint(for queries: [Query], _ fields: [QueryField]) throws -> Viewpoint {
    let asksPlan = queries.contains(where: \.asksPlan) || fields.contains(where: \.asksPlan)
    return Viewpoint(state, on: day, today: today, tallies: asksPlan ? try tallies() : nil)
  }

  /// Says so where a table has no rows.
  ///
  /// - Returns: it has none.
  @discardableResult func sayEmpty(_ listing: Listing, asked query: [String]) -> Bool {
    guard listing.rows.isEmpty else { return false }
    let plural = listing.kind.schema.plural
    let none = Words("no \(plural.en.lowercased())", "没有\(plural.chinese)")
    Output.error((query.isEmpty ? none : .noMatches)[language])
    return true
  }

  /// Reads a query, and shows where it cannot be read.
  private func reading<T>(
    _ text: String, _ read: () throws(QueryError) -> T
  ) throws -> T {
    do throws(QueryError) {
      return try read()
    } catch {
      throw Failure.usage(error.words, language, below: error.shown(in: text))
    }
  }

  /// What the plan counts of communities; a query about it needs one.
  private func tallies() throws -> CommunityCounts {
    CommunityCounts(Progress(try neededPlan(), of: state, on: day))
  }
}

extension QueryError {
  /// The query with a caret under the place, in lines.
  fileprivate func shown(in text: String) -> [String] {
    let before = TerminalText.sanitized(String(text.prefix(offset)))
    let caret = String(repeating: " ", count: TextMetrics().columns(of: before)) + "^"
    return ["  " + TerminalText.sanitized(text), "  " + caret]
  }
}
