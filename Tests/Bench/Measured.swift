import Glibc
import SystemPackage

/// A program that ran to its end: how long it took, and the most memory that it or a program of its own used.
struct Measured {
  let seconds: Double
  let kilobytes: Int

  /// Runs a program; its words go nowhere.
  static func run(_ program: [String]) throws -> Measured {
    var words: [UnsafeMutablePointer<CChar>?] = program.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    let start = ContinuousClock.now
    var (process, status, usage) = (pid_t(), Int32(), rusage())
    guard posix_spawnp(&process, program[0], &actions, nil, &words, environ) == 0,
      wait4(process, &status, 0, &usage) == process, status == 0
    else { throw Errno.ioError }
    return Measured(
      seconds: (ContinuousClock.now - start) / .seconds(1), kilobytes: Int(usage.ru_maxrss))
  }
}
