/// Why a statement came to nothing.
enum PostgresFault: Error, Hashable {
  /// Nobody knows whether it was done: the connection is gone.
  case cut(reason: String)
  /// The server's answer, by its code in the SQL standard.
  case refused(code: String, reason: String)
  /// It was done here, but the server warns that another server may not have it.
  case unsure(reason: String)

  /// No such table, schema or function: the database was not prepared.
  var isAbsence: Bool {
    if case .refused(let code, _) = self {
      ["42P01", "3F000", "42883"].contains(code)
    } else {
      false
    }
  }

  /// The server has judged what was sent and would judge it so again: nothing of it was done, whichever connection
  /// it came by. Not so where it had no room, time or lock for it.
  var isVerdict: Bool {
    if case .refused(let code, _) = self {
      ["0A", "22", "23", "42", "SN"].contains(code.prefix(2))
    } else {
      false
    }
  }

  var reason: String {
    switch self {
    case .cut(let reason), .refused(_, let reason), .unsure(let reason): reason
    }
  }
}
