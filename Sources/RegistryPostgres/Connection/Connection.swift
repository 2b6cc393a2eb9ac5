import CPostgres
import RegistryStore

/// One connection to a server, of one thread. Nothing relies on what a session keeps: behind a pooler every
/// transaction may be another session's.
final class Connection {
  /// The role that the server knows the other end by.
  let account: String
  private let calls: postgres_calls
  private let link: OpaquePointer
  private let warnings = Warnings()

  /// Given before what the address says, which may say otherwise. A server that is away is noticed within
  /// seconds, whether it is asked something or not.
  private static let defaults = [
    ("connect_timeout", "3"), ("tcp_user_timeout", "5000"), ("keepalives_idle", "5"),
    ("keepalives_interval", "2"), ("keepalives_count", "3"),
  ]

  /// Connects.
  ///
  /// - Parameter writing: only to a server that takes saves; of several hosts the first that does.
  init(_ address: PostgresAddress, writing: Bool) throws(StoreError) {
    var calls = postgres_calls()
    guard postgres_open(&calls) else {
      throw .away(server: address.server, reason: "libpq.so.5 is not installed: apt install libpq5")
    }
    let pairs =
      Self.defaults + [
        ("dbname", address.connection), ("application_name", "sanshe"), ("client_encoding", "UTF8"),
        ("target_session_attrs", writing ? "read-write" : "any"),
      ]
    let link = Self.withStrings(pairs.map(\.0)) { keys in
      Self.withStrings(pairs.map(\.1)) { values in calls.PQconnectdbParams(keys, values, 1) }
    }
    guard let link else { throw .away(server: address.server, reason: "out of memory") }
    guard calls.PQstatus(link) == CONNECTION_OK else {
      let reason = Self.sentence(calls.PQerrorMessage(link))
      let account = calls.PQuser(link).map { String(cString: $0) } ?? ""
      calls.PQfinish(link)
      // A server that speaks, and of the account, is there.
      let isRefusal = ["FATAL:", "致命错误:"].contains { reason.contains($0) }
      let isPassing = [
        "starting up", "shutting down", "too many", "remaining connection", "recovery",
      ]
      .contains { reason.contains($0) }
      throw isRefusal && !isPassing
        ? .notAdmitted(server: address.server, account: account, reason: reason)
        : .away(server: address.server, reason: reason)
    }
    (self.calls, self.link) = (calls, link)
    account = calls.PQuser(link).map { String(cString: $0) } ?? ""
    warnings.calls = calls
    _ = calls.PQsetNoticeReceiver(
      link,
      { context, result in
        guard let context, let result else { return }
        Unmanaged<Warnings>.fromOpaque(context).takeUnretainedValue().take(result)
      }, Unmanaged.passUnretained(warnings).toOpaque())
  }

  deinit { calls.PQfinish(link) }

  /// Runs one statement.
  ///
  /// - Parameter values: those of `$1`, `$2` …, as text.
  /// - Errors: `.cut` after which the connection is of no use; `.unsure` where a commit may be known here alone.
  @discardableResult
  func run(_ statement: String, _ values: [String?] = []) throws(PostgresFault) -> Rows {
    warnings.first = nil
    let result = Self.withStrings(values) { texts in
      calls.PQexecParams(link, statement, Int32(values.count), nil, texts, nil, nil, 1)
    }
    let rows = try taken(result)
    if let warning = warnings.first { throw .unsure(reason: warning) }
    return rows
  }

  /// Runs `COPY … TO STDOUT (FORMAT binary)`; `body` gets each row and the bytes its values are in.
  func copyOut(
    _ statement: String, _ body: (CopyRow, UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(CopyFault) {
    do throws(PostgresFault) { try run(statement) } catch { throw .fault(error) }
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = calls.PQgetCopyData(link, &buffer, 0)
      guard count > 0, let buffer else { break }
      defer { calls.PQfreemem(buffer) }
      let bytes = UnsafeRawBufferPointer(start: buffer, count: Int(count))
      guard let row = CopyRow(bytes) else { continue }
      do throws(StoreError) { try body(row, bytes) } catch { throw .other(error) }
    }
    do throws(PostgresFault) { try drain() } catch { throw .fault(error) }
  }

  /// Runs `COPY … FROM STDIN (FORMAT binary)` with the rows that `rows` hands over.
  func copyIn(
    _ statement: String,
    _ rows: (_ send: ([CopyValue]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(CopyFault) {
    do throws(PostgresFault) { try run(statement) } catch { throw .fault(error) }
    var buffer = CopyRow.header
    func flush() {
      buffer.withUnsafeBytes { bytes in
        let start = bytes.bindMemory(to: CChar.self).baseAddress
        // What fails here is told by the end of the statement.
        _ = calls.PQputCopyData(link, start, Int32(bytes.count))
      }
      buffer.removeAll(keepingCapacity: true)
    }
    do throws(StoreError) {
      try rows { values throws(StoreError) in
        buffer += CopyRow.encoded(values)
        if buffer.count >= 1 << 20 { flush() }
      }
    } catch {
      _ = calls.PQputCopyEnd(link, "given up")
      try? drain()
      throw .other(error)
    }
    buffer += CopyRow.end
    flush()
    _ = calls.PQputCopyEnd(link, nil)
    do throws(PostgresFault) { try drain() } catch { throw .fault(error) }
  }

  /// Takes all results that a COPY leaves.
  private func drain() throws(PostgresFault) {
    var fault: PostgresFault?
    while let result = calls.PQgetResult(link) {
      do throws(PostgresFault) { _ = try taken(result) } catch { fault = fault ?? error }
      if isCut { break }
    }
    if let fault { throw fault }
    if isCut { throw .cut(reason: Self.sentence(calls.PQerrorMessage(link))) }
  }

  private var isCut: Bool { calls.PQstatus(link) != CONNECTION_OK }

  private func taken(_ result: OpaquePointer?) throws(PostgresFault) -> Rows {
    guard let result else { throw .cut(reason: Self.sentence(calls.PQerrorMessage(link))) }
    let rows = Rows(result, calls)
    switch calls.PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_COPY_OUT, PGRES_COPY_IN: return rows
    default:
      let field = { [calls] (code: UInt8) in
        calls.PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
      }
      let reason = field(UInt8(ascii: "M")) ?? Self.sentence(calls.PQerrorMessage(link))
      // A server that shuts down, or ends this session, says so before it is gone.
      guard let code = field(UInt8(ascii: "C")), !code.hasPrefix("57P"), !code.hasPrefix("08"),
        !isCut
      else { throw .cut(reason: reason) }
      throw .refused(code: code, reason: reason)
    }
  }

  /// The first line of a message, which ends without a stop.
  private static func sentence(_ message: UnsafePointer<CChar>?) -> String {
    let text = message.map { String(cString: $0) } ?? ""
    return String(text.split(separator: "\n").first ?? "")
  }

  /// C strings of texts, and a nil after them.
  private static func withStrings<T>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
  ) -> T {
    let owned = texts.map { $0.map { Array($0.utf8CString) } }
    let pointers = owned.map { text -> UnsafeMutablePointer<CChar>? in
      guard let text else { return nil }
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
      copy.initialize(from: text, count: text.count)
      return copy
    }
    defer { for pointer in pointers { pointer?.deallocate() } }
    return body(pointers.map { UnsafePointer($0) } + [nil])
  }

  private static func withStrings<T>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
  ) -> T { withStrings(texts.map { Optional($0) }, body) }

  /// What the server warns of during a statement.
  private final class Warnings {
    var calls: postgres_calls?
    var first: String?

    func take(_ result: OpaquePointer) {
      guard let calls, let severity = calls.PQresultErrorField(result, Int32(UInt8(ascii: "V"))),
        String(cString: severity) == "WARNING", first == nil
      else { return }
      first =
        calls.PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
    }
  }
}

/// Why a COPY came to nothing: the server, or whoever worked on its rows.
enum CopyFault: Error {
  case fault(PostgresFault)
  case other(StoreError)
}
