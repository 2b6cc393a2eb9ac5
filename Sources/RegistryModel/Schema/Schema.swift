/// The fields of one kind of record, in sections as a form shows them.
///
/// A class, so that reaching a row copies none.
public final class Schema<R: Record>: Sendable {
  /// The kind described.
  public let kind: Kind
  /// Its place among all kinds.
  let place: Int
  /// What one record is called.
  public let label: Words
  /// What many are called.
  public let plural: Words
  /// The name of its record file.
  let file: String
  /// The form's sections, in order.
  public let sections: [Section]
  /// The digit that opens their list from anywhere; nil: none does.
  let area: Int?
  /// From when to when it is there; nil for what knows no days.
  let life: Life<R>?
  /// The communities it belongs to; nil for what belongs to none.
  let home: Home<R>?
  let sought: Sought
  let keeper: Keeper
  /// Reports of a period tell of its records.
  let isReported: Bool
  let heads: [HeadColumn]
  let locators: [Locating]
  let finder: (@Sendable (RegistryState, CivilDate) -> any RecordFinder)?
  /// What an import goes by; nil where no files of the kind are read.
  let imports: Imports<R>?
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
  ///
  /// What has no value of its own here is derived: lists begin with the fields that are columns, and files
  /// name a record by its unique and similar fields.
  init(
    _ kind: Kind, plural: Words, file: String, area: Int?, life: Life<R>?, home: Home<R>?,
    sought: Sought, keeper: Keeper, isReported: Bool = true, heads: [HeadColumn] = [],
    locators: [Locating] = [],
    finder: (@Sendable (RegistryState, CivilDate) -> any RecordFinder)? = nil,
    imports: Imports<R>?, _ sections: [Section]
  ) {
    self.kind = kind
    place = kind.place
    (self.file, self.area, self.home, self.sought) = (file, area, home, sought)
    (self.keeper, self.isReported) = (keeper, isReported)
    (self.heads, self.locators) = (heads, locators)
    (self.finder, self.imports) = (finder, imports)
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
  /// The name of its record file.
  public let file: String
  /// Fields that stand together under a heading.
  public struct Section: Sendable {
    /// The heading.
    public let title: Words
    /// The fields, in order.
    public let fields: [FieldInfo]
  }
  /// The form's sections, in order.
  public let sections: [Section]
  /// All fields; a field's ordinal is its place here.
  public let fields: [FieldInfo]
  /// Those of them that are lists and keep their past; most kinds have none.
  let datedLists: [FieldInfo]
  /// The digit that opens their list from anywhere; nil: none does.
  public let area: Int?
  /// Records of the kind begin and end.
  public let hasLife: Bool
  /// They belong to communities.
  public let hasHome: Bool
  /// By what they are looked for among all others.
  public let sought: Sought
  /// Who may change them.
  public let keeper: Keeper
  /// Reports of a period tell of them.
  public let isReported: Bool
  /// Columns at the head of their lists that are more than fields.
  public let heads: [HeadColumn]
  /// Fields beside which a reference to one of them is sure.
  public let locators: [Locating]
  /// What an import goes by; nil where no files of the kind are read.
  public let imports: KindImports?
  let makeFinder: (@Sendable (RegistryState, CivilDate) -> any RecordFinder)?
  /// An empty record of the kind.
  public let make: @Sendable () -> any Record
  fileprivate let places: [String: Int]

  init<R: Record>(_ schema: Schema<R>) {
    kind = schema.kind
    label = schema.label
    plural = schema.plural
    file = schema.file
    sections = schema.sections.map { Section(title: $0.title, fields: $0.fields.map(\.info)) }
    fields = schema.fields.map(\.info)
    datedLists = fields.filter { $0.isDated && $0.mergesByElement }
    area = schema.area
    (hasLife, hasHome) = (schema.life != nil, schema.home != nil)
    (sought, keeper, isReported) = (schema.sought, schema.keeper, schema.isReported)
    heads = schema.heads
    (locators, makeFinder) = (schema.locators, schema.finder)
    imports = schema.imports.map(KindImports.init)
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
