import RegistryModel

/// A registry in memory that takes change sets as the store would: rebased at its head, then
/// applied.
public struct Registry {
  /// All its records.
  public private(set) var state = RegistryState()
  /// The day it is kept on.
  public let today: CivilDate

  /// An empty one.
  public init(today: CivilDate) {
    self.today = today
  }

  /// Appends a change set; throws where a hard rule does not hold.
  public mutating func append(_ set: ChangeSet) throws {
    let merged = try state.rebase(set, from: state, by: "zhangmin", today: today)
    try state.apply(
      Commit(seq: state.seq + 1, at: Instant(seconds: 0), by: "zhangmin", set: merged))
  }

  /// Adds records as one change set.
  public mutating func add(_ records: [any Record]) throws {
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
  public var bytes: [UInt8] { Array(utf8) }
}
