/// One text of a record that words are looked for in.
public struct SearchText: Sendable {
  /// Which text of the record it is.
  public let source: TextSource
  /// As people read it.
  public let text: String
  /// The part of it that names the record in lists, where that is not the whole.
  public let core: String?

  /// A text to be found.
  public init(_ source: TextSource, _ text: String, core: String? = nil) {
    (self.source, self.text, self.core) = (source, text, core)
  }
}

/// Which text of a record it is.
public enum TextSource: Hashable, Sendable {
  /// The full name; names before numbers before others.
  case name
  /// The name lists show, where it is no part of the full one.
  case shortName
  /// A field that names its record, by ordinal: a code, a credit code, a filing number.
  case number(Int)
  /// Another field, by ordinal.
  case field(Int)
  /// The internal number, which only a whole one finds.
  case id

  /// Room in one number below `Unit.firstLetter`; ordinals beyond are not told apart.
  var mark: Unit {
    switch self {
    case .name: 1
    case .shortName: 2
    case .number(let ordinal): 3 + Unit(min(ordinal, 120))
    case .field(let ordinal): 128 + Unit(min(ordinal, 120))
    case .id: 255
    }
  }

  init(mark: Unit) {
    switch mark {
    case 0...1: self = .name
    case 2: self = .shortName
    case 3..<128: self = .number(Int(mark) - 3)
    case 255: self = .id
    default: self = .field(Int(mark) - 128)
    }
  }

  var role: TextRole {
    switch self {
    case .name, .shortName: .name
    case .number, .id: .number
    case .field: .other
    }
  }
}
