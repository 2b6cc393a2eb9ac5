import RegistryTestSupport

/// What power loss leaves of what was not synced.
enum Luck: CaseIterable {
  /// Nothing, all, the changes up to some moment, or of each block (each name) what stood there at
  /// some moment of its own.
  case nothing, all, upToAMoment, each
}

/// A file as all processes see it, and what of it the disk is sure to hold.
///
/// The disk writes blocks: each on its own, whole, whenever it likes. The length is one more such
/// thing. Only a sync makes all of them sure.
struct SimulatedFile: Sendable {
  static let block = 4096

  private enum Change: Sendable {
    case write([UInt8], at: Int)
    case resize(Int)

    func apply(to bytes: inout [UInt8]) {
      switch self {
      case .write(let new, let offset):
        if bytes.count < offset { bytes += repeatElement(0, count: offset - bytes.count) }
        let end = min(bytes.count, offset + new.count)
        bytes.replaceSubrange(offset..<end, with: new)
      case .resize(let count):
        if bytes.count > count { bytes.removeLast(bytes.count - count) }
        bytes += repeatElement(0, count: count - bytes.count)
      }
    }
  }

  private(set) var bytes: [UInt8] = []
  private var durable: [UInt8] = []
  private var unsynced: [Change] = []
  var mode: UInt32 = 0o600

  mutating func write(_ new: [UInt8], at offset: Int) { make(.write(new, at: offset)) }

  mutating func resize(to count: Int) { make(.resize(count)) }

  private mutating func make(_ change: Change) {
    change.apply(to: &bytes)
    unsynced.append(change)
  }

  /// Something is not durable yet.
  var isUnsynced: Bool { !unsynced.isEmpty }

  mutating func sync() {
    // Not simply `bytes`: what a failed sync dropped is still to be seen there.
    for change in unsynced { change.apply(to: &durable) }
    unsynced = []
  }

  /// A sync that fails: some blocks arrived, the others are taken for written all the same.
  mutating func failSync(using random: inout SeededGenerator) {
    durable = blocks(upTo: bytes.count, using: &random)
    unsynced = []
  }

  mutating func losePower(_ luck: Luck, using random: inout SeededGenerator) {
    switch luck {
    case .nothing: break
    case .all: sync()
    case .upToAMoment:
      for change in unsynced.prefix(Int.random(in: 0...unsynced.count, using: &random)) {
        change.apply(to: &durable)
      }
    case .each:
      if unsynced.isEmpty { break }
      durable = blocks(upTo: lengths.randomElement(using: &random) ?? 0, using: &random)
    }
    (bytes, unsynced) = (durable, [])
  }

  /// All lengths it had since the last sync.
  private var lengths: [Int] {
    unsynced.reduce(into: [durable.count]) { lengths, change in
      let last = lengths[lengths.count - 1]
      switch change {
      case .write(let new, let offset): lengths.append(max(last, offset + new.count))
      case .resize(let count): lengths.append(count)
      }
    }
  }

  /// The first `count` bytes, each block as it stood at some moment since the last sync.
  private func blocks(upTo count: Int, using random: inout SeededGenerator) -> [UInt8] {
    var result = durable
    Change.resize(count).apply(to: &result)
    for start in stride(from: 0, to: count, by: Self.block) {
      let range = start..<start + Self.block
      var versions = [Self.part(of: durable, range)]
      for change in unsynced {
        var version = versions[versions.count - 1]
        switch change {
        case .write(let new, let offset):
          let common = range.clamped(to: offset..<offset + new.count)
          if common.isEmpty { continue }
          version.replaceSubrange(
            common.lowerBound - start..<common.upperBound - start,
            with: new[common.lowerBound - offset..<common.upperBound - offset])
        case .resize(let count):
          guard count < range.upperBound else { continue }
          let kept = max(0, count - start)
          version.replaceSubrange(
            kept..., with: repeatElement(0, count: version.count - kept))
        }
        versions.append(version)
      }
      if versions.count == 1 { continue }
      let version = versions.randomElement(using: &random) ?? []
      let end = min(range.upperBound, count)
      result.replaceSubrange(start..<end, with: version[..<(end - start)])
    }
    return result
  }

  private static func part(of bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    let there = bytes[range.clamped(to: 0..<bytes.count)]
    return Array(there) + repeatElement(0, count: range.count - there.count)
  }
}

/// The names in a directory as all processes see them, and those the disk is sure to hold.
struct SimulatedDirectory: Sendable {
  private(set) var entries: [String: Int] = [:]
  private var durable: [String: Int] = [:]
  private var unsynced: [(name: String, inode: Int?)] = []

  mutating func set(_ name: String, _ inode: Int?) {
    entries[name] = inode
    unsynced.append((name, inode))
  }

  /// Something is not durable yet.
  var isUnsynced: Bool { !unsynced.isEmpty }

  mutating func sync() { (durable, unsynced) = (entries, []) }

  mutating func losePower(_ luck: Luck, using random: inout SeededGenerator) {
    var kept = unsynced
    switch luck {
    case .nothing: kept = []
    case .all: break
    case .upToAMoment: kept.removeLast(Int.random(in: 0...kept.count, using: &random))
    case .each:
      // Of one name the changes keep their order; of several names any may be missing.
      let names = Set(unsynced.map(\.name)).sorted()
      let counts = names.map { name in
        (name, Int.random(in: 0...unsynced.count { $0.name == name }, using: &random))
      }
      var left = Dictionary(uniqueKeysWithValues: counts)
      kept = unsynced.filter { change in
        let count = left[change.name] ?? 0
        left[change.name] = count - 1
        return count > 0
      }
    }
    for change in kept { durable[change.name] = change.inode }
    (entries, unsynced) = (durable, [])
  }
}
