import RegistryModel
import RegistryStore

extension PostgresRegistry {
  /// Reads the records and the line they are at, as of one moment.
  public func load() throws(StoreError) -> Loaded {
    let isOld = connection != nil
    let first = try connected()
    do throws(CopyFault) { try read(first) } catch {
      guard case .fault(.cut) = error, isOld else { throw told(error) }
      connection = nil
      let connection = try connected()
      do throws(CopyFault) { try read(connection) } catch { throw told(error) }
    }
    pending = nil
    if access == .writing, !maySave {
      return Loaded(
        state: shown,
        notices: [
          .readOnly(
            address.error(
              .refused(code: "42501", reason: "its role may not save"), account))
        ])
    }
    return Loaded(state: shown, notices: [])
  }

  /// What a fault during a COPY means; the snapshot it was in is over.
  func told(_ fault: CopyFault) -> StoreError {
    _ = try? connection?.run("rollback")
    switch fault {
    case .fault(let fault): return told(fault)
    case .other(let error): return error
    }
  }

  private func read(_ connection: Connection) throws(CopyFault) {
    var (state, end) = (RegistryState(), JournalPosition.beginning)
    try inSnapshot(connection) { connection throws(CopyFault) in
      state = try records(connection)
      end = try self.end(connection)
    }
    guard end.seq > 0 else { throw .other(.notARegistry(address.path)) }
    (head, position) = (state, end)
    head.seq = end.seq
  }

  /// Runs `body` in one snapshot, whatever others save meanwhile.
  func inSnapshot(
    _ connection: Connection, _ body: (Connection) throws(CopyFault) -> Void
  ) throws(CopyFault) {
    _ = try faulting { () throws(PostgresFault) in
      try connection.run("begin isolation level repeatable read read only")
    }
    try body(connection)
    _ = try faulting { () throws(PostgresFault) in try connection.run("commit") }
  }

  func faulting<T>(_ body: () throws(PostgresFault) -> T) throws(CopyFault) -> T {
    do throws(PostgresFault) { return try body() } catch { throw .fault(error) }
  }

  /// The line that a snapshot ends with.
  func end(_ connection: Connection) throws(CopyFault) -> JournalPosition {
    let rows = try faulting { () throws(PostgresFault) in
      try connection.run(
        "select seq, sha256, link, at from sanshe.head where registry = $1", [address.registry])
    }
    var end = JournalPosition.beginning
    guard rows.count == 1, let seq = rows.int(0, 0) else { return end }
    (end.seq, end.sha256, end.link) = (seq, rows.text(0, 1), rows.text(0, 2))
    end.at = rows.text(0, 3).flatMap { Instant($0) }
    return end
  }

  /// All records of a snapshot.
  func records(_ connection: Connection) throws(CopyFault) -> RegistryState {
    var state = RegistryState()
    var (kind, lines): (String?, RecordLines) = (nil, RecordLines())
    func finish() throws(StoreError) {
      guard let name = kind else { return }
      guard let kind = Kind(rawValue: name) else {
        throw .newerKind(address.path, line: nil, kind: name)
      }
      var reading = TableReading(engine: self, lines: lines, state: state)
      try kind.visit(&reading)
      state = reading.state
      lines = RecordLines()
    }
    try connection.copyOut(
      """
      copy (select kind, record from sanshe.record where registry = '\(address.registry)'
        order by kind, number) to stdout (format binary)
      """
    ) { row, bytes throws(StoreError) in
      guard row.values.count == 2, let name = row.values[0], let record = row.values[1] else {
        return
      }
      let next = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[name]), as: UTF8.self)
      if next != kind {
        try finish()
        kind = next
      }
      // The version of the form stands before it.
      lines.append(UnsafeRawBufferPointer(rebasing: bytes[record].dropFirst()))
    }
    do throws(StoreError) { try finish() } catch { throw .other(error) }
    return state
  }
}

/// Records of one kind as the server sends them, one after the other.
private struct RecordLines {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  mutating func append(_ line: UnsafeRawBufferPointer) {
    bytes += line
    ends.append(bytes.count)
  }

  /// Followed by what the parser reads beyond a value.
  var padded: [UInt8] { bytes + repeatElement(0, count: JSONReader.padding) }
}

/// Makes a table of them.
private struct TableReading: KindVisitor {
  let engine: PostgresRegistry
  let lines: RecordLines
  var state: RegistryState

  mutating func visit<R: Record>(_ type: R.Type, _ row: KindRow) throws(StoreError) {
    let path = engine.address.path.appending(R.kind.rawValue)
    let bytes = lines.padded
    var (run, start) = (Table<R>.Run(), 0)
    for end in lines.ends {
      let read: Result<Stored<R>, FieldError>
      do throws(JSONError) {
        read = try engine.reader.parse(bytes, start..<end) { tape in
          Result { () throws(FieldError) in try Stored<R>(tape: &tape) }
        }
      } catch { throw .damaged(path, line: nil, .json(error)) }
      switch read {
      case .success(let stored): _ = run.append(stored)
      case .failure(let error):
        let json = try? JSON(bytes: Array(bytes[start..<end]))
        let id = json?["id"]?.string.flatMap { RecordID($0) }
        throw .damaged(
          path, line: nil, id.map { .apply(.refusedValue($0, error.words)) } ?? .record(error))
      }
      start = end
    }
    state[R.self] = Table([run])
  }
}
