import RegistryModel

/// The records of a made-up district as they are being made; a record's place + 1 is its id.
struct DemoMaker {
  let size: DemoSize
  let until: CivilDate
  var random: SplitMix64
  var numbers = DemoNumbers()
  var communities: [Community] = []
  var organizations: [Organization] = []
  var inspections: [Inspection] = []
  var workers: [Worker] = []
  var assignments: [Assignment] = []
  var programmes: [Programme] = []
  var purchases: [Purchase] = []
  var lines: [PurchaseLine] = []
  var instalments: [Instalment] = []
  var evaluations: [Evaluation] = []
  var activities: [Activity] = []
  var needs: [Need] = []
  /// Filing numbers given so far, by year.
  var filings: [Int: Int] = [:]

  /// Names of organizations that work for a whole street or town; each is given once.
  var townWide: Set<String> = []

  /// The first year of anything: 2012 for a district of 2026.
  var firstYear: Int { until.year - 14 }

  init(seed: UInt64, size: DemoSize, until: CivilDate) {
    self.size = size
    self.until = until.lastDay
    random = SplitMix64(seed: seed)
  }

  mutating func makeRecords() throws(FieldError) {
    try makeCommunities()
    try makeOrganizations()
    try makeWorkers()
    makeAssignments()
    makeProgrammes()
    makePurchases()
  }

  /// The office itself.
  func office() throws(FieldError) -> Office {
    var office = Office()
    office.name = "云溪区"
    office.district = try DistrictCode(text: DemoNumbers.district)
    office.areaCode = "0571"
    office.plans = [DemoPlan.id, "2016-2020"]
    office.filingPattern = "YYYY-NNN"
    office.dormantAfter = 24
    return office
  }

  /// A day between two others, both included.
  mutating func day(_ from: CivilDate, _ to: CivilDate) -> CivilDate {
    let first = from.daysSinceEpoch
    return CivilDate(daysSinceEpoch: random.number(first...max(first, to.daysSinceEpoch)))
  }

  /// 1 January of a year.
  static func newYear(_ year: Int) -> CivilDate {
    CivilDate(year: year, month: 1, day: 1) ?? .distantFuture
  }

  /// The day as papers often know it: only month or year, if that has passed altogether.
  mutating func vague(_ day: CivilDate, monthOnly: Int, yearOnly: Int) -> CivilDate {
    let month = random.chance(yearOnly) ? nil : day.month
    guard month == nil || random.chance(monthOnly),
      let date = CivilDate(year: day.year, month: month), date.lastDay <= until
    else { return day }
    return date
  }

  /// The name of someone; of any grown-up unless told the years of birth.
  mutating func person(born: ClosedRange<Int>? = nil) -> String {
    let years = born ?? until.year - 76...until.year - 28
    return PersonNames.name(isMale: random.chance(50), born: random.number(years), &random)
  }
}
