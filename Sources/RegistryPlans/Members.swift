import RegistryModel

/// A share of records that are not communities: who is asked, and who of them has it.
struct Members: Sendable {
  /// What the records are; nil for towns, which are none.
  let kind: Kind?
  /// Their numbers.
  let all: [Int]
  /// Numbers of those that have it.
  let having: [Int]
  /// What is compared: how many they are, or what they are worth.
  let (sum, over): (Int, Int)
  let partialDates: Int
  /// Numbers of the communities that have none of them.
  var silent: [Int] = []
  /// Numbers of those in further lists.
  var further: [Behind: [Int]] = [:]

  private init(_ kind: Kind?, _ all: [Int], _ partialDates: Int, having: (Int) -> Bool) {
    self.kind = kind
    self.all = all
    self.having = all.filter(having)
    (sum, over) = (self.having.count, all.count)
    self.partialDates = partialDates
  }

  /// Workers that count, and those of them in a running programme.
  init(workers sheet: Sheet) {
    let persons = sheet.persons
    let linkage = sheet.census.mechanism.linkage
    let workers = linkage.workers
    self.init(.worker, persons.all, persons.partialDates + linkage.partialDates) {
      workers.contains($0)
    }
  }

  /// The needs of the communities in scope, and those that were answered.
  init(needs sheet: Sheet) {
    let (census, scope) = (sheet.census, sheet.target.scope)
    let facts = census.mechanism.needs.filter {
      scope.includes(urban: census.isUrban($0.community)) && sheet.part?.holds($0, census) != false
    }
    let answered = Set(facts.filter(\.isAnswered).map(\.number))
    self.init(.need, facts.map(\.number), facts.count(where: \.hasPartialDate)) {
      answered.contains($0)
    }
    further = [
      .met: facts.filter(\.isMet).map(\.number), .own: facts.filter(\.isOwn).map(\.number),
    ]
    let speaking = Set(facts.map(\.community))
    silent = sheet.rows.map { Int(census.communities[$0.place].number) }
      .filter { !speaking.contains($0) }
  }

  /// The towns of the communities in scope, and those with a running station.
  init(towns sheet: Sheet) {
    let (census, linkage) = (sheet.census, sheet.census.mechanism.linkage)
    let towns = Set(sheet.rows.compactMap { census.communities[$0.place].town })
    let stations = linkage.running.filter(\.isStation)
    let served = Set(
      stations.flatMap(\.communities).compactMap {
        census.place(of: $0).flatMap { census.communities[$0].town }
      })
    (kind, all, having) = (nil, [], [])
    (sum, over) = (towns.intersection(served).count, towns.count)
    partialDates = stations.reduce(0) { $0 + $1.partialDates }
  }

  /// What was contracted, and what of it goes to organizations: in fen.
  init(purchases: [PurchaseFact]) {
    kind = .purchase
    all = purchases.map(\.number)
    let own = purchases.filter(\.isFromOrganization)
    having = own.map(\.number)
    (sum, over) = (own.reduce(0) { $0 + $1.amount }, purchases.reduce(0) { $0 + $1.amount })
    partialDates = purchases.count(where: \.hasPartialDate)
  }

  func tally(_ tally: inout Tally) {
    (tally.sum, tally.over) = (sum, over)
    tally.partialDates += partialDates
    tally[.incomplete] = silent.count
    guard kind != nil else { return }
    tally[.all] = all.count
    tally[.counted] = having.count
    tally[.without] = all.count - having.count
    for (list, numbers) in further { tally[list] = numbers.count }
  }

  func records(_ list: Behind) -> [RecordID] {
    if list == .incomplete { return silent.map { RecordID(.community, $0) } }
    guard let kind else { return [] }
    let having = Set(self.having)
    let numbers: [Int] =
      switch list {
      case .all: all
      case .counted: self.having
      case .without: all.filter { !having.contains($0) }
      default: further[list] ?? []
      }
    return numbers.sorted().map { RecordID(kind, $0) }
  }
}

extension Sheet {
  /// What the share is one of, where that is neither communities nor organizations.
  static func members(of sheet: Sheet) -> Members? {
    switch sheet.target.subject {
    case .communities, .organizations: nil
    case .workers: Members(workers: sheet)
    case .needs: Members(needs: sheet)
    case .towns: Members(towns: sheet)
    case .money: Members(purchases: sheet.census.mechanism.purchases)
    }
  }
}
