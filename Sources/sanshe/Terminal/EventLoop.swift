import Glibc
import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistryStore
import TerminalCore
import TerminalNcurses

/// The one loop: takes events of terminal and store, has the state changed, does what it asks, draws.
struct EventLoop {
  private let terminal: NcursesTerminal
  private let store: Store
  private let mailbox: Mailbox<Letter>
  private let shown: ShownDay
  private let learn: @Sendable (Habit?) -> Void
  private let draftNames: DraftNames
  private var state: AppState
  private var workshop: Workshop
  private var isLeaving = false
  private var hasStoreLeft = false
  private var areHabitsKept = false
  /// Questions whether what is drawn next has been seen.
  private var asks = 0

  /// - Parameters:
  ///   - place: where the registry is.
  ///   - learn: has what the clerk did remembered for the next opening; nil is the last.
  init(
    _ terminal: NcursesTerminal, _ store: Store, _ mailbox: Mailbox<Letter>, _ shown: ShownDay,
    _ state: AppState, at place: RegistryLocation,
    learning learn: @escaping @Sendable (Habit?) -> Void
  ) {
    self.terminal = terminal
    self.store = store
    self.mailbox = mailbox
    self.shown = shown
    self.learn = learn
    self.state = state
    draftNames = DraftNames()
    workshop = Workshop(at: place) { [waker = terminal.waker] letter in
      mailbox.put(letter)
      waker.wake()
    }
  }

  /// Runs until the clerk leaves or the terminal is gone; the store has finished then.
  ///
  /// - Returns: false if the terminal is gone.
  /// - Parameter typed: what happened on the terminal while the registry was loading.
  mutating func run(after typed: [Event]) -> Bool {
    perform(state.update(.resized(rows: terminal.rows, columns: terminal.columns), clock: .now))
    for event in typed { perform(state.update(event, clock: .now)) }
    draw()
    var isThere = true
    while true {
      let event = terminal.next(timeoutMilliseconds: Self.untilNextMinute)
      if event == .hangup { (isLeaving, isThere) = (true, false) }
      perform(state.update(event, clock: .now))
      takeMail()
      if isLeaving || hasStoreLeft {
        leave()
        return isThere
      }
      draw()
    }
  }

  /// Lets the store finish, and what was learned be kept; a disk that does not answer is not waited for
  /// without end.
  private mutating func leave() {
    learn(nil)
    // What is being saved is told first: its draft goes with it.
    for _ in 0..<1000 where state.isSaving && !hasStoreLeft {
      takeMail()
      usleep(5000)
    }
    store.leave()
    // Not by the terminal's events: one that is gone answers at once, again and again.
    for _ in 0..<1000 {
      takeMail()
      if hasStoreLeft, areHabitsKept { return }
      usleep(5000)
    }
  }

  /// The clock in the title moves on the minute.
  private static var untilNextMinute: Int { 60_000 - (SystemClock.instant.seconds % 60) * 1000 }

  /// What the other threads left.
  private mutating func takeMail() {
    for letter in mailbox.take() {
      switch letter {
      case .counted(let counted): state.show(counted)
      case .viewCounts(let counts): answer(.viewCounts(counts))
      case .work(let tag, let news):
        if workshop.passes(news, tag: tag) { answer(.work(tag: tag, news)) }
      case .habits(let habits): answer(.habits(habits))
      case .habitsKept: areHabitsKept = true
      case .event(.left): hasStoreLeft = true
      case .event(let event): receive(event)
      case .summary, .opened, .notOpened: break
      }
    }
  }

  /// What the store told; the state it tells of has been taken over before, with its figures.
  private mutating func receive(_ event: StoreEvent) {
    switch event {
    case .opening, .loaded, .notOpened, .stands, .left: break
    case .draftKept(let id): answer(.draft(name: draftNames.name(of: id), fault: nil))
    case .draftNotKept(let id, let error):
      let words = error.words(time: SystemClock.text)
      answer(.draft(name: draftNames.name(of: id), fault: words))
    case .refreshed(_, let commits): answer(.refreshed(state.registry, by: commits))
    case .saved(let tag, let commit, _): answer(.saved(tag: tag, state.registry, commit))
    case .refused(let tag, let refusal): answer(.refused(tag: tag, refusal.forScreens))
    case .failed(let tag?, let error):
      answer(.refused(tag: tag, .failed(error.words(time: SystemClock.text))))
    case .failed(nil, let error) where error.isAway:
      answer(.away(error.words(time: SystemClock.text)))
    case .back: answer(.back)
    case .failed(nil, let error): answer(.notice(error.words(time: SystemClock.text)))
    case .noticed(let notices):
      for notice in notices { answer(.notice(notice.words)) }
    case .readOnly(let error): answer(.readOnly(error.words))
    case .changes(let tag, let page): answer(.changes(tag: tag, page))
    case .undoPlan(let tag, let plan): answer(.undoPlan(tag: tag, plan))
    case .drafts(let drafts):
      answer(.drafts(drafts.map { DraftNote(name: $0.id, content: $0.content) }))
    }
  }

  private mutating func answer(_ answer: Answer) { perform(state.update(answer)) }

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .save(let set, let base, let tag): store.save(set, from: base, tag: tag)
      case .readChanges(let filter, let seq, let tag):
        store.readChanges(filter, before: seq, limit: 100, tag: tag)
      case .planUndo(let target, let base, let tag):
        store.planUndo(target, from: base, reason: UndoPlan.binned[state.language], tag: tag)
      case .keepDraft(let name, let content):
        store.keepDraft(Draft(id: draftNames.id(of: name), content: content))
      case .dropDraft(let name): store.dropDraft(id: draftNames.id(of: name))
      case .learn(let habit): learn(habit)
      case .work(let order, let tag): workshop.start(order, tag: tag)
      case .cancelWork(let tag): workshop.cancel(tag)
      case .discard(let parcel): Threads.start(isUrgent: false) { _ = parcel.open() }
      case .countViews(let order):
        Threads.start(isUrgent: false) { [mailbox, waker = terminal.waker] in
          mailbox.put(.viewCounts(ViewCounts(order)))
          waker.wake()
        }
      case .askSeen: asks += 1
      case .leave: isLeaving = true
      case .suspend: terminal.suspend()
      case .redraw: terminal.redraw()
      }
    }
  }

  private mutating func draw() {
    shown.show(state.asOf)
    var canvas = terminal.makeCanvas()
    state.draw(on: &canvas)
    terminal.present(canvas)
    for _ in 0..<asks { terminal.askSeen() }
    asks = 0
  }
}

extension Clock {
  /// The machine's clock now.
  static var now: Clock { Clock(today: SystemClock.today, time: SystemClock.time24) }
}
