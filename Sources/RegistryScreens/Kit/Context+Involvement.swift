import RegistryModel

// What a record takes part in: it is named there, and does not name it.
extension Context {
  /// The programmes and purchases of an organization, the programmes of a worker or a purchase; by kind, as far as
  /// there are any.
  func involvement(of id: RecordID) -> [(kind: Kind, records: [RecordID])] {
    // The index knows every value a field ever had: the day decides.
    let named = Programme.kindSchema.fields.filter { $0.refersTo == id.kind }.flatMap { field in
      registry.programmes.holding(id.description, in: field).filter { stored in
        let value = stored.json(field, on: day)
        return value == id.json || value?.array?.contains(id.json) == true
      }
    }
    let purchases = id.kind == .organization ? registry.purchases(suppliedBy: id) : []
    return [
      (.programme, Set(named.filter(isThere).map(\.id)).sorted()),
      (.purchase, purchases.filter(isThere).map(\.id)),
    ].filter { !$0.1.isEmpty }
  }

  /// The status of a programme or purchase on the day shown, in short.
  func standing(of id: RecordID) -> String? {
    switch id.kind {
    case .programme:
      registry.programmes[id.number]?.record.status[day]?.row.short[language]
    case .purchase: registry.purchases[id.number]?.record.status[day]?.row.short[language]
    default: nil
    }
  }
}
