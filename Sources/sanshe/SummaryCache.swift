import RegistryModel
import RegistryPlans
import RegistryStore

/// The figures of a registry as its Overview showed them last, kept outside it:
/// `$XDG_CACHE_HOME/sanshe/REGISTRY-ID/summary.json`.
///
/// It is worth something for one state of the journal, one day, one set of plans and one program;
/// anything else is as good as no file, so that no stale figure is ever shown.
struct SummaryCache {
  /// What a summary is true of.
  struct Key: Hashable {
    let head: JournalHead
    let day: CivilDate
    /// The plan counted toward, and the digest of all plan files.
    let plan: String?
    let plans: String

    fileprivate var json: JSON {
      .object(
        of: ("format", 2), ("program", .string(Environment.program)),
        ("seq", .int(head.seq)), ("line", .string(head.sha256)), ("asOf", day.json),
        ("plan", plan.map(JSON.string)), ("plans", .string(plans)))
    }
  }

  private let file: SealedFile

  init(of registry: RegistryIdentity) {
    file = SealedFile("summary.json", of: registry, in: Environment.cacheDirectory)
  }

  /// The summary kept for exactly this; nil if there is none.
  ///
  /// - Parameter plan: the id asked for; nil is the office's first.
  func summary(
    at head: JournalHead, on day: CivilDate, _ plan: String?, _ files: PlanFiles
  ) -> Summary? {
    guard let json = file.read(), let kept = json["summary"],
      let office = Summary.office(in: kept)
    else { return nil }
    let plan = plan ?? office.plans?.first
    let key = Key(head: head, day: day, plan: plan, plans: files.digest)
    // The records that a plan is made of are not read yet.
    let recorded = json["plan"].flatMap { try? Plan(json: $0) }
    guard json["key"] == key.json,
      let summary = Summary(json: kept, plan: recorded ?? plan.flatMap { files.library[$0] }),
      summary.plan?.id == plan, summary.day == day
    else { return nil }
    return summary
  }

  /// Keeps a summary in place of the one before.
  ///
  /// - Parameter isRecorded: its plan is no file's; it is kept as well.
  func keep(_ summary: Summary, for key: Key, recorded isRecorded: Bool) {
    file.write(
      .object(
        of: ("key", key.json), ("summary", summary.json),
        ("plan", isRecorded ? summary.plan?.json : nil)))
  }
}
