import RegistryModel

/// What an export calls the records others refer to: the full name, or where several have it a
/// number that imports know.
struct UniqueNames {
  private let state: RegistryState
  private var counts: [Kind: [String: Int]] = [:]

  /// Counts the names of the kinds that `kind` refers to without locators beside.
  init(for kind: Kind, in state: RegistryState) {
    self.state = state
    let located = Set(Locator.of(kind).map(\.reference))
    for field in kind.schema.fields where !located.contains(field.key) {
      guard let other = field.refersTo, counts[other] == nil else { continue }
      var names: [String: Int] = [:]
      for stored in state[other].rows {
        names[state.name(of: stored.id, .chinese).nfkcUpper, default: 0] += 1
      }
      counts[other] = names
    }
  }

  /// The name of a record in a cell.
  func name(of id: RecordID) -> String {
    let name = state.name(of: id, .chinese)
    guard let names = counts[id.kind], names[name.nfkcUpper, default: 0] > 1 else { return name }
    if id.kind == .organization, let record = state.organizations[id.number]?.record {
      return record.uscc?.description ?? id.description
    }
    return id.kind == .community ? state.number(of: id) : id.description
  }
}
