/// The whole registry at one seq, as a value: a copy shares everything it can.
public struct RegistryState: Sendable {
  /// The last change set applied.
  public var seq = 0
  /// Which kinds belong to which: as their fields say, where nothing else is given.
  public var ownership = Ownership.declared
  var tables = Tables()

  /// An empty registry, before its first change set.
  public init() {}

  /// The table of a kind.
  public subscript(kind: Kind) -> any AnyTable { tables[kind] }

  /// The table of a kind whose record's type is known; whoever reads many records of it asks once.
  public subscript<R: Record>(type: R.Type) -> Table<R> {
    get { tables[type] }
    set { tables[type] = newValue }
  }

  /// The record with this id, binned or not.
  public subscript(id: RecordID) -> (any AnyStored)? { tables[id] }

  /// The values of a field in the records of a kind with these numbers, as of a day; nil if one has
  /// none. Many at once, since a table whose type is known reads them several times as fast.
  public func values(
    of field: FieldInfo, in kind: Kind, _ numbers: [Int], on day: CivilDate
  ) -> [JSON?] {
    var reading = ValueReading(tables: tables, field: field, numbers: numbers, day: day)
    return kind.visit(&reading)
  }

  private struct ValueReading: KindVisitor {
    let tables: Tables
    let field: FieldInfo
    let numbers: [Int]
    let day: CivilDate

    func visit<R: Record>(_ type: R.Type, _ row: KindRow) -> [JSON?] {
      tables[type].values(of: field, numbers, on: day)
    }
  }

  /// Makes every index now: look-ups by value are made ready after the first screen.
  public func prepareIndexes() {
    for kind in Kind.allCases { self[kind].prepareIndexes() }
  }
}
