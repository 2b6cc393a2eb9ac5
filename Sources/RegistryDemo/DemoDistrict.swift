import RegistryModel

/// A made-up district, 云溪区, as an office would have kept it: the same for the same seed, size and
/// last day. Its code 330199 is no real county's.
public struct DemoDistrict: Sendable {
  /// One change set with the day it was made and who made it.
  public struct Entry: Hashable, Sendable {
    /// When it was saved.
    public let at: Instant
    /// The account.
    public let by: String
    /// What it changes; ids are final, in the order of the entries.
    public let set: ChangeSet
  }

  /// The office's own plan: a file for `plans/`.
  public struct PlanFile: Hashable, Sendable {
    /// The file's name.
    public let name: String
    /// Its content.
    public let text: String
  }

  /// Every change set of the registry, oldest first.
  public let entries: [Entry]
  /// The plan of 2026 to 2030, with what the registry itself counts as its baseline.
  public let plan: PlanFile

  /// The years in which a district may end; its history begins fourteen years before.
  public static var years: ClosedRange<Int> { 1950...2150 }

  /// Makes the district. `login` becomes a supervisor beside those of the sample.
  public init(
    seed: UInt64 = 2016, size: DemoSize = .sample, until: CivilDate, login: String? = nil
  ) throws(FieldError) {
    guard Self.years.contains(until.year) else {
      throw FieldError(
        "the year must be from \(Self.years.lowerBound) to \(Self.years.upperBound)",
        "年份应在 \(Self.years.lowerBound) 至 \(Self.years.upperBound) 之间")
    }
    var maker = DemoMaker(seed: seed, size: size, until: until)
    try maker.makeRecords()
    plan = DemoPlan(maker).file
    entries = try DemoHistory(maker, login: login).entries
  }
}
