import Glibc

/// pgbouncer before a server, in transaction mode: every transaction may be another session's. It ends with the process
/// that made it.
public struct PostgresPooler: Sendable {
  /// Where the program is; nil: it is not installed.
  public static let program = ["/usr/sbin", "/usr/bin"].map { "\($0)/pgbouncer" }
    .first { access("\($0)", X_OK) == 0 }

  /// Where its socket is.
  public let directory: String

  /// Starts one that has so few sessions for each role.
  public init(before server: PostgresServer, sessions: Int) throws {
    directory = "\(server.directory)/pool"
    let settings = """
      [databases]
      civil = host=\(server.directory) pool_size=\(sessions)
      [pgbouncer]
      listen_port = 5432
      unix_socket_dir = \(directory)
      auth_type = trust
      auth_file = \(directory)/users
      pool_mode = transaction
      logfile = \(directory)/log
      pidfile = \(directory)/pid
      """
    let users = ["lina", "wang", "zhao", "hu", "postgres"].map { "\"\($0)\" \"\"\n" }.joined()
    try server.shell(server.asUser("mkdir -p \(directory)"))
    for (name, text) in [("pool.ini", settings), ("users", users)] {
      let file = fopen("\(directory)/\(name)", "we")
      fputs(text, file)
      fclose(file)
    }
    try server.shell(server.asUser("\(Self.program ?? "pgbouncer") -q -d \(directory)/pool.ini"))
    try server.shell("until test -S \(directory)/.s.PGSQL.5432; do sleep 0.05; done")
    _ = popen(
      "p=$(cat \(directory)/pid); trap '' INT TERM HUP; (cat; kill $p) >/dev/null 2>&1", "we")
  }
}
