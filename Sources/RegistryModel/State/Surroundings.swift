/// What is around a record that is entered: what proposals may look at beside the record itself.
public struct Surroundings: Sendable {
  /// The office whose registry it is.
  public let office: Office
  /// The record that it belongs to as a row.
  public let owner: (any Record)?
  /// The row before it.
  public let above: (any Record)?

  /// An office, and of a row its owner and the row before it.
  public init(office: Office, owner: (any Record)? = nil, above: (any Record)? = nil) {
    (self.office, self.owner, self.above) = (office, owner, above)
  }
}

extension RegistryState {
  /// What is around a record about to be added; a row comes after those its owner has.
  public func surroundings(of record: any Record) -> Surroundings {
    guard let owned = ownership.asRows(record.kind),
      let id = record.json(owned.owner, on: .distantFuture)?.string.flatMap({ RecordID($0) })
    else { return Surroundings(office: office) }
    return Surroundings(
      office: office, owner: self[id]?.content, above: rows(owned, of: id).last?.content)
  }
}
