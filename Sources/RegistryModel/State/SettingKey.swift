/// A setting's key in its parts: `status@2020-03-01`.
struct SettingKey: Equatable {
  let field: String
  /// The step's day; nil for the first or only value.
  let day: CivilDate?

  init(field: String, day: CivilDate?) {
    self.field = field
    self.day = day
  }

  init(_ text: String) {
    // Nearly all keys are plain ones.
    if text.utf8.contains(UInt8(ascii: "@")), let at = text.utf8.lastIndex(of: UInt8(ascii: "@")),
      let day = try? CivilDate(text: String(text[text.index(after: at)...])),
      day.description == text[text.index(after: at)...], day.isFull
    {
      field = String(text[..<at])
      self.day = day
    } else {
      field = text
      day = nil
    }
  }

  var text: String { day.map { "\(field)@\($0.json.string ?? "")" } ?? field }
}

extension Setting {
  /// The value for "nothing there" under a key: `[]` for a step of a dated field, else `null`.
  public static func absent(_ key: String) -> JSON {
    SettingKey(key).day == nil ? .null : .array([])
  }
}

// Asked of records of any kind, thousands at once: compiled for the kinds a registry has many of, so
// that no type is looked up while it runs.
extension Record {
  /// All stored parts by setting key, in schema order.
  var parts: [(key: String, value: JSON)] {
    Self.schema.fields.flatMap { field in
      field.parts(self).map { part in
        part.day == nil
          ? (field.info.key, part.value)
          : (SettingKey(field: field.info.key, day: part.day).text, .array([part.value]))
      }
    }
  }

  /// The part under `key`: `null` when empty, `[]` if there is no step; nil for an unknown key.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  func part(_ key: String) -> JSON? {
    let key = SettingKey(key)
    guard let field = Self.schema.field(key.field), field.put != nil,
      field.info.isDated || key.day == nil
    else { return nil }
    let part = field.parts(self).first { $0.day == key.day }?.value
    return key.day == nil ? part ?? .null : .array(part.map { [$0] } ?? [])
  }

  /// The value that a step under `key` takes the place of, `[value]`; nil if there is none, and where
  /// `key` is no step's.
  func inForce(before key: String) -> JSON? {
    let key = SettingKey(key)
    guard let day = key.day, let field = Self.schema.field(key.field), field.info.isDated else {
      return nil
    }
    return field.parts(self).last { part in part.day.map { $0 < day } ?? true }.map { [$0.value] }
  }

  /// Sets the part under `key`; false for an unknown key.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  mutating func setPart(_ key: String, to value: JSON) throws(FieldError) -> Bool {
    let key = SettingKey(key)
    guard let field = Self.schema.field(key.field), let put = field.put,
      field.info.isDated || key.day == nil
    else { return false }
    if let day = key.day {
      guard let step = value.array, step.count <= 1 else {
        throw FieldError("a step must be a list of one value, or empty", "每一步应为单值列表或空列表")
      }
      try put(&self, day, step.first.map { .value($0) } ?? .absent)
    } else {
      try put(&self, nil, .value(value))
    }
    return true
  }

  /// What turns `before` into this record; everything, for a new one.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  public func settings(from before: (any Record)?) -> [Setting] {
    guard let before = before as? Self else {
      return parts.map { Setting($0.key, before: Setting.absent($0.key), after: $0.value) }
    }
    var settings: [Setting] = []
    for field in Self.schema.fields where field.put != nil {
      let old = field.parts(before)
      let new = field.parts(self)
      if old == new { continue }
      // Closures, not key paths: in generic code those are built again at every call.
      var days = new.map { $0.day }
      days += old.map { $0.day }.filter { day in !days.contains(day) }
      for day in days {
        let was = old.first { $0.day == day }?.value
        let now = new.first { $0.day == day }?.value
        if was == now { continue }
        let key = SettingKey(field: field.info.key, day: day).text
        let wrapped = { (value: JSON?) -> JSON in
          day == nil ? value ?? .null : .array(value.map { [$0] } ?? [])
        }
        settings.append(Setting(key, before: wrapped(was), after: wrapped(now)))
      }
    }
    return settings
  }
}
