import CPostgres
import Glibc
import RegistryStore

/// One connection to a server, of one thread. Nothing relies on what a session keeps: behind a pooler every
/// transaction may be another session's.
final class Connection {
  /// The role that the server knows the other end by.
  let account: String
  private let calls: postgres_calls
  private let link: OpaquePointer
  private let warnings = Warnings()

  /// It said nothing for too long: nobody asks it again.
  private var isSilent = false

  /// Connects.
  ///
  /// - Parameter writing: only to a server that takes saves; of several hosts the first that does.
  init(_ address: PostgresAddress, writing: Bool) throws(StoreError) {
    var calls = postgres_calls()
    guard postgres_open(&calls) else {
      throw .away(server: address.server, reason: "libpq.so.5 is not installed: apt install libpq5")
    }
    let link = try Connecting(address, calls, writing: writing).connect()
    _ = calls.PQsetnonblocking(link, 1)
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
  /// - Parameters:
  ///   - values: those of `$1`, `$2` …, as text.
  ///   - patience: how long the server may say nothing. It goes on with what it was asked all the same: a commit
  ///     that waits is never cancelled.
  /// - Errors: `.cut` after which the connection is of no use; `.unsure` where a commit may be known here alone.
  @discardableResult
  func run(
    _ statement: String, _ values: [String?] = [], within patience: Duration = Patience.answer
  ) throws(PostgresFault) -> Rows {
    warnings.first = nil
    var deadline = Deadline(patience)
    let isSent = withStrings(values) { texts in
      calls.PQsendQueryParams(link, statement, Int32(values.count), nil, texts, nil, nil, 1)
    }
    guard isSent != 0, !isSilent else { throw .cut(reason: said) }
    try flush(&deadline)
    guard let result = try next(&deadline) else { throw .cut(reason: said) }
    let rows = Rows(result, calls)
    if rows.isCopy { return rows }
    while let more = try next(&deadline) { calls.PQclear(more) }
    try judge(result)
    if let warning = warnings.first { throw .unsure(reason: warning) }
    return rows
  }

  /// Runs `COPY … TO STDOUT (FORMAT binary)`; `body` gets each row and the bytes its values are in.
  func copyOut(
    _ statement: String, _ body: (CopyRow, UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(CopyFault) {
    do throws(PostgresFault) { try run(statement, within: Patience.work) } catch {
      throw .fault(error)
    }
    var (other, deadline): (StoreError?, Deadline) = (nil, Deadline(Patience.work))
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = calls.PQgetCopyData(link, &buffer, 1)
      if count == 0 {
        do throws(PostgresFault) { if try receive(&deadline) { continue } } catch {
          throw .fault(error)
        }
      }
      guard count > 0, let buffer else { break }
      defer { calls.PQfreemem(buffer) }
      // Whoever has seen enough lets the rest pass: the connection is needed.
      if other != nil { continue }
      let bytes = UnsafeRawBufferPointer(start: buffer, count: Int(count))
      guard let row = CopyRow(bytes) else { continue }
      do throws(StoreError) { try body(row, bytes) } catch { other = error }
    }
    do throws(PostgresFault) { try drain() } catch { throw .fault(error) }
    if let other { throw .other(other) }
  }

  /// Runs `COPY … FROM STDIN (FORMAT binary)` with the rows that `rows` hands over.
  func copyIn(
    _ statement: String,
    _ rows: (_ send: ([CopyValue]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(CopyFault) {
    do throws(PostgresFault) { try run(statement) } catch { throw .fault(error) }
    var buffer = CopyRow.header
    func send() {
      buffer.withUnsafeBytes { bytes in
        let start = bytes.bindMemory(to: CChar.self).baseAddress
        // What fails here is told by the end of the statement.
        _ = calls.PQputCopyData(link, start, Int32(bytes.count))
      }
      buffer.removeAll(keepingCapacity: true)
      var deadline = Deadline(Patience.work)
      try? flush(&deadline)
    }
    do throws(StoreError) {
      try rows { values throws(StoreError) in
        buffer += CopyRow.encoded(values)
        if buffer.count >= 1 << 20 { send() }
      }
    } catch {
      _ = calls.PQputCopyEnd(link, "given up")
      try? drain()
      throw .other(error)
    }
    buffer += CopyRow.end
    send()
    _ = calls.PQputCopyEnd(link, nil)
    do throws(PostgresFault) { try drain() } catch { throw .fault(error) }
  }

  /// Takes all results that a COPY leaves.
  private func drain() throws(PostgresFault) {
    var (fault, deadline): (PostgresFault?, Deadline) = (nil, Deadline(Patience.work))
    try flush(&deadline)
    while let result = try next(&deadline) {
      let rows = Rows(result, calls)
      do throws(PostgresFault) { try judge(result) } catch { fault = fault ?? error }
      withExtendedLifetime(rows) {}
      if isCut { break }
    }
    if let fault { throw fault }
    if isCut { throw .cut(reason: said) }
  }

  /// Sends all that is to be sent.
  private func flush(_ deadline: inout Deadline) throws(PostgresFault) {
    while true {
      switch calls.PQflush(link) {
      case 0: return
      case 1:
        let ready = deadline.wait(calls.PQsocket(link), writing: true)
        if ready == 0 { throw silence(deadline) }
        deadline.renew()
        // It may have something to say before it takes more.
        if ready & Int32(POLLIN) != 0, calls.PQconsumeInput(link) == 0 { throw .cut(reason: said) }
      default: throw .cut(reason: said)
      }
    }
  }

  /// The next result of what was sent, as soon as it is there.
  private func next(_ deadline: inout Deadline) throws(PostgresFault) -> OpaquePointer? {
    while calls.PQisBusy(link) != 0 { if try !receive(&deadline) { break } }
    return calls.PQgetResult(link)
  }

  /// Takes in what the server sends next; false where nothing comes any more, which the next result says.
  private func receive(_ deadline: inout Deadline) throws(PostgresFault) -> Bool {
    if isSilent || deadline.wait(calls.PQsocket(link)) == 0 { throw silence(deadline) }
    deadline.renew()
    return calls.PQconsumeInput(link) != 0
  }

  private func silence(_ deadline: Deadline) -> PostgresFault {
    isSilent = true
    return .cut(reason: "no answer for \(deadline.patience.components.seconds) s")
  }

  private var said: String { Self.sentence(calls.PQerrorMessage(link)) }

  private var isCut: Bool { calls.PQstatus(link) != CONNECTION_OK }

  /// What the server says of a statement by its result.
  private func judge(_ result: OpaquePointer) throws(PostgresFault) {
    switch calls.PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_COPY_OUT, PGRES_COPY_IN: return
    default:
      let field = { [calls] (code: UInt8) in
        calls.PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
      }
      let reason = field(UInt8(ascii: "M")) ?? said
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
