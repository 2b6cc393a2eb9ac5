import RegistryModel

/// What a community that exists on the day says of itself; nil is not entered, never zero.
struct CommunityFact: Sendable {
  let number: Int32
  let isUrban: Bool?
  let town: TownCode?
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
    town = stored.record.code[day]?.town
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
struct Standing: Equatable, Sendable {
  let tier: Tier?
  let status: OrganizationStatus
  let reach: Reach
  /// Registered or filed by the day, or on the ledger until a later one.
  let hasBegun: Bool

  init(_ stored: Stored<Organization>, on day: CivilDate) {
    tier = stored.record.tier[day]
    status = stored.record.status[day] ?? .active
    reach = stored.record.reach[day] ?? .community
    hasBegun = stored.record.isRegistered(by: day)
  }
}

/// An organization on the day.
struct OrganizationFact: Sendable {
  /// Zero for a number without a record in use.
  let number: Int32
  /// The place of its home among the communities that exist; below zero where it has none.
  private let home: Int32
  /// Whether a home is entered; it may have ended.
  let hasHome: Bool
  /// The kind of the home, ended or not.
  let homeIsUrban: Bool?
  /// The place of its standing, and of its services, among the census's.
  let standing: Distinct<Standing>.Place
  let services: Distinct<[Service]>.Place
  let isUnconfirmed: Bool
  let hasPartialDate: Bool
  /// It begins after the day, by its own life: nobody wonders why it is not in.
  private let isToCome: Bool

  init(
    _ stored: Stored<Organization>, on day: CivilDate, confirmedFrom: CivilDate, home: Home,
    standing: Distinct<Standing>.Place, services: Distinct<[Service]>.Place
  ) {
    number = Int32(stored.id.number)
    self.home = home.place
    hasHome = home.isThere
    homeIsUrban = home.isUrban
    (self.standing, self.services) = (standing, services)
    isUnconfirmed = stored.lastSeen(by: day).map { $0 < confirmedFrom } ?? true
    hasPartialDate = stored.record.registeredOn?.isFull == false
    isToCome = !stored.record.hasBegun(by: day)
  }

  /// No organization.
  init() {
    (number, home, hasHome, homeIsUrban) = (0, -1, false, nil)
    (standing, services) = (.first, .first)
    (isUnconfirmed, hasPartialDate, isToCome) = (false, false, false)
  }

  var place: Int? { home < 0 ? nil : Int(home) }
  var hasServices: Bool { services != .first }

  /// Why it does not count under `rule` in its census; nil if it does.
  func refusal(_ rule: OrganizationRule, in census: Census) -> NotCounted? {
    let home: NotCounted? = !hasHome ? .withoutHome : place == nil ? .homeEnded : nil
    let refusal = rule.refusal(census.standings[standing]) ?? home
    return isToCome && refusal?.isBeside != false ? .registeredLater : refusal
  }

  /// The same without the reason, from what the rule says of all standings.
  func verdict(_ verdicts: Verdicts) -> Verdicts.Verdict {
    let standing = verdicts.all[standing.index]
    let verdict = standing == .counts && home < 0 ? .beside : standing
    return isToCome ? .aside : verdict
  }
}

/// What a rule says of every standing in a census: asked once, not for each organization of a city.
struct Verdicts: Sendable {
  enum Verdict: Sendable {
    case counts
    /// It exists, and someone may wonder why it is not in.
    case beside
    case aside
  }

  fileprivate let all: [Verdict]

  init(_ rule: OrganizationRule, _ census: Census) {
    all = census.standings.values.map { standing in
      rule.refusal(standing).map { $0.isBeside ? .beside : .aside } ?? .counts
    }
  }
}

/// A community in use, as those who belong to it see it.
struct Home: Sendable {
  let isThere: Bool
  let isUrban: Bool?
  /// Its place among those that exist on the day; below zero where it does not.
  var place: Int32 = -1

  /// No community.
  init() { (isThere, isUrban) = (false, nil) }

  init(_ stored: Stored<Community>, on day: CivilDate) {
    (isThere, isUrban) = (true, stored.record.isUrban(on: day))
  }
}

/// A worker at work in a community on the day, in one role; or one who counts as gone, though the last day
/// is partial and may not be past.
struct Post: Sendable {
  let worker: Int32
  let place: Int32
  /// Its place among the census's grades.
  let grade: Distinct<Grade>.Place
  let isOver: Bool
  /// Of its own term, and of the worker's: those apply to each of the worker's posts.
  let partialDates: UInt8
  let partialDatesOfWorker: UInt8
}

/// What decides whether a worker counts.
struct Grade: Equatable, Sendable {
  let role: Role
  let licence: LicenceLevel
}

extension Stored<Organization> {
  /// The last day, on `day` or before, on which someone is known to have met it at work: as it was
  /// registered or confirmed, a partial date from its last day; nil if none is entered.
  func lastSeen(by day: CivilDate) -> CivilDate? {
    let (registered, confirmed) = (record.registeredOn?.lastDay, record.confirmedOn?.lastDay)
    guard let confirmed, confirmed <= day else { return registered.flatMap { $0 > day ? nil : $0 } }
    return registered.map { $0 > day ? confirmed : max($0, confirmed) } ?? confirmed
  }
}

extension CivilDate {
  /// Of a last day known by its year or month alone: it counts as past, and may yet be ahead.
  func mayBePast(on day: CivilDate) -> Bool { firstDay < day && day <= lastDay }
}

extension [CivilDate?] {
  /// How many are only a year, or a year and month.
  var partialDates: Int { count { $0?.isFull == false } }
}
