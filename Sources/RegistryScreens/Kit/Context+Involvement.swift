import RegistryModel

// What a record takes part in: it is named there, and does not name it.
extension Context {
  /// The programmes and purchases of an organization, the programmes of a worker or a purchase; by kind, as far as
  /// there are any.
  func involvement(of id: RecordID) -> [(kind: Kind, records: [RecordID])] {
    let programmes = registry.programmes.inUse.lazy.filter { stored in
      let record = stored.record
      return switch id.kind {
      case .organization:
        record.carrier[day] == id || record.partners[day]?.contains(id) == true
      case .worker: record.workers[day]?.contains(id) == true
      case .purchase: record.purchases?.contains(id) == true
      default: false
      }
    }.filter(isThere).map(\.id)
    let purchases = id.kind == .organization ? registry.purchases(suppliedBy: id) : []
    return [
      (.programme, Array(programmes)), (.purchase, purchases.filter(isThere).map(\.id)),
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
