// Texts that are typed again and again: those of other records are there to be chosen.

extension RegistryState {
  /// What a text field offers on a day: what its row does, then what other records have, the most frequent
  /// first; nothing for names of records and of persons, which others do not share.
  public func texts(offeredBy field: FieldInfo, of kind: Kind, on day: CivilDate) -> [String] {
    guard case .text = field.entry, field.identity == .none, field.mask == nil, !field.isPerson
    else { return [] }
    var counts: [String: Int] = [:]
    for number in self[kind].numbersInUse {
      guard let text = self[RecordID(kind, number)]?.json(field, on: day)?.string else { continue }
      counts[text, default: 0] += 1
    }
    let own = field.offering?(self, day) ?? []
    let used = counts.filter { !own.contains($0.key) }
      .sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map(\.key)
    return Array((own + used).prefix(Self.mostOffered))
  }

  /// A longer list is slower to search than a name is to type.
  private static let mostOffered = 500

  /// The names of the towns that have communities on a day, by code.
  func townNames(on day: CivilDate) -> [String] {
    var codes: [String: Int32] = [:]
    for stored in communities.inUse where stored.record.exists(on: day) {
      let code = stored.record.code[day]
      guard let name = stored.record.townName[day], let town = code?.town.number else { continue }
      codes[name] = min(codes[name] ?? town, town)
    }
    return codes.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
  }
}
