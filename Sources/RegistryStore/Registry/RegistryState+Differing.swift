import RegistryModel

extension RegistryState {
  /// The records that are something else in another state, or in one of the two only.
  ///
  /// - Parameter form: what of their JSON is compared.
  public func records(
    differingFrom other: RegistryState, as form: (JSON) -> JSON = { $0 }
  ) -> [RecordID] {
    Kind.allCases.flatMap { kind in
      let (left, right) = (self[kind], other[kind])
      return (1...max(1, left.highest, right.highest)).filter { number in
        left.stored(number).map { form($0.json) } != right.stored(number).map { form($0.json) }
      }.map { RecordID(kind, $0) }
    }
  }
}
