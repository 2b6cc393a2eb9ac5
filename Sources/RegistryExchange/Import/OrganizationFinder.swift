import RegistryModel

/// Finds the organization a file means: by credit code, filing number, or a name that is unique.
struct OrganizationFinder: Sendable {
  private var byKey: [String: [RecordID]] = [:]
  private let state: RegistryState

  /// All organizations in use.
  init(_ state: RegistryState) {
    self.state = state
    for stored in state.organizations.inUse {
      let record = stored.record
      let keys = [record.uscc?.description, record.filingNumber, record.name].compactMap { $0 }
      for key in Set(keys.map(\.nfkcUpper)) { byKey[key, default: []].append(stored.id) }
    }
  }

  /// The one organization meant, or a sentence why there is none.
  func find(_ text: String) throws(NotFound) -> RecordID? {
    if text.isEmpty { return nil }
    if let id = RecordID(text), id.kind == .organization, let stored = state[id],
      stored.binned == nil
    {
      return id
    }
    let found = byKey[text.nfkcUpper] ?? []
    guard let id = found.first else {
      throw NotFound(
        "no organization has this name or number", "没有这个名称或编号的社会组织")
    }
    if found.count > 1 {
      let list =
        found.lazy.map { id in
          let record = state.organizations[id.number]?.record
          return record?.uscc?.description ?? record?.filingNumber ?? id.description
        }.firstFew
      throw NotFound(
        "\(found.count) organizations have this name: write the number of one: \(list)",
        "有 \(found.count) 个同名社会组织，须填其中一个的编号：\(list)")
    }
    return id
  }
}
