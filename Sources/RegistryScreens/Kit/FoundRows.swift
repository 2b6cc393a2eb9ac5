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
    let order = question.sorting.flatMap { Order($0, question, told, context) }
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

  private mutating func insert(_ id: RecordID, _ order: Order?) {
    let key = order?.key(id)
    let place = ids.partitioningIndex { other in
      guard let order, let key else { return other >= id }
      return !order.isBefore((order.key(other), other), (key, id))
    }
    ids.insert(id, at: place)
  }
}

extension FoundRows {
  /// How rows follow each other.
  fileprivate struct Order {
    let column: ListColumn
    private let isDescending: Bool
    private let context: Context
    private let order: PinyinOrder

    /// nil if there is no such column.
    init?(_ sorting: ListOrder, _ question: Question, _ told: ListColumn?, _ context: Context) {
      let own = told?.key == sorting.column ? told : nil
      guard
        let column = own ?? ListColumn.column(sorting.column, of: question.kind, question.language)
      else { return nil }
      self.column = column
      (isDescending, self.context) = (sorting.isDescending, context)
      order = context.search.order
    }

    /// Texts in the order people look them up in, whichever language is on screen.
    func key(_ id: RecordID) -> SortKey {
      switch context.registry[id].map({ column.sortKey($0, context) }) {
      case .text(let text)?: .text(order.key(of: text))
      case let key?: key
      case nil: .empty
      }
    }

    /// Empty values come last whichever way the list is turned.
    func isBefore(_ left: (key: SortKey, id: RecordID), _ right: (key: SortKey, id: RecordID))
      -> Bool
    {
      if left.key == right.key { return left.id < right.id }
      if left.key == .empty || right.key == .empty { return right.key == .empty }
      return (left.key < right.key) != isDescending
    }

    func sorted(_ ids: [RecordID]) -> [RecordID] {
      let keys = ids.map(key)
      // Most rows are told apart by one number; texts are compared where their beginnings are alike.
      var places = ids.indices.map { (head: keys[$0].head, place: $0) }
      places.sort { left, right in
        if left.head != right.head, keys[left.place] != .empty, keys[right.place] != .empty {
          return (left.head < right.head) != isDescending
        }
        return isBefore((keys[left.place], ids[left.place]), (keys[right.place], ids[right.place]))
      }
      return places.map { ids[$0.place] }
    }
  }
}

extension SortKey {
  /// A number that comes before another where the key does; the same for keys that begin alike.
  fileprivate var head: UInt64 {
    switch self {
    case .number(let number): UInt64(bitPattern: Int64(number)) ^ 1 << 63
    case .text(let text):
      // UTF-8 in normal form C is ordered as the text is.
      text.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        << UInt64(8 * max(0, 8 - text.utf8.count))
    case .empty: .max
    }
  }
}

extension [RecordID] {
  /// Whether an id is among these, which are sorted by number and all of one kind.
  func holds(_ id: RecordID) -> Bool {
    let place = partitioningIndex { $0 >= id }
    return place < count && self[place] == id
  }
}
