import RegistryModel

/// What a condition may name: a field of the records of a kind, or a column worked out for them. Made
/// of their rows, so that a new row can be asked for at once.
public struct QueryField: Sendable {
  /// Where its values come from.
  public enum Source: Sendable {
    case field(FieldInfo)
    case derived(DerivedColumn)
  }

  /// Where its values come from.
  public let source: Source

  /// All that may be named of a kind: what lists show first, then what is worked out, then the rest and
  /// the names and numbers that words find anyway.
  public static func all(of kind: Kind) -> [QueryField] {
    let fields = kind.schema.fields.map { QueryField(source: .field($0)) }
    let shown = fields.filter { $0.place != nil && !$0.isIdentity }
      .sorted { ($0.place ?? 0) < ($1.place ?? 0) }
    let derived = DerivedColumn.all.filter { $0.kinds.contains(kind) }
    return shown + derived.map { QueryField(source: .derived($0)) }
      + fields.filter { $0.place == nil || $0.isIdentity }
  }

  /// What a person means by a name: a key, a short name or a label in either language, else the header
  /// of a list or of a file.
  static func named(_ name: String, of kind: Kind) -> QueryField? {
    let wanted = name.lowercased()
    let fits = { (candidate: String) in candidate.lowercased() == wanted }
    let all = all(of: kind)
    return all.first { $0.names.contains(where: fits) }
      ?? all.first { $0.headers.contains(where: fits) }
  }

  private var place: Int? {
    if case .field(let field) = source { field.column?.place } else { nil }
  }

  /// The JSON key.
  public var key: String {
    switch source {
    case .field(let field): field.key
    case .derived(let column): column.key
    }
  }

  /// The name people read.
  public var label: Words {
    switch source {
    case .field(let field): field.label
    case .derived(let column): column.label
    }
  }

  /// The header of lists, which is short.
  public var title: Words {
    switch source {
    case .field(let field): field.column?.title ?? field.label
    case .derived(let column): column.title
    }
  }

  /// What is typed before the colon: the short name, in Chinese the label.
  public var name: Words {
    switch source {
    case .field(let field): Words(field.queryName ?? field.key, field.label.chinese)
    case .derived(let column): Words(column.key, column.title.chinese)
    }
  }

  /// The day as which a date of it counts; what is worked out has none that is partial.
  func counted(_ date: CivilDate) -> CivilDate {
    if case .field(let field) = source { field.counted(date) } else { date }
  }

  /// How its values are typed.
  var entry: Entry {
    switch source {
    case .field(let field): field.entry
    case .derived(let column): column.entry
    }
  }

  /// Everything it answers to.
  var names: [String] { [name.en, key, name.chinese, label.en, label.chinese] }

  private var headers: [String] {
    switch source {
    case .field(let field):
      (field.column?.title).map { [$0.en, $0.chinese] + field.headers } ?? field.headers
    case .derived(let column): [column.title.en] + column.aliases
    }
  }

  /// Values may not be offered: they belong to one person.
  var isPrivate: Bool { mask != nil }

  /// What is shown of its values; nil for all of them.
  var mask: Mask? {
    if case .field(let field) = source { field.mask } else { nil }
  }

  /// Its values are names of persons.
  public var isPerson: Bool { if case .field(let field) = source { field.isPerson } else { false } }

  /// Each record has its own: a name, a number.
  public var isIdentity: Bool {
    if case .field(let field) = source { field.identity != .none } else { false }
  }

  /// The value of a record as lists show it; empty if it has none.
  public func text(of stored: any AnyStored, _ view: Viewpoint, _ language: Language) -> String {
    switch source {
    case .field(let field):
      view.registry.maskedText(field, of: stored, on: view.day, language)
    case .derived(let column): column.text(column.value(stored, view), from: view, language)
    }
  }

  /// The value of a record; nil if it is empty.
  func value(of stored: any AnyStored, _ view: Viewpoint) -> JSON? {
    switch source {
    case .field(let field): stored.json(field, on: view.day)
    case .derived(let column): column.value(stored, view)
    }
  }

  /// Its value may change with other records than its own.
  var looksElsewhere: Bool {
    switch source {
    case .field(let field): field.refersTo != nil
    case .derived: true
    }
  }

  /// How long asking a record for it takes: a query asks for the cheap ones first.
  var cost: Int {
    switch source {
    case .field: 0
    case .derived(let column): column.basis.rawValue
    }
  }

  /// Rules work it out.
  var isRuled: Bool {
    if case .derived(let column) = source { column.basis == .rules } else { false }
  }

  /// Words look into it, so that they tell which records may fit.
  var isSearched: Bool {
    if case .field(let field) = source { field.isSearched && !field.isDated } else { false }
  }
}
