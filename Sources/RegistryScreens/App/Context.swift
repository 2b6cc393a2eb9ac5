import RegistryModel
import RegistryPlans
import RegistrySearch
import TerminalCore

/// All that a screen may look at beside its own state; values only.
public struct Context: Sendable {
  /// The registry on screen and its figures.
  let counted: Counted
  /// Who works here, in which language and for which day.
  public let session: Session
  /// Today and the time in the title.
  public let clock: Clock
  /// Unfinished forms that can be taken up.
  public let drafts: [DraftNote]
  /// The window.
  public private(set) var rows: Int
  /// Its width.
  public private(set) var columns: Int
  /// How the terminal measures text.
  public let metrics: TextMetrics
  /// Texts that names and words are looked up in.
  let search: SearchMemo
  /// What this clerk does again and again.
  let habits: Habits
  /// The last record saved of each kind, for F5.
  let lastSaved: [Kind: any Record]
  /// Values locked for the next records, by kind and field key.
  let locked: [Kind: [String: JSON]]
  let viewCounts: ViewCounts
  /// A number no other moment of this program has: names drafts.
  let ticket: Int

  /// The day figures and dated values are shown for.
  public var day: CivilDate { session.asOf ?? clock.today }
  /// The language on screen.
  public var language: Language { session.language }

  /// The registry on screen.
  public var registry: RegistryState { counted.registry }
  /// The office's first plan.
  var plan: Plan? { summary.plan }
  /// The office's further plans.
  var plansBeside: [Plan] { counted.beside }
  /// All plans there are.
  var plans: PlanLibrary { counted.plans }
  /// All that needs no record.
  var summary: Summary { counted.summary }
  /// Progress toward the plan as of the day shown, and its pace; nil without a plan and without
  /// records.
  var outlook: Outlook? { counted.outlook }
  var gauges: GaugeFigures { summary.gauges }

  /// The same in a window of another size, such as a sheet of paper.
  func sized(rows: Int, columns: Int) -> Self {
    var context = self
    (context.rows, context.columns) = (rows, columns)
    return context
  }

  /// What is counted of a community; nil for other records and where there is no plan.
  func count(of id: RecordID) -> CommunityCount? { counted.communities?[id] }
  /// The registry as it is shown, for searching.
  var viewpoint: Viewpoint {
    Viewpoint(registry, on: day, today: clock.today, tallies: counted.communities)
  }

  /// The full name of a record on the day shown.
  func name(of id: RecordID) -> String { registry.name(of: id, on: day, language) }
  /// The name a list has room for.
  func shortName(of id: RecordID) -> String { registry.shortName(of: id, on: day, language) }
  /// The number people know it by.
  func number(of id: RecordID) -> String { registry.number(of: id, on: day) }

  /// The day shown if it is before today: what begins later is not there then.
  var past: CivilDate? { day.ifPast(on: clock.today) }

  /// The day shown in words; nil if it is today.
  var otherDay: Words? {
    day == clock.today
      ? nil : session.asOf.map { Words("as of \($0.text(.en))", "截至 \($0.text(.chinese))") }
  }

  /// The numbers of the records in use of a kind that are there.
  func numbers(of kind: Kind) -> [Int] { registry[kind].numbersInUse(on: past) }

  /// A record is there on the day shown.
  func isThere(_ stored: any AnyStored) -> Bool { past.map(stored.hasBegun) ?? true }

  /// That a record is not there on the day shown, and why; nil if it is.
  func absence(of id: RecordID) -> Words? { registry.absence(of: id, on: past) }

  /// A form goes on by itself from a field whose value can be nothing longer.
  var goesOn: Bool { habits.goesOn ?? true }

  /// Why nothing can be saved; nil if it can.
  var refusesSaving: Words? {
    session.isReadOnly
      ? Words("the registry is open for reading only", "当前为只读，不能修改")
      : registry.refusesAll(by: session.login)
  }

  /// Why `set` cannot be saved here; nil if it can, as far as can be known before.
  func refusal(of set: ChangeSet) -> Words? {
    refusesSaving ?? registry.refusal(of: set, by: session.login)
  }

  /// The records that meet `query`; of those that fit equally the ones this clerk uses most come first.
  ///
  /// - Parameter some: asks about these only, by number; nil is all.
  func find(_ query: Query, among some: [RecordID]? = nil, isForgiving: Bool = false) -> Found {
    search.find(query, from: viewpoint, among: some, uses: habits.uses, isForgiving: isForgiving)
  }

  /// `11-24 14:32` this year, the whole day of others.
  func shortTime(_ at: Instant) -> String {
    let text = session.localTime(at)
    let year = "\(clock.today.year)-"
    return text.hasPrefix(year) ? String(text.dropFirst(year.count)) : String(text.prefix(10))
  }

  /// `words` in the language on screen.
  func say(_ words: Words) -> String { words[language] }
  /// The text of the language on screen.
  func say(_ en: String, _ chinese: String) -> String {
    language == .chinese ? chinese : en
  }
}

extension CommunityCounts: CommunityTallies {}

/// An unfinished form that can be taken up again.
public struct DraftNote: Hashable, Sendable {
  /// The name of its file; nothing else is known of where it is.
  public let name: String
  /// The form: its kind, record, values and cursor.
  public let content: JSON

  /// A draft of this name.
  public init(name: String, content: JSON) {
    self.name = name
    self.content = content
  }
}
