/// All records of one kind, by number, with an index of every field that names records.
///
/// Kept in chunks so that a copy shares all but the one that changes.
public struct Table<R: Record>: Sendable {
  // Read by every count and search: inlinable, so that other modules read rows without generics.
  @inlinable static var chunkRows: Int { 64 }

  @usableFromInline private(set) var chunks: [[Stored<R>?]] = []
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

  /// A table of many records at once, as loading finds them.
  public init(_ records: [Stored<R>]) {
    self.init()
    for stored in records { place(stored) }
    for field in R.schema.fields where field.info.isIndexed {
      indexes[field.info.ordinal] = ValueIndex {
        records.flatMap { stored in
          Self.indexed(field, stored.record).map { ($0, stored.id.number) }
        }
      }
    }
  }

  /// The row of this number; nil where none was ever given.
  @inlinable
  public subscript(number: Int) -> Stored<R>? {
    guard number > 0, number <= chunks.count * Self.chunkRows else { return nil }
    return chunks[(number - 1) / Self.chunkRows][(number - 1) % Self.chunkRows]
  }

  /// Records in use, by number.
  @inlinable public var inUse: some Sequence<Stored<R>> {
    all.lazy.filter { $0.binned == nil }
  }

  /// All records, binned ones included, by number.
  @inlinable public var all: some Sequence<Stored<R>> {
    chunks.lazy.flatMap { $0.lazy.compactMap { $0 } }
  }

  /// Makes the indexes now rather than under somebody's key.
  func prepareIndexes() {
    for index in indexes.values { index.prepare() }
  }

  /// Adds or replaces a record.
  mutating func insert(_ stored: Stored<R>) {
    let old = self[stored.id.number]?.record
    place(stored)
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
    let (chunk, row) = (stored.id.number - 1).quotientAndRemainder(dividingBy: Self.chunkRows)
    if chunks.count <= chunk {
      // One empty chunk stands for all: a gap of a million numbers takes no rows.
      let empty = [Stored<R>?](repeating: nil, count: Self.chunkRows)
      chunks.append(contentsOf: repeatElement(empty, count: chunk + 1 - chunks.count))
    }
    let old = chunks[chunk][row]
    if old == nil { count += 1 }
    inUseCount += (stored.binned == nil ? 1 : 0) - (old.map { $0.binned == nil } == true ? 1 : 0)
    chunks[chunk][row] = stored
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
    guard let index = indexes[field.ordinal] else { return [] }
    let row = R.schema.fields[field.ordinal]
    return index.candidates(value).sorted().compactMap { self[$0] }.filter { stored in
      stored.binned == nil && Self.indexed(row, stored.record).contains(value)
    }
  }

  /// One record in use other than `number` that holds `value` in `field` now or held it once.
  func other(than number: Int, holding value: String, in field: FieldInfo) -> Stored<R>? {
    let row = R.schema.fields[field.ordinal]
    let found = indexes[field.ordinal]?.first(value) { candidate in
      guard candidate != number, let stored = self[candidate], stored.binned == nil else {
        return false
      }
      return Self.indexed(row, stored.record).contains(value)
    }
    return found.flatMap { self[$0] }
  }
}

/// A table of whatever kind.
public protocol AnyTable: Sendable {
  /// Records there are, binned ones included.
  var count: Int { get }
  /// The highest number ever given.
  /// Records in use.
  var inUseCount: Int { get }
  var highest: Int { get }
  /// The row of this number; nil where none was ever given.
  func stored(_ number: Int) -> (any AnyStored)?
  /// Records in use, by number.
  var rows: [any AnyStored] { get }
  /// All records, binned ones included.
  var allRows: [any AnyStored] { get }
  /// Records in use that hold `value` in `field` now or held it once.
  func rows(holding value: String, in field: FieldInfo) -> [any AnyStored]
  /// Numbers of records that are not the same here and in `other`.
  func numbersDiffering(from other: any AnyTable) -> [Int]
  /// One of them other than `number`: enough to know that a value stands twice.
  func otherRow(than number: Int, holding value: String, in field: FieldInfo) -> (any AnyStored)?
}

extension Table: AnyTable {
  /// The row of this number, its type forgotten.
  public func stored(_ number: Int) -> (any AnyStored)? { self[number] }
  /// Rows in use, by number.
  public var rows: [any AnyStored] {
    // A plain loop: every key in a list asks for all rows.
    var rows: [any AnyStored] = []
    rows.reserveCapacity(inUseCount)
    for chunk in chunks {
      for stored in chunk {
        if let stored, stored.binned == nil { rows.append(stored) }
      }
    }
    return rows
  }
  /// All rows, binned ones included.
  public var allRows: [any AnyStored] { all.map { $0 } }
  /// Rows in use that hold `value` in `field` now or held it once.
  public func rows(holding value: String, in field: FieldInfo) -> [any AnyStored] {
    holding(value, in: field)
  }
  /// One of them other than `number`.
  public func otherRow(
    than number: Int, holding value: String, in field: FieldInfo
  ) -> (any AnyStored)? {
    other(than: number, holding: value, in: field)
  }
}
