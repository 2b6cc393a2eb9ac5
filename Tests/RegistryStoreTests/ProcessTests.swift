import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Several real processes on one registry.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ProcessTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }

  @Test func clerks_savingAtOnce_allGetTheirSavesIn() throws {
    _ = try Sample.make(in: directory)
    let clerks = try (0..<3).map {
      try Clerk(path, "clerk\($0)", first: 1 + 100 * $0, count: 20)
    }
    for clerk in clerks {
      #expect(clerk.lines(upTo: .max).count == 20)
      #expect(clerk.end() == 0)
    }
    let registry = try Sample.open(path)
    #expect(registry.head.seq == 61)
    #expect(registry.head.communities.count == 60)
    #expect(Set(try registry.changes(after: 1).map(\.by)).count == 3)
    #expect(try registry.check(today: Sample.today).exitCode == 0)
  }

  @Test(arguments: [1, 7, 16, 33])
  func clerk_killed_keepsWhatWasAcknowledged(saves: Int) throws {
    _ = try Sample.make(in: directory)
    let clerk = try Clerk(path, "clerk", first: 1, count: 500)
    var acknowledged = clerk.lines(upTo: saves)
    kill(clerk.process, SIGKILL)
    acknowledged += clerk.lines(upTo: .max)
    #expect(clerk.end() != 0)
    let registry = try Sample.open(path)
    let found = registry.head.communities.count
    #expect((acknowledged.count...acknowledged.count + 1).contains(found))
    #expect(registry.head.communities.all.map(\.id.number) == Array(1...found))
    try registry.append(Sample.community(599))
    #expect(try registry.check(today: Sample.today).exitCode == 0)
  }

  /// One running `store-probe` and what it says.
  private final class Clerk {
    let process: pid_t
    private let output: FileDescriptor
    private var unread: [UInt8] = []

    init(_ path: FilePath, _ account: String, first: Int, count: Int) throws {
      let pipe = try FileDescriptor.pipe()
      output = pipe.readEnd
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, pipe.writeEnd.rawValue, 1)
      posix_spawn_file_actions_addclose(&actions, pipe.readEnd.rawValue)
      posix_spawn_file_actions_addclose(&actions, pipe.writeEnd.rawValue)
      let probe = try builtProductsDirectory() + "/store-probe"
      let arguments = [probe, path.string, account, "\(first)", "\(count)"]
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
    func lines(upTo count: Int) -> [String] {
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

    /// Waits for its end; its exit code or the signal that killed it.
    func end() -> Int32 {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      try? output.close()
      return status
    }
  }
}
