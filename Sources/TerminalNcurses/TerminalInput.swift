import CTerminalSignals
import Glibc
import TerminalCore

/// Waits for keys, signals and other threads at once.
struct TerminalInput {
  /// What arrived.
  enum Arrival: Equatable {
    /// An event for the loop.
    case event(Event)
    /// The window's size changed.
    case resize
    /// The process was asked to stop.
    case stop
    /// The process goes on.
    case resume
  }

  private let wakes: Int32
  private let escapeDelay: Duration
  private let clock = ContinuousClock()
  private var decoder: KeyDecoder
  private var foreign: LocaleBytes?
  private var arrivals: [Arrival] = []
  private var escapeDeadline: ContinuousClock.Instant?
  /// Until when more of a paste is waited for: its end may be lost, and no key must be lost with it.
  private var pasteDeadline: ContinuousClock.Instant?
  /// Reports that were asked for and have not come.
  private var unseen = 0
  private var seenDeadline: ContinuousClock.Instant?
  private var isGone = false
  /// The signal that asked the process to end; nil if none did.
  private(set) var endSignal: Int32?

  /// Reads standard input and the pipe `wakes`.
  init(wakes: Int32, isUTF8: Bool, decoder: KeyDecoder) {
    self.wakes = wakes
    self.decoder = decoder
    foreign = isUTF8 ? nil : LocaleBytes()
    // Networks tear sequences apart; a second, as ncurses waits, is felt with every Escape.
    let usual = environment("SSH_CONNECTION") == nil ? 25 : 60
    escapeDelay = .milliseconds(environment("ESCDELAY").flatMap(Int.init) ?? usual)
  }

  /// The next arrival; `.tick` when `timeoutMilliseconds` pass without one.
  mutating func next(timeoutMilliseconds: Int?) -> Arrival {
    let deadline = timeoutMilliseconds.map { clock.now + .milliseconds($0) }
    while true {
      if !arrivals.isEmpty { return arrivals.removeFirst() }
      if isGone { return .event(.hangup) }
      wait(until: [deadline, escapeDeadline, pasteDeadline, seenDeadline].compactMap { $0 }.min())
      if !arrivals.isEmpty { continue }
      if let deadline, clock.now >= deadline { return .event(.tick) }
    }
  }

  /// A report was asked for that says what is on the terminal.
  mutating func awaitSeen() {
    unseen += 1
    seenDeadline = clock.now + .seconds(1)
  }

  private mutating func wait(until deadline: ContinuousClock.Instant?) {
    var files = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakes, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&files, 2, deadline.map(milliseconds) ?? -1)
    if let escape = escapeDeadline, clock.now >= escape {
      // Also when something came later than the delay: it was not part of the sequence.
      escapeDeadline = nil
      report(decoder.timedOut())
    }
    if let paste = pasteDeadline, clock.now >= paste, count == 0 {
      pasteDeadline = nil
      report(decoder.pasteTimedOut())
    }
    if let seen = seenDeadline, clock.now >= seen, count == 0 {
      // This terminal does not answer.
      report(Array(repeating: .seen, count: unseen))
    }
    guard count > 0 else { return }
    if files[1].revents != 0 { readWakes() }
    if files[0].revents != 0 { readKeys() }
  }

  private mutating func readKeys() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    guard count > 0 else {
      if count == 0 || (errno != EINTR && errno != EAGAIN) { isGone = true }
      return
    }
    let bytes = foreign?.utf8(buffer[..<count]) ?? Array(buffer[..<count])
    report(decoder.feed(bytes).withUnmarkedPastes)
    escapeDeadline = decoder.needsTimeout ? clock.now + escapeDelay : nil
    pasteDeadline = decoder.isPasting ? clock.now + .seconds(3) : nil
  }

  /// Many signals of one kind are one arrival.
  private mutating func readWakes() {
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = read(wakes, &buffer, buffer.count)
    let bytes = Set(buffer.prefix(max(0, count)).map(Int.init))
    if bytes.contains(TERMINAL_CONTINUE) { arrivals.append(.resume) }
    if bytes.contains(TERMINAL_RESIZE) { arrivals.append(.resize) }
    if bytes.contains(TERMINAL_WAKE) { arrivals.append(.event(.wake)) }
    if bytes.contains(TERMINAL_STOP) { arrivals.append(.stop) }
    if let end = bytes.filter({ $0 > TERMINAL_END }).min() {
      (isGone, endSignal) = (true, endSignal ?? Int32(end - TERMINAL_END))
    }
  }

  private mutating func report(_ events: [Event]) {
    for event in events {
      if event == .seen {
        // One that comes late was given up before.
        guard unseen > 0 else { continue }
        unseen -= 1
        if unseen == 0 { seenDeadline = nil }
      }
      arrivals.append(.event(event))
    }
  }

  /// Rounded up, so that waiting never ends before the deadline and spins.
  private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let (seconds, attoseconds) = (deadline - clock.now).components
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: max(0, milliseconds))
  }
}
