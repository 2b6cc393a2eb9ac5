import RegistryModel

extension DemoMaker {
  /// Organizations spread over the communities, urban ones with twice as many as villages.
  mutating func makeOrganizations() throws(FieldError) {
    var homes: [Int] = []
    for place in communities.indices {
      let isUrban = communities[place].isUrban(on: until) == true
      homes += Array(
        repeating: place, count: isUrban ? random.number(6...14) : random.number(2...7))
    }
    homes = random.shuffled(homes)
    var left: [[OrganizationNames.Activity]] = Array(repeating: [], count: communities.count)
    for number in 0..<size.organizations {
      let home = homes[number % homes.count]
      if left[home].isEmpty {
        let isVillage = communities[home].committee.first == .villagers
        left[home] = random.shuffled(
          OrganizationNames.activities.filter { ($0.isRural ?? isVillage) == isVillage })
      }
      let known = inspections.count
      organizations.append(try organization(at: home, left[home].removeLast(), number))
      for place in known..<inspections.count {
        inspections[place].organization = RecordID(.organization, organizations.count)
      }
    }
  }

  /// The last ones are of the last two months: the clerks entered them one by one.
  private mutating func foundingDay(of number: Int, in home: Int) -> CivilDate {
    let step = number - (size.organizations - size.recent)
    if step >= 0 { return until.adding(days: 60 * (step + 1) / size.recent - 64) }
    // More in late years than in early ones.
    let first = communities[home].establishedOn?.lastDay ?? Self.newYear(firstYear)
    let (left, right) = (day(first, until), day(first, until))
    return max(left, right)
  }

  private mutating func organization(
    at home: Int, _ activity: OrganizationNames.Activity, _ number: Int
  ) throws(FieldError) -> Organization {
    var activity = activity
    var organization = Organization()
    let short = CommunityName(communities[home].name.first ?? "").short
    let isVillage = communities[home].committee.first == .villagers
    organization.name = short + (isVillage ? "" : "社区") + activity.name
    organization.community = Dated(RecordID(.community, home + 1))
    organization.reach = Dated(.community)
    organization.status = Dated(.active)
    let founded = foundingDay(of: number, in: home)
    organization.registeredOn = founded
    switch random.number(0...99) {
    case ..<20:
      if random.chance(65) {
        activity = random.pick(OrganizationNames.agencies)
        organization.name = "云溪区" + random.pick(OrganizationNames.brands) + activity.name
        organization.form = .serviceAgency
      } else {
        organization.form = .association
        organization.name = "云溪区" + (organization.name ?? "")
      }
      organization.tier = Dated(.registered)
      try register(&organization, on: founded)
    case ..<82:
      organization.tier = Dated(.filed)
      organization.filingNumber = filingNumber(founded.year)
      organization.authority = communities[home].townName.first
      try upgrade(&organization, since: founded)
    default:
      organization.tier = Dated(.ledger)
      organization.registeredOn = nil
      organization.establishedOn = vague(founded, monthOnly: 30, yearOnly: 30)
      takeUp(&organization, since: founded)
    }
    if random.chance(94) {
      organization.activityClass = activity.activityClass
      if random.chance(85) { organization.services = activity.services }
    }
    live(&organization, since: founded)
    widen(&organization, home, activity)
    try fill(&organization, since: founded)
    if let day = organization.registeredOn, organization.tier.steps.isEmpty {
      organization.registeredOn =
        random.chance(3) ? nil : vague(day, monthOnly: 6, yearOnly: 2)
    }
    return organization
  }

  private mutating func filingNumber(_ year: Int) -> String {
    filings[year, default: 0] += 1
    return "\(year)-\(DemoNumbers.padded(filings[year, default: 1], to: 3))"
  }

  private mutating func register(_ organization: inout Organization, on day: CivilDate)
    throws(FieldError)
  {
    organization.uscc = try numbers.creditCode(organization.form == .association ? "51" : "52")
    organization.authority = "云溪区民政局"
    let years = day.year + (until.year - day.year) / 4 * 4
    var from = CivilDate(year: years, month: day.month, day: min(day.day ?? 1, 28)) ?? day
    if from > until { from = from.adding(months: -48) }
    organization.certificateFrom = from
    organization.certificateUntil = from.adding(months: 48).adding(days: -1)
    organization.capital = TenThousandYuan(units: Int64(random.pick([3, 5, 10, 30])) * 10_000)
    if day.year < until.year - 1 {
      let last = until.year - (random.chance(80) ? 1 : 2)
      let result: InspectionResult = random.pick(
        [.passed: 80, .basicallyPassed: 12, .failed: 2, .missed: 6])
      for year in max(min(day.year + 1, last), last - 2)...last {
        inspect(in: year, year == last ? result : .passed)
      }
      if random.chance(18) {
        organization.rating = random.pick([.three: 6, .four: 3, .five: 1])
        organization.ratedOn = self.day(Self.newYear(until.year - 3), until)
      }
    }
  }

  /// The inspection of a year, held in the spring after it.
  private mutating func inspect(in year: Int, _ result: InspectionResult) {
    var inspection = Inspection()
    (inspection.year, inspection.result) = (year, result)
    let place = inspections.count
    let spring = CivilDate(year: year + 1, month: 3 + place % 4, day: 1 + place % 28)
    inspection.heldOn = result == .missed ? nil : spring.flatMap { $0 > until ? nil : $0 }
    inspections.append(inspection)
  }

  /// A few filed ones become legal persons later.
  private mutating func upgrade(_ organization: inout Organization, since: CivilDate)
    throws(FieldError)
  {
    guard since.year < until.year - 2, random.chance(5) else { return }
    let day = day(since.adding(days: 400), until)
    organization.tier.change(to: .registered, from: day)
    organization.form = random.pick([.association: 1, .serviceAgency: 1])
    try register(&organization, on: day)
  }

  /// A few of the ledger are filed later: they count from that day.
  private mutating func takeUp(_ organization: inout Organization, since: CivilDate) {
    guard since.year < until.year, random.chance(30) else { return }
    let day = day(since.adding(days: 90), until)
    organization.tier.change(to: .filed, from: day)
    organization.registeredOn = day
    organization.filingNumber = filingNumber(day.year)
  }

  /// What becomes of it: most stay at work.
  private mutating func live(_ organization: inout Organization, since: CivilDate) {
    let first = (organization.tier.steps.last?.day ?? since).adding(days: 200)
    guard first < until else {
      if organization.tier.first == .registered, random.chance(15) {
        organization.status = Dated(.applying)
        organization.registeredOn = nil
      }
      return
    }
    let day = day(max(first, Self.newYear(until.year - 4)), until)
    let status: OrganizationStatus = random.pick([
      .active: 84, .dormant: 7, .deregistered: 4, .changePending: 2, .suspended: 1,
      .deregistering: 1, .revoked: 1,
    ])
    guard status != .active else { return }
    organization.status.change(to: status, from: day)
    switch status {
    case .deregistered:
      organization.endReason = random.pick([.dissolved: 4, .unableToContinue: 4, .merged: 2])
    case .revoked: organization.endReason = .revoked
    case .dormant where random.chance(15):
      organization.status.change(to: .active, from: self.day(day.adding(days: 1), until))
    default: break
    }
  }

  /// Some work for a whole street or town, a few for the district.
  private mutating func widen(
    _ organization: inout Organization, _ home: Int, _ activity: OrganizationNames.Activity
  ) {
    let isAgency = organization.form == .serviceAgency
    guard random.chance(isAgency ? 25 : 3) else { return }
    let town = communities[home].townName.first ?? ""
    if !isAgency {
      guard townWide.insert(town + activity.name).inserted else { return }
      organization.name = town + activity.name
    }
    organization.reach = Dated(isAgency && random.chance(30) ? .district : .town)
    if random.chance(70) { organization.community = Dated() }
    organization.supervisingUnit = town + (town.hasSuffix("镇") ? "人民政府" : "办事处")
  }

  private mutating func fill(_ organization: inout Organization, since: CivilDate)
    throws(FieldError)
  {
    if random.chance(95) { organization.head = person() }
    if random.chance(91) { organization.phone = [try numbers.mobile()] }
    if random.chance(85) { organization.members = random.number(6...90) }
    if organization.form != nil {
      organization.staffFullTime = random.number(0...12)
      organization.staffPartTime = random.number(0...8)
      organization.partyBranch = random.chance(35)
    }
    if random.chance(40) { organization.volunteers = random.number(3...60) }
    if random.chance(72) {
      organization.confirmedOn = day(max(since, until.adding(months: -40)), until)
    }
  }
}
