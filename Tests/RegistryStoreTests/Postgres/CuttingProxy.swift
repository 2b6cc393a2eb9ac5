import Glibc
import RegistryStore
import RegistryTestSupport
import Synchronization

/// Stands before a server and cuts each connection somewhere among its bytes, in either direction.
final class CuttingProxy: Sendable {
  /// Where its socket is.
  let directory: String
  private let server: String
  private let listener: Int32
  /// Whoever has gone ends a write, not the process.
  private let noSignal = Int32(0x4000)  // MSG_NOSIGNAL
  private let state: Mutex<(random: SeededGenerator, isCutting: Bool, cuts: Int)>

  /// Connections that were cut so far.
  var cuts: Int { state.withLock(\.cuts) }

  /// Listens in `directory`, for the server whose socket is in `server`.
  init(in directory: String, before server: String, seed: UInt64) throws {
    (self.directory, self.server) = (directory, "\(server)/.s.PGSQL.5432")
    state = Mutex((SeededGenerator(seed: seed), true, 0))
    listener = Self.socket()
    let bound = Self.withAddress("\(directory)/.s.PGSQL.5432") { [listener] in
      bind(listener, $0, $1) == 0 && listen(listener, 100) == 0
    }
    guard bound else { throw Unexpected() }
    Threads.start { [self] in serve() }
  }

  /// Cuts no more.
  func rest() { state.withLock { $0.isCutting = false } }

  private func serve() {
    while true {
      let client = accept(listener, nil, nil)
      if client < 0 { return }
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      let target = Self.socket()
      let isThere = Self.withAddress(server) { connect(target, $0, $1) == 0 }
      guard isThere else {
        close(client)
        close(target)
        continue
      }
      let left = state.withLock { state in
        // Now and then one lasts: nobody could load a registry otherwise.
        let isCut = state.isCutting && Int.random(in: 0..<8, using: &state.random) > 0
        return isCut ? Int.random(in: 0..<40_000, using: &state.random) : .max
      }
      Threads.start { [self] in
        if pass(client, target, left) { state.withLock { $0.cuts += 1 } }
        close(client)
        close(target)
      }
    }
  }

  /// Passes so many bytes; true if that is where it ended.
  private func pass(_ client: Int32, _ target: Int32, _ bytes: Int) -> Bool {
    var (left, buffer) = (bytes, [UInt8](repeating: 0, count: 4096))
    while true {
      var ends = [client, target].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if poll(&ends, 2, -1) < 0 { return false }
      for (place, end) in ends.enumerated() where end.revents != 0 {
        let count = read(end.fd, &buffer, min(buffer.count, max(1, left)))
        if count <= 0 { return false }
        if left <= 0 { return true }
        left -= count
        var sent = 0
        while sent < count {
          let written = buffer.withUnsafeBytes {
            send(
              ends[1 - place].fd, $0.baseAddress! + sent, count - sent, noSignal
            )
          }
          if written <= 0 { return false }
          sent += written
        }
      }
    }
  }

  /// A program that is started meanwhile would hold a connection that was cut.
  private static func socket() -> Int32 {
    Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  }

  private static func withAddress<T>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T
  ) -> T {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
