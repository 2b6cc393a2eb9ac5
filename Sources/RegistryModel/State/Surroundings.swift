/// What is around a record that is entered: what proposals may look at beside the record itself.
public struct Surroundings: Sendable {
  /// The registry it is to be saved in.
  public let state: RegistryState
  /// The record that it belongs to as a row.
  public let owner: (any Record)?
  /// The row before it.
  public let above: (any Record)?

  /// A registry, and of a row its owner and the row before it.
  public init(
    _ state: RegistryState, owner: (any Record)? = nil, above: (any Record)? = nil
  ) {
    (self.state, self.owner, self.above) = (state, owner, above)
  }

  /// The office whose registry it is.
  var office: Office { state.office }
}

extension RegistryState {
  /// What is around a record about to be added; a row comes after those its owner has.
  public func surroundings(of record: any Record) -> Surroundings {
    guard let owned = ownership.asRows(record.kind),
      let id = record.json(owned.owner, on: .distantFuture)?.string.flatMap({ RecordID($0) })
    else { return Surroundings(self) }
    return Surroundings(
      self, owner: self[id]?.content, above: rows(owned, of: id).last?.content)
  }
}
