import RegistryModel

/// A town on a day: its communities, and the figures of them alone.
public struct Town: Sendable {
  /// The town.
  public let code: TownCode
  /// As most of its communities say it; nil where none does.
  public let name: String?
  /// Those that exist on the day, by number.
  public let communities: [RecordID]
  /// One a target of the plan, in its order; n/a for what is no town's.
  public let figures: [Figure]
}

extension Target {
  /// A town has a figure of its own for it: what is bought is the district's.
  public var isOfTowns: Bool { subject != .money && measure != .purchaseAmount }
}

/// The communities of a town in a census, and the organizations at home in them.
struct TownPart: Sendable {
  let town: TownCode
  fileprivate(set) var places: [Int] = []
  fileprivate(set) var organizations: [OrganizationFact] = []

  /// The need is of one of its communities.
  func holds(_ need: NeedFact, _ census: Census) -> Bool {
    census.place(of: need.community).map { census.communities[$0].town == town } ?? false
  }
}

extension Census {
  /// Its towns, by code; communities without a code are in none.
  fileprivate var towns: [TownPart] {
    var parts: [TownCode: TownPart] = [:]
    for (place, fact) in communities.enumerated() {
      if let town = fact.town { parts[town, default: TownPart(town: town)].places.append(place) }
    }
    for fact in organizations {
      guard let town = fact.place.flatMap({ communities[$0].town }) else { continue }
      parts[town]?.organizations.append(fact)
    }
    return parts.values.sorted { $0.town < $1.town }
  }
}

extension Progress {
  /// The towns that have communities on the day, by code, as `state`, which is counted here, calls them.
  public func towns(of state: RegistryState) -> [Town] {
    census.towns.map { part in
      let communities = part.places.map {
        RecordID(.community, Int(census.communities[$0].number))
      }
      return Town(
        code: part.town, name: state.townName(of: communities, on: day), communities: communities,
        figures: plan.targets.map { target in
          Figure(target, Sheet(target, census, counts, in: part)?.tally ?? Tally())
        })
    }
  }

  /// The values of every town, a target each.
  var townValues: [TownCode: [Exact]] {
    Dictionary(
      uniqueKeysWithValues: census.towns.map { part in
        (
          part.town,
          plan.targets.map { target in
            Figure(target, Sheet(target, census, counts, in: part)?.tally ?? Tally()).value
          }
        )
      })
  }

  /// The records of a list of a town's figure, by number; as many as `figure.tally[list]`.
  public func records(_ list: Behind, of target: Target, in town: TownCode) -> [RecordID] {
    census.towns.first { $0.town == town }.flatMap {
      Sheet(target, census, counts, in: $0)?.records(list)
    } ?? []
  }
}

extension RegistryState {
  /// What most communities call their town; of names as frequent the first.
  fileprivate func townName(of communities: [RecordID], on day: CivilDate) -> String? {
    var counts: [String: Int] = [:]
    for id in communities {
      if let name = self.communities[id.number]?.record.townName[day] {
        counts[name, default: 0] += 1
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
