// What two states differ in, told by what they share: cheap where one came of the other.

extension RegistryState {
  /// Beyond so many records, looking at all is no more work.
  private static let few = 2000

  /// Whether both hold the same records, none of them changed in between.
  public func isSame(as other: RegistryState) -> Bool {
    seq == other.seq && Kind.allCases.allSatisfy { isSame($0, as: other) }
  }

  /// Whether both hold the same records of a kind.
  public func isSame(_ kind: Kind, as other: RegistryState) -> Bool {
    self[kind].differences(from: other[kind]).isEmpty
  }

  /// Numbers of the records of a kind that may read otherwise than in `old`, in order: those that
  /// changed, and those that name a record which now has another name or standing.
  ///
  /// nil: so much changed that any may.
  public func altered(_ kind: Kind, since old: RegistryState) -> [Int]? {
    // Names leave the office's own out.
    guard offices.differences(from: old.offices).isEmpty else { return nil }
    var numbers = Set(self[kind].differences(from: old[kind]))
    for field in kind.schema.fields {
      guard let other = field.refersTo else { continue }
      for number in renamed(other, since: old) {
        numbers.formUnion(naming(RecordID(other, number), in: field, of: kind))
        if numbers.count > Self.few { return nil }
      }
    }
    return numbers.count > Self.few ? nil : numbers.sorted()
  }

  /// Numbers of the records whose name, as lists show it, may be another than in `old`: an organization's
  /// leaves its home's town out, an assignment's is made of others. So whatever names one that changed.
  private func renamed(_ kind: Kind, since old: RegistryState) -> Set<Int> {
    var numbers = Set(self[kind].differences(from: old[kind]))
    for field in kind.schema.fields {
      guard let other = field.refersTo else { continue }
      for number in self[other].differences(from: old[other]) {
        numbers.formUnion(naming(RecordID(other, number), in: field, of: kind))
        if numbers.count > Self.few { return numbers }
      }
    }
    return numbers
  }

  private func naming(_ id: RecordID, in field: FieldInfo, of kind: Kind) -> [Int] {
    self[kind].rows(holding: id.description, in: field).map(\.id.number)
  }
}
