import RegistryModel

/// Records written out for spreadsheets and programs, with their values as of a day.
public struct Export: Sendable {
  /// The kind of all records.
  public let kind: Kind
  /// The registry they stand in.
  public let state: RegistryState
  /// The day whose values are written.
  public let day: CivilDate
  /// The language of headers and of code tables in CSV; JSON has the files' own words.
  public let language: Language
  /// ID numbers and phones show their first three and last four characters only.
  public let isMasked: Bool

  /// An export; masked unless asked otherwise, which needs a role and is logged by the caller.
  public init(
    _ kind: Kind, of state: RegistryState, on day: CivilDate, _ language: Language,
    isMasked: Bool = true
  ) {
    self.kind = kind
    self.state = state
    self.day = day
    self.language = language
    self.isMasked = isMasked
  }

  /// A CSV file that spreadsheet programs open right and that imports again unchanged.
  public func csv(_ ids: [RecordID]) -> [UInt8] {
    let schema = kind.schema
    let locators = Dictionary(grouping: Locator.of(kind), by: \.reference)
    var names = ReferenceNames(for: kind, in: state, on: day)
    var writer = CSVWriter()
    writer.append(
      ["id"]
        + schema.fields.flatMap { field in
          [field.label[language]] + (locators[field.key] ?? []).map { $0.label[language] }
        })
    for id in ids {
      guard let record = state[id]?.content, id.kind == kind else { continue }
      writer.append(
        [id.description]
          + schema.fields.flatMap { field in
            let beside = (locators[field.key] ?? []).map {
              ($0, located($0, by: field, of: record))
            }
            return [cell(field, record, beside, &names)] + beside.map(\.1)
          })
    }
    return writer.bytes
  }

  private func cell(
    _ field: FieldInfo, _ record: any Record, _ beside: [(Locator, String)],
    _ names: inout ReferenceNames
  ) -> String {
    guard field.refersTo != nil else { return text(field, record) }
    let located = Dictionary(uniqueKeysWithValues: beside.map { ($0.0.field.key, $0.1) })
    return ids(field, record).map { id in names.name(of: id, in: field, beside: located) }
      .joined(separator: ", ")
  }

  private func text(_ field: FieldInfo, _ record: any Record) -> String {
    isMasked
      ? state.maskedText(field, of: record, on: day, language)
      : state.text(field, of: record, on: day, language)
  }

  /// What a locator column says of the record that `field` refers to.
  private func located(_ locator: Locator, by field: FieldInfo, of record: any Record) -> String {
    guard let id = ids(field, record).first, let other = state[id]?.content else { return "" }
    return text(locator.field, other)
  }

  private func ids(_ field: FieldInfo, _ record: any Record) -> [RecordID] {
    let json = record.json(field, on: day)
    return (json?.array ?? [json].compactMap { $0 }).compactMap { $0.string }.compactMap {
      RecordID($0)
    }
  }
}

extension Export {
  /// The records as `list --json` shows them: an array of objects, keys as in the files.
  public func json(_ ids: [RecordID]) -> JSON {
    .array(ids.compactMap { json($0) })
  }

  /// One record: its id, then every field that has a value on the day; worked-out ones too.
  public func json(_ id: RecordID) -> JSON? {
    guard id.kind == kind, let record = state[id]?.content else { return nil }
    var members = [JSON.Member("id", id.json)]
    for field in kind.schema.fields {
      guard let value = record.json(field, on: day) else { continue }
      members.append(JSON.Member(field.key, isMasked ? masked(value, field) : value))
    }
    return .object(members)
  }

  private func masked(_ value: JSON, _ field: FieldInfo) -> JSON {
    guard let mask = field.mask else { return value }
    switch value {
    case .string(let text): return .string(mask.masked(text))
    case .array(let items): return .array(items.map { masked($0, field) })
    default: return value
    }
  }
}
