import RegistryModel

/// Tells which record, or which earlier row, a row is about.
///
/// Keys are compared by rank, the surest first: a lesser one decides only where one of the two has
/// no surer one. So a community is its code; an organization its credit code, else its filing
/// number, else name and community; a worker the ID number, else name and phone; an assignment
/// worker, community, role and first day; a view its owner and name.
struct Recognition: Sendable {
  /// The keys of one record, by rank; several at one rank where the record has several phones.
  typealias Keys = [[String]]

  private struct Known {
    let place: ImportRow.Place
    let keys: Keys
  }

  private var known: [Known] = []
  private var byKey: [String: [Int]] = [:]

  /// These records of one kind.
  init(_ records: [any AnyStored], today: CivilDate) {
    for stored in records {
      add(.record(stored.id), Self.keys(of: stored.content, today: today))
    }
  }

  /// Adds a record or a row.
  mutating func add(_ place: ImportRow.Place, _ keys: Keys) {
    for key in Set(keys.joined()) { byKey[key, default: []].append(known.count) }
    known.append(Known(place: place, keys: keys))
  }

  /// The record or row with these keys; several where the keys do not tell them apart.
  func places(_ keys: Keys) -> [ImportRow.Place] {
    for rank in keys.indices {
      var found: [ImportRow.Place] = []
      for key in keys[rank] {
        // So many of one key are no key; a hostile file must not make this slow.
        for at in (byKey[key] ?? []).prefix(100) where isSame(known[at].keys, keys, upTo: rank) {
          if !found.contains(known[at].place) { found.append(known[at].place) }
        }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Nothing that both have is the same, and that is more than one thing.
  static func areStrange(_ left: Keys, _ right: Keys) -> Bool {
    let both = zip(left, right).filter { !$0.isEmpty && !$1.isEmpty }
    return both.count > 1 && both.allSatisfy { Set($0).isDisjoint(with: $1) }
  }

  private func isSame(_ left: Keys, _ right: Keys, upTo rank: Int) -> Bool {
    (0..<rank).allSatisfy { left[$0].isEmpty || right[$0].isEmpty }
  }

  /// The keys of a record as of `today`.
  static func keys(of record: any Record, today: CivilDate) -> Keys {
    switch record {
    case let community as Community:
      return [prefixed("code", [community.code?.description])]
    case let organization as Organization:
      let name = organization.name.map {
        "\($0.nfkcUpper) \(organization.community[today]?.description ?? "")"
      }
      return [
        prefixed("uscc", [organization.uscc?.description]),
        prefixed("filing", [organization.filingNumber?.nfkcUpper]), prefixed("name", [name]),
      ]
    case let worker as Worker:
      let name = worker.name?.nfkcUpper
      return [
        prefixed("id", [worker.idNumber?.description]),
        prefixed("phone", (worker.phone ?? []).map { phone in name.map { "\($0) \(phone)" } }),
      ]
    case let assignment as Assignment:
      guard let worker = assignment.worker, let community = assignment.community,
        let role = assignment.role, let since = assignment.since
      else { return [[]] }
      return [["\(worker) \(community) \(role.rawValue) \(since)"]]
    case let view as View:
      return [prefixed("view", [view.name.map { "\(view.owner ?? "") \($0)" }])]
    default: return []
    }
  }

  private static func prefixed(_ rank: String, _ keys: [String?]) -> [String] {
    keys.compactMap { $0 }.map { "\(rank) \($0)" }
  }
}
