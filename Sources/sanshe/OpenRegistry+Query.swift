import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import TerminalCore

extension OpenRegistry {
  /// The records of a kind that a query finds, by number.
  func found(_ kind: Kind, _ query: [String]) throws -> [RecordID] {
    try found(query, [kind]) { _ in true }.flatMap { $0.ids.sorted() }
  }

  /// What a query finds of each kind that is looked for among all and that it can be asked of; where it
  /// has words the best fit first.
  func found(_ query: [String]) throws -> [Found] {
    try found(query, Kind.searched, where: \.isSought)
  }

  private func found(
    _ query: [String], _ kinds: [Kind], where isAsked: (Query) -> Bool
  ) throws -> [Found] {
    let search = SearchMemo.ofProgram()
    let text = query.joined(separator: " ")
    let queries = try reading(text) { () throws(QueryError) in try search.queries(text, kinds) }
      .filter(isAsked)
    let tallies = queries.contains(where: \.asksPlan) ? try tallies() : nil
    let view = Viewpoint(state, on: day, today: today, tallies: tallies)
    return try reading(text) { () throws(QueryError) in try queries.answerable(from: view) }
      .map { search.find($0, from: view, among: state.only($0.kind, for: Environment.login)) }
  }

  /// Reads a query, and shows where it cannot be read.
  private func reading(
    _ text: String, _ read: () throws(QueryError) -> [Query]
  ) throws -> [Query] {
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
