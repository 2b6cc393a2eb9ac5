import RegistryModel

/// What the three communities do in one of them on a day: its programmes, who carries them, what is asked for,
/// what was done this year and what is bought.
public struct CommunityWork: Sendable {
  /// An organization that serves the community in a programme running there.
  public struct Carrier: Hashable, Sendable {
    /// The organization; nil: one that is not in the registry.
    public let organization: RecordID?
    /// The programme.
    public let programme: RecordID
    /// A partner, not the carrier.
    public let isPartner: Bool
  }

  /// What was done of a kind of activity.
  public struct Done: Hashable, Sendable {
    /// The kind.
    public let kind: ActivityKind
    /// How many this year, here or in all communities of a programme alike.
    public let count: Int
    /// How many the year's programmes plan, wherever; nil: none.
    public let planned: Int?
    /// The activities.
    public let activities: [RecordID]
  }

  /// The programmes of the community on the day: those that run first, then the latest first.
  public let programmes: [Stored<Programme>]
  /// Who carries those that run, and their partners.
  public let carriers: [Carrier]
  /// What is asked for: what is open first, then the latest first.
  public let needs: [Stored<Need>]
  /// By kind, as far as something is done or planned.
  public let done: [Done]
  /// What is bought for its programmes, by number.
  public let purchases: [Stored<Purchase>]

  /// Looks at a community of `state` on `day`.
  ///
  /// - Parameter past: the day, if it is past: what begins later is not there yet.
  public init(
    of community: RecordID, in state: RegistryState, on day: CivilDate, past: CivilDate?
  ) {
    let isThere = { (stored: any AnyStored) in past.map(stored.hasBegun) ?? true }
    let ever = state.programmes(servingEver: community)
    let here = ever.filter {
      $0.record.communities[day]?.contains(community) == true && isThere($0)
    }
    programmes = here.sorted(
      first: { $0.record.runs(on: day) }, then: { $0.record.since ?? .distantFuture })
    carriers = programmes.filter { $0.record.runs(on: day) }.flatMap { stored -> [Carrier] in
      let record = stored.record
      let carrier = record.carrier[day]
      let isNamed = carrier != nil || record.carrierName != nil
      return
        (isNamed
        ? [Carrier(organization: carrier, programme: stored.id, isPartner: false)] : [])
        + (record.partners[day] ?? []).map {
          Carrier(organization: $0, programme: stored.id, isPartner: true)
        }
    }
    needs = state.needs(of: community).filter(isThere).sorted(
      first: { $0.record.isOpen(on: day) }, then: { $0.record.raisedOn ?? .distantFuture })
    let activities =
      state.activities(in: community)
      + ever.flatMap { programme in
        state.activities(of: programme.id).filter { activity in
          let then = activity.record.heldOn.map { min($0.lastDay, day) } ?? day
          return activity.record.community == nil
            && programme.record.communities[then]?.contains(community) == true
        }
      }
    let ofTheYear = activities.filter { $0.record.heldOn?.year == day.year && isThere($0) }
    let planning = here.map(\.record).filter {
      $0.isApproved(on: day) && $0.mayRun(in: day.year)
    }
    done = ActivityKind.allCases.compactMap { kind in
      let own = ofTheYear.filter { $0.record.activityKind == kind }
      let planned = planning.compactMap { $0.planned(kind) }.filter { $0 > 0 }
      if own.isEmpty, planned.isEmpty { return nil }
      return Done(
        kind: kind, count: own.compactMap(\.record.count).reduce(0, &+),
        planned: planned.isEmpty ? nil : planned.reduce(0, &+), activities: own.map(\.id).sorted())
    }
    let bought = Set(here.flatMap { $0.record.purchases ?? [] })
    purchases = bought.sorted().compactMap { state.purchases[$0.number] }
      .filter { $0.binned == nil && isThere($0) }
  }
}

extension RegistryState {
  /// Programmes that have or once had a community.
  func programmes(servingEver community: RecordID) -> [Stored<Programme>] {
    Programme.kindSchema["communities"].map {
      programmes.holding(community.description, in: $0)
    } ?? []
  }

  /// Activities that name a community.
  fileprivate func activities(in community: RecordID) -> [Stored<Activity>] {
    Activity.kindSchema["community"].map {
      activities.holding(community.description, in: $0)
    } ?? []
  }

  /// The needs of a community.
  fileprivate func needs(of community: RecordID) -> [Stored<Need>] {
    Need.kindSchema["community"].map { needs.holding(community.description, in: $0) } ?? []
  }
}

extension Programme {
  /// Its term has days in a year.
  fileprivate func mayRun(in year: Int) -> Bool { CivilDate(year: year).map(mayRun) ?? false }
}

extension Array {
  /// Some first, then the latest day first; by number where these are alike.
  fileprivate func sorted<R: Record>(
    first: (Element) -> Bool, then day: (Element) -> CivilDate
  ) -> [Element] where Element == Stored<R> {
    sorted { left, right in
      let (isFirst, isSecond) = (first(left), first(right))
      if isFirst != isSecond { return isFirst }
      let (one, other) = (day(left), day(right))
      return one == other ? left.id < right.id : one > other
    }
  }
}
