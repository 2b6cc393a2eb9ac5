import RegistryModel

/// A registry in memory that takes change sets as the store would: rebased at its head, then
/// applied.
struct Registry {
  private(set) var state = RegistryState()
  let today: CivilDate

  init(today: CivilDate) {
    self.today = today
  }

  /// Appends a change set; throws where a hard rule does not hold.
  mutating func append(_ set: ChangeSet) throws {
    let merged = try state.rebase(set, from: state, by: "zhangmin", today: today)
    try state.apply(
      Commit(seq: state.seq + 1, at: Instant(seconds: 0), by: "zhangmin", set: merged))
  }

  /// Adds records as one change set.
  mutating func add(_ records: [any Record]) throws {
    var made: [Kind: Int] = [:]
    try append(
      ChangeSet(
        records.map { record in
          made[record.kind, default: 0] += 1
          let id =
            record.kind == .office
            ? RecordID.office : RecordID(record.kind, -made[record.kind, default: 0])
          return Change(id, isNew: true, record.settings(from: nil))
        }))
  }
}

extension String {
  /// The bytes of the text.
  var bytes: [UInt8] { Array(utf8) }
}
