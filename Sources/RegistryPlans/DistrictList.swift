import RegistryModel

/// The lists that are the district's own, over all targets of the plan: each record once, in whichever
/// community it is.
public enum DistrictList: String, CaseIterable, Hashable, Sendable {
  /// Organizations that exist and count for no target, though someone may wonder why.
  case notCounted
  /// Organizations that count for a target and that nobody has confirmed for the office's number of
  /// months.
  case unconfirmed
  /// Workers whose posts in more than one community count, for whichever targets.
  case shared

  /// Whether a target counts what it lists.
  fileprivate func isAbout(_ target: Target) -> Bool {
    guard target.notRecorded == nil, let measure = target.measure else { return false }
    return self == .shared ? measure == .workers : measure == .organizations || measure == .services
  }

  /// The targets it is over; where there are none, there is no such list.
  public func targets(of plan: Plan) -> [Target] { plan.targets.filter(isAbout) }

  /// The lists there are under a plan.
  static func asked(by plan: Plan?) -> [DistrictList] {
    allCases.filter { !(plan.map($0.targets) ?? []).isEmpty }
  }
}

extension Progress {
  /// The records of a list of the district, by number.
  public func records(_ list: DistrictList) -> [RecordID] {
    DistrictSheets(self, for: [list]).records(list)
  }

  /// How long the lists of the district are; those that mean nothing under the plan are left out.
  public var district: [DistrictList: Int] {
    let asked = DistrictList.asked(by: plan)
    let sheets = DistrictSheets(self, for: asked)
    return Dictionary(uniqueKeysWithValues: asked.map { ($0, sheets.records($0).count) })
  }

  /// Organizations that count for a target, each once.
  public var countedOrganizations: [RecordID] {
    DistrictSheets(self, for: [.notCounted]).countedOrganizations
  }

  /// Organizations that exist and count for no target.
  var notCounted: [OrganizationFact] {
    DistrictSheets(self, for: [.notCounted]).organizations(in: .notCounted)
  }
}

/// The sheets that lists of the district are read from, each made once.
private struct DistrictSheets {
  private let census: Census
  private let organizations: [Sheet]
  private let workers: [Sheet]

  init(_ progress: Progress, for lists: [DistrictList]) {
    census = progress.census
    let sheets = progress.plan.targets.filter { target in lists.contains { $0.isAbout(target) } }
      .compactMap { Sheet($0, progress.census, progress.counts) }
    organizations = sheets.filter(\.measure.countsOrganizations)
    workers = sheets.filter { $0.measure == .workers }
  }

  func records(_ list: DistrictList) -> [RecordID] {
    switch list {
    case .notCounted, .unconfirmed:
      organizations(in: list).map { RecordID(.organization, Int($0.number)) }
    case .shared: sharedWorkers.map { RecordID(.worker, $0) }
    }
  }

  func organizations(in list: DistrictList) -> [OrganizationFact] {
    let facts = Array(census.organizations)
    let (counts, isBeside) = verdicts(on: facts)
    return facts.indices.filter { place in
      switch list {
      case .notCounted: !counts[place] && isBeside[place]
      case .unconfirmed: counts[place] && facts[place].isUnconfirmed
      case .shared: false
      }
    }.map { facts[$0] }
  }

  var countedOrganizations: [RecordID] {
    let facts = Array(census.organizations)
    let counts = verdicts(on: facts).counts
    return facts.indices.filter { counts[$0] }
      .map { RecordID(.organization, Int(facts[$0].number)) }
  }

  /// By place: counts for a target; is beside the figure of one.
  private func verdicts(on facts: [OrganizationFact]) -> (counts: [Bool], isBeside: [Bool]) {
    var (counts, isBeside) = (facts.map { _ in false }, facts.map { _ in false })
    // Sheets outside: to hand one about for every organization costs more than the answer.
    for sheet in organizations {
      for place in facts.indices {
        let fact = facts[place]
        if sheet.isCounted(fact) {
          counts[place] = true
        } else if sheet.isAbout(fact), sheet.isBeside(fact) {
          isBeside[place] = true
        }
      }
    }
    return (counts, isBeside)
  }

  /// Also by posts in communities that a ratio leaves out, since a number of theirs is not entered: who
  /// works where is known.
  private var sharedWorkers: [Int] {
    var places: [Int32: Set<Int32>] = [:]
    for sheet in workers {
      for head in sheet.headsInScope { places[head.worker, default: []].insert(head.place) }
    }
    return places.filter { $0.value.count > 1 }.map { Int($0.key) }.sorted()
  }
}

extension Sheet {
  /// Whether an organization is the target's to count: at home in its scope, or, without a home that is
  /// urban or rural, of the district as a whole.
  fileprivate func isAbout(_ fact: OrganizationFact) -> Bool {
    isInScope(fact) || fact.homeIsUrban == nil
  }
}
