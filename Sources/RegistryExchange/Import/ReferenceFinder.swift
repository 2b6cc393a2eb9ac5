import RegistryModel

/// Finds the records that the reference fields of one kind name, by what a file writes of them.
struct ReferenceFinder: Sendable {
  /// Each made when it is first asked: not every reference has a column.
  private var finders: [Kind: any RecordFinder] = [:]
  private let state: RegistryState
  private let today: CivilDate
  /// What was found before: rows of a file name the same few records again and again.
  private var found: [Lookup: RecordID] = [:]

  private struct Lookup: Hashable {
    let kind: Kind?
    let text: String
    let beside: [String: String]
  }

  /// What was said before of a former code or name.
  private var former: [Naming: Words?] = [:]

  private struct Naming: Hashable {
    let id: RecordID
    let texts: [String]
  }

  init(in state: RegistryState, today: CivilDate) { (self.state, self.today) = (state, today) }

  /// The ids a field's cell names, as the field is typed; `beside` holds the locators by field key.
  mutating func ids(
    _ field: FieldInfo, _ text: String, beside: [String: String]
  ) throws(NotFound) -> String {
    guard case .records = field.entry else { return try id(field, text, beside: beside) }
    var ids: [String] = []
    for part in text.split(whereSeparator: { ",，、;；".contains($0) }) {
      ids.append(try id(field, String(part).tidied, beside: [:]))
    }
    return ids.joined(separator: ",")
  }

  /// That one of the texts a row names a record by is a former code or name of it.
  mutating func former(_ id: RecordID, _ texts: [String]) -> Words? {
    let naming = Naming(id: id, texts: texts)
    if let known = former[naming] { return known }
    let words = texts.compactMap { state.words(forNaming: id, by: $0, on: today) }.first
    former[naming] = .some(words)
    return words
  }

  private mutating func id(
    _ field: FieldInfo, _ text: String, beside: [String: String]
  ) throws(NotFound) -> String {
    let asked = Lookup(kind: field.refersTo, text: text, beside: beside)
    if let id = found[asked] { return id.description }
    guard let kind = field.refersTo, let id = try finder(kind).find(text, beside: beside) else {
      return ""
    }
    found[asked] = id
    return id.description
  }

  private mutating func finder(_ kind: Kind) -> any RecordFinder {
    if let finder = finders[kind] { return finder }
    let finder = kind.schema.finder(in: state, today: today)
    finders[kind] = finder
    return finder
  }
}
