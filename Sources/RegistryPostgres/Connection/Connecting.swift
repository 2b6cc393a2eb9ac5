import CPostgres
import RegistryStore

/// How a connection is made: to the first host that takes it, none of them waited for without end.
///
/// libpq would try the hosts by itself, but tells why a server refused in the server's language alone; asked before
/// for the code of the refusal, it does not bound the time.
struct Connecting {
  private let calls: postgres_calls
  private let address: PostgresAddress
  private let writing: Bool

  /// Given before what the address says, which may say otherwise. A server that is away is noticed within
  /// seconds, whether it is asked something or not.
  private static let defaults = [
    ("tcp_user_timeout", "5000"), ("keepalives_idle", "5"), ("keepalives_interval", "2"),
    ("keepalives_count", "3"),
  ]

  /// - Parameter writing: only to a server that takes saves.
  init(_ address: PostgresAddress, _ calls: postgres_calls, writing: Bool) {
    (self.calls, self.address, self.writing) = (calls, address, writing)
  }

  /// The connection, which the caller has to finish.
  func connect() throws(StoreError) -> OpaquePointer {
    let first = try start([])
    let options = ConnectionOptions(of: first, calls)
    let hosts = options.hosts
    let patience = options.patience
    if hosts.count < 2 { return try finish(first, patience) }
    calls.PQfinish(first)
    var errors: [StoreError] = []
    for host in hosts {
      do throws(StoreError) { return try finish(try start(host), patience) } catch {
        errors.append(error)
      }
    }
    // What one of them refuses is refused, whichever others are away.
    throw errors.first { !$0.isAway } ?? errors[0]
  }

  private func start(_ host: [(String, String)]) throws(StoreError) -> OpaquePointer {
    let pairs =
      Self.defaults + [
        ("dbname", address.connection), ("application_name", "sanshe"), ("client_encoding", "UTF8"),
        ("target_session_attrs", writing ? "read-write" : "any"),
      ] + host
    let link = withStrings(pairs.map(\.0)) { keys in
      withStrings(pairs.map(\.1)) { values in calls.PQconnectStartParams(keys, values, 1) }
    }
    guard let link else { throw .away(server: address.server, reason: "out of memory") }
    // The code of a refusal comes with its words.
    _ = calls.PQsetErrorVerbosity(link, PQERRORS_VERBOSE)
    return link
  }

  private func finish(
    _ link: OpaquePointer, _ patience: Duration
  ) throws(StoreError) -> OpaquePointer {
    let deadline = Deadline(patience)
    var wanted = PGRES_POLLING_WRITING
    while calls.PQstatus(link) != CONNECTION_BAD, wanted != PGRES_POLLING_OK {
      let isReading = wanted == PGRES_POLLING_READING
      guard deadline.wait(calls.PQsocket(link), reading: isReading, writing: !isReading) != 0 else {
        calls.PQfinish(link)
        throw .away(
          server: address.server, reason: "no answer for \(patience.components.seconds) s")
      }
      wanted = calls.PQconnectPoll(link)
      if wanted == PGRES_POLLING_FAILED { break }
    }
    guard calls.PQstatus(link) == CONNECTION_OK else {
      let error = error(of: link)
      calls.PQfinish(link)
      throw error
    }
    _ = calls.PQsetErrorVerbosity(link, PQERRORS_DEFAULT)
    return link
  }

  /// What the failure of a connection means, by the server's code.
  private func error(of link: OpaquePointer) -> StoreError {
    let account = calls.PQuser(link).map { String(cString: $0) } ?? ""
    let (code, reason) = Self.refusal(calls.PQerrorMessage(link))
    if calls.PQconnectionNeedsPassword(link) != 0 {
      return .notAdmitted(
        server: address.server, account: account, reason: "it asks for a password: ~/.pgpass")
    }
    switch code {
    case "3D000":
      return .noDatabase(
        server: address.server, ConnectionOptions(of: link, calls)["dbname"] ?? account)
    case let code? where code.hasPrefix("28") || code == "42501":
      return .notAdmitted(server: address.server, account: account, reason: reason)
    default: return .away(server: address.server, reason: reason)
    }
  }

  /// The server's code and words, in a line such as `connection to … failed: FATAL:  28000: …`; where it has said
  /// nothing, libpq's line.
  private static func refusal(_ message: UnsafePointer<CChar>?) -> (code: String?, reason: String) {
    let lines = message.map { String(cString: $0) }?.split(separator: "\n") ?? []
    for line in lines {
      let parts = line.split(separator: ": ")
      let place = parts.firstIndex { part in
        let code = part.drop { $0 == " " }.utf8
        return code.count == 5 && code.contains { (0x30...0x39).contains($0) }
          && code.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      }
      guard let place else { continue }
      return (
        String(parts[place].drop { $0 == " " }),
        parts[parts.index(after: place)...].joined(separator: ": ")
      )
    }
    return (nil, String(lines.first ?? ""))
  }
}
