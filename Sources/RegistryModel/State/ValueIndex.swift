import HashTreeCollections
import Synchronization

/// Which records may hold a value: asked for twins, look-ups by code and back references.
///
/// Holds hashes only and never forgets, so an answer is a list of candidates the asker verifies.
/// The loaded part is one sorted array, made when it is first asked for; later values go to a
/// persistent map, so a copy of the state shares both.
struct ValueIndex: Sendable {
  private let loaded: Loaded
  private var recent = TreeDictionary<Int, [Int32]>()

  /// An index over many values at once; they are asked for once, when they are needed.
  init(_ values: @escaping @Sendable () -> [(value: String, number: Int)] = { [] }) {
    loaded = Loaded(values)
  }

  /// Makes the index now rather than under somebody's key.
  func prepare() { _ = loaded.rows }

  private struct Row: Comparable {
    let hash: Int
    let number: Int32

    static func < (left: Row, right: Row) -> Bool {
      (left.hash, left.number) < (right.hash, right.number)
    }
  }

  /// The sorted rows, shared by all copies, made once by whichever thread asks first.
  private final class Loaded: Sendable {
    private enum State {
      case asked(@Sendable () -> [(value: String, number: Int)])
      case made([Row])
    }

    private let state: Mutex<State>

    init(_ values: @escaping @Sendable () -> [(value: String, number: Int)]) {
      state = Mutex(.asked(values))
    }

    var rows: [Row] {
      state.withLock { state in
        switch state {
        case .made(let rows): return rows
        case .asked(let values):
          let rows = values().map { Row(hash: $0.value.hashValue, number: Int32($0.number)) }
            .sorted()
          state = .made(rows)
          return rows
        }
      }
    }
  }

  mutating func insert(_ value: String, number: Int) {
    recent[value.hashValue, default: []].append(Int32(number))
  }

  /// The first record that may hold `value` and fits: no need to know them all.
  func first(_ value: String, where fits: (Int) -> Bool) -> Int? {
    let hash = value.hashValue
    let loaded = loaded.rows
    var low = loaded.partitioningIndex { $0.hash >= hash }
    while low < loaded.count, loaded[low].hash == hash {
      if fits(Int(loaded[low].number)) { return Int(loaded[low].number) }
      low += 1
    }
    return recent[hash]?.first { fits(Int($0)) }.map { Int($0) }
  }

  /// Numbers of records that may hold `value`, each once, in no order.
  func candidates(_ value: String) -> Set<Int> {
    let hash = value.hashValue
    let loaded = loaded.rows
    var low = loaded.partitioningIndex { $0.hash >= hash }
    var numbers: Set<Int> = []
    while low < loaded.count, loaded[low].hash == hash {
      numbers.insert(Int(loaded[low].number))
      low += 1
    }
    for number in recent[hash] ?? [] { numbers.insert(Int(number)) }
    return numbers
  }
}
