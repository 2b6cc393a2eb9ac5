import RegistryModel

/// The journal of a made-up district: the office and its lists first, then two months of daily
/// work.
struct DemoHistory {
  private(set) var entries: [DemoDistrict.Entry] = []
  private var maker: DemoMaker
  /// Seconds since 1970 of the next entry.
  private var clock: Int

  private static let clerks = ["zhangmin", "liqiang", "wangjing"]

  init(_ maker: DemoMaker, login: String?) throws(FieldError) {
    self.maker = maker
    clock = Self.opening(maker.until.adding(days: -300))
    try openOffice(login: login)
    let recent = maker.size.recent
    enter(.community, maker.communities, "社区名录")
    enter(.organization, Array(maker.organizations.dropLast(recent)), "社会组织台账")
    enter(.worker, maker.workers, "社区工作者花名册")
    enter(.assignment, maker.assignments, "任职表")
    // With luck of their own: the days of work after them stay what they are.
    let luck = self.maker.random
    enter(.purchase, maker.purchases, "购买服务台账")
    enter(.line, maker.lines, "购买服务明细")
    enter(.instalment, maker.instalments, "付款表")
    enter(.evaluation, maker.evaluations, "评估结果表")
    enter(.programme, maker.programmes, "服务项目表")
    enter(.need, maker.needs, "需求清单")
    enter(.activity, maker.activities, "服务记录表")
    enter(.inspection, maker.inspections, "年检结果表")
    self.maker.random = luck
    try workDaily()
  }

  private mutating func openOffice(login: String?) throws(FieldError) {
    var changes = [
      Change(.office, isNew: true, try maker.office().settings(from: nil))
    ]
    let staff: KeyValuePairs<String, (String, AccountRole)> = [
      "zhangmin": ("张敏", .supervisor), "liqiang": ("李强", .clerk), "wangjing": ("王静", .clerk),
    ]
    var people = staff.map { ($0.key, $0.value.0, $0.value.1) }
    if let login, !people.contains(where: { $0.0 == login }) {
      people.append((login, login, .supervisor))
    }
    for (place, person) in people.enumerated() {
      var account = Account()
      (account.login, account.name, account.role) = person
      changes.append(
        Change(RecordID(.account, place + 1), isNew: true, account.settings(from: nil)))
    }
    append(ChangeSet(changes, reason: "示例数据"))
  }

  /// A whole list, in change sets of a size that stays handy.
  private mutating func enter<R: Record>(_ kind: Kind, _ records: [R], _ title: String) {
    let size = 500
    for start in stride(from: 0, to: records.count, by: size) {
      let changes = (start..<min(start + size, records.count)).map { place in
        Change(RecordID(kind, place + 1), isNew: true, records[place].settings(from: nil))
      }
      append(ChangeSet(changes, batch: "demo-\(kind)", reason: title))
    }
  }

  /// New organizations one by one, and between them what a working day brings.
  private mutating func workDaily() throws(FieldError) {
    let recent = maker.size.recent
    let first = maker.organizations.count - recent
    for step in 0..<recent {
      let day = maker.until.adding(days: 60 * (step + 1) / recent - 61)
      clock = max(clock, Self.opening(day))
      for _ in 0..<2 { try changeSomething(on: day, below: first) }
      let id = RecordID(.organization, first + step + 1)
      let record = maker.organizations[first + step]
      append(ChangeSet([Change(id, isNew: true, record.settings(from: nil))]))
    }
  }

  private mutating func changeSomething(on day: CivilDate, below limit: Int) throws(FieldError) {
    let place = maker.random.number(0...limit - 1)
    let old = maker.organizations[place]
    var organization = old
    switch maker.random.number(0...9) {
    case 0...3: organization.confirmedOn = day
    case 4: organization.phone = [try maker.numbers.mobile()]
    case 5: organization.head = maker.person()
    case 6: organization.members = maker.random.number(6...90)
    case 7 where old.status.steps.isEmpty && old.status.first == .active:
      organization.status.change(to: .dormant, from: day)
    default: return try changeElsewhere(on: day)
    }
    maker.organizations[place] = organization
    append(RecordID(.organization, place + 1), organization.settings(from: old))
  }

  private mutating func changeElsewhere(on day: CivilDate) throws(FieldError) {
    if maker.random.chance(50) {
      let place = maker.random.number(0...maker.workers.count - 1)
      let old = maker.workers[place]
      maker.workers[place].phone = [try maker.numbers.mobile()]
      append(RecordID(.worker, place + 1), maker.workers[place].settings(from: old))
    } else {
      let place = maker.random.number(0...maker.communities.count - 1)
      let old = maker.communities[place]
      let households = old.households[day] ?? 500
      maker.communities[place].households.change(to: households + 20, from: day)
      append(RecordID(.community, place + 1), maker.communities[place].settings(from: old))
    }
  }

  private mutating func append(_ id: RecordID, _ settings: [Setting]) {
    if !settings.isEmpty { append(ChangeSet([Change(id, settings)])) }
  }

  private mutating func append(_ set: ChangeSet) {
    let by = set.batch == nil && !entries.isEmpty ? maker.random.pick(Self.clerks) : "zhangmin"
    entries.append(DemoDistrict.Entry(at: Instant(seconds: clock), by: by, set: set))
    clock += maker.random.number(120...900)
  }

  /// Nine in the morning of the day, at the office.
  private static func opening(_ day: CivilDate) -> Int {
    day.daysSinceEpoch * 86_400 + 3600
  }
}
