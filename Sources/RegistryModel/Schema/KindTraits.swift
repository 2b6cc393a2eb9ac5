// What a kind says of all its records beside their fields; its schema asks for each of these.

/// The communities a record belongs to on a day.
public struct Home<R: Record>: Sendable {
  let communities: @Sendable (Stored<R>, RegistryState, CivilDate) -> [RecordID]

  /// The record is one itself.
  static var itself: Home { Home { stored, _, _ in [stored.id] } }

  /// The one that the record names.
  static func named(_ community: @escaping @Sendable (Stored<R>, CivilDate) -> RecordID?) -> Home {
    Home { stored, _, day in community(stored, day).map { [$0] } ?? [] }
  }
}

/// By what records of a kind are looked for among those of all kinds.
public enum Sought: Sendable {
  /// By a word; by several or conditions alone; by nothing.
  case byWord, bySeveral, never
}

/// Who may change records of a kind, where somebody is a supervisor.
public enum Keeper: Sendable {
  /// Everyone who may save.
  case clerks
  /// Supervisors alone.
  case supervisors
  /// The login in a field of the record; supervisors where that is empty.
  case owner(field: String)
}

/// A column at the head of a kind's lists that is more than a field: what people know its records by.
public struct HeadColumn: Sendable {
  /// What it shows.
  public enum Content: Sendable {
    /// The number people know.
    case number
    /// The short name.
    case name
  }

  /// What views, files and sorting call it. Never renamed.
  public let key: String
  /// Its header.
  public let title: Words
  /// Terminal columns it takes up.
  public let columns: Int
  /// What it shows.
  public let content: Content
  /// Fields that need no column of their own beside it.
  public let madeOf: [String]

  /// The number people know, which is made of these fields.
  static func number(_ key: String, _ title: Words, _ columns: Int, of madeOf: String...) -> Self {
    Self(key: key, title: title, columns: columns, content: .number, madeOf: madeOf)
  }

  /// The short name.
  static func name(_ title: Words = Words("Name", "名称"), _ columns: Int = 16) -> Self {
    Self(key: "name", title: title, columns: columns, content: .name, madeOf: [])
  }
}

/// A field that tells which record is meant where a name alone may not: files have a column for it beside
/// every reference to the kind.
public struct Locating: Sendable {
  /// The field's key.
  public let key: String
  /// The header that exports write; nil: the field's label.
  public let label: Words?
  /// Other headers; nil: the field's.
  public let headers: [String]?

  /// A field, called otherwise beside a reference than among its own.
  init(_ key: String, _ label: Words? = nil, headers: [String]? = nil) {
    (self.key, self.label, self.headers) = (key, label, headers)
  }
}
