import RegistryModel

/// One column of a file and what it is taken for.
public struct ImportColumn: Sendable {
  /// Its header as written, without control characters; `#7` where there is none.
  public let header: String
  /// Its place in a row, from 0.
  let place: Int
  /// What it is taken for.
  public internal(set) var use: Use

  /// What a column is taken for.
  public enum Use: Sendable {
    /// Its cells name the record a row is about, as exports write it.
    case id
    /// Its cells go into this field.
    case field(FieldInfo)
    /// Its cells tell which record a reference field means.
    case locator(Locator)
    /// Its cells are compared with a field that is worked out from others.
    case compared(FieldInfo)
    /// It is not imported; the words say why.
    case ignored(Words)
  }

  /// Whether its cells name the record a row is about.
  var isID: Bool { if case .id = use { true } else { false } }

  /// The header, cleaned for comparing: width, case, spaces and marks of required fields aside.
  static func key(_ header: String) -> String {
    header.nfkc.lowercased().filter { !$0.isWhitespace && !"*:?\"'_".contains($0) }
  }
}
