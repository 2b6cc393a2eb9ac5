import ArgumentParser
import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import RegistryStore
import TerminalCore
import TerminalNcurses

/// A registry on a terminal, from opening to leaving.
struct TerminalSession {
  private let options: any CommonOptionValues
  private let language: Language

  init(_ options: any CommonOptionValues) throws {
    self.options = options
    language = try options.spoken()
  }

  func run() throws {
    let shown = ShownDay(try options.day())
    let mailbox = Mailbox<Letter>()
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        color: options.color != .never, ambiguousWidth: options.ambiguous)
    } catch {
      throw Failure.usage(Words(same: "\(error)"), language)
    }
    defer { terminal.close() }
    let search = SearchMemo.ofProgram()
    let habits = try habits()
    let store = try open(mailbox, habits, shown, search, waking: terminal.waker)
    let asOf = try options.day()
    var typed: [Event] = []
    let (counted, session, notices) = try awaitLoading(mailbox, terminal, &typed) { account in
      Session(
        login: account, language: language, asOf: asOf, isReadOnly: options.readOnly,
        localTime: SystemClock.text)
    }
    var state = AppState(counted, session: session, clock: .now, search: search)
    for words in notices { _ = state.update(.notice(words)) }
    var loop = EventLoop(terminal, store, mailbox, shown, state, at: try options.place()) {
      habits.put($0)
    }
    if !loop.run(after: typed) { throw ExitCode(terminal.hangupCode) }
  }

  /// Where what the clerk did waits to be kept.
  private func habits() throws -> Inbox<Habit?> {
    do throws(StoreError) { return try Inbox() } catch { throw Failure.store(error, language) }
  }

  /// Starts the thread that owns the registry and the one that counts.
  private func open(
    _ mailbox: Mailbox<Letter>, _ habits: Inbox<Habit?>, _ shown: ShownDay, _ search: SearchMemo,
    waking waker: Waker
  ) throws -> Store {
    let place = try options.place()
    let access = options.readOnly ? RegistryAccess.reading : .writing
    let outside = Store.Options(
      spareDrafts: options.readOnly ? nil : Environment.stateDirectory.appending("sanshe"))
    do throws(StoreError) {
      let events = try Inbox<StoreEvent>()
      let counting = Counting(
        place: place, plan: options.plan, language: language, shown: shown,
        keeps: !options.readOnly, search: search, events: events,
        habits: habits
      ) { letter in
        mailbox.put(letter)
        waker.wake()
      }
      Threads.start { counting.run() }
      return try Store(
        outside, opening: { () throws(StoreError) in try place.open(access) },
        onEvent: { events.put($0) })
    } catch {
      throw Failure.store(error, language)
    }
  }

  /// The first state with its figures; keys typed in the meantime are kept for it. What the Overview said
  /// last is shown until then, where it is known to be true still.
  private func awaitLoading(
    _ mailbox: Mailbox<Letter>, _ terminal: NcursesTerminal, _ typed: inout [Event],
    _ session: (_ account: String) -> Session
  ) throws -> (Counted, Session, [Words]) {
    var overview: AppState?
    while true {
      let letters = mailbox.take()
      for (place, letter) in letters.enumerated() {
        switch letter {
        case .summary(let summary, let account):
          overview = AppState(Counted(summary), session: session(account), clock: .now)
          draw(&overview, terminal)
        case .opened(let counted, let account, let notices):
          for later in letters[(place + 1)...] { mailbox.put(later) }
          terminal.waker.wake()
          return (counted, session(account), notices)
        case .notOpened(let failure): throw failure
        case .counted, .habits, .habitsKept, .event, .viewCounts, .work: break
        }
      }
      let event = terminal.next(timeoutMilliseconds: nil)
      if event == .hangup {
        throw ExitCode(terminal.hangupCode)
      }
      typed.append(event)
      if case .resized = event { draw(&overview, terminal) }
    }
  }

  private func draw(_ overview: inout AppState?, _ terminal: NcursesTerminal) {
    guard overview != nil else { return }
    let size = Event.resized(rows: terminal.rows, columns: terminal.columns)
    _ = overview?.update(size, clock: .now)
    var canvas = terminal.makeCanvas()
    overview?.draw(on: &canvas)
    terminal.present(canvas)
  }
}
