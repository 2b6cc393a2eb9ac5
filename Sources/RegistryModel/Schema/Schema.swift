/// The fields of one kind of record, in sections as a form shows them.
///
/// A class, so that reaching a row copies none.
public final class Schema<R: Record>: Sendable {
  /// The kind described.
  public let kind: Kind
  /// What one record is called.
  public let label: Words
  /// What many are called.
  public let plural: Words
  /// The form's sections, in order.
  public let sections: [Section]
  /// From when to when it is there; nil for what knows no days.
  let life: Life<R>?
  let fields: [Field<R>]
  /// Those for which the rules propose something.
  let proposing: [Field<R>]
  fileprivate let places: [String: Int]
  /// What a line of the file may name, in its order.
  private let keys: KeyTable
  /// A bit for each dated field, by ordinal.
  private let dated: UInt64
  private let reserved = ReservedKey.allCases

  /// A headed group of fields of a form.
  public struct Section: Sendable {
    /// The heading.
    public let title: Words
    /// The rows below it.
    public let fields: [Field<R>]

    /// A section under its heading.
    public init(_ en: String, _ chinese: String, _ fields: [Field<R>]) {
      title = Words(en, chinese)
      self.fields = fields
    }
  }

  /// A schema; every field gets its place in it.
  init(_ kind: Kind, plural: Words, life: Life<R>? = nil, _ sections: [Section]) {
    self.kind = kind
    label = kind.label
    self.plural = plural
    self.life = life
    var ordinal = 0
    self.sections = sections.map { section in
      Section(
        section.title.en, section.title.chinese,
        section.fields.map { field in
          defer { ordinal += 1 }
          return field.at(ordinal)
        })
    }
    fields = self.sections.flatMap(\.fields)
    proposing = fields.filter { $0.proposed != nil }
    dated = fields.reduce(0) { $0 | ($1.info.isDated ? 1 << UInt64($1.info.ordinal) : 0) }
    keys = KeyTable(
      [reserved[0].rawValue] + fields.map(\.info.key) + reserved[1...].map(\.rawValue))
    places = Dictionary(uniqueKeysWithValues: fields.map { ($0.info.key, $0.info.ordinal) })
  }

  /// What a key of a record line names; nil if it is unknown.
  ///
  /// - Parameters:
  ///   - key: eight bytes after its beginning can be read.
  ///   - next: where it is looked for first; moved after it.
  func lineKey(_ key: UnsafeBufferPointer<UInt8>, after next: inout Int) -> LineKey? {
    guard let place = keys.place(of: key, guess: next) else { return nil }
    next = place + 1
    if place == 0 { return .reserved(.id) }
    if place <= fields.count { return .field(place - 1) }
    return .reserved(reserved[place - fields.count])
  }

  /// What a key of a record line names: a field by its ordinal, or bookkeeping.
  enum LineKey {
    case field(Int)
    case reserved(ReservedKey)
  }

  /// Whether the field at a place keeps its past: asked for each step of a record file, without touching
  /// what all cores share.
  func isDated(_ place: Int) -> Bool { dated & 1 << UInt64(place) != 0 }

  /// Reads a value into the field at a place; false if that is computed.
  ///
  /// Rows are borrowed: counting who holds them would have the cores that read a file wait for each
  /// other.
  func read(
    _ place: Int, into record: inout R, on day: CivilDate?, _ tape: inout JSONTape
  ) throws(FieldError) -> Bool {
    try fields.withUnsafeBufferPointer { (fields) throws(FieldError) in
      try fields[place].read(into: &record, on: day, &tape)
    }
  }

  /// The field with this JSON key.
  func field(_ key: String) -> Field<R>? { places[key].map { fields[$0] } }
}

/// A schema without its record type: what lists, forms, files and commands walk.
public struct KindSchema: Sendable {
  /// The kind described.
  public let kind: Kind
  /// What one record is called.
  public let label: Words
  /// What many are called.
  public let plural: Words
  /// The form's sections, in order.
  public let sections: [(title: Words, fields: [FieldInfo])]
  /// All fields; a field's ordinal is its place here.
  public let fields: [FieldInfo]
  /// Records of the kind begin and end.
  public let hasLife: Bool
  /// An empty record of the kind.
  public let make: @Sendable () -> any Record
  fileprivate let places: [String: Int]

  init<R: Record>(_ schema: Schema<R>) {
    kind = schema.kind
    label = schema.label
    plural = schema.plural
    sections = schema.sections.map { ($0.title, $0.fields.map(\.info)) }
    fields = schema.fields.map(\.info)
    hasLife = schema.life != nil
    make = { R() }
    places = schema.places
  }

  /// Keys of the fields that are typed, for a sentence.
  public var typedKeys: String {
    fields.filter { !$0.isComputed }.map(\.key).joined(separator: ", ")
  }

  /// The field with this key.
  public subscript(key: String) -> FieldInfo? { places[key].map { fields[$0] } }

  /// The field a person means: key, short query name, either label or an import header.
  public func field(named name: String) -> FieldInfo? {
    let wanted = name.lowercased()
    let fits = { (candidate: String) in candidate.lowercased() == wanted }
    return fields.first {
      fits($0.key) || $0.queryName.map(fits) == true || fits($0.label.en)
        || fits($0.label.chinese)
    } ?? fields.first { $0.headers.contains(where: fits) }
  }
}
