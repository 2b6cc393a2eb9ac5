/// One field of a record, declared once: form, list, file, import and search read its row.
public struct Field<R: Record>: Sendable {
  /// One object behind every copy: rows are handed about for every value read.
  private final class Row: Sendable {
    let info: FieldInfo
    let access: Access
    let asked: @Sendable (R, CivilDate) -> Requirement
    let proposed: Proposal?
    let beside: (@Sendable (RuleContext<R>) -> Words?)?
    let reported: (@Sendable (R, CivilDate) -> Bool)?

    init(_ content: Content, _ access: Access) {
      info = FieldInfo(content.info)
      let asked = content.asked
      if let follows = access.follows {
        self.asked = { record, day in follows(record) ? .follows : asked(record, day) }
      } else {
        self.asked = asked
      }
      (proposed, beside, reported) = (content.proposed, content.beside, content.reported)
      self.access = access
    }
  }

  /// What the key path makes possible.
  private struct Access {
    var json: @Sendable (R, CivilDate) -> JSON?
    var text: @Sendable (R, CivilDate, Language) -> String
    var enter: (@Sendable (inout R, String, Moment) throws(FieldError) -> Void)?
    var isEmpty: @Sendable (R, CivilDate) -> Bool
    var parts: @Sendable (R) -> [Part]
    var put: (@Sendable (inout R, CivilDate?, Presence) throws(FieldError) -> Void)?
    var read: (@Sendable (inout R, CivilDate?, inout JSONTape) throws(FieldError) -> Void)?
    var warnings: @Sendable (R, CivilDate) -> [Words]
    /// The value follows from others; nil if it never does.
    var follows: (@Sendable (R) -> Bool)?
  }

  /// What the rules propose, in what is around the record.
  typealias Proposal = @Sendable (R, CivilDate, Surroundings) -> JSON?

  /// What a row's further words may change.
  private struct Content {
    var info: FieldTraits
    var asked: @Sendable (R, CivilDate) -> Requirement = { _, _ in .optional }
    var proposed: Proposal?
    var beside: (@Sendable (RuleContext<R>) -> Words?)?
    var reported: (@Sendable (R, CivilDate) -> Bool)?
  }

  private let row: Row

  private init(_ info: FieldTraits, _ access: Access) {
    row = Row(Content(info: info), access)
  }

  /// What the row says of the field, without its record's type.
  public var info: FieldInfo { row.info }
  /// The stored value as of a day; nil when empty.
  var json: @Sendable (R, CivilDate) -> JSON? { row.access.json }
  /// The value as of a day in words; empty when empty.
  var text: @Sendable (R, CivilDate, Language) -> String { row.access.text }
  /// Takes what was typed; empty text clears. Nil for computed fields.
  var enter: (@Sendable (inout R, String, Moment) throws(FieldError) -> Void)? { row.access.enter }
  /// Nothing is in force on a day.
  var isEmpty: @Sendable (R, CivilDate) -> Bool { row.access.isEmpty }
  /// Everything the field holds, by day: nil is the first or only value.
  var parts: @Sendable (R) -> [Part] { row.access.parts }
  /// Puts one part back, from a file or a change set; nil for computed fields.
  var put: (@Sendable (inout R, CivilDate?, Presence) throws(FieldError) -> Void)? {
    row.access.put
  }
  /// Puts one part back from a line of a file, where the parser left it; false for computed fields.
  func read(
    into record: inout R, on day: CivilDate?, _ tape: inout JSONTape
  ) throws(FieldError) -> Bool {
    try row.access.read?(&record, day, &tape) != nil
  }
  /// Sentences about odd but allowed values.
  var warnings: @Sendable (R, CivilDate) -> [Words] { row.access.warnings }
  /// What is asked of the field in a record.
  var asked: @Sendable (R, CivilDate) -> Requirement { row.asked }
  /// What the rules propose for the field of a record.
  var proposed: Proposal? { row.proposed }
  /// What is said beside the value.
  var beside: (@Sendable (RuleContext<R>) -> Words?)? { row.beside }
  /// Whether reports up to a day read it, where the row says so.
  var reported: (@Sendable (R, CivilDate) -> Bool)? { row.reported }

  /// One stored part of a field: its day (nil = first or only) and value.
  struct Part: Equatable {
    let day: CivilDate?
    let value: JSON
  }

  /// What is at a day: nothing, or a value that may be empty.
  enum Presence {
    case absent
    case value(JSON?)
  }

  /// A plain field.
  public init<Value: FieldValue>(
    _ path: any WritableKeyPath<R, Value?> & Sendable, _ key: String, _ en: String,
    _ chinese: String
  ) {
    let property = StoredProperty(path)
    let info = FieldTraits(Value.self, key, Words(en, chinese))
    self.init(
      info,
      Access(
        json: { record, _ in property(record)?.json },
        text: { record, _, language in property(record)?.text(language) ?? "" },
        enter: { (record: inout R, typed: String, _: Moment) throws(FieldError) in
          property.set(&record, to: try Value.entered(typed))
        },
        isEmpty: { record, _ in property(record) == nil },
        parts: { record in
          property(record).map { [Part(day: nil, value: $0.json)] } ?? []
        },
        put: { (record: inout R, _: CivilDate?, presence: Presence) throws(FieldError) in
          property.set(&record, to: try presence.read())
        },
        read: { (record: inout R, _: CivilDate?, tape: inout JSONTape) throws(FieldError) in
          property.set(&record, to: try tape.optional())
        },
        warnings: { record, _ in property(record)?.warnings ?? [] }))
  }

  /// A field that follows from others where these are filled, and is typed and stored where they are not.
  public init<Value: FieldValue>(
    _ path: any WritableKeyPath<R, Value?> & Sendable, _ key: String, _ en: String,
    _ chinese: String, following value: @escaping @Sendable (R) -> Value?
  ) {
    let typed = Field(path, key, en, chinese).row
    var (info, access) = (typed.info.traits, typed.access)
    info.mayFollow = true
    access.json = { record, day in value(record)?.json ?? typed.access.json(record, day) }
    access.text = { record, day, language in
      value(record)?.text(language) ?? typed.access.text(record, day, language)
    }
    access.isEmpty = { record, day in value(record) == nil && typed.access.isEmpty(record, day) }
    access.enter = { (record: inout R, text: String, moment: Moment) throws(FieldError) in
      // What it is anyway is not stored.
      if let value = value(record), try Value.entered(text) == value { return }
      try typed.access.enter?(&record, text, moment)
    }
    access.follows = { value($0) != nil }
    self.init(info, access)
  }

  /// A dated field: keeps its past.
  public init<Value: FieldValue>(
    dated path: any WritableKeyPath<R, Dated<Value>> & Sendable, _ key: String, _ en: String,
    _ chinese: String
  ) {
    let property = StoredProperty(path)
    var info = FieldTraits(Value.self, key, Words(en, chinese))
    info.isDated = true
    self.init(
      info,
      Access(
        json: { record, day in property(record)[day]?.json },
        text: { record, day, language in property(record)[day]?.text(language) ?? "" },
        enter: { (record: inout R, typed: String, moment: Moment) throws(FieldError) in
          let value: Value? = try Value.entered(typed)
          switch moment {
          case .correction(let day): property.change(&record) { $0.correct(to: value, on: day) }
          case .change(let day): property.change(&record) { $0.change(to: value, from: day) }
          }
        },
        isEmpty: { record, day in property(record)[day] == nil },
        parts: { record in
          let dated = property(record)
          let first = dated.first.map { [Part(day: nil, value: $0.json)] } ?? []
          return first + dated.steps.map { Part(day: $0.day, value: $0.value?.json ?? .null) }
        },
        put: { (record: inout R, day: CivilDate?, presence: Presence) throws(FieldError) in
          let value: Value? = try presence.read()
          property.change(&record) { dated in
            guard let day else { return dated.first = value }
            switch presence {
            case .absent: dated.removeStep(of: day)
            case .value: dated.change(to: value, from: day)
            }
          }
        },
        read: { (record: inout R, day: CivilDate?, tape: inout JSONTape) throws(FieldError) in
          let value: Value? = try tape.optional()
          property.change(&record) { dated in
            if let day { dated.change(to: value, from: day) } else { dated.first = value }
          }
        },
        warnings: { record, day in property(record)[day]?.warnings ?? [] }))
  }

  /// A field worked out from others: shown and searched, never stored nor typed.
  public init<Value: FieldValue>(
    _ key: String, _ en: String, _ chinese: String,
    computed value: @escaping @Sendable (R, CivilDate) -> Value?
  ) {
    var info = FieldTraits(Value.self, key, Words(en, chinese))
    info.isComputed = true
    self.init(
      info,
      Access(
        json: { record, day in value(record, day)?.json },
        text: { record, day, language in value(record, day)?.text(language) ?? "" },
        enter: nil,
        isEmpty: { record, day in value(record, day) == nil },
        parts: { _ in [] },
        put: nil,
        read: nil,
        warnings: { _, _ in [] }))
  }
}

extension FieldTraits {
  fileprivate init<Value: FieldValue>(_ type: Value.Type, _ key: String, _ label: Words) {
    self.init(
      key: key, label: label, entry: type.entry, form: type.form, isWhole: type.isWhole)
  }
}

extension FieldValue {
  fileprivate static func entered(_ typed: String) throws(FieldError) -> Self? {
    let trimmed = typed.tidied
    return trimmed.isEmpty ? nil : try Self(text: trimmed)
  }
}

extension Field.Presence {
  fileprivate func read<Value: FieldValue>() throws(FieldError) -> Value? {
    switch self {
    // An empty list is no value either.
    case .absent, .value(nil), .value(.null), .value(.array([])): nil
    case .value(let json?): try Value(json: json)
    }
  }
}

// What a row may add to a field; each returns the changed row.
extension Field {
  private func with(_ change: (inout Content) -> Void) -> Self {
    var content = Content(
      info: row.info.traits, asked: row.asked, proposed: row.proposed, beside: row.beside,
      reported: row.reported)
    change(&content)
    return Self(Row(content, row.access))
  }

  private init(_ row: Row) { self.row = row }

  /// Refused without it.
  public func required() -> Self { with { $0.asked = { _, _ in .required } } }

  /// May be saved without; listed in Review until filled.
  public func expected() -> Self { with { $0.asked = { _, _ in .expected } } }

  /// Filled by the program: shown, and not typed.
  public func follows() -> Self { with { $0.asked = { _, _ in .follows } } }

  /// What is asked depends on the rest of the record, as of the day shown.
  public func asked(_ rule: @escaping @Sendable (R, CivilDate) -> Requirement) -> Self {
    with { $0.asked = rule }
  }

  /// Filled in by rule in a new record of which nothing is said here; a clerk is shown it.
  public func proposed(_ rule: @escaping @Sendable (R, CivilDate) -> JSON?) -> Self {
    with { $0.proposed = { record, day, _ in rule(record, day) } }
  }

  /// Proposed by what is around the record: its registry, and of a row the owner and the row before it.
  public func proposedAround(_ rule: @escaping @Sendable (R, Surroundings) -> JSON?) -> Self {
    with { $0.proposed = { record, _, around in rule(record, around) } }
  }

  /// Said beside the value wherever there is room.
  func beside(_ words: @escaping @Sendable (RuleContext<R>) -> Words?) -> Self {
    with { ($0.beside, $0.info.isTold) = (words, true) }
  }

  /// The values of all rows of an owner are added up below them, beside what this field of the owner has.
  public func summed(beside field: String? = nil) -> Self {
    with { $0.info.sum = RowSum(beside: field) }
  }

  /// No report of a period reads it: what is saved here changes none that is frozen.
  public func unreported() -> Self { with { $0.info.isReported = false } }

  /// Reports up to a day read it where this holds; they read a last day only if it is not later.
  func reported(_ rule: @escaping @Sendable (R, CivilDate) -> Bool) -> Self {
    with { $0.reported = rule }
  }

  /// Texts to choose from; others may be typed.
  public func offers(_ texts: @escaping Offering) -> Self { with { $0.info.offering = texts } }

  /// A column of lists, at most this many terminal columns wide; narrow lists keep low places.
  public func column(_ place: Int, _ columns: Int, _ title: Words? = nil) -> Self {
    with { $0.info.column = Column(place: place, columns: columns, title: title) }
  }

  /// The value names the record: twice is an error.
  public func unique() -> Self {
    with {
      $0.info.identity = .unique
      $0.info.isSearched = true
    }
  }

  /// Twice is a question.
  public func similar() -> Self {
    with {
      $0.info.identity = .similar
      $0.info.isSearched = true
    }
  }

  /// Plain words of a query look into this field.
  public func searched() -> Self { with { $0.info.isSearched = true } }

  /// A person's name: the first characters may be read as surnames are.
  public func person() -> Self { with { $0.info.isPerson = true } }

  /// A last day, that one included; of the record itself, which no longer counts on the day after,
  /// unless it is said to be one of a paper.
  public func lastDay(ofRecord: Bool = true) -> Self {
    with { ($0.info.isLastDay, $0.info.endsRecord) = (true, ofRecord) }
  }

  /// The id of another record of this kind.
  public func refers(to kind: Kind) -> Self {
    with {
      if case .list = $0.info.entry {
        $0.info.entry = .records(kind)
      } else {
        $0.info.entry = .record(kind)
      }
    }
  }

  /// The id of a record of this kind, to which its own belongs: it is a row of a table in the owner's form,
  /// and goes to the recycle bin and comes back with it.
  public func belongs(to kind: Kind) -> Self {
    refers(to: kind).required().with { $0.info.namesOwner = true }
  }

  /// Told beside a row's name on the page of its owner.
  public func toldOfRow() -> Self { with { $0.info.isToldOfRow = true } }

  /// Merges with the other fields of this group as a whole.
  public func merged(in group: MergeGroup) -> Self { with { $0.info.group = group } }

  /// Shown masked in lists, prints and exports.
  public func masked(as mask: Mask) -> Self { with { $0.info.mask = mask } }

  /// A number that does not add up over records, as a year or a share.
  public func notAdded() -> Self { with { $0.info.isNotAdded = true } }

  /// Typed over several lines.
  public func long() -> Self { with { $0.info.entry = .longText } }

  /// Further headers that imports know.
  public func headers(_ headers: String...) -> Self { with { $0.info.headers = headers } }

  /// A shorter name in queries.
  public func query(_ name: String) -> Self { with { $0.info.queryName = name } }

  /// The next record of a series begins with this value.
  public func carried(_ carrying: Carrying) -> Self { with { $0.info.carrying = carrying } }

  /// Names whoever takes the place of the record it names, from a day on.
  public func passedOn() -> Self { with { $0.info.succession = .passes } }

  /// Its record ends where others take the place of the record it names, and one like it begins.
  public func renewed() -> Self { with { $0.info.succession = .renews } }

  /// One sentence for forms and help.
  public func hint(_ en: String, _ chinese: String) -> Self {
    with { $0.info.hint = Words(en, chinese) }
  }

  /// The same row at its place in a schema.
  func at(_ ordinal: Int) -> Self { with { $0.info.ordinal = ordinal } }
}
