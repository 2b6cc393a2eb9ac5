/// All records of one kind, by number, with an index of every field that names records.
///
/// A copy shares all but what changes in it.
public struct Table<R: Record>: Sendable {
  @usableFromInline private(set) var tree = Rows<R>()
  private var indexes: [Int: ValueIndex] = [:]
  /// Records there are, binned ones included.
  public private(set) var count = 0
  /// Records in use.
  public private(set) var inUseCount = 0
  /// The highest number ever given.
  public private(set) var highest = 0

  /// An empty table, with an index for every field that needs one.
  public init() {
    for field in R.schema.fields where field.info.isIndexed {
      indexes[field.info.ordinal] = ValueIndex()
    }
  }

  /// A table of many records at once.
  public init(_ records: [Stored<R>]) {
    self.init()
    for stored in records { place(stored) }
    indexAll()
  }

  /// A table of runs of records, in order, as several threads have read them.
  public init(_ runs: [Run]) {
    self.init()
    for run in runs {
      for (place, leaf) in run.leaves { tree.place(leaf, at: place) }
      count += run.count
      inUseCount += run.inUseCount
      highest = max(highest, run.last)
    }
    indexAll()
  }

  /// Records that follow each other in a file, sorted into leaves while they are at hand.
  public struct Run: Sendable {
    fileprivate var leaves: [(place: Int, leaf: Rows<R>.Leaf)] = []
    fileprivate var inUseCount = 0
    /// Records there are.
    public private(set) var count = 0
    /// The numbers it begins and ends with; zero where it is empty.
    public private(set) var first = 0
    /// The same of its end.
    public private(set) var last = 0

    /// No records yet.
    public init() {}

    /// Adds a record; false, and nothing is added, where its number is not higher than the last one's.
    public mutating func append(_ stored: Stored<R>) -> Bool {
      let number = stored.id.number
      guard number > last else { return false }
      let (place, row) = ((number - 1) >> 6, (number - 1) & 63)
      if leaves.last?.place != place {
        leaves.append((place, Rows.Leaf(rows: Array(repeating: nil, count: Rows<R>.fanOut))))
      }
      let bit = UInt64(1) << UInt64(row)
      let end = leaves.count - 1
      leaves[end].leaf.rows[row] = stored
      leaves[end].leaf.present |= bit
      if stored.binned == nil {
        leaves[end].leaf.inUse |= bit
        inUseCount += 1
      }
      if count == 0 { first = number }
      (count, last) = (count + 1, number)
      return true
    }
  }

  /// Makes indexes of what is there now, when they are first asked for.
  mutating func indexAll() {
    let tree = tree
    for field in R.schema.fields where field.info.isIndexed {
      indexes[field.info.ordinal] = ValueIndex {
        Rows.Chosen(tree.branches, inUseOnly: false).flatMap { stored in
          Self.indexed(field, stored.record).map { ($0, stored.id.number) }
        }
      }
    }
  }

  /// The row of this number; nil if none was ever given.
  @inlinable
  public subscript(number: Int) -> Stored<R>? { tree[number] }

  /// Records in use, by number.
  @inlinable public var inUse: some Sequence<Stored<R>> {
    Rows.Chosen(tree.branches, inUseOnly: true)
  }

  /// All records, binned ones included, by number.
  @inlinable public var all: some Sequence<Stored<R>> {
    Rows.Chosen(tree.branches, inUseOnly: false)
  }

  /// Numbers of the records in use, in order; told without looking at a record.
  public var numbersInUse: [Int] { tree.numbers(\.inUse) }

  /// Numbers of the records in use that began on `day` or before, in order.
  public func numbersInUse(begunBy day: CivilDate) -> [Int] {
    inUse.compactMap { $0.record.hasBegun(by: day) ? $0.id.number : nil }
  }

  /// Whether there is such a record and it is in use.
  public func isInUse(_ number: Int) -> Bool { tree.isInUse(number) }

  /// Numbers of the records that are not the same as in `old`, in order; found in next to no time
  /// where one table came of the other by a few changes.
  public func differences(from old: Table) -> [Int] { tree.differences(from: old.tree) }

  /// The values of a field in the records of these numbers, as of a day; nil if one has none.
  func values(of field: FieldInfo, _ numbers: [Int], on day: CivilDate) -> [JSON?] {
    let value = R.schema.fields[field.ordinal].json
    return numbers.map { number in self[number].flatMap { value($0.record, day) } }
  }

  /// Makes the indexes now rather than under somebody's key.
  public func prepareIndexes() {
    for index in indexes.values { index.prepare() }
  }

  /// Adds or replaces a record.
  ///
  /// - Parameter isIndexed: false if so many follow each other that the indexes are rebuilt
  ///   after them, by `indexAll`.
  mutating func insert(_ stored: Stored<R>, isIndexed: Bool = true) {
    let old = isIndexed ? self[stored.id.number]?.record : nil
    place(stored)
    guard isIndexed else { return }
    for (ordinal, _) in indexes {
      // What the record held before is known: an index must not grow with every change.
      let field = R.schema.fields[ordinal]
      let known = old.map { Self.indexed(field, $0) } ?? []
      for value in Self.indexed(field, stored.record) where !known.contains(value) {
        indexes[ordinal]?.insert(value, number: stored.id.number)
      }
    }
  }

  private mutating func place(_ stored: Stored<R>) {
    let old = tree.place(stored)
    if old == nil { count += 1 }
    inUseCount += (stored.binned == nil ? 1 : 0) - (old.map { $0.binned == nil } == true ? 1 : 0)
    highest = max(highest, stored.id.number)
  }

  /// Every value the field ever held, lists by element.
  private static func indexed(_ field: Field<R>, _ record: R) -> [String] {
    field.parts(record).flatMap { part in
      part.value.array?.compactMap(\.string) ?? [part.value.string].compactMap { $0 }
    }
  }

  /// Records in use that hold `value` in `field` now or held it once.
  public func holding(_ value: String, in field: FieldInfo) -> [Stored<R>] {
    all(holding: value, in: field).filter { $0.binned == nil }
  }

  /// The same, binned ones included.
  func all(holding value: String, in field: FieldInfo) -> [Stored<R>] {
    guard let index = indexes[field.ordinal] else { return [] }
    let row = R.schema.fields[field.ordinal]
    return index.candidates(value).sorted().compactMap { self[$0] }.filter { stored in
      Self.indexed(row, stored.record).contains(value)
    }
  }

  /// One record in use other than `number` that holds `value` in `field` as `record` does, and the last day
  /// it does; nil: it holds it to the end. Two may hold a value of a dated field one after the other.
  func other(
    than number: Int, holding value: String, in field: Field<R>, beside record: R
  ) -> (stored: Stored<R>, until: CivilDate?)? {
    let other = first(holding: value, in: field.info) { other in
      other.binned == nil && other.id.number != number
        && (!field.info.isDated || field.isShared(value, by: record, and: other.record))
    }
    return other.map { other in
      (other, field.days(of: value, in: other.record).last.flatMap { $0.to })
    }
  }

  /// One record in the recycle bin that holds `value` in `field` now or held it once.
  func binned(holding value: String, in field: FieldInfo) -> Stored<R>? {
    first(holding: value, in: field) { $0.binned != nil }
  }

  private func first(
    holding value: String, in field: FieldInfo, where fits: (Stored<R>) -> Bool
  ) -> Stored<R>? {
    let row = R.schema.fields[field.ordinal]
    let found = indexes[field.ordinal]?.first(value) { candidate in
      guard let stored = self[candidate], fits(stored) else { return false }
      return Self.indexed(row, stored.record).contains(value)
    }
    return found.flatMap { self[$0] }
  }
}

/// A table of whatever kind.
public protocol AnyTable: Sendable {
  /// Records there are, binned ones included.
  var count: Int { get }
  /// Records in use.
  var inUseCount: Int { get }
  /// The highest number ever given.
  var highest: Int { get }
  /// Numbers of the records in use, in order; told without looking at a record.
  var numbersInUse: [Int] { get }
  /// Numbers of the records in use that began on `day` or before, in order.
  func numbersInUse(begunBy day: CivilDate) -> [Int]
  /// Whether there is such a record and it is in use.
  func isInUse(_ number: Int) -> Bool
  /// Numbers of the records that are not the same as in `old`, a table of the same kind; in order.
  func differences(from old: any AnyTable) -> [Int]
  /// The row of this number; nil if none was ever given.
  func stored(_ number: Int) -> (any AnyStored)?
  /// Records in use, by number.
  var rows: [any AnyStored] { get }
  /// All records, binned ones included.
  var allRows: [any AnyStored] { get }
  /// Records in use that hold `value` in `field` now or held it once.
  func rows(holding value: String, in field: FieldInfo) -> [any AnyStored]
  /// The same, binned ones included.
  func allRows(holding value: String, in field: FieldInfo) -> [any AnyStored]
  /// Makes the indexes now rather than under somebody's key.
  func prepareIndexes()
}

extension Table: AnyTable {
  /// Numbers of the records that are not the same as in `old`.
  public func differences(from old: any AnyTable) -> [Int] {
    (old as? Table).map { differences(from: $0) } ?? all.map(\.id.number)
  }
  /// The row of this number, its type forgotten. Asked for every name: compiled for the kinds a registry
  /// has many of.
  @_specialize(where R == Community)
  @_specialize(where R == Organization)
  @_specialize(where R == Worker)
  @_specialize(where R == Assignment)
  public func stored(_ number: Int) -> (any AnyStored)? { self[number] }
  /// Rows in use, by number.
  public var rows: [any AnyStored] { inUse.map { $0 } }
  /// All rows, binned ones included.
  public var allRows: [any AnyStored] { all.map { $0 } }
  /// Rows in use that hold `value` in `field` now or held it once.
  public func rows(holding value: String, in field: FieldInfo) -> [any AnyStored] {
    holding(value, in: field)
  }
  /// The same, binned ones included.
  public func allRows(holding value: String, in field: FieldInfo) -> [any AnyStored] {
    all(holding: value, in: field)
  }
}
