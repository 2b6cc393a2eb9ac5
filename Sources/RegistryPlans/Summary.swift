import RegistryModel

/// What a registry says of itself on a day, in few numbers: all that the Overview, the title and the
/// gauges show. Counted from its records, or kept from the last time.
public struct Summary: Hashable, Sendable {
  /// The day counted.
  public let day: CivilDate
  /// The same day if it is before today: what begins later is not counted then.
  public let past: CivilDate?
  /// nil if the office has none.
  public let plan: Plan?
  /// One a target, in the plan's order.
  public let figures: [Figure]
  /// One a target.
  public let paces: [Pace]
  /// What gauges show of them.
  public let gauges: GaugeFigures
  /// The office's own record.
  public let office: Office
  /// Communities in use that have ended by the day.
  public let pastCommunities: Int
  /// Communities in use that begin after the day; none on a past day, where they are not there.
  public let communitiesToCome: Int
  /// Lengths of the lists that are the district's own; none of those that mean nothing under the plan.
  public let district: [DistrictList: Int]
  /// Records in use that are there on the day; of communities those that exist.
  private let counts: [Kind: Int]
  /// Names of accounts by login.
  private let names: [String: String]

  /// What is counted of `state`; `outlook` is of the same state and day.
  public init(
    _ state: RegistryState, _ outlook: Outlook?, on day: CivilDate, today: CivilDate
  ) {
    let pastDay = day.ifPast(on: today)
    var counts = Dictionary(
      uniqueKeysWithValues: Kind.allCases.map { ($0, state[$0].inUseCount(on: pastDay)) })
    let there = counts[.community] ?? 0
    let existing =
      outlook?.progress.census.communities.count
      ?? state.communities.inUse.count { $0.record.isActive(on: day) }
    let past =
      there == existing
      ? 0
      : state.communities.inUse.count {
        $0.record.hasBegun(by: day) && $0.record.hasEnded(by: day)
      }
    counts[.community] = existing
    let names = state.accounts.inUse.compactMap { stored in
      stored.record.login.map { ($0, stored.record.name ?? $0) }
    }
    self.init(
      day, pastDay, outlook?.progress.plan, outlook?.progress.figures ?? [], outlook?.paces ?? [],
      state.office, outlook?.progress.district ?? [:], counts,
      (past: past, toCome: there - existing - past), Dictionary(names) { first, _ in first })
  }

  private init(
    _ day: CivilDate, _ past: CivilDate?, _ plan: Plan?, _ figures: [Figure], _ paces: [Pace],
    _ office: Office, _ district: [DistrictList: Int], _ counts: [Kind: Int],
    _ communities: (past: Int, toCome: Int), _ names: [String: String]
  ) {
    (self.day, self.past, self.plan, self.figures, self.paces) = (day, past, plan, figures, paces)
    (self.office, self.district, self.counts, self.names) = (office, district, counts, names)
    (pastCommunities, communitiesToCome) = communities
    gauges = GaugeFigures(figures, paces)
  }

  /// How many records of a kind are in use and there on the day; of communities how many exist.
  public func count(of kind: Kind) -> Int { counts[kind] ?? 0 }

  /// What an account is called; its login where it has no name.
  public func name(of login: String) -> String { names[login] ?? login }
}

// To and from a cache.
extension Summary {
  /// Everything but the plan, of which only its targets' places are told.
  public var json: JSON {
    .object(
      of: ("asOf", day.json), ("office", office.storedJSON(as: .office)),
      ("counts", .object(counts.map { .init($0.rawValue, .int($1)) })),
      ("pastCommunities", .int(pastCommunities)), ("communitiesToCome", .int(communitiesToCome)),
      ("district", .object(district.map { .init($0.rawValue, .int($1)) })),
      ("names", .object(names.map { .init($0, .string($1)) })),
      (
        "figures",
        .array(zip(figures, paces).map { .object(of: ("tally", $0.tally.json), ("pace", $1.json)) })
      ))
  }

  /// The office in what `json` wrote: it names the plans that are needed to read the rest.
  public static func office(in json: JSON) -> Office? {
    json["office"].flatMap { Kind.office.record(from: $0) } as? Office
  }

  /// Reads what `json` wrote of a registry under `plan`; nil if it is not of that.
  public init?(json: JSON, plan: Plan?) {
    guard let day = json["asOf"].flatMap({ try? CivilDate(json: $0) }),
      let office = Self.office(in: json),
      let numbers = json["counts"]?.members, let past = json["pastCommunities"]?.int,
      let toCome = json["communitiesToCome"]?.int, let lists = json["district"]?.members,
      let known = json["names"]?.members,
      let counted = json["figures"]?.array, counted.count == plan?.targets.count ?? 0
    else { return nil }
    var (figures, paces) = ([Figure](), [Pace]())
    for (target, json) in zip(plan?.targets ?? [], counted) {
      guard let tally = json["tally"].flatMap({ Tally(json: $0) }), tally.isPossible,
        let pace = json["pace"].flatMap({ Pace(json: $0) })
      else { return nil }
      figures.append(Figure(target, tally))
      paces.append(pace)
    }
    let counts = numbers.compactMap { member in
      Kind(rawValue: member.key).flatMap { kind in member.value.int.map { (kind, $0) } }
    }
    let names = known.compactMap { member in member.value.string.map { (member.key, $0) } }
    let district = Dictionary(
      lists.compactMap { member in
        DistrictList(rawValue: member.key).flatMap { list in member.value.int.map { (list, $0) } }
      }
    ) { first, _ in first }
    let asked = DistrictList.asked(by: plan)
    guard counts.count == Kind.allCases.count, names.count == known.count,
      Set(district.keys) == Set(asked)
    else { return nil }
    // Kept is what is shown today.
    self.init(
      day, nil, plan, figures, paces, office, district, Dictionary(counts) { first, _ in first },
      (past, toCome), Dictionary(names) { first, _ in first })
  }
}

extension Tally {
  fileprivate var json: JSON {
    .object(
      of: ("sum", .int(sum)), ("over", .int(over)), ("partialDates", .int(partialDates)),
      ("lists", .object(Behind.allCases.map { .init($0.rawValue, .int(self[$0])) })))
  }

  fileprivate init?(json: JSON) {
    guard let sum = json["sum"]?.int, let over = json["over"]?.int,
      let partialDates = json["partialDates"]?.int, let lists = json["lists"]
    else { return nil }
    self.init()
    (self.sum, self.over, self.partialDates) = (sum, over, partialDates)
    for list in Behind.allCases {
      guard let length = lists[list.rawValue]?.int else { return nil }
      self[list] = length
    }
  }
}

extension Pace {
  fileprivate var json: JSON {
    .object(
      of: ("baseline", baseline.json), ("mark", mark.json), ("daysAhead", daysAhead.map(JSON.int)),
      ("rateNeeded", rateNeeded.json), ("rate", rate.json), ("projected", projected?.json),
      ("daysOver", daysOver.map(JSON.int)))
  }

  fileprivate init?(json: JSON) {
    guard let baseline = json["baseline"].flatMap({ Exact(json: $0) }),
      let mark = json["mark"].flatMap({ Exact(json: $0) }),
      let rateNeeded = json["rateNeeded"].flatMap({ Exact(json: $0) }),
      let rate = json["rate"].flatMap({ Exact(json: $0) })
    else { return nil }
    let projected = json["projected"].map { Projection(json: $0) }
    if case .some(nil) = projected { return nil }
    self.init(
      baseline: baseline, mark: mark, daysAhead: json["daysAhead"]?.int, rateNeeded: rateNeeded,
      rate: rate,
      projected: projected ?? nil, daysOver: json["daysOver"]?.int)
  }
}

extension Exact {
  /// `29/3`; more digits than a JSON number holds.
  fileprivate var json: JSON { .string("\(numerator)/\(denominator)") }

  fileprivate init?(json: JSON) {
    let parts = json.string?.split(separator: "/").compactMap { Int128($0) } ?? []
    guard parts.count == 2 else { return nil }
    self.init(parts[0], over: parts[1])
  }
}
