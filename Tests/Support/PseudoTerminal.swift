import CVterm
import Glibc
import TerminalCore

/// A program running in a real pseudo-terminal, with a screen to read and keys to send.
///
/// Nothing here sleeps: waiting means reading what the program writes until it is what was asked
/// for, or the time is up, which fails with a picture of the screen.
public final class PseudoTerminal {
  /// What went wrong, with the screen at that moment.
  public struct Failure: Error, CustomStringConvertible {
    /// The sentence and the screen.
    public let description: String
  }

  /// How the program ended.
  public enum Ending: Equatable, Sendable {
    /// It called `exit`.
    case exited(Int32)
    /// A signal killed it.
    case killed(signal: Int32)
  }

  /// What the program shows.
  public let screen: TerminalScreen
  /// Every byte it wrote.
  public private(set) var output: [UInt8] = []
  /// The process.
  public let processID: pid_t
  /// How the program ended; nil while it runs.
  public private(set) var ending: Ending?
  /// It answers what the program asks of it, as terminals do; false: as behind a slow line.
  public var answersReports = true
  private var file: Int32
  /// Held open so that the terminal, and its modes, outlive the program.
  private let slave: Int32

  /// Starts `path` with `arguments` (without its own name) and nothing but `environment`.
  ///
  /// With `isControlling` false the terminal is not the one of the program's session, so that
  /// losing it brings no signal.
  public init(
    _ path: String, arguments: [String] = [], environment: [String: String] = [:],
    rows: Int = 24, columns: Int = 80, isControlling: Bool = true
  ) throws {
    screen = TerminalScreen(rows: rows, columns: columns)
    var name = [CChar](repeating: 0, count: 128)
    file = cv_open_terminal(&name, name.count)
    guard file >= 0 else { throw Failure(description: "no pseudo-terminal: error \(errno)") }
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    PseudoTerminal.setSize(of: file, rows: rows, columns: columns)
    processID = try PseudoTerminal.spawn(
      path, arguments: arguments, environment: environment, terminal: name,
      isControlling: isControlling)
  }

  deinit {
    if ending == nil {
      Glibc.kill(processID, SIGKILL)
      waitpid(processID, nil, 0)
    }
    close(slave)
    if file >= 0 { close(file) }
  }

  /// Types `keys`, escape sequences included, in one write.
  public func send(_ keys: String) { send(bytes: Array(keys.utf8)) }

  /// Types bytes in one write.
  public func send(bytes: [UInt8]) {
    let count = write(file, bytes, bytes.count)
    precondition(count == bytes.count, "the terminal took only part of the keys")
  }

  /// Changes the window's size; the program gets SIGWINCH.
  public func resize(rows: Int, columns: Int) {
    screen.resize(rows: rows, columns: columns)
    PseudoTerminal.setSize(of: file, rows: rows, columns: columns)
  }

  /// Closes the window on the program, as a lost connection does.
  public func hangUp() {
    close(file)
    file = -1
  }

  /// Sends a signal to the program.
  public func kill(_ signal: Int32) { Glibc.kill(processID, signal) }

  /// The terminal's modes; a shell sets them while a program is stopped.
  public var modes: termios {
    get {
      var modes = termios()
      tcgetattr(slave, &modes)
      return modes
    }
    set {
      var modes = newValue
      tcsetattr(slave, TCSANOW, &modes)
    }
  }

  /// Reads until `condition` holds.
  public func waitUntil(
    _ what: String = "the condition", timeout: Duration = .seconds(60),
    _ condition: (TerminalScreen) -> Bool
  ) throws {
    try wait(for: what, timeout: timeout) { condition(screen) }
  }

  /// Reads until the program has taken every key, drawn what came of it and waits for more.
  ///
  /// Work of its other threads, and an escape byte that may yet become a sequence, are not waited
  /// for: what comes of those is on the screen.
  public func waitUntilIdle(timeout: Duration = .seconds(60)) throws {
    try wait(for: "a program that waits for keys", timeout: timeout) { isWaiting }
  }

  /// Reads until the program has ended, and tells how.
  @discardableResult
  public func waitForEnd(timeout: Duration = .seconds(60)) throws -> Ending {
    try wait(for: "the end of the program", timeout: timeout) { ending != nil }
    return ending!
  }

  /// Waits until the kernel says the program stopped, as by Ctrl-Z.
  public func waitForStop(timeout: Duration = .seconds(60)) throws {
    try wait(for: "the program to stop", timeout: timeout) {
      var status: Int32 = 0
      return waitpid(processID, &status, WNOHANG | WUNTRACED) == processID && status & 0xFF == 0x7F
    }
  }

  private func wait(for what: String, timeout: Duration, _ isDone: () -> Bool) throws {
    let clock = ContinuousClock()
    let deadline = clock.now + timeout
    while true {
      reap()
      // What a dead program wrote is still to be read.
      while read(milliseconds: 0) {}
      if isDone() { return }
      guard ending == nil, clock.now < deadline else {
        let reason = ending.map { "the program ended: \($0)" } ?? "waited \(timeout)"
        throw Failure(description: "\(what) did not come; \(reason)\n\(screen)")
      }
      _ = read(milliseconds: 10)
    }
  }

  /// Whether no key is on its way, the main thread sleeps, and nothing it wrote is left to read.
  private var isWaiting: Bool {
    // poll, unlike FIONREAD, first brings in the bytes that are still between the two ends.
    var keys = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
    return poll(&keys, 1, 0) == 0 && isMainThreadAsleep && !read(milliseconds: 0)
  }

  private var isMainThreadAsleep: Bool {
    guard let stat = fopen("/proc/\(processID)/task/\(processID)/stat", "r") else { return false }
    defer { fclose(stat) }
    var line = [UInt8](repeating: 0, count: 512)
    let count = fread(&line, 1, line.count, stat)
    // The state follows the name, which stands in brackets.
    return String(decoding: line[..<count], as: UTF8.self).contains(") S ")
  }

  /// Takes in what can be read; false if nothing came.
  private func read(milliseconds: Int32) -> Bool {
    // poll skips a negative number and still waits, so a hung-up terminal can be waited on.
    var poller = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count > 0 else { return false }
    output.append(contentsOf: buffer[..<count])
    screen.write(buffer[..<count])
    if answersReports { send(bytes: screen.takeAnswers()) }
    return true
  }

  private func reap() {
    var status: Int32 = 0
    guard ending == nil, waitpid(processID, &status, WNOHANG) == processID else { return }
    ending =
      status & 0x7F == 0
      ? .exited((status >> 8) & 0xFF) : .killed(signal: status & 0x7F)
  }

  private static func setSize(of file: Int32, rows: Int, columns: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(file, UInt(TIOCSWINSZ), &size)
  }

  private static func spawn(
    _ path: String, arguments: [String], environment: [String: String], terminal: [CChar],
    isControlling: Bool
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    // Threads that run tests block signals, and children would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var defaults = sigset_t()
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        | (isControlling ? Int16(CV_SPAWN_SETSID) : 0))
    // The first terminal a session leader opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(
      &actions, 0, terminal, O_RDWR | (isControlling ? 0 : O_NOCTTY), 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, path, &actions, &attributes, &argv, &envp)
    guard error == 0 else { throw Failure(description: "cannot start \(path): error \(error)") }
    return pid
  }
}

/// The directory with the programs this build made, where tests find them.
public func builtProductsDirectory() throws -> String {
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
  guard count > 0 else {
    throw PseudoTerminal.Failure(description: "cannot tell where the tests run")
  }
  let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
}
