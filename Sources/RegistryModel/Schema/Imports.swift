/// What the import of a kind's files goes by.
public struct Imports<R: Record>: Sendable {
  /// The field that a row is called by.
  let title: String
  /// Fields that a file must have columns for: all of one of these ways to say which record a row is about.
  let columns: [[String]]
  /// What tells which record a row is about, the surest first: a lesser one decides only where one of the
  /// two has no surer one.
  let keys: [RowKey<R>]
  /// What tells a record that is the only one which has it, and the rows that are told so.
  let alone: (key: RowKey<R>, isAsked: @Sendable (R, CivilDate) -> Bool)?
  /// What else would be the same, were an id not that of another registry's record.
  let familiar: [RowKey<R>]
  /// Where a record's twins would be; nil: names say nothing of the records.
  let twins: (@Sendable (R, CivilDate) -> LikelyTwins?)?

  init(
    title: String = "name", columns: [[String]], keys: [RowKey<R>],
    alone: (key: RowKey<R>, isAsked: @Sendable (R, CivilDate) -> Bool)? = nil,
    familiar: [RowKey<R>] = [], twins: (@Sendable (R, CivilDate) -> LikelyTwins?)?
  ) {
    (self.title, self.columns, self.keys) = (title, columns, keys)
    (self.alone, self.familiar, self.twins) = (alone, familiar, twins)
  }
}

/// A key of records: its values as of a day, several where a record has several phones.
struct RowKey<R: Record>: Sendable {
  /// The field it is the value of, or the first of several.
  let field: String
  let values: @Sendable (R, CivilDate) -> [String?]

  init(_ field: String, _ values: @escaping @Sendable (R, CivilDate) -> [String?]) {
    (self.field, self.values) = (field, values)
  }

  /// Its values as of a day, and those it had before or will have, where the field keeps its past.
  func everyValue(_ record: R, on day: CivilDate) -> Set<String> {
    let changes = R.kindSchema[field].map { record.days(of: $0) } ?? []
    let days = [day] + changes + changes.map { $0.adding(days: -1) }
    return Set(days.flatMap { values(record, $0) }.compactMap { $0 })
  }

  /// It names one record at a time, and another one later.
  var isPassedOn: Bool {
    R.kindSchema[field].map { $0.isDated && $0.identity == .unique } ?? false
  }
}

/// Among whom a record may have a twin of nearly the same name.
public struct LikelyTwins: Sendable {
  /// Names of one group are compared with each other.
  public let group: Int
  /// The name, without what tells nothing.
  public let name: String
  /// The community whose own names tell nothing either.
  public let home: RecordID?

  init(among group: some Hashable, _ name: String, at home: RecordID? = nil) {
    (self.group, self.name, self.home) = (group.hashValue, name, home)
  }
}

/// The same without the record's type.
public struct KindImports: Sendable {
  /// The field that a row is called by.
  public let title: String
  /// Ways to say which record a row is about; a file must have all columns of one.
  public let columns: [[String]]
  /// New records may have twins that are called nearly alike.
  public let hasTwins: Bool
  /// Fields of the keys by rank; last the one of what only one record has.
  public let keyFields: [String]

  init<R>(_ imports: Imports<R>) {
    (title, columns, hasTwins) = (imports.title, imports.columns, imports.twins != nil)
    keyFields = (imports.keys + [imports.alone?.key].compactMap { $0 }).map(\.field)
  }
}

// What files of any kind are compared by.
extension Record {
  /// The keys of the record by rank, none where it has no value.
  public func rowKeys(on day: CivilDate) -> [[String]] {
    Self.schema.imports?.keys.map { $0.values(self, day).compactMap { $0 } } ?? []
  }

  /// The keys by which the record itself is known: who has ended has passed on what another may have now.
  public func ownKeys(on day: CivilDate) -> [[String]] {
    let hasEnded = hasEnded(by: day)
    return Self.schema.imports?.keys.map { key in
      hasEnded && key.isPassedOn ? [] : key.values(self, day).compactMap { $0 }
    } ?? []
  }

  /// The keys by which the record was known and is no longer, by rank.
  public func formerKeys(on day: CivilDate) -> [[String]] {
    zip(Self.schema.imports?.keys ?? [], ownKeys(on: day)).map { key, own in
      key.isPassedOn ? key.everyValue(self, on: day).subtracting(own).sorted() : []
    }
  }

  /// What tells the record if no other has it.
  public func keyAlone(on day: CivilDate) -> [String] {
    Self.schema.imports?.alone?.key.values(self, day).compactMap { $0 } ?? []
  }

  /// The same where a row with this record's values is told so.
  public func askedAlone(on day: CivilDate) -> [String] {
    Self.schema.imports?.alone?.isAsked(self, day) == true ? keyAlone(on: day) : []
  }

  /// Everything that two of one record have in common, now or once.
  public func familiarKeys(on day: CivilDate) -> [Set<String>] {
    (Self.schema.imports?.keys ?? []).map { $0.everyValue(self, on: day) } + looks(on: day)
  }

  /// The same without what tells which record it is.
  public func looks(on day: CivilDate) -> [Set<String>] {
    (Self.schema.imports?.familiar ?? []).map { $0.everyValue(self, on: day) }
  }

  /// Where twins of the record would be; nil where it has none.
  public func likelyTwins(on day: CivilDate) -> LikelyTwins? {
    Self.schema.imports?.twins?(self, day)
  }
}
