import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import RegistryStore
import Synchronization
import SystemPackage

/// Counts what the store tells of before the loop hears of it, on a thread of its own: no key and no
/// save waits for a count, and no state comes on screen without its figures. Keeps the figures for
/// the next opening.
struct Counting {
  /// How long nothing has to happen before figures are worth keeping.
  private static let pause = Duration.seconds(1)

  /// Where the registry is.
  let place: RegistryLocation
  /// The plan asked for; nil is the office's first.
  let plan: String?
  let language: Language
  /// The day the loop shows.
  let shown: ShownDay
  /// Whether figures may be kept for the next opening.
  let keeps: Bool
  let search: SearchMemo
  /// What the store tells.
  let events: Inbox<StoreEvent>
  /// What the clerk did, for a thread that keeps it; nil is the last.
  let habits: Inbox<Habit?>
  /// Leaves something for the loop.
  let mail: @Sendable (Letter) -> Void

  /// Passes on what the store tells until it has ended.
  func run() {
    var known = Knowledge(files: PlanFiles(of: place))
    while true {
      events.wait(known.isKept ? nil : Self.pause)
      let news = events.take()
      if news.isEmpty { keep(&known) }
      var isCounted = false
      for (place, event) in news.enumerated() {
        switch event {
        case .opening(let registry, let account, let end):
          open(registry, account, end, &known)
        case .loaded(let state, _, let notices):
          count(state, notices, &known)
          learn(known)
          search.prepare(state)
        case .notOpened(let error): mail(.notOpened(.opening(error, language)))
        case .stands(let end): (known.head, known.isKept) = (end, !keeps)
        case .refreshed, .saved:
          // The newest of all that came at once; older states need no figures any more.
          if !isCounted { follow(news[place...].compactMap(\.state).last, &known) }
          isCounted = true
          mail(.event(event))
        case .left:
          keep(&known)
          mail(.event(event))
          return
        default: mail(.event(event))
        }
      }
    }
  }

  /// What the thread knows.
  private struct Knowledge {
    let files: PlanFiles
    /// Who works here.
    var account = ""
    var cache: SummaryCache?
    var habits: HabitFile?
    var counted: Counted?
    var head: JournalHead?
    /// The figures are in the cache, or must not be.
    var isKept = true
  }

  private func open(
    _ registry: RegistryIdentity, _ account: String, _ end: JournalHead?, _ known: inout Knowledge
  ) {
    known.account = account
    known.cache = SummaryCache(of: registry)
    known.habits = HabitFile(of: registry)
    guard let end, shown.isToday else { return }
    if let summary = known.cache?.summary(at: end, on: shown.day, plan, known.files) {
      mail(.summary(summary, account: known.account))
    }
  }

  private func count(_ state: RegistryState, _ notices: [StoreNotice], _ known: inout Knowledge) {
    // A plan that was asked for must be there; without the office's own the work goes on all the same.
    let plans = known.files.library.with(state)
    var problems = plans.problems
    var counting: Plan?
    do {
      counting = try plans.plan(plan, for: state.office, language)
    } catch {
      guard plan == nil else { return mail(.notOpened(error)) }
      problems.append(error.words)
    }
    let counted = Counted(
      state, plan: counting, asked: plan, of: known.files.library, on: shown.day,
      today: SystemClock.today)
    known.counted = counted
    mail(.opened(counted, account: known.account, problems + notices.map(\.words)))
  }

  /// Tells what is known of the clerk, and has more remembered: on yet another thread, since no save
  /// waits for a home directory.
  private func learn(_ known: Knowledge) {
    guard let file = known.habits else { return }
    Threads.start { [habits, mail] in
      mail(.habits(file.habits))
      while true {
        habits.wait(nil)
        let news = habits.take()
        let learned = news.compactMap(\.self)
        if !learned.isEmpty { file.learn(learned) }
        if learned.count < news.count { return mail(.habitsKept) }
      }
    }
  }

  private func follow(_ state: RegistryState?, _ known: inout Knowledge) {
    guard let state, let before = known.counted else { return }
    let counted = before.moved(to: state, on: shown.day, today: SystemClock.today)
    // After a long import they are rebuilt: here, not under a key.
    state.prepareIndexes()
    search.prepare(state)
    known.counted = counted
    mail(.counted(counted))
  }

  private func keep(_ known: inout Knowledge) {
    guard !known.isKept, let head = known.head, let counted = known.counted else { return }
    known.isKept = true
    let summary = counted.summary
    guard keeps, shown.isToday, summary.day == shown.day, counted.registry.seq == head.seq else {
      return
    }
    known.cache?.keep(
      summary,
      for: SummaryCache.Key(
        head: head, day: summary.day, plan: summary.plan?.id, plans: known.files.digest),
      recorded: summary.plan.flatMap { counted.plans.entry($0.id)?.origin } == .record)
  }
}

/// The day figures are shown for; the loop sets it, the counting thread counts for it.
final class ShownDay: Sendable {
  private let asOf: Mutex<CivilDate?>

  init(_ asOf: CivilDate?) { self.asOf = Mutex(asOf) }

  func show(_ day: CivilDate?) { asOf.withLock { $0 = day } }

  var isToday: Bool { asOf.withLock { $0 == nil } }
  var day: CivilDate { asOf.withLock { $0 } ?? SystemClock.today }
}

extension StoreEvent {
  /// The state it tells of, once the records are there.
  fileprivate var state: RegistryState? {
    switch self {
    case .refreshed(let state, _), .saved(_, _, let state): state
    default: nil
    }
  }
}
