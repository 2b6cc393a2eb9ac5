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
  private let options: CommonOptions
  private let language: Language

  init(_ options: CommonOptions) throws {
    self.options = options
    language = try options.spoken()
  }

  func run() throws {
    let day = try options.day()
    let place = options.place()
    let mailbox = Mailbox<StoreEvent>()
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        color: options.color != .never, ambiguousWidth: options.ambiguous)
    } catch {
      throw Failure.usage(Words(same: "\(error)"), language)
    }
    defer { terminal.close() }
    let waker = terminal.waker
    var settings = Store.Settings(directory: place, account: Environment.login) {
      (SystemClock.instant, SystemClock.today)
    }
    settings.access = options.readOnly ? .reading : .writing
    settings.spareDrafts =
      options.readOnly ? nil : Environment.stateDirectory.appending("sanshe/drafts")
    let search = SearchMemo.ofProgram()
    let store: Store
    do {
      store = try Store(settings) { event in
        mailbox.put(event)
        waker.wake()
        // On the store's thread, behind the first screen.
        if case .loaded(let registry, _, _) = event { search.prepare(registry) }
      }
    } catch {
      throw Failure.store(error, language)
    }
    // Read while the store's thread loads the records.
    let library = PlanLibrary(of: place)
    var typed: [Event] = []
    let (registry, notices) = try awaitLoading(mailbox, terminal, &typed)
    // A plan that was asked for must be there; without the office's own the work goes on all the same.
    var problems = library.problems
    var plan: Plan?
    do {
      plan = try library.plan(options.plan, for: registry.office, language)
    } catch let failure as Failure where options.plan == nil {
      problems.append(failure.words)
    }
    let session = Session(
      login: Environment.login, language: language, asOf: day, isReadOnly: options.readOnly,
      localTime: SystemClock.text)
    var state = AppState(
      registry: registry, plan: plan, session: session, clock: .now, search: search)
    for words in problems + notices.map(\.words) { _ = state.update(.notice(words)) }
    var loop = EventLoop(terminal, store, mailbox, state)
    // 128 and the number of SIGHUP, as a shell says of a process that was hung up on.
    if !loop.run(after: typed) { throw ExitCode(129) }
  }

  /// The first state; keys typed meanwhile are kept for it.
  private func awaitLoading(
    _ mailbox: Mailbox<StoreEvent>, _ terminal: NcursesTerminal, _ typed: inout [Event]
  ) throws -> (RegistryState, [StoreNotice]) {
    while true {
      let letters = mailbox.take()
      for (place, event) in letters.enumerated() {
        switch event {
        case .loaded(let state, _, let notices):
          for later in letters[(place + 1)...] { mailbox.put(later) }
          terminal.waker.wake()
          return (state, notices)
        case .notOpened(let error): throw Failure.store(error, language)
        default: break
        }
      }
      let event = terminal.next(timeoutMilliseconds: nil)
      if event == .hangup {
        throw Failure(words: Words("the terminal is gone", "终端已断开"), code: 129, language: language)
      }
      typed.append(event)
    }
  }
}
