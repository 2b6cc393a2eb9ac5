/// A key of a plan file as a field of a record: `baseline.asOf` is `baselineAsOf`, `label` with its two
/// languages `label` and `labelEnglish`, `id` is `code`.
struct PlanKey {
  /// The way to the value in the file.
  let path: [String]

  private static let english = "English"
  private static let baseline = "baseline"

  init(_ field: FieldInfo) {
    var key = field.key
    var language: [String] = []
    if key.hasSuffix(Self.english) {
      key.removeLast(Self.english.count)
      language = [Language.en.rawValue]
    }
    if key.hasPrefix(Self.baseline) {
      let inner = key.dropFirst(Self.baseline.count)
      path = [Self.baseline, inner.prefix(1).lowercased() + inner.dropFirst()] + language
    } else {
      path = [key == "code" ? "id" : key] + language
    }
  }

  /// The field that holds what a file has under `key`; nil if none does.
  static func field(of key: String, in schema: KindSchema) -> FieldInfo? {
    var path = key.split(separator: ".").map(String.init)
    if path.last == Language.chinese.rawValue { path.removeLast() }
    return schema.fields.first { PlanKey($0).path == path }
  }
}

extension PlanError {
  /// The same of the field that holds the key; where none does the whole sentence, of the id.
  func violation(in schema: KindSchema) -> Violation {
    let field = PlanKey.field(of: key, in: schema)
    return Violation(field?.key ?? "code", detail: field == nil ? words : rule)
  }
}

extension Record {
  /// Everything is filled in that has to be.
  var isFilled: Bool {
    // None of these fields keeps a past.
    let day = CivilDate.distantFuture
    return Self.schema.fields.allSatisfy { field in
      if case .required = field.asked(self, day) { !field.isEmpty(self, day) } else { true }
    }
  }

  /// What is filled in, under the keys of a plan file.
  var planMembers: [JSON.Member] {
    var members: [JSON.Member] = []
    for field in Self.schema.fields where !field.info.namesOwner {
      guard let value = field.json(self, .distantFuture) else { continue }
      members.put(value, at: PlanKey(field.info).path[...])
    }
    return members
  }

  /// Takes what an object of a plan file has.
  ///
  /// - Errors: the first value that its field refuses.
  public init(planFile object: JSON) throws(FieldError) {
    self.init()
    for field in Self.schema.fields where !field.info.namesOwner {
      try field.put?(&self, nil, .value(object.value(at: PlanKey(field.info).path)))
    }
  }
}

extension [JSON.Member] {
  /// Puts a value at the end of a path. What is in one language only becomes text in two where a second one comes.
  fileprivate mutating func put(_ value: JSON, at path: ArraySlice<String>) {
    guard let key = path.first else { return }
    let place = firstIndex { $0.key == key }
    let rest = path.dropFirst()
    guard !rest.isEmpty else { return append(JSON.Member(key, value)) }
    var inner = place.flatMap { self[$0].value.members } ?? []
    if let text = place.map({ self[$0].value }), text.string != nil {
      inner = [JSON.Member(Language.chinese.rawValue, text)]
    }
    inner.put(value, at: rest)
    if let place {
      self[place].value = .object(inner)
    } else {
      append(JSON.Member(key, .object(inner)))
    }
  }
}

extension JSON {
  /// What stands at the end of a path; of a text in two languages the Chinese, where none is named.
  fileprivate func value(at path: [String]) -> JSON? {
    var value: JSON? = self
    for key in path { value = value?[key] }
    let chinese = value?[Language.chinese.rawValue]
    return value == .null ? nil : chinese ?? value
  }
}
