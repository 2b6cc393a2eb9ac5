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
    case areas, acts, registering, commands
    /// Commands of screens that are not open.
    case elsewhere

    var label: Words {
      switch self {
      case .recent: Words("Recently opened", "最近打开")
      case .records(let kind): kind.schema.plural
      case .areas: Words("Work areas", "功能")
      case .acts: Words("Act", "办理")
      case .registering: Words("New", "新增")
      case .commands: Words("Commands", "命令")
      case .elsewhere: Words("Commands elsewhere", "其他界面的命令")
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

  /// Nothing that was found, but what may be done since nothing was.
  var isProposed = false

  /// As many are kept of a sort.
  static let kept = 200
}

/// All that was found, group by group.
struct FindResults: Sendable {
  private(set) var groups: [FindGroup] = []
  /// The name of the record that may be new: nothing is called so.
  private(set) var newName: String?
  /// What could not be understood of what was typed, and at which character.
  private(set) var fault: Fault?
  private var queries: [Kind: Query] = [:]
  /// The field a record was found by, where several of its kind were asked.
  private var fields: [RecordID: QueryField] = [:]
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
    guard fault == nil else { return }
    if question.sign == nil || question.sign == .commands { add(&offers, question, context) }
    propose(offers, question)
  }

  /// What else can be done here; what can be done on other screens where there is none of it.
  private mutating func add(
    _ offers: inout Offers, _ question: FindQuestion, _ context: Context
  ) {
    let found = offers.find(question.text, context)
    let all = offers.all
    let group = { (name: FindGroup.Name) -> FindGroup? in
      let places = found.filter { all[$0.place].group == name }
      guard let best = places.first else { return nil }
      return FindGroup(
        name: name, total: places.count, targets: places.map { .offer($0.place) },
        grade: best.fit.grade)
    }
    // Before anything is typed the room is for what is used most.
    let isBlank = question.sign == nil && question.text.allSatisfy(\.isWhitespace)
    let here = [FindGroup.Name.areas, .acts, .registering, .commands]
      .filter { !isBlank || $0 != .registering }.compactMap(group)
    groups += here.isEmpty ? [group(.elsewhere)].compactMap(\.self) : here.bestFirst
  }

  /// What is called like nothing that is there may be registered.
  private mutating func propose(_ offers: Offers, _ question: FindQuestion) {
    guard let name = question.name,
      question.sign == .persons || queries.values.allSatisfy(\.isWordsAlone),
      groups.allSatisfy({ $0.grade >= Fit.firstDoubtfulGrade })
    else { return }
    newName = name
    let targets = offers.all.indices.filter { place in
      offers.all[place].registers.map { question.sign == nil || $0 == .worker } ?? false
    }.map(FindTarget.offer)
    groups.removeAll { $0.name == .registering }
    groups.append(
      FindGroup(
        name: .registering, total: targets.count, targets: targets, grade: .max, isProposed: true))
  }

  private static func recent(_ kind: Kind?, _ context: Context) -> [FindGroup] {
    let ids = latest(context).filter { kind == nil || $0.kind == kind }
    let targets = ids.prefix(5).map(FindTarget.record)
    if targets.isEmpty { return [] }
    return [FindGroup(name: .recent, total: targets.count, targets: targets, grade: 0)]
  }

  /// The records opened last that are there still.
  private static func latest(_ context: Context) -> [RecordID] {
    context.habits.latest.filter {
      context.registry[$0.kind].isInUse($0.number, on: context.past)
    }
  }

  private mutating func find(_ question: FindQuestion, _ context: Context) {
    do throws(QueryError) {
      var all: [Kind: Found] = [:]
      for query in try question.queries(Kind.searched, context) where query.isSought {
        let found = Self.found(query, question, context)
        guard let before = all[query.kind] else {
          (all[query.kind], queries[query.kind]) = (found, query)
          continue
        }
        let known = Set(before.ids)
        for id in found.ids where !known.contains(id) { fields[id] = query.lastField }
        all[query.kind] = before.joined(with: found)
      }
      // Who is named elsewhere comes after who has a record.
      let unranked = question.sign == .persons ? Fit.worst.grade : 0
      groups = Kind.searched.compactMap { all[$0] }.filter { !$0.isEmpty }
        .map { FindGroup($0, unranked: unranked) }
      if groups.isEmpty, let miss = question.nearMiss(Kind.searched, context) { throw miss }
    } catch {
      fault = Fault(offset: question.offset + error.offset, words: error.words)
    }
    groups = groups.bestFirst
  }

  private static func found(
    _ query: Query, _ question: FindQuestion, _ context: Context
  ) -> Found {
    // Met by another ending of its name as well.
    if query.kind == .community, query.hasWords, question.isOneWord {
      return Candidates.found(question.text, .community, context)
    }
    let some = context.registry.only(query.kind, for: context.session.login)
    let found = context.find(query, among: some, isForgiving: true)
    return question.sign == .persons && query.hasWords ? found.inNames : found
  }

  /// How many were found in all.
  var total: Int { groups.reduce(0) { $0 + ($1.isProposed ? 0 : $1.total) } }

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
  func field(askedOf id: RecordID) -> QueryField? { fields[id] ?? queries[id.kind]?.lastField }

  /// The labels of offers, with what was met of them.
  func labels(of places: [Int], _ offers: Offers, _ context: Context) -> [Int: MarkedText] {
    let labels = offers.labels(of: places, by: sought, context)
    return Dictionary(uniqueKeysWithValues: zip(places, labels)).merging(
      places.compactMap { place in
        guard let newName, offers.all[place].registers != nil else { return nil }
        let label = context.say(offers.all[place].label)
        return (place, "\(label) " + MarkedText(newName, 0..<newName.count))
      }, uniquingKeysWith: { $1 })
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

  /// - Parameter unranked: the grade where the records have no order of their own.
  fileprivate init(_ found: Found, unranked: Int = 0) {
    self.init(
      name: .records(found.kind), total: found.count,
      targets: (0..<min(found.count, Self.kept)).map { .record(found[$0]) },
      grade: found.isEmpty ? 0 : found.fit(at: 0)?.grade ?? unranked)
  }
}
