import CNcurses
import CTerminalSignals
import Glibc
import TerminalCore

/// The real terminal: ncurses draws, bytes are read and decoded here.
///
/// Owned by the thread of the loop; other threads reach it through `waker` only. One at a time:
/// ncurses and signals belong to the process. However the process ends, its terminal is restored.
public final class NcursesTerminal: Terminal {
  /// Height of the window, at least 1.
  public private(set) var rows: Int
  /// Width of the window, at least 1.
  public private(set) var columns: Int
  /// The signs the terminal shows right.
  public let glyphs: GlyphSet
  /// Wakes `next` from another thread.
  public let waker: Waker

  private let palette: Palette
  private let modesOn: [UInt8]
  private let modesOff: [UInt8]
  private var input: TerminalInput
  private var shown: Canvas?
  private var isOpen = true

  /// Opens the terminal on standard input and output.
  ///
  /// - Parameters:
  ///   - color: false draws without colours, as NO_COLOR does.
  ///   - ambiguousWidth: 2 for terminals that draw ambiguous characters two columns wide.
  public init(color: Bool = true, ambiguousWidth: Int = 1) throws(NcursesError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let name = environment("TERM") ?? ""
    guard !name.isEmpty, cn_setup() else { throw .unknownTerminal(name: name) }
    guard cn_capability("cup") != nil else { throw .unsuitableTerminal(name: name) }

    let locale = TerminalLocale()
    let isPlain = ["vt", "ansi", "cons", "sun", "pcansi"].contains { name.hasPrefix($0) }
    glyphs =
      if ambiguousWidth == 2 || !locale.isUTF8 {
        .wideAmbiguous
      } else {
        isPlain || locale.isGuess ? .ascii : .unicode
      }

    // Application keys where the terminal has them, and pastes in brackets, which terminals that
    // cannot do it ignore.
    modesOn = Terminfo.string("smkx") + Array("\u{1B}[?2004h".utf8)
    modesOff = Array("\u{1B}[?2004l".utf8) + Terminfo.string("rmkx")
    let leave = Terminfo.string("rmcup")
    let reset =
      modesOff + Terminfo.string("sgr0") + Terminfo.string("cnorm")
      + (leave.isEmpty ? Array("\r\n".utf8) : leave)
    reset.withUnsafeBytes {
      terminal_signals_guard(
        STDIN_FILENO, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    guard cn_open() != nil else {
      terminal_signals_stop()
      throw .unknownTerminal(name: name)
    }
    cn_raw()
    palette = Palette(color: color)
    // After ncurses has set its own handlers, so that ours hold.
    let wakes = terminal_signals_start()
    guard wakes >= 0 else {
      let reason = errno
      endwin()
      terminal_signals_stop()
      throw .noPipe(errno: reason)
    }
    waker = Waker(fileDescriptor: terminal_signals_writer())
    input = TerminalInput(
      wakes: wakes, isUTF8: locale.isUTF8, decoder: KeyDecoder(learned: Terminfo.keys()))
    (rows, columns) = (1, 1)
    measure()
    write(modesOn)
  }

  deinit {
    close()
  }

  /// Shows `canvas`, writing what changed since the last one.
  public func present(_ canvas: Canvas) {
    guard isOpen else { return }
    if shown == nil { cn_erase() }
    for run in CanvasDiff(from: shown, to: canvas).runs where run.row < rows { draw(run) }
    shown = canvas
    let cursor = canvas.cursor
    cn_update(Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0), cursor != nil)
  }

  /// Asks for the status report that every terminal since the VT100 answers in turn.
  public func askSeen() {
    guard isOpen else { return }
    write(Array("\u{1B}[5n".utf8))
    input.awaitSeen()
  }

  /// The next event; after a hang-up it gives `.hangup` for ever, at once.
  public func next(timeoutMilliseconds: Int?) -> Event {
    while isOpen {
      switch input.next(timeoutMilliseconds: timeoutMilliseconds) {
      case .event(let event): return event
      case .resize:
        measure()
        return .resized(rows: rows, columns: columns)
      case .stop: suspend()
      case .resume:
        enter()
        return .resumed
      }
    }
    return .hangup
  }

  /// The exit code of a program that ends because of `.hangup`: 128 and the number of the signal that
  /// ended it, as a shell says it; that of SIGHUP where the terminal is simply gone.
  public var hangupCode: Int32 { 128 + (input.endSignal ?? SIGHUP) }

  /// Gives the terminal back to the shell until the process is continued, then gives `.resumed`.
  public func suspend() {
    guard isOpen else { return }
    write(modesOff)
    endwin()
    terminal_signals_restore()
    terminal_signals_suspend()
  }

  /// Redraws everything at the next `present`, for a screen that something else wrote on.
  public func redraw() {
    shown = nil
    cn_forget_screen()
  }

  /// Gives the terminal back for good.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    write(modesOff)
    curs_set(1)
    endwin()
    terminal_signals_stop()
  }

  /// Takes the terminal again after a stop: the shell has set its own modes in the meantime.
  private func enter() {
    reset_prog_mode()
    measure()
    write(modesOn)
  }

  /// Takes over the window's size and forgets what is on it.
  private func measure() {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 {
      resizeterm(Int32(size.ws_row), Int32(size.ws_col))
    }
    (rows, columns) = (max(1, Int(cn_rows())), max(1, Int(cn_columns())))
    redraw()
  }

  private func draw(_ run: CanvasDiff.Run) {
    for (offset, cell) in run.cells.enumerated() where !cell.isContinuation {
      let column = run.column + offset
      let isWide = offset + 1 < run.cells.count && run.cells[offset + 1].isContinuation
      guard column + (isWide ? 1 : 0) < columns else { return }
      let (attributes, pair) = palette.rendition(of: cell.style)
      for (shift, text) in NcursesTerminal.agreed(cell.text, columns: isWide ? 2 : 1).enumerated() {
        cn_put(Int32(run.row), Int32(column + shift), text, attributes, pair)
      }
    }
  }

  /// The wide strings for a cell: ncurses counts columns with the C library, so a character is
  /// drawn only where that agrees with ours.
  private static func agreed(_ text: String, columns: Int) -> [[wchar_t]] {
    let wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    let isAgreed =
      cn_width(wide.first ?? 0) == Int32(columns)
      && wide.dropFirst().allSatisfy { cn_width($0) == 0 }
    if isAgreed { return [wide + [0]] }
    return Array(repeating: [wchar_t(UInt8(ascii: "?")), 0], count: columns)
  }

  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
