import Glibc

/// The ids of draft files for the screens' own names of drafts.
///
/// A name of the screens (`form-12`) is unique in one process only; the file's is made unique by
/// 122 random bits. A draft taken up again already has its id as name.
final class DraftNames {
  private var ids: [String: String] = [:]
  private var names: [String: String] = [:]

  func id(of name: String) -> String {
    guard name.hasPrefix("form-") else { return name }
    if let id = ids[name] { return id }
    let id = Self.uuid()
    (ids[name], names[id]) = (id, name)
    return id
  }

  /// What the screens call the draft of a file.
  func name(of id: String) -> String { names[id] ?? id }

  /// A random UUID (RFC 9562, version 4).
  private static func uuid() -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
    return groups.joined(separator: "-")
  }
}
