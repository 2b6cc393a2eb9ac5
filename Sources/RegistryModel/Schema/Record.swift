/// A kind of record: a struct whose every property is one row of its schema.
///
/// Optional properties and `Dated` ones only, so that half a form is a record too.
public protocol Record: FieldReading, Hashable, Sendable {
  /// The rows of its fields, in the sections of its form.
  static var schema: Schema<Self> { get }
  /// The same schema without its record type; stored, since it is asked for on every key.
  static var kindSchema: KindSchema { get }
  /// What must hold of one record of this kind, alone and among the others.
  static var rules: [Rule<Self>] { get }
  /// What a record is called in full on a day, as its papers say it.
  static func name(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String
  /// The name a list has room for.
  static func shortName(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String
  /// The number people know a record by on a day; empty where there is none.
  static func number(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate
  ) -> String
  /// Where a record belongs, which tells it from its namesakes.
  static func note(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String
  /// What is worth knowing of other records once one is saved; nil if nothing is.
  ///
  /// - Parameter past: the day shown, if it is before today.
  static func remark(
    of stored: Stored<Self>, in state: RegistryState, by past: CivilDate?
  ) -> Words?
  /// An empty record, as a form begins.
  init()
  /// Fills in what is so unless something else is said, and what the office completes, such as the area
  /// code of a local phone.
  mutating func fillDefaults(from office: Office)
  /// Fills in what follows from a change of `before` to this record, such as the day of registration.
  mutating func conclude(from before: Self)
}

extension Record {
  /// The whole name, for kinds without a shorter one.
  public static func shortName(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { name(of: stored, in: state, on: day, language) }

  /// None, for kinds whose records have no number that people know.
  public static func number(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate
  ) -> String { "" }

  /// The first community it belongs to.
  public static func note(
    of stored: Stored<Self>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    stored.homes(in: state, on: day).first.map { state.shortName(of: $0, on: day, language) } ?? ""
  }

  /// Nothing, for most kinds.
  public static func remark(
    of stored: Stored<Self>, in state: RegistryState, by past: CivilDate?
  ) -> Words? { nil }

  /// Nothing, for kinds without local numbers.
  public mutating func fillDefaults(from office: Office) {}
  /// Nothing, for kinds where nothing follows.
  public mutating func conclude(from before: Self) {}

  /// The record as it is saved, whichever way it was entered, and the fields that were filled in.
  ///
  /// What the rules propose goes into a new record only, and only where nothing was said: a stored one
  /// keeps the gaps its clerk left, and so does a row with a column for the field.
  ///
  /// - Parameters:
  ///   - before: the stored record; nil for a new one.
  ///   - said: keys of the fields that whoever entered it spoke of, if only to leave them empty.
  ///   - surroundings: what proposals may look at beside the record.
  ///   - day: the day its values are entered for.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  public func completed(
    from before: (any Record)?, saying said: Set<String>, in surroundings: Surroundings,
    on day: CivilDate
  ) -> (record: any Record, filled: [FieldInfo]) {
    var record = self
    // What an empty field means is no proposal.
    record.fillDefaults(from: surroundings.office)
    record.clearFollowing(unlessSaid: said, on: day)
    if let before = before as? Self {
      let plain = record
      record.conclude(from: before)
      if record == plain { return (record, []) }
      let filled = Self.schema.fields.filter { row in
        !row.info.isComputed && row.isEmpty(plain, day) && !row.isEmpty(record, day)
      }
      return (record, filled.map { $0.info })
    }
    var filled: [FieldInfo] = []
    for row in Self.schema.proposing where !said.contains(row.info.key) && row.isEmpty(record, day)
    {
      guard let proposal = row.proposed?(record, day, surroundings) else { continue }
      // A rule proposes what its own field takes; if not, the field stays empty and is asked for.
      try? record.put(proposal, row.info, .correction(on: day))
      if !row.isEmpty(record, day) { filled.append(row.info) }
    }
    return (record, filled)
  }

  /// What follows from other fields is not stored; where something else was said of it, the rules tell.
  private mutating func clearFollowing(unlessSaid said: Set<String>, on day: CivilDate) {
    for row in Self.schema.fields where row.info.mayFollow {
      guard row.asked(self, day) == .follows, let stored = row.parts(self).first?.value,
        !said.contains(row.info.key) || stored == row.json(self, day)
      else { continue }
      try? row.put?(&self, nil, .absent)
    }
  }
}

/// Access by field row, without knowing the record's type.
extension Record {
  /// The kind of all these records.
  public static var kind: Kind { schema.kind }
  /// The kind of this record.
  public var kind: Kind { Self.schema.kind }

  /// The value as of `day`; nil when empty.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  public func json(_ field: FieldInfo, on day: CivilDate) -> JSON? {
    Self.schema.fields[field.ordinal].json(self, day)
  }

  /// The value as of `day` in words; empty when empty. References read as ids.
  public func text(_ field: FieldInfo, on day: CivilDate, _ language: Language) -> String {
    Self.schema.fields[field.ordinal].text(self, day, language)
  }

  /// What is asked of the field here.
  public func asked(_ field: FieldInfo, on day: CivilDate) -> Requirement {
    Self.schema.fields[field.ordinal].asked(self, day)
  }

  /// The value the rules propose for an empty field.
  public func proposed(
    _ field: FieldInfo, on day: CivilDate, in surroundings: Surroundings
  ) -> JSON? {
    Self.schema.fields[field.ordinal].proposed?(self, day, surroundings)
  }

  /// What is said beside the value in the record of this id; nil if nothing is.
  public func words(
    beside field: FieldInfo, as id: RecordID, in state: RegistryState, on day: CivilDate
  ) -> Words? {
    Self.schema.fields[field.ordinal].beside?(
      RuleContext(id: id, record: self, state: state, today: day))
  }

  /// Takes what was typed; empty text clears the field.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  public mutating func enter(
    _ typed: String, _ field: FieldInfo, _ moment: Moment
  ) throws(FieldError) {
    guard let enter = Self.schema.fields[field.ordinal].enter else {
      throw FieldError("this field is computed, not typed", "此项由系统推算，不能填写")
    }
    try enter(&self, typed, try moment.onFullDay())
  }

  /// Puts a JSON value as if typed; nil clears.
  public mutating func put(_ json: JSON?, _ field: FieldInfo, _ moment: Moment) throws(FieldError) {
    let row = Self.schema.fields[field.ordinal]
    guard let put = row.put else {
      throw FieldError("this field is computed, not typed", "此项由系统推算，不能填写")
    }
    guard row.info.isDated else { return try put(&self, nil, .value(json)) }
    switch try moment.onFullDay() {
    case .change(let day): try put(&self, day, .value(json))
    case .correction(let day):
      let step = row.parts(self).compactMap(\.day).last { $0 <= day }
      try put(&self, step, .value(json))
    }
  }

  /// The days on which a dated field changed.
  public func days(of field: FieldInfo) -> [CivilDate] {
    Self.schema.fields[field.ordinal].parts(self).compactMap(\.day)
  }
}
