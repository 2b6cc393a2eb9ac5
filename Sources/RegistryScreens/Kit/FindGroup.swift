import RegistryModel
import RegistrySearch

/// One line of what was found.
enum FindTarget: Hashable, Sendable {
  case record(RecordID)
  /// By its place among the offers.
  case offer(Int)
}

/// What was found of one sort.
struct FindGroup: Sendable {
  /// The sort: records of a kind, or something to do.
  enum Name: Hashable, Sendable {
    /// Records opened last, before anything is typed.
    case recent
    case records(Kind)
    case areas, acts, commands

    var label: Words {
      switch self {
      case .recent: Words("Opened last", "最近打开")
      case .records(let kind): kind.schema.plural
      case .areas: Words("Work areas", "功能")
      case .acts: Words("Act", "办理")
      case .commands: Words("Commands", "命令")
      }
    }
  }

  let name: Name
  /// How many there are, those beyond the targets included.
  let total: Int
  /// The best.
  private(set) var targets: [FindTarget]
  /// Of the best one; groups that begin with a better one come first.
  let grade: Int

  /// As many are kept of a sort.
  static let kept = 200
}

/// All that was found, group by group.
struct FindResults: Sendable {
  private(set) var groups: [FindGroup] = []
  /// What could not be understood of what was typed, and at which character.
  private(set) var fault: Fault?
  private var queries: [Kind: Query] = [:]
  private var sought = ""

  /// Nothing was looked for.
  init() {}

  /// Looks for records of one kind by words alone; without any, those the clerk used last come first.
  init(_ text: String, of kind: Kind, _ context: Context) {
    let query = Query(words: text, kind: kind)
    queries[kind] = query
    var group = FindGroup(Candidates.found(text, kind, context))
    if query.isEmpty { group.putFirst(Self.latest(context).filter { $0.kind == kind }) }
    groups = [group].filter { $0.total > 0 }
  }

  /// Looks for everything.
  init(_ question: FindQuestion, _ offers: inout Offers, _ context: Context) {
    sought = question.text
    let isEmpty = question.text.allSatisfy(\.isWhitespace)
    if isEmpty, question.sign != .commands {
      groups = Self.recent(question.sign == .persons ? .worker : nil, context)
    } else if question.sign != .commands {
      find(question, context)
    }
    if question.sign == nil || question.sign == .commands, fault == nil {
      let found = offers.find(question.text, context)
      groups +=
        [FindGroup.Name.areas, .acts, .commands].compactMap { name in
          let places = found.filter { offers.all[$0.place].group == name }
          guard let best = places.first else { return nil }
          return FindGroup(
            name: name, total: places.count, targets: places.map { .offer($0.place) },
            grade: best.fit.grade)
        }.bestFirst
    }
  }

  private static func recent(_ kind: Kind?, _ context: Context) -> [FindGroup] {
    let ids = latest(context).filter { kind == nil || $0.kind == kind }
    let targets = ids.prefix(5).map(FindTarget.record)
    if targets.isEmpty { return [] }
    return [FindGroup(name: .recent, total: targets.count, targets: targets, grade: 0)]
  }

  /// The records opened last that are there still.
  private static func latest(_ context: Context) -> [RecordID] {
    context.habits.latest.filter { context.registry[$0.kind].isInUse($0.number) }
  }

  private mutating func find(_ question: FindQuestion, _ context: Context) {
    let kinds = Kind.allCases.filter { $0.sought != .never }
    do throws(QueryError) {
      let queries = try question.queries(question.sign == .persons ? [.worker] : kinds, context)
      for query in queries
      where query.kind.sought == .byWords || query.hasConditions {
        self.queries[query.kind] = query
        let found = Self.found(query, question, context)
        let group = FindGroup(question.sign == .persons ? found.inNames : found)
        if group.total > 0 { groups.append(group) }
      }
      if groups.isEmpty, let miss = question.nearMiss(kinds, context) { throw miss }
    } catch {
      fault = Fault(offset: question.offset + error.offset, words: error.words)
    }
    groups = groups.bestFirst
  }

  private static func found(
    _ query: Query, _ question: FindQuestion, _ context: Context
  ) -> Found {
    switch query.kind {
    // Met by another ending of its name as well.
    case .community where question.isOneWord:
      return Candidates.found(question.text, .community, context)
    // Others' own are nobody else's.
    case .view:
      let own = context.registry.views(for: context.session.login).map(\.id).sorted()
      return context.find(query, among: own, isForgiving: true)
    default: return context.find(query, isForgiving: true)
    }
  }

  /// How many were found in all.
  var total: Int { groups.reduce(0) { $0 + $1.total } }

  /// Why records were found, of each what to mark.
  func marks(of ids: [RecordID], _ context: Context) -> [RecordID: [FoundMark]] {
    var marks: [RecordID: [FoundMark]] = [:]
    for (kind, query) in queries {
      let ids = ids.filter { $0.kind == kind }
      if ids.isEmpty { continue }
      for (id, found) in zip(ids, context.search.marks(of: ids, by: query, in: context.registry)) {
        marks[id] = found
      }
    }
    return marks
  }

  /// The field that was asked for last of records like this.
  func field(askedOf id: RecordID) -> QueryField? { queries[id.kind]?.lastField }

  /// The labels of offers, with what was met of them.
  func labels(of places: [Int], _ offers: Offers, _ context: Context) -> [Int: MarkedText] {
    Dictionary(
      zip(places, offers.labels(of: places, by: sought, context)), uniquingKeysWith: { $1 })
  }
}

extension [FindGroup] {
  /// In the order of their best; those that begin as well as each other stay as they are.
  fileprivate var bestFirst: [FindGroup] {
    indices.sorted { (self[$0].grade, $0) < (self[$1].grade, $1) }.map { self[$0] }
  }
}

extension FindGroup {
  /// Puts records before the others.
  fileprivate mutating func putFirst(_ ids: [RecordID]) {
    let first = ids.map(FindTarget.record)
    targets = Array((first + targets.filter { !first.contains($0) }).prefix(Self.kept))
  }

  fileprivate init(_ found: Found) {
    self.init(
      name: .records(found.kind), total: found.count,
      targets: (0..<min(found.count, Self.kept)).map { .record(found[$0]) },
      grade: found.isEmpty ? 0 : found.fit(at: 0)?.grade ?? 0)
  }
}
