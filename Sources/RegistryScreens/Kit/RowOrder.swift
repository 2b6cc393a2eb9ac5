import Glibc
import RegistryModel
import RegistrySearch

/// How the rows of a list follow each other that is sorted by a column.
struct RowOrder {
  let column: ListColumn
  private let isDescending: Bool
  private let context: Context
  private let order: PinyinOrder

  /// nil if there is no such column.
  ///
  /// - Parameter told: a column beside those of the kind.
  init?(
    _ sorting: ListOrder, _ question: FoundRows.Question, _ told: ListColumn?, _ context: Context
  ) {
    let own = told?.key == sorting.column ? told : nil
    guard
      let column = own ?? ListColumn.column(sorting.column, of: question.kind, question.language)
    else { return nil }
    self.column = column
    (isDescending, self.context) = (sorting.isDescending, context)
    order = context.search.order
  }

  /// The bytes a row is ordered by; none for an empty value, which comes last whichever way the list is turned.
  func key(_ id: RecordID) -> [UInt8] {
    var key: [UInt8] = []
    add(id, to: &key)
    return key
  }

  func isBefore(_ left: (key: [UInt8], id: RecordID), _ right: (key: [UInt8], id: RecordID)) -> Bool
  {
    if left.key == right.key { return left.id < right.id }
    if left.key.isEmpty || right.key.isEmpty { return right.key.isEmpty }
    return left.key.lexicographicallyPrecedes(right.key) != isDescending
  }

  /// Numbers before texts, and texts in the order people look them up in, whichever language is on screen.
  private func add(_ id: RecordID, to keys: inout [UInt8]) {
    switch context.registry[id].map({ column.sortKey($0, context) }) {
    case .number(let number)?:
      keys.append(0)
      withUnsafeBytes(of: (UInt64(bitPattern: Int64(number)) ^ 1 << 63).bigEndian) {
        keys.append(contentsOf: $0)
      }
    case .text(let text)?:
      keys.append(1)
      order.append(text, to: &keys)
    case .empty?, nil: break
    }
  }

  func sorted(_ ids: [RecordID]) -> [RecordID] {
    var (keys, ends) = ([UInt8](), [0])
    ends.reserveCapacity(ids.count + 1)
    for id in ids {
      add(id, to: &keys)
      ends.append(keys.count)
    }
    return keys.withUnsafeBytes { keys in
      // Sorting compares a million times: keys lie in one piece, and most are told apart by one number,
      // which holds what follows the beginning that all of them share.
      let full = ids.indices.filter { ends[$0] < ends[$0 + 1] }
      let shared = Self.sharedBeginning(full.lazy.map { keys[ends[$0]..<ends[$0 + 1]] })
      var rows = full.map { place in
        let rest = UnsafeRawBufferPointer(rebasing: keys[ends[place] + shared..<ends[place + 1]])
        return (head: Self.head(rest), rest: rest, id: ids[place])
      }
      rows.sort { left, right in
        if left.head != right.head { return (left.head < right.head) != isDescending }
        let alike = min(left.rest.count, right.rest.count)
        let compared = Self.compare(left.rest, right.rest, alike)
        if compared != 0 { return (compared < 0) != isDescending }
        if left.rest.count != right.rest.count {
          return (left.rest.count < right.rest.count) != isDescending
        }
        return left.id < right.id
      }
      return rows.map(\.id) + ids.indices.filter { ends[$0] == ends[$0 + 1] }.map { ids[$0] }
    }
  }

  private static func compare(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ count: Int
  ) -> Int32 {
    guard let left = left.baseAddress, let right = right.baseAddress else { return 0 }
    return memcmp(left, right, count)
  }

  /// How many bytes all of these begin with.
  private static func sharedBeginning(_ keys: some Sequence<Slice<UnsafeRawBufferPointer>>) -> Int {
    var first: Slice<UnsafeRawBufferPointer>?
    var shared = 0
    for key in keys {
      guard let first else {
        (first, shared) = (key, key.count)
        continue
      }
      shared = zip(first.prefix(shared), key).prefix { $0 == $1 }.count
      if shared == 0 { break }
    }
    return shared
  }

  /// A number that comes before another where the bytes do, or is the same.
  private static func head(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let head = bytes.prefix(8)
    return head.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - head.count))
  }
}
