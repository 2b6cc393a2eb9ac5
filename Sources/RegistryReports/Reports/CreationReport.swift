import RegistryModel

extension Report {
  /// How organizations came, rose and went: by period and town.
  static let creation = Report(
    "creation", Words("Organizations begun and ended", "社会组织培育情况"),
    Words(
      "by period and town: new, ledger to filed to registered, ended, net",
      "按期间和街镇统计新增、台账转备案、备案转登记、终止和净增")
  ) { source in
    let spans = source.yearsOfPlan ?? source.spans
    let all = source.state.organizations.inUse.map { $0 }
    let lines = spans.flatMap { span -> [CreationLine] in
      let names = source.state.townNames(on: span.closing)
      let moves = all.map { OrganizationMoves($0, in: span, source.state) }
      let towns = Dictionary(grouping: moves.filter { !$0.isNothing }, by: \.town)
      let known = towns.sorted { left, right in
        guard let code = left.key else { return false }
        return right.key.map { code < $0 } ?? true
      }
      return known.map { town, moves in
        CreationLine(
          span: span, town: town.map { .text(names[$0] ?? $0.description) } ?? .words(noTown),
          moves: moves)
      } + [CreationLine(span: span, town: .words(Words("district", "全区")), moves: moves)]
    }
    return ReportContent(
      columns: [
        .text("period", Words("Period", "期间"), 12) { $0.span.cell },
        .text("town", Words("Town", "街镇"), 14) { $0.town },
        .count("new", Words("New", "新增"), 6) { $0.count { $0.isNew } },
        .count("filed", Words("Ledger to filed", "台账转备案"), 6) { $0.sum(\.filed) },
        .count("registeredOfLedger", Words("Ledger to registered", "台账转登记"), 10) {
          $0.sum(\.registeredOfLedger)
        },
        .count("registered", Words("Filed to registered", "备案转登记"), 10) { $0.sum(\.registered) },
        .count("ended", Words("Ended", "终止"), 6) { $0.count { $0.hasEnded } },
        .count("net", Words("Net", "净增"), 6) { $0.count { $0.isNew } - $0.count { $0.hasEnded } },
        .count("existing", Words("At the end", "期末存续"), 8) { $0.count { $0.isThere } },
      ], keys: 2, rows: lines,
      notes: [
        Words(
          "New are those that were first registered, filed or begun on the ledger; one without a date always was.",
          "新增为首次登记、备案或列入台账的社会组织；未填日期的视为原已存续。")
      ])
  }
}

private let noTown = Words("no town", "不属街镇")

/// What happened to organizations of a town, or of the district, in a time.
private struct CreationLine {
  let span: ReportSpan
  let town: ReportTable.Cell
  let moves: [OrganizationMoves]

  func count(_ holds: (OrganizationMoves) -> Bool) -> Int { moves.count(where: holds) }
  func sum(_ count: (OrganizationMoves) -> Int) -> Int { moves.reduce(0) { $0 + count($1) } }
}

/// What happened to one organization in a time.
private struct OrganizationMoves {
  let town: TownCode?
  let isThere: Bool
  let isNew: Bool
  let hasEnded: Bool
  let filed: Int
  let registered: Int
  let registeredOfLedger: Int

  var isNothing: Bool {
    !isThere && !isNew && !hasEnded && filed + registered + registeredOfLedger == 0
  }

  init(_ stored: Stored<Organization>, in span: ReportSpan, _ state: RegistryState) {
    let (record, before, end) = (stored.record, span.first.adding(days: -1), span.closing)
    let home = record.community[end].flatMap { state.communities[$0.number] }
    town = home.flatMap { $0.binned == nil ? $0.record.code[end]?.town : nil }
    let was = record.exists(on: before)
    isThere = record.exists(on: end)
    // Begun and ended within the time.
    let cameAndWent =
      !was && !isThere && record.hasBegun(by: end) && record.hasEnded(by: end)
      && !record.hasEnded(by: before)
    isNew = isThere && !was || cameAndWent
    hasEnded = was && !isThere || cameAndWent
    var (filed, registered, registeredOfLedger) = (0, 0, 0)
    var tier = record.tier.first
    for step in record.tier.steps {
      if span.first <= step.day, step.day <= end {
        switch (tier, step.value) {
        case (.ledger, .filed): filed += 1
        case (.filed, .registered): registered += 1
        case (.ledger, .registered): registeredOfLedger += 1
        default: break
        }
      }
      tier = step.value
    }
    (self.filed, self.registered, self.registeredOfLedger) = (filed, registered, registeredOfLedger)
  }
}

extension ReportSource {
  /// The years of the plan up to the day, where no period was asked for.
  fileprivate var yearsOfPlan: [ReportSpan]? {
    guard period == nil, let plan, plan.start.year <= min(day.year, plan.end.year) else {
      return nil
    }
    return (plan.start.year...min(day.year, plan.end.year)).map { year in
      let year = ReportPeriod(wholeYear: year)
      return ReportSpan(
        first: year.first, last: min(year.last, past ?? year.last), day: min(day, year.last),
        words: year.words, text: year.description)
    }
  }
}

extension ReportSpan {
  /// The last day of which it is known who is there.
  fileprivate var closing: CivilDate { min(last, day) }
}
