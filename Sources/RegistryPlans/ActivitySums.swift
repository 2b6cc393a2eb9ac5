import RegistryModel

/// What was done, added up by month, kind, community or worker.
public struct ActivitySums: Sendable {
  /// What the lines are of.
  public enum Grouping: CaseIterable, Sendable {
    case month, kind, community, worker

    /// By what it is added up, in a word.
    public var label: Words {
      switch self {
      case .month: Words("month", "月份")
      case .kind: Words("kind", "类型")
      case .community: Words("community", "社区")
      case .worker: Words("worker", "社区工作者")
      }
    }
  }

  /// What the activities of a line have in common.
  public enum Group: Hashable, Sendable {
    /// A month, or a year where no more is known.
    case month(CivilDate)
    case kind(ActivityKind)
    /// A community or a worker.
    case record(RecordID)
    /// No community is named: it was for all that the programme serves. No worker is.
    case unnamed
  }

  /// Activities with their sums. Empty is not zero: a sum of no value is nil.
  public struct Line: Sendable {
    /// What they have in common.
    public let group: Group
    fileprivate(set) var stored: [Stored<Activity>]

    /// The activities, by number.
    public var activities: [RecordID] { stored.map(\.id).sorted() }

    /// How many of a kind were completed.
    public func count(of kind: ActivityKind) -> Int? {
      sum(stored.filter { $0.record.activityKind == kind }.map(\.record.count))
    }

    /// How often groups met.
    public var sessions: Int? { sum(stored.map(\.record.sessions)) }

    /// Person-times of those who were served: supervision counts none.
    public var personTimes: Int? {
      sum(
        stored.filter { $0.record.activityKind?.servesResidents != false }.map(\.record.personTimes)
      )
    }

    /// How often volunteers took part.
    public var volunteerTimes: Int? { sum(stored.map(\.record.volunteerTimes)) }

    private func sum(_ values: [Int?]) -> Int? {
      let values = values.compactMap { $0 }
      return values.isEmpty ? nil : values.reduce(0, &+)
    }
  }

  /// A line a group: months in their order, kinds as numbered, communities and workers by number, at the end
  /// what names none. An activity of two workers is in the line of each.
  public let lines: [Line]
  /// All of them, each once.
  public let total: Line
  /// The kinds there are, as numbered.
  public let kinds: [ActivityKind]

  /// Adds up `activities`.
  public init(_ activities: [Stored<Activity>], by grouping: Grouping) {
    var lines: [Group: Line] = [:]
    for stored in activities {
      for group in stored.record.groups(grouping) {
        lines[group, default: Line(group: group, stored: [])].stored.append(stored)
      }
    }
    self.lines = lines.values.sorted { $0.group < $1.group }
    total = Line(group: .unnamed, stored: activities)
    kinds = ActivityKind.allCases.filter { kind in
      activities.contains { $0.record.activityKind == kind }
    }
  }
}

extension ActivitySums.Group: Comparable {
  /// In the order of the lines.
  public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

  private var place: (Int, Int) {
    switch self {
    case .month(let day): (0, day.year * 100 + (day.month ?? 0))
    case .kind(let kind): (0, kind.row.number)
    case .record(let id): (0, id.number)
    case .unnamed: (1, 0)
    }
  }
}

extension Activity {
  fileprivate func groups(_ grouping: ActivitySums.Grouping) -> [ActivitySums.Group] {
    switch grouping {
    case .month: [heldOn.map { .month($0.wholeMonth) } ?? .unnamed]
    case .kind: [activityKind.map { .kind($0) } ?? .unnamed]
    case .community: [community.map { .record($0) } ?? .unnamed]
    case .worker: workers.map { $0.map { .record($0) } } ?? [.unnamed]
    }
  }
}

extension CivilDate {
  /// Its month, or its year where no month is known.
  public var wholeMonth: CivilDate {
    month.flatMap { CivilDate(year: year, month: $0) } ?? CivilDate(year: year) ?? self
  }
}
