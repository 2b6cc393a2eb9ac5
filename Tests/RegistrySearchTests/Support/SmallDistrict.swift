import RegistryModel

/// A small registry to ask questions of: two communities, five organizations, two workers.
struct SmallDistrict {
  private(set) var state = RegistryState()
  let day: CivilDate = "2020-06-30"

  init() throws {
    try add([
      community(1, "安居社区居委会", "建外街道", .residents), community(201, "肖村村委会", "小红门", .villagers),
    ])
    try add([
      organization("邻里互助会", 1) {
        $0.filingNumber = "2018-412"
        $0.members = 42
        $0.capital = try TenThousandYuan(text: "3.5")
        $0.services = [.socialServices, .charity]
        $0.registeredOn = "2016-05-01"
        $0.partyBranch = true
      },
      organization("合唱团", 1) {
        $0.activityClass = .cultureSport
        $0.members = 9
        $0.registeredOn = "2017"
        $0.status.change(to: .dormant, from: "2020-03-01")
        $0.note = "每周 19:30 排练"
      },
      organization("Handy Helpers 志愿队", 2) {
        $0.tier = Dated(.ledger)
        $0.members = 100
        $0.capital = try TenThousandYuan(text: "10")
        $0.registeredOn = "2017-11"
        $0.certificateUntil = "2020-12-31"
        $0.partyBranch = false
      },
      organization("助残服务社", 2) {
        $0.tier = Dated(.registered)
        $0.registeredOn = "2018-01-01"
        $0.rating = .three
        $0.status = Dated(.deregistering)
        $0.head = "Müller"
      },
      organization("救援队", nil) {
        $0.reach = Dated(.district)
        $0.rating = .five
        $0.status = Dated(.deregistered)
      },
    ])
    try add([worker("王芳", .assistant, nil), worker("李强", nil, 1)])
    var post = Assignment()
    post.worker = RecordID(.worker, 1)
    post.community = RecordID(.community, 2)
    post.role = .socialWorker
    post.since = "2019-03"
    post.share = Percent(units: 505)
    post.primary = true
    try add([post])
  }

  mutating func add(_ records: [any Record]) throws {
    var next: [Kind: Int] = [:]
    try apply(
      records.map { record in
        next[record.kind] = (next[record.kind] ?? state[record.kind].highest) + 1
        return Change(
          RecordID(record.kind, next[record.kind] ?? 1), isNew: true, record.settings(from: nil))
      })
  }

  mutating func apply(_ changes: [Change]) throws {
    try state.apply(
      Commit(seq: state.seq + 1, at: Instant(seconds: 0), by: "test", set: ChangeSet(changes)))
  }

  private func community(
    _ serial: Int, _ name: String, _ town: String, _ committee: Committee
  ) throws -> Community {
    var community = Community()
    community.code = Dated(try DivisionCode(text: String(110_105_001_000 + serial)))
    community.name = Dated(name)
    community.townName = Dated(town)
    community.committee = Dated(committee)
    community.serviceHall = Dated(serial == 1)
    community.facilityArea = Dated(try SquareMetres(text: serial == 1 ? "320.5" : "80"))
    return community
  }

  private func organization(
    _ name: String, _ home: Int?, _ alter: (inout Organization) throws -> Void
  ) throws -> Organization {
    var organization = Organization()
    organization.name = name
    organization.tier = Dated(.filed)
    organization.status = Dated(.active)
    organization.reach = Dated(.community)
    organization.community = Dated(home.map { RecordID(.community, $0) })
    try alter(&organization)
    return organization
  }

  private func worker(_ name: String, _ level: LicenceLevel?, _ employer: Int?) throws -> Worker {
    var worker = Worker()
    worker.name = name
    worker.licenceLevel = Dated(level)
    worker.idNumber = try IdentityNumber(text: "11010519491231002X")
    worker.phone = [try PhoneNumber(text: "13812071612")]
    worker.employer = employer.map { RecordID(.organization, $0) }
    return worker
  }
}

extension CivilDate: ExpressibleByStringLiteral {
  /// A date of a test.
  public init(stringLiteral text: String) {
    self = try! CivilDate(text: text)
  }
}
