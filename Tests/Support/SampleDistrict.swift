import RegistryDemo
import RegistryModel
import RegistryPlans
import RegistryStore

/// The demo district in memory, with its own plan: the same in every run.
public struct SampleDistrict: Sendable {
  /// The day of every sample; a test takes no day from the machine.
  public static let today: CivilDate = {
    guard let day = CivilDate(year: 2026, month: 11, day: 24) else { fatalError("no such day") }
    return day
  }()

  /// 72 communities, made once in a process.
  public static let sample = Result { try SampleDistrict(.sample) }

  /// 24 communities, for tests that count or play long; made once in a process.
  public static let small = Result { try SampleDistrict(.small) }

  /// Every change set, oldest first.
  public let journal: [Commit]
  /// The registry after its last change set.
  public let registry: RegistryState
  /// The office's first plan.
  public let plan: Plan

  /// Makes the district by applying every change set of its history.
  public init(_ size: DemoSize) throws {
    let district = try DemoDistrict(size: size, until: Self.today)
    var state = RegistryState()
    var journal: [Commit] = []
    for entry in district.entries {
      let commit = Commit(seq: state.seq + 1, at: entry.at, by: entry.by, set: entry.set)
      try state.apply(commit)
      journal.append(commit)
    }
    self.journal = journal
    registry = state
    plan = try Plan(json: JSON(bytes: Array(district.plan.text.utf8)))
  }
}
