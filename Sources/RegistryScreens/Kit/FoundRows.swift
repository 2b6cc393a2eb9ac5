import RegistryModel
import RegistrySearch
import TerminalCore

/// The records a list shows, in its order.
///
/// Found as a whole where something else is asked; where only the registry moved on, what changed
/// in it is looked at and nothing else, so that a save costs a long list no more than a short one. Words
/// are asked of the index again: what fits them is ranked.
struct FoundRows: Sendable {
  /// What is asked, and how the answer is shown.
  struct Question: Equatable, Sendable {
    let kind: Kind
    /// In query language.
    let text: String
    /// By the values of a column.
    var sorting: ListOrder?
    let day: CivilDate
    /// The same day if it is before today: what begins later is not there then.
    let past: CivilDate?
    let language: Language
  }

  private(set) var ids: [RecordID] = []
  /// How many there are without the question.
  private(set) var total = 0
  private var question: Question?
  /// The state they were found in.
  private var registry = RegistryState()

  /// Finds the answer, among `scope` where there is one, by number: whoever made it knows what is there.
  ///
  /// - Parameter told: a column beside those of the kind.
  mutating func find(
    _ question: Question, _ query: Query?, in scope: [RecordID]?, told: ListColumn? = nil,
    _ context: Context
  ) {
    let table = context.registry[question.kind]
    total = scope?.count { table.isInUse($0.number) } ?? table.inUseCount(on: question.past)
    let order = question.sorting.flatMap { RowOrder($0, question, told, context) }
    if question == self.question, order?.column.isDerived != true, query?.looksElsewhere != true,
      let altered = context.registry.altered(question.kind, since: registry)
    {
      let altered = altered.map { RecordID(question.kind, $0) }
      if !altered.isEmpty {
        ids.removeAll { altered.holds($0) }
        let asked = altered.filter {
          table.isInUse($0.number, on: scope == nil ? question.past : nil)
            && scope?.holds($0) != false
        }
        let met = query.map { context.search.find($0, from: context.viewpoint, among: asked).ids }
        for id in met ?? asked { insert(id, order) }
      }
    } else {
      ids = Self.all(question, query, in: scope, context)
      if let order { ids = order.sorted(ids) }
    }
    (self.question, registry) = (question, context.registry)
  }

  private static func all(
    _ question: Question, _ query: Query?, in scope: [RecordID]?, _ context: Context
  ) -> [RecordID] {
    if let query, !query.isEmpty {
      return context.find(query, among: scope).ids
    }
    let table = context.registry[question.kind]
    return scope?.filter { table.isInUse($0.number) }
      ?? table.numbersInUse(on: question.past).map { RecordID(question.kind, $0) }
  }

  private mutating func insert(_ id: RecordID, _ order: RowOrder?) {
    let key = order?.key(id)
    let place = ids.partitioningIndex { other in
      guard let order, let key else { return other >= id }
      return !order.isBefore((order.key(other), other), (key, id))
    }
    ids.insert(id, at: place)
  }
}

extension [RecordID] {
  /// Whether an id is among these, which are sorted by number and all of one kind.
  func holds(_ id: RecordID) -> Bool {
    let place = partitioningIndex { $0 >= id }
    return place < count && self[place] == id
  }
}
