import Glibc
import RegistryTestSupport

/// The built program run as a shell runs it, without a terminal.
struct Program {
  /// What a run left behind.
  struct Outcome {
    let code: Int32
    let bytes: [UInt8]
    let error: String

    /// Standard output as text.
    var output: String { String(decoding: bytes, as: UTF8.self) }
    /// Lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Where the build put it.
  static func path() throws -> String { try builtProductsDirectory() + "/sanshe" }

  let processID: pid_t
  private let output: String
  private let error: String

  /// Starts `path` with `arguments` and nothing but `environment`; outputs go into files in
  /// `directory`, so that no pipe can fill up.
  init(
    _ path: String, _ arguments: [String], environment: [String: String], directory: String
  ) throws {
    let name = "\(directory)/run-\(UInt64.random(in: .min ... .max))"
    (output, error) = (name + ".out", name + ".err")
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
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT, 0o600)
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let failure = posix_spawn(&pid, path, &actions, &attributes, &argv, &envp)
    guard failure == 0 else { throw Failed("cannot start \(path): error \(failure)") }
    processID = pid
  }

  func kill(_ signal: Int32) { Glibc.kill(processID, signal) }

  /// Waits until it has stopped itself.
  func waitUntilStopped() throws {
    var status: Int32 = 0
    guard waitpid(processID, &status, WUNTRACED) == processID, status & 0xFF == 0x7F else {
      throw Failed("it ended instead of stopping")
    }
  }

  /// Waits for the end; a program killed by a signal has 128 and its number as code, as in a shell.
  func wait() -> Outcome {
    var status: Int32 = 0
    waitpid(processID, &status, 0)
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return Outcome(
      code: code, bytes: Disk.read(output) ?? [],
      error: String(decoding: Disk.read(error) ?? [], as: UTF8.self))
  }
}

/// Why a test cannot go on.
struct Failed: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
