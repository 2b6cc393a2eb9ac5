import RegistryModel
import RegistryStore

/// A save under way: the key by which the server knows it again, whatever becomes of the connection.
struct Attempt {
  /// 32 hexadecimal digits.
  let key: String

  init(key: String = RegistryIdentity.random().id) { self.key = key }
}

/// What the server says of an attempt.
enum Answer {
  /// It is written.
  case saved(seq: Int, at: Instant, sha256: String)
  /// It had been before, as this line.
  case found([UInt8])
  /// Others were first, with these lines.
  case moved([[UInt8]])
  /// The line it was to follow is not there.
  case gone
  /// Somebody has announced a long save.
  case busy(account: String)
  /// It was given up.
  case givenUp

  init?(_ rows: Rows) {
    guard let outcome = rows.text(0, 0) else { self = .moved([]); return }
    switch outcome {
    case "saved":
      guard let seq = rows.int(0, 1), let at = rows.text(0, 2).flatMap({ Instant($0) }),
        let sha256 = rows.text(0, 3)
      else { return nil }
      self = .saved(seq: seq, at: at, sha256: sha256)
    case "found": self = .found(rows.bytes(0, 4))
    case "moved": self = .moved((0..<rows.count).map { rows.bytes($0, 4) })
    case "gone": self = .gone
    case "busy": self = .busy(account: rows.text(0, 2) ?? "")
    case "given up": self = .givenUp
    default: return nil
    }
  }
}
