/// A kind whose records belong to records of another kind: rows of a table in the form of their owner.
public struct OwnedKind: Sendable {
  /// The kind of the rows.
  public let kind: Kind
  /// Their field that names the owner.
  public let owner: FieldInfo

  /// The records of a kind belong to those that the field `key` names; nil if it names none.
  public init?(_ kind: Kind, by key: String) {
    guard let owner = kind.schema[key], owner.refersTo != nil else { return nil }
    (self.kind, self.owner) = (kind, owner)
  }
}

/// Which kinds belong to which.
public struct Ownership: Sendable {
  private var byOwner: [Kind: [OwnedKind]] = [:]
  private var byRow: [Kind: OwnedKind] = [:]

  /// As the rows of the fields say, in the order of the kinds.
  public static let declared = Ownership(
    Kind.allCases.flatMap { kind in
      kind.schema.fields.filter(\.namesOwner).compactMap { OwnedKind(kind, by: $0.key) }
    })

  /// These kinds belong to others.
  public init(_ owned: [OwnedKind]) {
    for owned in owned {
      guard let owner = owned.owner.refersTo else { continue }
      byOwner[owner, default: []].append(owned)
      byRow[owned.kind] = owned
    }
  }

  /// All records stand alone.
  var isEmpty: Bool { byRow.isEmpty }

  /// The kinds whose records belong to those of `owner`.
  public func kinds(of owner: Kind) -> [OwnedKind] { byOwner[owner] ?? [] }

  /// As what the records of a kind belong to others; nil if they stand alone.
  func asRows(_ kind: Kind) -> OwnedKind? { byRow[kind] }
}

// Rows and their owners.
extension RegistryState {
  /// The rows of a record in use, by number.
  public func rows(_ owned: OwnedKind, of owner: RecordID) -> [any AnyStored] {
    self[owned.kind].rows(holding: owner.description, in: owned.owner)
  }

  /// The rows of a record that are there on the day shown, by kind; kinds without one are left out.
  ///
  /// - Parameter past: the day if it is before today.
  public func rows(
    of owner: RecordID, on past: CivilDate?
  ) -> [(kind: KindSchema, rows: [any AnyStored])] {
    ownership.kinds(of: owner.kind).map { owned in
      let rows = rows(owned, of: owner).filter { row in past.map { row.hasBegun(by: $0) } ?? true }
      return (owned.kind.schema, rows)
    }.filter { !$0.rows.isEmpty }
  }

  /// The record is in the recycle bin since its owner is, with which it will come back.
  public func wentWithOwner(_ row: any AnyStored) -> Bool {
    guard let owner = owner(of: row.id).flatMap({ self[$0] }) else { return false }
    return row.binned != nil && row.binned == owner.binned && row.changed == owner.changed
  }

  /// A row's name behind the number of its owner, as it is called elsewhere than below it.
  func name(ofRow row: RecordID, on day: CivilDate, _ name: String) -> String {
    [owner(of: row).map { mark(of: $0, on: day) }, name].compactMap { $0 }.joined(separator: " ")
      .tidied
  }

  /// The owner of a row; nil for records that stand alone.
  public func owner(of id: RecordID) -> RecordID? {
    guard let owned = ownership.asRows(id.kind) else { return nil }
    return self[id]?.part(owned.owner.key).string.flatMap { RecordID($0) }
  }

  /// The change set with the rows of each record that it puts into the recycle bin or brings back: all
  /// that are in use go along, and those that went along come back.
  ///
  /// An undo is of its own rows alone: what was added since is in its way.
  func withRows(_ set: ChangeSet) -> ChangeSet {
    guard set.undoes.isEmpty, !ownership.isEmpty else { return set }
    var set = set
    for change in set.changes {
      let kinds = ownership.kinds(of: change.id.kind)
      guard !kinds.isEmpty, self[change.id] != nil,
        let binning = change.settings.last(where: \.isBinning)
      else { continue }
      let follows = { (row: any AnyStored) in
        binning.after == .null ? wentWithOwner(row) : row.binned == nil
      }
      for owned in kinds {
        let rows = self[owned.kind].allRows(holding: change.id.description, in: owned.owner)
        set.changes += rows.filter(follows).map {
          Change($0.id, [.binned(from: $0.binned, to: binning.after.string)])
        }
      }
    }
    return set
  }
}
