import CPostgres

/// What a statement returned, in binary form.
final class Rows {
  private let calls: postgres_calls
  private let result: OpaquePointer

  init(_ result: OpaquePointer, _ calls: postgres_calls) {
    (self.result, self.calls) = (result, calls)
  }

  deinit { calls.PQclear(result) }

  /// No rows: data is to be copied, this way or that.
  var isCopy: Bool {
    let status = calls.PQresultStatus(result)
    return status == PGRES_COPY_OUT || status == PGRES_COPY_IN
  }

  var count: Int { Int(calls.PQntuples(result)) }

  func isNull(_ row: Int, _ column: Int) -> Bool {
    calls.PQgetisnull(result, Int32(row), Int32(column)) != 0
  }

  /// The bytes of a value: of `bytea` its own, of `text` and `json` UTF-8.
  func bytes(_ row: Int, _ column: Int) -> [UInt8] {
    guard let start = calls.PQgetvalue(result, Int32(row), Int32(column)) else { return [] }
    let count = Int(calls.PQgetlength(result, Int32(row), Int32(column)))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func text(_ row: Int, _ column: Int) -> String? {
    isNull(row, column) ? nil : String(decoding: bytes(row, column), as: UTF8.self)
  }

  /// A whole number of any width.
  func int(_ row: Int, _ column: Int) -> Int? {
    guard !isNull(row, column) else { return nil }
    let bytes = bytes(row, column)
    let isNegative = bytes.first.map { $0 >= 0x80 } ?? false
    return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) }
  }

  func bool(_ row: Int, _ column: Int) -> Bool { bytes(row, column) == [1] }
}
