import RegistryModel

/// One record that keeps a rule and one that breaks it, each in a registry around it.
struct RuleExample: Sendable {
  let rule: String
  let keeps: any Record
  let breaks: any Record
  /// The field the finding leads to.
  let field: String
  /// Alters the registry of `Sample` first.
  var around: @Sendable (inout TestRegistry) throws -> Void = { _ in }

  static let all: [RuleExample] =
    communities + organizations + workers + assignments
    + views + purchases + suppliers + instalments + needs + programmes + activities + inspections
    + periods + mappings

  private static func community(_ alter: (inout Community) -> Void) -> Community {
    var community = Sample.community(9)
    alter(&community)
    return community
  }

  private static func organization(_ alter: (inout Organization) -> Void) -> Organization {
    var organization = Sample.organization("合唱团")
    alter(&organization)
    return organization
  }

  private static func worker(_ alter: (inout Worker) -> Void) -> Worker {
    var worker = Sample.worker("李强")
    alter(&worker)
    return worker
  }

  private static func assignment(_ alter: (inout Assignment) -> Void) -> Assignment {
    var assignment = Sample.assignment(.init(.worker, 1), in: .init(.community, 1), .gridWorker)
    alter(&assignment)
    return assignment
  }

  private static let communities = [
    RuleExample(
      rule: "like-committee", keeps: community { $0.committee = Dated(.villagers) },
      breaks: community { $0.committee = Dated(.residentLike) }, field: "committee"),
    RuleExample(
      rule: "class-disagrees", keeps: community { $0.classCode = .townFringe },
      breaks: community { $0.classCode = .village }, field: "classCode"),
    RuleExample(
      rule: "activity-over-facility",
      keeps: community {
        $0.facilityArea = Dated(try! SquareMetres(text: "300"))
        $0.activityArea = Dated(try! SquareMetres(text: "300"))
      },
      breaks: community {
        $0.facilityArea = Dated(try! SquareMetres(text: "300"))
        $0.activityArea = Dated(try! SquareMetres(text: "300.01"))
      }, field: "activityArea"),
    RuleExample(
      rule: "outside-district", keeps: community { _ in },
      breaks: community { $0.code = Dated(try! DivisionCode(text: "110106001001")) }, field: "code",
      around: { registry in
        let office = Change(.office, isNew: true, Sample.office().settings(from: nil))
        try registry.append(ChangeSet([office]))
      }),
    RuleExample(
      rule: "community-term",
      keeps: community {
        $0.establishedOn = "2018"
        $0.endedOn = "2018-01-01"
      },
      breaks: community {
        $0.establishedOn = "2018-01-02"
        $0.endedOn = "2018-01-01"
      }, field: "endedOn"),
    RuleExample(
      rule: "replaced-by-itself",
      keeps: community { $0.replacedBy = [RecordID(.community, 1)] },
      breaks: community { $0.replacedBy = [RecordID(.community, -1)] }, field: "replacedBy"),
  ]

  private static let creditCode = try! CreditCode(
    text: "52110105MJ0000012" + String(CreditCode.checkCharacter("52110105MJ0000012")!))

  private static let organizations = [
    RuleExample(
      rule: "credit-code-unregistered",
      keeps: organization {
        $0.tier.change(to: .registered, from: "2019-01-01")
        $0.uscc = creditCode
      }, breaks: organization { $0.uscc = creditCode }, field: "uscc"),
    RuleExample(
      rule: "certificate-term",
      keeps: organization {
        $0.certificateFrom = "2018-01-01"
        $0.certificateUntil = "2018-01-01"
      },
      breaks: organization {
        $0.certificateFrom = "2018-01-02"
        $0.certificateUntil = "2018-01-01"
      }, field: "certificateUntil"),
    RuleExample(
      rule: "home-ended",
      keeps: organization {
        $0.community = Dated(RecordID(.community, 2))
        $0.reach = Dated(.town)
      },
      // Whether it counts for a plan does not matter.
      breaks: organization {
        $0.community = Dated(RecordID(.community, 2))
        $0.status = Dated(.dormant)
      }, field: "community",
      around: { registry in
        var ended = Sample.community(2)
        ended.endedOn = "2019-12-31"
        try registry.add(ended)
      }),
    RuleExample(
      rule: "registered-in-future", keeps: organization { $0.registeredOn = "2020" },
      breaks: organization { $0.registeredOn = "2020-07-01" }, field: "registeredOn"),
  ]

  private static let workers = [
    RuleExample(
      rule: "resident-number",
      keeps: worker { $0.idNumber = try! IdentityNumber(text: "11010519491231002X") },
      breaks: worker { $0.idNumber = try! IdentityNumber(text: "110105194912310021") },
      field: "idNumber"),
    RuleExample(
      rule: "worker-age", keeps: worker { $0.idNumber = number("11010119900101001") },
      breaks: worker { $0.idNumber = number("11010119000101001") }, field: "idNumber"),
    RuleExample(
      rule: "worker-term", keeps: worker { $0.leftOn = "2016" },
      breaks: worker { $0.leftOn = "2015-12-31" }, field: "leftOn"),
    RuleExample(
      rule: "licence-number",
      keeps: worker {
        $0.licenceLevel = Dated(.assistant)
        $0.licenceNumber = try! LicenceNumber(text: "201811011111111111")
      }, breaks: worker { $0.licenceLevel = Dated(.assistant) }, field: "licenceNumber"),
  ]

  /// A resident number with the check character that these 17 digits ask for.
  private static func number(_ digits: String) -> IdentityNumber {
    "0123456789X".lazy.compactMap { try? IdentityNumber(text: digits + String($0)) }
      .first(where: \.isResident)!
  }

  private static let assignments = [
    RuleExample(
      rule: "assignment-term", keeps: assignment { $0.until = "2018" },
      breaks: assignment { $0.until = "2017-12-31" }, field: "until"),
    RuleExample(
      rule: "assignment-overlap", keeps: assignment { _ in },
      breaks: assignment { $0.role = .socialWorker }, field: "since"),
    RuleExample(
      rule: "one-primary", keeps: assignment { $0.primary = false },
      breaks: assignment { $0.primary = true }, field: "primary",
      around: { registry in
        try registry.append(
          registry.change(RecordID(.assignment, 1), Assignment.self) { $0.primary = true })
      }),
    RuleExample(
      rule: "worker-active", keeps: assignment { $0.since = "2016-01-01" },
      breaks: assignment { $0.since = "2015-12-31" }, field: "since"),
    RuleExample(
      rule: "community-active", keeps: assignment { $0.since = "2018-01-01" },
      breaks: assignment { $0.since = "2018-01-02" }, field: "since",
      around: { registry in
        try registry.append(
          registry.change(RecordID(.community, 1), Community.self) { $0.endedOn = "2018-01-01" })
      }),
    RuleExample(
      rule: "sender-active",
      keeps: assignment {
        ($0.since, $0.organization) = ("2019-12-31", RecordID(.organization, 1))
      },
      breaks: assignment {
        ($0.since, $0.organization) = ("2020-01-01", RecordID(.organization, 1))
      }, field: "organization",
      around: { registry in
        try registry.append(
          registry.change(RecordID(.organization, 1), Organization.self) {
            $0.status.change(to: .revoked, from: "2020-01-01")
          })
      }),
    // A month that may hold the day is no contradiction.
    RuleExample(
      rule: "assignment-after-worker", keeps: assignment { $0.until = "2020-06" },
      breaks: assignment { $0.until = "2020-06-16" }, field: "until",
      around: { registry in
        try registry.append(
          registry.change(RecordID(.worker, 1), Worker.self) { $0.leftOn = "2020-06-15" })
      }),
  ]

  private static func need(_ alter: (inout Need) -> Void) -> Need {
    var need = Sample.need("楼道加装扶手")
    alter(&need)
    return need
  }

  private static let needs = [
    RuleExample(
      rule: "need-names-person", keeps: need { $0.note = "热线 12345 转来, 约 13 户, 2020-06-15 前答复" },
      breaks: need { $0.note = "联系人 138 1207-1612" }, field: "note"),
    RuleExample(
      rule: "need-names-home", keeps: need { $0.title = "增设社区活动室, 每层单元门换灯" },
      breaks: need { $0.title = "3号楼加装扶手" }, field: "title"),
    RuleExample(
      rule: "raised-in-future", keeps: need { $0.raisedOn = "2020-06" },
      breaks: need { $0.raisedOn = "2020-07" }, field: "raisedOn"),
    RuleExample(
      rule: "need-term",
      keeps: need {
        ($0.status, $0.raisedOn, $0.closedOn) = (Dated(.met), "2020-05", "2020-05-02")
      },
      breaks: need {
        ($0.status, $0.raisedOn, $0.closedOn) = (Dated(.met), "2020-05", "2020-04-30")
      }, field: "closedOn"),
    RuleExample(
      rule: "need-reopened",
      keeps: need {
        $0.status.change(to: .met, from: "2020-05-20")
        $0.closedOn = "2020-05-20"
      },
      breaks: need {
        $0.status.change(to: .met, from: "2020-05-20")
        $0.status.change(to: .open, from: "2020-06-01")
        $0.closedOn = "2020-05-20"
      }, field: "closedOn"),
    RuleExample(
      rule: "need-programme", keeps: need { $0.programme = RecordID(.programme, 1) },
      breaks: need {
        ($0.programme, $0.community) = (RecordID(.programme, 1), RecordID(.community, 2))
      }, field: "programme", around: Self.withProgramme),
  ]

  /// A second community, and a programme in the first alone.
  private static let withProgramme: @Sendable (inout TestRegistry) throws -> Void = { registry in
    try registry.add(Sample.community(2))
    try registry.add(Sample.programme("银龄守护"))
  }

  private static func activity(_ alter: (inout Activity) -> Void) -> Activity {
    var activity = Sample.activity()
    alter(&activity)
    return activity
  }

  private static let activities = [
    RuleExample(
      rule: "activity-in-future", keeps: activity { $0.heldOn = "2020-06" },
      breaks: activity { $0.heldOn = "2020-07" }, field: "heldOn", around: withProgramme),
    RuleExample(
      rule: "activity-year", keeps: activity { $0.heldOn = "2020-05" },
      breaks: activity { $0.heldOn = "2020" }, field: "heldOn", around: withProgramme),
    RuleExample(
      rule: "activity-outside-term", keeps: activity { $0.heldOn = "2020" },
      breaks: activity { $0.heldOn = "2019-12-31" }, field: "heldOn", around: withProgramme),
    RuleExample(
      rule: "activity-community",
      keeps: activity { ($0.heldOn, $0.community) = ("2020-04", RecordID(.community, 2)) },
      breaks: activity { ($0.heldOn, $0.community) = ("2020-04-15", RecordID(.community, 2)) },
      field: "community",
      around: { registry in
        try withProgramme(&registry)
        try registry.append(
          registry.change(RecordID(.programme, 1), Programme.self) {
            $0.communities.change(to: [RecordID(.community, 2)], from: "2020-04-16")
          })
      }),
    RuleExample(
      rule: "activity-count", keeps: activity { ($0.count, $0.personTimes) = (3, 3) },
      breaks: activity { ($0.count, $0.personTimes) = (4, 3) }, field: "count",
      around: withProgramme),
    RuleExample(
      rule: "activity-counted-twice", keeps: activity { $0.heldOn = "2020-05-12" },
      breaks: activity { $0.heldOn = "2020-05" }, field: "heldOn",
      around: { registry in
        try withProgramme(&registry)
        try registry.add(activity { _ in })
        try registry.add(activity { ($0.heldOn, $0.activityKind) = ("2020-04-02", .casework) })
      }),
  ]

  private static func programme(_ alter: (inout Programme) -> Void) -> Programme {
    var programme = Sample.programme("邻里议事厅")
    alter(&programme)
    return programme
  }

  private static func stop(
    _ status: OrganizationStatus, from day: CivilDate
  ) -> @Sendable (inout TestRegistry) throws -> Void {
    { registry in
      try registry.append(
        registry.change(RecordID(.organization, 1), Organization.self) {
          $0.status.change(to: status, from: day)
        })
    }
  }

  private static let programmes = [
    RuleExample(
      rule: "programme-term",
      keeps: programme { ($0.since, $0.until) = ("2020", "2020-01-01") },
      breaks: programme { ($0.since, $0.until) = ("2020-01-02", "2020-01-01") }, field: "until"),
    // Of a month it is enough that one of its days fits.
    RuleExample(
      rule: "carrier-active", keeps: programme { $0.since = "2020-03" },
      breaks: programme { $0.since = "2020-03-15" }, field: "carrier",
      around: stop(.suspended, from: "2020-03-15")),
    RuleExample(
      rule: "carrier-stopped", keeps: programme { $0.status = Dated(.finished) },
      breaks: programme { _ in }, field: "carrier", around: stop(.dormant, from: "2020-03-15")),
    RuleExample(
      rule: "programme-community-ended", keeps: programme { $0.since = "2020-03-15" },
      breaks: programme { $0.since = "2020-03-16" }, field: "communities",
      around: { registry in
        try registry.append(
          registry.change(RecordID(.community, 1), Community.self) { $0.endedOn = "2020-03-15" })
      }),
    RuleExample(
      rule: "programme-community-ends",
      keeps: programme {
        $0.communities.change(to: [RecordID(.community, 2)], from: "2020-08-16")
      },
      breaks: programme {
        $0.communities.change(to: [RecordID(.community, 2)], from: "2020-08-17")
      }, field: "communities",
      around: { registry in
        try registry.add(Sample.community(2))
        try registry.append(
          registry.change(RecordID(.community, 1), Community.self) { $0.endedOn = "2020-08-15" })
      }),
    RuleExample(
      rule: "programme-worker-left",
      keeps: programme { $0.workers.change(to: [RecordID(.worker, 2)], from: "2020-04-01") },
      breaks: programme {
        $0.workers.change(to: [RecordID(.worker, 1), RecordID(.worker, 2)], from: "2020-04-01")
      }, field: "workers",
      around: { registry in
        try registry.add(Sample.worker("李红"))
        try registry.append(
          registry.change(RecordID(.worker, 1), Worker.self) { $0.leftOn = "2020-03-31" })
      }),
    RuleExample(
      rule: "programme-past-end", keeps: programme { $0.until = "2020-06" },
      breaks: programme { $0.until = "2020-06-29" }, field: "until"),
    // The contract runs from March 2020 to February 2021, with the carrier of that time.
    RuleExample(
      rule: "other-supplier",
      keeps: programme {
        ($0.purchases, $0.until) = ([RecordID(.purchase, 1)], "2022-12-31")
        $0.carrier.change(to: RecordID(.organization, 2), from: "2021-03-01")
      },
      breaks: programme {
        $0.purchases = [RecordID(.purchase, 1)]
        $0.carrier = Dated(RecordID(.organization, 2))
      }, field: "purchases", around: contract),
    RuleExample(
      rule: "purchase-outside-term",
      keeps: programme { ($0.purchases, $0.until) = ([RecordID(.purchase, 1)], "2020-03") },
      breaks: programme { ($0.purchases, $0.until) = ([RecordID(.purchase, 1)], "2020-02-29") },
      field: "purchases", around: contract),
  ]

  /// A second organization, and a contract with the first one.
  private static func contract(_ registry: inout TestRegistry) throws {
    try registry.add(Sample.organization("二号会"))
    try registry.add(Sample.purchase())
  }

  private static func inspection(_ year: Int) -> Inspection {
    var inspection = Inspection()
    (inspection.organization, inspection.year) = (RecordID(.organization, 1), year)
    inspection.result = .passed
    return inspection
  }

  private static let inspections = [
    RuleExample(
      rule: "inspection-twice", keeps: inspection(2018), breaks: inspection(2019), field: "year",
      around: { registry in try registry.add(inspection(2019)) }),
    RuleExample(
      rule: "inspection-in-future", keeps: inspection(2020), breaks: inspection(2021),
      field: "year"),
  ]

  private static func period(_ text: String, _ alter: (inout Period) -> Void = { _ in }) -> Period {
    var period = Period()
    (period.period, period.version, period.frozenOn) = (ReportPeriod(text), 1, "2020-06-30")
    period.reports = FrozenReports([])
    alter(&period)
    return period
  }

  private static let periods = [
    RuleExample(
      rule: "period-frozen-twice", keeps: period("2020-Q1") { $0.reopenedOn = "2020-06-30" },
      breaks: period("2020-Q1"), field: "period",
      around: { registry in try registry.add(period("2020-Q1")) }),
    RuleExample(
      rule: "period-not-over", keeps: period("2020-05"), breaks: period("2020-06"), field: "period"),
    RuleExample(
      rule: "period-typed", keeps: period("2020-05"),
      breaks: period("2020-05") { $0.reports = nil },
      field: "period"),
  ]

  private static let mappings = [
    RuleExample(
      rule: "mapping-typed",
      keeps: Mapping(ImportMapping(), of: .organization, headers: ["名称"], owner: "zhangmin"),
      breaks: Mapping(), field: "list")
  ]

  private static func view(_ alter: (inout View) -> Void) -> View {
    var view = View()
    (view.name, view.list, view.owner) = ("未核实", KindName(.organization), "zhangmin")
    alter(&view)
    return view
  }

  private static let views = [
    RuleExample(
      rule: "view-name", keeps: view { $0.owner = nil },
      breaks: view { $0.list = KindName(.worker) },
      field: "name", around: { registry in try registry.add(view { _ in }) })
  ]
}
