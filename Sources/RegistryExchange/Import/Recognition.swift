import RegistryModel

/// Tells which record, or which earlier row, a row is about.
///
/// Keys, which each kind's `Imports` declares, are compared by rank, the surest first: a lesser one
/// decides only where one of the two has no surer one; last a name that is the only one.
/// Of keys only digests are kept: two hundred thousand rows have half a million.
struct Recognition: Sendable {
  /// The keys of one record, by rank; several at one rank where the record has several phones.
  typealias Keys = [[Int]]

  private struct Known {
    let place: ImportRow.Place
    /// Which of its sure ranks hold anything, a bit each.
    let sure: UInt8
  }

  /// A key, whose it is, and the one before that is the same: a chain through all of one digest.
  private struct Link {
    let known: Int32
    let before: Int32
  }

  /// Ranks of which a lesser key never overrules one that both have.
  private static var sureRanks: Int { 2 }
  /// So many of one key are no key; a hostile file must not make this slow.
  private static var most: Int { 100 }

  private var known: [Known] = []
  private var links: [Link] = []
  private var latest: [Int: Int32] = [:]

  /// These records of one kind.
  init(_ records: [any AnyStored], today: CivilDate) {
    for stored in records {
      let record = stored.content
      let own = record.ownKeys(on: today).enumerated().map { Self.digests($0, $1) }
      let former = record.formerKeys(on: today).enumerated().map { Self.digests($0, $1) }
      add(.record(stored.id), own + [Self.alone(record, today)], former: former)
    }
  }

  /// Adds a record or a row.
  ///
  /// - Parameter former: what its keys were once.
  mutating func add(_ place: ImportRow.Place, _ keys: Keys, former: Keys = []) {
    for digest in [keys.joined().map { $0 }, former.joined().map(Self.once)].joined() {
      links.append(Link(known: Int32(known.count), before: latest[digest] ?? -1))
      latest[digest] = Int32(links.count - 1)
    }
    let sure = keys.prefix(Self.sureRanks).enumerated().reduce(0 as UInt8) { sure, rank in
      rank.element.isEmpty ? sure : sure | 1 << UInt8(rank.offset)
    }
    known.append(Known(place: place, sure: sure))
  }

  /// The records or rows that keys mean.
  struct Found {
    /// Several where the keys do not tell them apart.
    var places: [ImportRow.Place] = []
    /// The rank of the key they were found by.
    var rank = 0
    /// It is theirs no longer, and nobody else's.
    var isFormer = false
  }

  /// The record or row with these keys.
  func places(_ keys: Keys) -> Found {
    for rank in keys.indices {
      let present = places(keys[rank], keys, rank)
      if !present.isEmpty { return Found(places: present, rank: rank) }
      let former = places(keys[rank].map(Self.once), keys, rank)
      if !former.isEmpty { return Found(places: former, rank: rank, isFormer: true) }
    }
    return Found()
  }

  private func places(_ digests: [Int], _ keys: Keys, _ rank: Int) -> [ImportRow.Place] {
    var found: [ImportRow.Place] = []
    for digest in digests {
      var (link, seen) = (latest[digest] ?? -1, 0)
      while link >= 0, seen < Self.most {
        let other = known[Int(links[Int(link)].known)]
        if isSame(other, keys, upTo: rank), !found.contains(other.place) {
          found.append(other.place)
        }
        (link, seen) = (links[Int(link)].before, seen + 1)
      }
    }
    return found.reversed()
  }

  /// A name without its community is as sure as one with it.
  private func isSame(_ known: Known, _ keys: Keys, upTo rank: Int) -> Bool {
    (0..<min(rank, Self.sureRanks)).allSatisfy {
      known.sure >> UInt8($0) & 1 == 0 || keys[$0].isEmpty
    }
  }

  /// Nothing that both have is the same, and that is more than one thing.
  static func areStrange(_ left: any Record, _ right: any Record, _ today: CivilDate) -> Bool {
    let both = common(left.familiarKeys(on: today), right.familiarKeys(on: today))
    return both.count > 1 && both.allSatisfy { $0.isDisjoint(with: $1) }
  }

  /// What both have beside their keys tells that they are two.
  static func lookDifferent(_ left: any Record, _ right: any Record, _ today: CivilDate) -> Bool {
    let both = common(left.looks(on: today), right.looks(on: today))
    return !both.isEmpty && both.allSatisfy { $0.isDisjoint(with: $1) }
  }

  private static func common(
    _ left: [Set<String>], _ right: [Set<String>]
  ) -> [(Set<String>, Set<String>)] {
    zip(left, right).filter { !$0.isEmpty && !$1.isEmpty }
  }

  /// The field that is the key of a rank, or the most of it.
  static func field(of kind: Kind, rank: Int) -> FieldInfo? {
    let fields = kind.schema.imports?.keyFields ?? []
    return fields.indices.contains(rank) ? kind.schema[fields[rank]] : nil
  }

  /// The keys of a record as of `today`.
  static func keys(of record: any Record, today: CivilDate) -> Keys {
    record.rowKeys(on: today).enumerated().map { rank, keys in digests(rank, keys) }
  }

  /// The key of a row that tells a record which is the only one to have it.
  static func asked(_ record: any Record, _ today: CivilDate) -> [Int] {
    digests(nil, record.askedAlone(on: today))
  }

  private static func alone(_ record: any Record, _ today: CivilDate) -> [Int] {
    digests(nil, record.keyAlone(on: today))
  }

  /// A digest of what a key was once.
  private static func once(_ digest: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(digest)
    hasher.combine(true)
    return hasher.finalize()
  }

  private static func digests(_ rank: Int?, _ keys: [String]) -> [Int] {
    keys.map { key in
      var hasher = Hasher()
      hasher.combine(rank)
      hasher.combine(key)
      return hasher.finalize()
    }
  }
}
