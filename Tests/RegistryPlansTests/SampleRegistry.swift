import RegistryModel
import RegistryPlans

/// A registry made by hand, record by record.
struct SampleRegistry {
  private var communities: [Stored<Community>] = []
  private var organizations: [Stored<Organization>] = []
  private var workers: [Stored<Worker>] = []
  private var assignments: [Stored<Assignment>] = []
  var office = Office()

  mutating func community(
    _ committee: Committee? = .residents, binned: String? = nil,
    _ make: (inout Community) -> Void = { _ in }
  ) -> RecordID {
    var record = Community()
    record.name = Dated("C\(communities.count + 1)")
    record.committee = Dated(committee)
    make(&record)
    let id = RecordID(.community, communities.count + 1)
    communities.append(Stored(id, record, changed: 1, binned: binned))
    return id
  }

  @discardableResult
  mutating func organization(
    in home: RecordID?, tier: Tier? = .filed, binned: String? = nil,
    _ make: (inout Organization) -> Void = { _ in }
  ) -> RecordID {
    var record = Organization()
    record.tier = Dated(tier)
    record.community = Dated(home)
    make(&record)
    let id = RecordID(.organization, organizations.count + 1)
    organizations.append(Stored(id, record, changed: 1, binned: binned))
    return id
  }

  mutating func organizations(_ count: Int, in home: RecordID) {
    for _ in 0..<count { organization(in: home) }
  }

  @discardableResult
  mutating func worker(_ make: (inout Worker) -> Void = { _ in }) -> RecordID {
    var record = Worker()
    make(&record)
    let id = RecordID(.worker, workers.count + 1)
    workers.append(Stored(id, record, changed: 1))
    return id
  }

  @discardableResult
  mutating func assignment(
    _ worker: RecordID, in community: RecordID, _ role: Role = .socialWorker,
    _ make: (inout Assignment) -> Void = { _ in }
  ) -> RecordID {
    var record = Assignment()
    record.worker = worker
    record.community = community
    record.role = role
    make(&record)
    let id = RecordID(.assignment, assignments.count + 1)
    assignments.append(Stored(id, record, changed: 1))
    return id
  }

  var state: RegistryState {
    var state = RegistryState()
    state.communities = Table(communities)
    state.organizations = Table(organizations)
    state.workers = Table(workers)
    state.assignments = Table(assignments)
    state.offices = Table([Stored(.office, office, changed: 1)])
    return state
  }

  /// The worked example of the design: urban A, B, C; rural D, E.
  static var workedExample: (registry: SampleRegistry, ids: [String: RecordID]) {
    var registry = SampleRegistry()
    var ids: [String: RecordID] = [:]
    let rows: [(String, Committee, Int, Int)] = [
      ("A", .residents, 12, 2), ("B", .residents, 10, 1), ("C", .residents, 7, 0),
      ("D", .villagers, 5, 1), ("E", .villagers, 4, 1),
    ]
    for (name, committee, organizations, workers) in rows {
      let id = registry.community(committee)
      ids[name] = id
      registry.organizations(organizations, in: id)
      for _ in 0..<workers { registry.assignment(registry.worker(), in: id) }
    }
    return (registry, ids)
  }
}

/// Numbers that look random and are the same on every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func one<Element>(of choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &self)]
  }
}

extension CivilDate: ExpressibleByStringLiteral {
  /// Written as in a file.
  public init(stringLiteral value: String) {
    guard let date = try? CivilDate(text: value) else { fatalError("no date: \(value)") }
    self = date
  }
}

extension ExactDecimal: ExpressibleByStringLiteral {
  /// Written as in a file.
  public init(stringLiteral value: String) {
    guard let decimal = try? ExactDecimal(text: value) else { fatalError("no decimal: \(value)") }
    self = decimal
  }
}
