/// A table of each kind, at the place of its kind.
struct Tables: Sendable {
  private var all = Self.empty

  private static let empty: [any AnyTable] = Kind.allCases.map { make($0.type) }

  private static func make<R: Record>(_: R.Type) -> any AnyTable { Table<R>() }

  /// The table of a kind.
  subscript(kind: Kind) -> any AnyTable { all[kind.place] }

  /// The record with this id: asked for every name, so that no table is taken out for it.
  subscript(id: RecordID) -> (any AnyStored)? { all[id.kind.place].stored(id.number) }

  /// The table of a kind whose record's type is known. To ask for it takes longer than to read a record
  /// of it: whoever reads many asks once.
  subscript<R: Record>(type: R.Type) -> Table<R> {
    get {
      guard let table = all[R.schema.place] as? Table<R> else {
        preconditionFailure("each table is at the place of its kind")
      }
      return table
    }
    set { all[R.schema.place] = newValue }
  }

  /// Changes a table where it is: nobody else holds it meanwhile, so nothing of it is copied.
  mutating func change<R: Record, Failure: Error>(
    _ type: R.Type, _ change: (inout Table<R>) throws(Failure) -> Void
  ) throws(Failure) {
    let place = R.schema.place
    var table = self[type]
    all[place] = Self.empty[place]
    defer { all[place] = table }
    try change(&table)
  }
}
