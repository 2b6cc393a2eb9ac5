import RegistryModel

/// What an export calls the records others refer to: the name, or where an import would not find the
/// record by it, its number or id. The finder of imports itself is asked.
struct ReferenceNames {
  private struct Key: Hashable {
    let field: String
    let id: RecordID
  }

  private let state: RegistryState
  private let day: CivilDate
  private var finder: ReferenceFinder
  private var known: [Key: String] = [:]

  /// Names of records as imports find them on a day.
  init(in state: RegistryState, on day: CivilDate) {
    (self.state, self.day) = (state, day)
    finder = ReferenceFinder(in: state, today: day)
  }

  /// What a field's cell says of a record; `beside` holds what its locators say, asked for once a record.
  mutating func name(
    of id: RecordID, in field: FieldInfo, beside: () -> [String: String]
  ) -> String {
    let key = Key(field: field.key, id: id)
    if let name = known[key] { return name }
    let beside = beside()
    let name =
      ([state.name(of: id, on: day, .chinese)] + numbers(of: id)).first { name in
        !name.isEmpty && (try? finder.ids(field, name, beside: beside)) == id.description
      } ?? id.description
    known[key] = name
    return name
  }

  /// What else leads to it alone.
  private func numbers(of id: RecordID) -> [String] {
    let fields = id.kind.schema.fields.filter { $0.identity == .unique && $0.mask == nil }
    return fields.compactMap { state[id]?.json($0, on: day)?.string }
  }
}
