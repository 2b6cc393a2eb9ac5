import RegistryModel

/// What a community that exists on the day says of itself; nil is not entered, never zero.
struct CommunityFact: Sendable {
  let number: Int32
  let isUrban: Bool?
  let households: Int?
  let residents: Int?
  /// In hundredths of a square metre.
  let facilityArea: Int?
  let activityArea: Int?
  let hall: Bool?
  let terminal: Bool?
  let partialDates: Int

  init(_ stored: Stored<Community>, on day: CivilDate) {
    number = Int32(stored.id.number)
    isUrban = stored.record.isUrban(on: day)
    households = stored.record.households[day].map(Self.bounded)
    residents = stored.record.residents[day].map(Self.bounded)
    facilityArea = stored.record.facilityArea[day].map { Int($0.units) }
    activityArea = stored.record.activityArea[day].map { Int($0.units) }
    hall = stored.record.serviceHall[day]
    terminal = stored.record.selfServiceTerminal[day]
    partialDates = [stored.record.establishedOn, stored.record.endedOn].partialDates
  }

  /// A file may hold any whole number; sums must not leave 64 bits.
  private static func bounded(_ count: Int) -> Int { min(count, 10_000_000_000) }
}

/// What decides whether an organization counts, its home aside.
struct Standing: Sendable {
  let tier: Tier?
  let status: OrganizationStatus
  let reach: Reach
  /// Registered or filed on or before the day.
  let hasBegun: Bool

  init(_ stored: Stored<Organization>, on day: CivilDate) {
    tier = stored.record.tier[day]
    status = stored.record.status[day] ?? .active
    reach = stored.record.reach[day] ?? .community
    hasBegun = CivilDate.covers(day, since: stored.record.registeredOn, until: nil)
  }
}

/// An organization on the day.
struct OrganizationFact: Sendable {
  let number: Int32
  /// The place of its home among the communities that exist; nil where it has none.
  let place: Int?
  /// Whether a home is entered; it may have ended.
  let hasHome: Bool
  /// The kind of the home, ended or not.
  let homeIsUrban: Bool?
  let standing: Standing
  /// One bit a service.
  let services: UInt8
  let isUnconfirmed: Bool
  let hasPartialDate: Bool

  /// Why it does not count under `rule`; nil where it does.
  func refusal(_ rule: OrganizationRule) -> NotCounted? {
    if let refusal = rule.refusal(standing) { return refusal }
    if !hasHome { return .withoutHome }
    return place == nil ? .homeEnded : nil
  }
}

/// A worker at work in a community on the day, in one role.
struct Post: Sendable {
  let worker: Int32
  let place: Int32
  let role: Role
  let licence: LicenceLevel
  let partialDates: Int
}

extension Stored<Organization> {
  /// The last day on which someone is known to have met it at work; nil where none is entered.
  var lastSeen: CivilDate? {
    guard let confirmed = record.confirmedOn?.firstDay else { return record.registeredOn?.firstDay }
    return record.registeredOn.map { max($0.firstDay, confirmed) } ?? confirmed
  }
}

extension Service {
  /// Its bit in a set of services.
  var bit: UInt8 { 1 << UInt8(number) }
}

extension [CivilDate?] {
  /// How many are only a year, or a year and month.
  var partialDates: Int { count { $0?.isFull == false } }
}
