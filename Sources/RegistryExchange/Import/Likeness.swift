import RegistryModel

/// Finds likely twins of new records: names that are nearly the same where it matters, which is in
/// one community for organizations, in one town for communities and one name for workers.
struct Likeness: Sendable {
  private struct Named {
    let place: ImportRow.Place
    /// Neighbouring characters as one number each, in order.
    let pairs: [UInt64]
  }

  /// From this likeness in per cent on two names are taken for twins.
  private static var atLeast: Int { 75 }
  /// Names compared with in one place; more is no district's file.
  private static var most: Int { 200 }

  private let state: RegistryState
  private let today: CivilDate
  private var groups: [String: [Named]] = [:]

  /// All records of the kind in use.
  init(_ kind: Kind, in state: RegistryState, today: CivilDate) {
    self.state = state
    self.today = today
    guard kind != .assignment else { return }
    for stored in state[kind].rows { add(.record(stored.id), stored.content) }
  }

  /// Adds a record or a row.
  mutating func add(_ place: ImportRow.Place, _ record: any Record) {
    guard let (group, name) = parts(record) else { return }
    groups[group, default: []].append(Named(place: place, pairs: Self.pairs(name)))
  }

  /// The likeliest twins of `record`, the most alike first, at most three: enough to look.
  func twins(of record: any Record) -> [ImportRow.Twin] {
    guard let (group, name) = parts(record) else { return [] }
    let pairs = Self.pairs(name)
    return (groups[group] ?? []).prefix(Self.most).compactMap { other in
      let all = pairs.count + other.pairs.count
      let likeness = all == 0 ? 0 : 200 * Self.shared(pairs, other.pairs) / all
      return likeness < Self.atLeast
        ? nil : ImportRow.Twin(place: other.place, likeness: likeness)
    }.sorted { $0.likeness > $1.likeness }.prefix(3).map { $0 }
  }

  /// Where a record's twins would be, and its name without what all there share.
  private func parts(_ record: any Record) -> (group: String, name: String)? {
    switch record {
    case let community as Community:
      guard let name = community.name, let town = community.code?.town.description else {
        return nil
      }
      return (town, CommunityName(name).short)
    case let organization as Organization:
      guard var name = organization.name?.nfkcUpper else { return nil }
      let home = organization.community[today]
      if let home, let community = state.communities[home.number]?.record {
        let short = CommunityName(community.name ?? "").short
        for part in [state.office.name, community.townName, community.name, short, "社区"] {
          if let part, !part.isEmpty, name.hasPrefix(part), name.count > part.count {
            name.removeFirst(part.count)
          }
        }
      }
      return (home?.description ?? "", name)
    case let worker as Worker:
      return worker.name.map { ($0.nfkcUpper, $0.nfkcUpper) }
    default: return nil
    }
  }

  /// The pairs of neighbouring characters in order, and a single character as itself.
  private static func pairs(_ name: String) -> [UInt64] {
    let scalars = name.nfkcUpper.unicodeScalars.filter { !$0.properties.isPatternSyntax }
    guard scalars.count > 1 else { return scalars.map { UInt64($0.value) } }
    return zip(scalars, scalars.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) }
      .sorted()
  }

  /// How many pairs stand in both.
  private static func shared(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var (at, other, count) = (0, 0, 0)
    while at < left.count, other < right.count {
      if left[at] == right[other] {
        (at, other, count) = (at + 1, other + 1, count + 1)
      } else if left[at] < right[other] {
        at += 1
      } else {
        other += 1
      }
    }
    return count
  }
}
