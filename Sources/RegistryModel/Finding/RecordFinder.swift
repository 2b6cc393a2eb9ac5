/// Finds the records of one kind that a file means, by what it writes of them.
public protocol RecordFinder: Sendable {
  /// The one record meant, nil where nothing is written, or a sentence why there is none.
  ///
  /// - Parameter beside: what stands in the columns of the kind's locators, by field.
  func find(_ text: String, beside: [String: String]) throws(NotFound) -> RecordID?

  /// Records of this very name with these numbers, masked or not, by field; empty says nothing.
  func named(_ name: String, beside: [String: String]) -> [RecordID]
}

extension KindSchema {
  /// Finds records of the kind as files name them; of two with one name the one that exists on `today`.
  public func finder(in state: RegistryState, today: CivilDate) -> any RecordFinder {
    makeFinder?(state, today) ?? NameFinder(self, state)
  }
}

/// Finds the record a file means by whatever names one: a number, or a name that is unique.
struct NameFinder: RecordFinder {
  /// By a digest of what names it; more than one where several have it.
  private var first: [Int: RecordID] = [:]
  private var others: [Int: [RecordID]] = [:]
  private let schema: KindSchema
  private let fields: [FieldInfo]
  private let table: any AnyTable

  /// All records in use.
  init(_ schema: KindSchema, _ state: RegistryState) {
    self.schema = schema
    fields = schema.fields.filter { $0.identity != .none && $0.mask == nil }
    table = state[schema.kind]
    for stored in table.rows {
      let keys = fields.flatMap { stored.texts(of: $0) }
      for key in Set(keys.map(Self.digest)) {
        if first[key] == nil {
          first[key] = stored.id
        } else {
          others[key, default: []].append(stored.id)
        }
      }
    }
  }

  private func records(called text: String) -> [RecordID] {
    let key = Self.digest(text)
    return first[key].map { [$0] + (others[key] ?? []) } ?? []
  }

  /// Of the bytes: a dictionary of texts would look for the normal form of each again.
  private static func digest(_ text: String) -> Int {
    var folded = text.nfkcUpper
    var hasher = Hasher()
    folded.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return hasher.finalize()
  }

  func find(_ text: String, beside: [String: String]) throws(NotFound) -> RecordID? {
    if text.isEmpty { return nil }
    if let id = RecordID(text), id.kind == schema.kind, table.isInUse(id.number) { return id }
    let found = records(called: text)
    let (en, chinese) = (schema.label.en.lowercased(), schema.label.chinese)
    guard let id = found.first else {
      throw NotFound("no \(en) has this name or number", "没有这个名称或编号的\(chinese)")
    }
    if found.count > 1 {
      let list = found.lazy.map(number).firstFew
      throw NotFound(
        "\(found.count) \(schema.plural.en.lowercased()) have this name: write the number of one: "
          + list,
        "有 \(found.count) 个同名\(chinese)，须填其中一个的编号：\(list)")
    }
    return id
  }

  func named(_ name: String, beside: [String: String]) -> [RecordID] {
    records(called: name).filter { id in
      beside.allSatisfy { key, written in
        guard let field = schema[key], let stored = table.stored(id.number) else { return false }
        return stored.holds(written, in: field)
      }
    }
  }

  /// What tells a record from its namesakes.
  private func number(of id: RecordID) -> String {
    let stored = table.stored(id.number)
    return fields.lazy.filter { $0.key != "name" }
      .compactMap { field in stored?.texts(of: field).first }.first ?? id.description
  }
}

extension AnyStored {
  /// The texts a field holds, those of a dated one as last known.
  public func texts(of field: FieldInfo) -> [String] {
    let json = json(field, on: .distantFuture)
    return (json?.array ?? [json].compactMap { $0 }).compactMap(\.string)
  }

  /// Every number written is one that the field holds, masked or not.
  func holds(_ written: String, in field: FieldInfo) -> Bool {
    let texts = texts(of: field)
    return written.nfkc.split { ",;、 ".contains($0) }.allSatisfy { part in
      let part = String(part).nfkcUpper
      return texts.contains { $0 == part || field.mask?.matches(masked: part, full: $0) == true }
    }
  }
}
