import Glibc
import SystemPackage

/// Another program, run as a child.
struct ChildProgram {
  let path: FilePath
  let arguments: [String]
  /// It is given the environment of this program; else none.
  var isAtHome = false

  /// It took too long, said too much, or nobody waited for it any longer.
  struct Killed: Error {}

  /// What it says on its standard output, and its exit status; -1 where a signal ended it.
  ///
  /// - Parameters:
  ///   - input: its standard input.
  ///   - hasErrors: what it says on standard error is part of the answer; else nobody hears it.
  ///   - goesOn: asked now and then; the program is ended where it says no.
  func answer(
    input: FileDescriptor, hasErrors: Bool = false, within time: Duration, most bytes: Int,
    goesOn: () -> Bool
  ) throws -> (output: [UInt8], status: Int32) {
    let (reading, writing) = try FileDescriptor.pipe()
    defer { try? reading.close() }
    for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    let process: pid_t
    do {
      defer { try? writing.close() }
      process = try start([input, writing] + (hasErrors ? [writing] : []))
    }
    var output: [UInt8] = []
    do {
      let last = ContinuousClock.now + time
      while true {
        var waiting = pollfd(fd: reading.rawValue, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, 100)
        guard goesOn(), ContinuousClock.now < last, output.count <= bytes else { throw Killed() }
        if ready == 0 || ready < 0 && errno == EINTR { continue }
        let count = try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { room in
          let count = try reading.read(into: room)
          output.append(contentsOf: room[..<count])
          return count
        }
        if count == 0 { break }
      }
    } catch {
      kill(process, SIGKILL)
      _ = Self.end(of: process)
      throw error
    }
    return (output, Self.end(of: process))
  }

  /// Starts it with these as its standard input, output and error; an error that is not given is nobody's.
  func start(_ streams: [FileDescriptor]) throws -> pid_t {
    var words = ([path.string] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream.rawValue, Int32(place))
    }
    if streams.count < 3 {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var process = pid_t()
    let fault = posix_spawn(
      &process, path.string, &actions, nil, &words, isAtHome ? environ : nil)
    guard fault == 0 else { throw Errno(rawValue: fault) }
    return process
  }

  /// Waits for its end; its exit status, or -1 where a signal ended it.
  static func end(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
  }
}
