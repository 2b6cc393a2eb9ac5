import RegistryModel
import RegistryPlans
import RegistryTestSupport
import Testing

@testable import RegistryReports

/// A save that changes a table of a frozen period is asked about, whatever it saves.
@Suite struct FrozenQuestionTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `no save that changes a frozen table goes unasked`(seed: UInt64) throws {
    let (here, there) = (try RichDistrict(seed: seed), try RichDistrict(seed: seed + 100))
    let period = try #require(
      ReportPeriod(["2018", "2018-H2", "2019-Q1", "2018-11"][Int(seed % 4)]))
    var saves = try Saves(here, period, from: there.state, seed: seed)
    let before = saves.tables(saves.state)
    var (changed, asked) = (0, 0)
    for _ in 0..<90 {
      guard let change = saves.next() else { continue }
      let question = saves.question(change)
      let after = try #require(saves.state.trying(ChangeSet([change])))
      let isChanged = saves.tables(after) != before
      if isChanged { changed += 1 }
      if question != nil { asked += 1 }
      #expect(
        !isChanged || question != nil,
        "seed \(seed): \(change.id) \(change.settings.prefix(3)) changes \(saves.tables(after).differences(before))"
      )
      if let question { #expect(question.words.chinese.contains(period.words.chinese)) }
    }
    // It asks about more than it must, and not about everything.
    #expect(changed > 8 && asked > changed && asked < 80, "\(changed) \(asked)")
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `what no report reads is not asked about, and changes none`(seed: UInt64) throws {
    let district = try RichDistrict(seed: seed)
    let period = try #require(ReportPeriod("2018"))
    var saves = try Saves(district, period, from: district.state, seed: seed)
    let before = saves.tables(saves.state)
    var count = 0
    for kind in saves.kinds {
      for field in kind.schema.fields where saves.isUnread(field, of: kind) {
        guard let change = saves.filling(field, of: kind) else { continue }
        count += 1
        #expect(saves.question(change) == nil, "\(kind) \(field.key)")
        let after = try #require(saves.state.trying(ChangeSet([change])))
        #expect(
          saves.tables(after) == before,
          "\(kind) \(field.key) changes \(saves.tables(after).differences(before))")
      }
    }
    #expect(count > 60)
  }
}

/// The tables of a period.
private typealias Tables = [String: [[ReportTable.Cell]]]

extension Tables {
  fileprivate func differences(_ other: Tables) -> [String] {
    keys.filter { self[$0] != other[$0] }.sorted()
  }
}

/// Saves of anything, in a registry with a frozen period.
private struct Saves {
  let district: RichDistrict
  let period: ReportPeriod
  var state: RegistryState
  /// Where values come from.
  let there: RegistryState
  var random: SeededGenerator
  let kinds: [Kind] = [
    .community, .organization, .worker, .assignment, .programme, .activity, .need, .purchase,
    .instalment, .inspection, .evaluation, .line,
  ]

  init(
    _ district: RichDistrict, _ period: ReportPeriod, from there: RegistryState, seed: UInt64
  ) throws {
    (self.district, self.period, self.there) = (district, period, there)
    var state = district.state
    let record = Period(period, of: district.source(of: period), by: "0")
    state.periods = Table([Stored(RecordID(.period, 1), record, changed: 1)])
    // A new community is not one that was named before it was there.
    state.communities = Table(
      state.communities.all.map { $0 } + [
        Stored(
          RecordID(.community, state.communities.highest + 1), Community(), changed: 1,
          binned: "not there")
      ])
    self.state = state
    random = SeededGenerator(seed: seed &* 77)
  }

  func tables(_ state: RegistryState) -> Tables {
    let source = district.source(of: period, state)
    return Dictionary(
      uniqueKeysWithValues: Report.all.filter(\.isKept).map { report in
        let table = report.table(source)
        return (report.name, table.rows + table.totals)
      })
  }

  func question(_ change: Change) -> Finding? {
    let judgement = state.judgements(of: [change], today: RichDistrict.today)[0]
    return judgement.asked.first(where: \.isAboutFrozen)
  }

  /// A value set, a record made, put away or brought back, by chance.
  mutating func next() -> Change? {
    let kind = one(of: kinds)
    guard let stored = state[kind].allRows.randomElement(using: &random) else { return nil }
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let binned = stored.binned
      return Change(stored.id, [.binned(from: binned, to: binned == nil ? "错" : nil)])
    case 1:
      guard let other = there[kind].allRows.randomElement(using: &random) else { return nil }
      return Change(RecordID(kind, -1), isNew: true, other.content.settings(from: nil))
    case 2, 3: return filling(one(of: kind.schema.fields), of: kind)
    default:
      guard let other = there[kind].allRows.randomElement(using: &random) else { return nil }
      let all = other.content.settings(from: stored.content)
      guard let setting = all.randomElement(using: &random) else { return nil }
      return Change(stored.id, [setting])
    }
  }

  /// A value that the field takes, in some record of the kind.
  mutating func filling(_ field: FieldInfo, of kind: Kind) -> Change? {
    guard !field.isComputed else { return nil }
    let rows = state[kind].allRows.filter { $0.binned == nil }
    // Kinds that the district has none of are made.
    let stored = rows.randomElement(using: &random)
    var record = stored?.content ?? kind.schema.make()
    let day = RandomDistrict.days(1, seed: UInt64.random(in: 0...999, using: &random))[0]
    let moment = Bool.random(using: &random) ? Moment.change(from: day) : .correction(on: day)
    for value in Self.values(field.entry, day).shuffled(using: &random) {
      do { try record.put(value, field, moment) } catch { continue }
      let settings = record.settings(from: stored?.content)
      if settings.isEmpty { continue }
      return Change(stored?.id ?? RecordID(kind, -1), isNew: stored == nil, settings)
    }
    return nil
  }

  /// No report reads the field, whatever is in the record.
  func isUnread(_ field: FieldInfo, of kind: Kind) -> Bool {
    !field.isComputed && !(field.isReported && kind.schema.isReported)
  }

  private mutating func one<Element>(of choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  private static func values(_ entry: Entry, _ day: CivilDate) -> [JSON] {
    switch entry {
    case .text, .longText: ["甲", "乙丙"]
    case .whole: [7, 2018, 40]
    case .decimal: ["1.5", "3"]
    case .date: [day.json, "2018-03"]
    case .flag: [true, false]
    case .choice(let entries): entries.map { .string($0.word) }
    case .choices(let entries): [.array(entries.prefix(2).map { .string($0.word) })]
    case .record(let kind): [RecordID(kind, 1).json, RecordID(kind, 2).json]
    case .records(let kind): [[RecordID(kind, 1).json], [RecordID(kind, 2).json]]
    case .list(let entry): values(entry, day).map { [$0] } + [["13812071612"]]
    case .code:
      [
        "110105001001", "110105002003", "52110105MJ0160002R", "13812071612", "E12345678",
        "111111111111111111",
      ]
    case .made: []
    }
  }
}
