import RegistryModel

extension Report {
  /// How organizations came, rose and went: by period and town.
  static let creation = Report(
    "creation", Words("Organizations begun and ended", "社会组织培育情况"),
    Words(
      "by period and town: new, ledger to filed to registered, ended, back, net",
      "按期间和街镇统计新增、台账转备案、备案转登记、终止、恢复和净增")
  ) { source in
    let spans = source.yearsOfPlan ?? source.spans
    let all = source.state.organizations.inUse.map { OrganizationStory($0, in: source.state) }
    let lines = spans.flatMap { span -> [CreationLine] in
      let names = source.state.townNames(on: span.closing)
      var (towns, district) = ([TownCode?: OrganizationMoves](), OrganizationMoves())
      for story in all {
        for (town, moves) in story.moves(in: span) {
          towns[town, default: OrganizationMoves()].add(moves)
          district.add(moves)
        }
      }
      let known = towns.sorted { left, right in
        guard let code = left.key else { return false }
        return right.key.map { code < $0 } ?? true
      }
      return known.map { town, moves in
        CreationLine(
          span: span, town: town.map { .text(names[$0] ?? $0.description) } ?? .words(noTown),
          moves: moves)
      } + [CreationLine(span: span, town: .words(Words("district", "全区")), moves: district)]
    }
    return ReportContent(
      columns: [
        .text("period", Words("Period", "期间"), 12) { $0.span.cell },
        .text("town", Words("Town", "街镇"), 14) { $0.town },
        .count("new", Words("New", "新增"), 6) { $0.count(.began) },
        .count("filed", Words("Ledger to filed", "台账转备案"), 6) { $0.count(.filed) },
        .count("registeredOfLedger", Words("Ledger to registered", "台账转登记"), 10) {
          $0.count(.registeredOfLedger)
        },
        .count("registered", Words("Filed to registered", "备案转登记"), 10) { $0.count(.registered) },
        .count("ended", Words("Ended", "终止"), 6) { $0.count(.ended) },
        .count("back", Words("Back", "恢复"), 6) { $0.count(.cameBack) },
        .count("net", Words("Net", "净增"), 6) {
          $0.count(.began) + $0.count(.cameBack) - $0.count(.ended)
        },
        .count("existing", Words("At the end", "期末存续"), 8) { $0.moves.there },
      ], keys: 2, rows: lines,
      notes: [
        Words(
          "New are those that were first registered, filed or begun on the ledger; one without a date always was. "
            + "Back are those that had ended and are active again: they are not new. Dormant ones go on.",
          "新增为首次登记、备案或列入台账的社会组织；未填日期的视为原已存续。终止后又恢复的列入恢复，不计入新增；不活动的仍为存续。"),
        Words(
          "One that ended in the year or month it began in, of which no day is known, began on the day it ended.",
          "成立或登记日期只填年月、又在其间终止的，新增和终止均计于终止当日。"),
        Words(
          "What happened is told of the town of that day, who exists of the town at the end.",
          "新增、终止等按发生当日所在街镇统计，存续按期末所在街镇统计。"),
      ])
  }
}

private let noTown = Words("no town", "不属街镇")

/// What happened to organizations of a town, or of the district, in a time.
private struct CreationLine {
  let span: ReportSpan
  let town: ReportTable.Cell
  let moves: OrganizationMoves

  /// How often it happened.
  func count(_ event: OrganizationEvent) -> Int { moves.events[event] ?? 0 }
}

/// What happened to organizations in a time, and how many are there at its end.
private struct OrganizationMoves {
  var events: [OrganizationEvent: Int] = [:]
  var there = 0

  mutating func add(_ other: OrganizationMoves) {
    events.merge(other.events) { $0 + $1 }
    there += other.there
  }
}

private enum OrganizationEvent {
  case began, ended, cameBack
  case filed, registered, registeredOfLedger
}

/// What happened to one organization, ever. Told of its days, not of two of them, the quarters add up to the year.
private struct OrganizationStory {
  let record: Organization
  private let state: RegistryState
  private(set) var events: [(day: CivilDate, event: OrganizationEvent)] = []

  init(_ stored: Stored<Organization>, in state: RegistryState) {
    (record, self.state) = (stored.record, state)
    tellExistence()
    tellTiers()
  }

  /// What happened to it in a time, by the town of each day, and the town where it is at the end.
  func moves(in span: ReportSpan) -> [(town: TownCode?, moves: OrganizationMoves)] {
    let end = span.closing
    let told = events.filter { span.first <= $0.day && $0.day <= end }.map { day, event in
      (town(on: day), OrganizationMoves(events: [event: 1]))
    }
    return record.exists(on: end) ? told + [(town(on: end), OrganizationMoves(there: 1))] : told
  }

  private func town(on day: CivilDate) -> TownCode? {
    let home = record.community[day].flatMap { state.communities[$0.number] }
    return home.flatMap { $0.binned == nil ? $0.record.code[day]?.town : nil }
  }

  private mutating func tellExistence() {
    let begun = [record.registeredOn, record.establishedOn].compactMap { $0?.lastDay }
    let days = Set(begun + record.status.steps.map(\.day) + record.tier.steps.map(\.day)).sorted()
    guard let before = days.first?.adding(days: -1) else { return }
    var was = record.exists(on: before)
    var hasBegun = record.hasBegun(by: before)
    for day in days {
      let isThere = record.exists(on: day)
      switch (was, isThere) {
      case (false, true): events.append((day, hasBegun ? .cameBack : .began))
      case (true, false): events.append((day, .ended))
      case (false, false) where !hasBegun && endsUnbegun(on: day):
        events += [(day, .began), (day, .ended)]
        hasBegun = true
      default: break
      }
      (was, hasBegun) = (isThere, hasBegun || isThere)
    }
  }

  /// It ends on a day in the year or month it begins in.
  private func endsUnbegun(on day: CivilDate) -> Bool {
    record.hasEnded(by: day) && !record.hasEnded(by: day.adding(days: -1))
      && record.beginning(on: day).map { $0.firstDay <= day && day < $0.lastDay } == true
  }

  private mutating func tellTiers() {
    var tier = record.tier.first
    for step in record.tier.steps {
      switch (tier, step.value) {
      case (.ledger, .filed): events.append((step.day, .filed))
      case (.filed, .registered): events.append((step.day, .registered))
      case (.ledger, .registered): events.append((step.day, .registeredOfLedger))
      default: break
      }
      tier = step.value
    }
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
