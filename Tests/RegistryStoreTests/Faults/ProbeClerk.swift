import Glibc
import RegistryTestSupport
import SystemPackage
import Testing

/// A clerk in a process of its own: one running `store-probe`, and what it says.
final class ProbeClerk {
  let process: pid_t
  private let output: FileDescriptor
  private var unread: [UInt8] = []

  /// Starts saving `count` communities from the serial number `first` on.
  init(_ path: FilePath, _ account: String, first: Int, count: Int, stop: Int? = nil) throws {
    let pipe = try FileDescriptor.pipe()
    output = pipe.readEnd
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, pipe.writeEnd.rawValue, 1)
    posix_spawn_file_actions_addclose(&actions, pipe.readEnd.rawValue)
    posix_spawn_file_actions_addclose(&actions, pipe.writeEnd.rawValue)
    let probe = try builtProductsDirectory() + "/store-probe"
    let arguments =
      [probe, path.string, account, "\(first)", "\(count)"]
      + [stop].compactMap { $0 }.map(String.init)
    var raw = arguments.map { strdup($0) } + [nil]
    var process: pid_t = 0
    let failure = posix_spawn(&process, probe, &actions, nil, &raw, environ)
    raw.forEach { free($0) }
    posix_spawn_file_actions_destroy(&actions)
    try pipe.writeEnd.close()
    try #require(failure == 0)
    self.process = process
  }

  /// The next `count` lines, or all there are until it ends.
  func lines(upTo count: Int = .max) -> [String] {
    var lines: [String] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while lines.count < count {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        lines.append(String(decoding: unread[..<end], as: UTF8.self))
        unread.removeFirst(end + 1)
        continue
      }
      let got = Glibc.read(output.rawValue, &buffer, buffer.count)
      if got <= 0 { break }
      unread += buffer[..<got]
    }
    return lines
  }

  /// The serial numbers it was told are saved, once it has ended.
  func saved() -> Set<Int> { Set(lines().compactMap { Int($0) }) }

  /// Waits until it has stopped itself; false where it ended instead.
  func waitUntilStopped() -> Bool {
    var status: Int32 = 0
    while waitpid(process, &status, WUNTRACED) < 0, errno == EINTR {}
    return status & 0xFF == 0x7F
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for its end; its exit code or the signal that killed it.
  @discardableResult func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    try? output.close()
    return status
  }
}
