import RegistryModel

/// Finds likely twins of new records: names that are nearly the same where it matters, as the kind's
/// `Imports` declares it.
struct Likeness: Sendable {
  /// A record or row of nearly the same name.
  struct Twin {
    let place: ImportRow.Place
    /// How alike the names are, in per cent.
    let likeness: Int
  }

  /// The names of one place; what tells most of them apart is close together.
  private struct Group {
    var outlines: [Outline] = []
    var names: [(place: ImportRow.Place, pairs: Pairs)] = []
  }

  /// From this likeness in per cent on two names are taken for twins.
  private static var atLeast: Int { 75 }
  /// Names compared with in one place; more is no district's file.
  private static var most: Int { 200 }

  private let state: RegistryState
  private let today: CivilDate
  private var groups: [Int: Group] = [:]
  /// What names of one community may begin with.
  private var beginnings: [RecordID?: [String]] = [:]

  /// All records of the kind in use.
  init(_ kind: Kind, in state: RegistryState, today: CivilDate) {
    self.state = state
    self.today = today
    guard kind.schema.imports?.hasTwins == true else { return }
    for stored in state[kind].rows {
      _ = twins(adding: .record(stored.id), stored.content, ofRow: false)
    }
  }

  /// The likeliest twins of `record`, the most alike first, at most three: enough to look. From now
  /// on it is one that others are compared with.
  mutating func twins(adding place: ImportRow.Place, _ record: any Record, ofRow: Bool = true)
    -> [Twin]
  {
    guard let (group, name) = parts(record) else { return [] }
    let pairs = Pairs(name)
    var twins: [Twin] = []
    if ofRow, let others = groups[group] {
      for (at, outline) in others.outlines.enumerated()
      where pairs.outline.mayBe(Self.atLeast, like: outline) {
        let (place, other) = others.names[at]
        let likeness = pairs.likeness(to: other)
        if likeness >= Self.atLeast { twins.append(Twin(place: place, likeness: likeness)) }
      }
    }
    if (groups[group]?.names.count ?? 0) < Self.most {
      groups[group, default: Group()].outlines.append(pairs.outline)
      groups[group, default: Group()].names.append((place, pairs))
    }
    return twins.sorted { $0.likeness > $1.likeness }.prefix(3).map { $0 }
  }

  /// Where a record's twins would be, and its name without what all there share.
  private mutating func parts(_ record: any Record) -> (group: Int, name: String)? {
    guard let twins = record.likelyTwins(on: today) else { return nil }
    var name = twins.name
    if twins.home != nil {
      for part in beginnings(in: twins.home) where name.hasPrefix(part) && name.count > part.count {
        name.removeFirst(part.count)
      }
    }
    return (twins.group, name)
  }

  private mutating func beginnings(in home: RecordID?) -> [String] {
    if let known = beginnings[home] { return known }
    let community = home.flatMap { state.communities[$0.number]?.record }
    let name = community?.name[today]
    let all = [
      state.office.name, community?.townName[today], name, CommunityName(name ?? "").short, "社区",
    ].compactMap { $0 }.filter { !$0.isEmpty }
    beginnings[home] = all
    return all
  }
}

/// How many pairs a name has, and a bit for each, some pairs to a bit: tells most names apart at once.
struct Outline: Sendable {
  var count = 0
  var bits: (UInt64, UInt64) = (0, 0)

  mutating func add(_ pair: UInt64) {
    let place = (pair &* 0x9E37_79B9_7F4A_7C15) >> 57
    if place < 64 { bits.0 |= 1 << place } else { bits.1 |= 1 << (place - 64) }
    count += 1
  }

  /// Whether the names may be so much alike, in per cent: every bit that one of them lacks is a pair it
  /// lacks.
  func mayBe(_ least: Int, like other: Outline) -> Bool {
    let lacks = (bits.0 & ~other.bits.0).nonzeroBitCount + (bits.1 & ~other.bits.1).nonzeroBitCount
    let extra = (other.bits.0 & ~bits.0).nonzeroBitCount + (other.bits.1 & ~bits.1).nonzeroBitCount
    return 200 * min(count - lacks, other.count - extra) >= least * (count + other.count)
  }
}

/// The pairs of neighbouring characters of a name, in order; a single character as itself.
struct Pairs: Sendable {
  private let pairs: [UInt64]
  let outline: Outline

  init(_ name: String) {
    // Signs are below the Chinese characters, or among the full-width ones, which are folded.
    let scalars = name.unicodeScalars.filter {
      (0x3400...0x9FFF).contains($0.value) || !$0.properties.isPatternSyntax
    }
    pairs =
      scalars.count > 1
      ? zip(scalars, scalars.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) }
        .sorted() : scalars.map { UInt64($0.value) }
    outline = pairs.reduce(into: Outline()) { $0.add($1) }
  }

  /// How alike two names are, in per cent.
  func likeness(to other: Pairs) -> Int {
    let all = pairs.count + other.pairs.count
    if all == 0 { return 0 }
    var (at, next, count) = (0, 0, 0)
    while at < pairs.count, next < other.pairs.count {
      if pairs[at] == other.pairs[next] {
        (at, next, count) = (at + 1, next + 1, count + 1)
      } else if pairs[at] < other.pairs[next] {
        at += 1
      } else {
        next += 1
      }
    }
    return 200 * count / all
  }
}
