import Glibc
import RegistryModel
import RegistryPlans
import RegistryStore
import SystemPackage

/// The figures of a registry as its Overview showed them last, kept outside it:
/// `$XDG_CACHE_HOME/sanshe/REGISTRY-ID/summary.json`.
///
/// One object and a seal. It is worth something for one state of the journal, one day, one set of
/// plans and one program; anything else is as good as no file, so that no stale figure is ever shown.
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
        of: ("format", 1), ("program", .string(Sanshe.configuration.version)),
        ("seq", .int(head.seq)), ("line", .string(head.sha256)), ("asOf", day.json),
        ("plan", plan.map(JSON.string)), ("plans", .string(plans)))
    }
  }

  private let path: FilePath

  init(of registry: RegistryIdentity) {
    // An id that could be a path is nobody's.
    let name = registry.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    path = Environment.cacheDirectory.appending("sanshe/\(name)/summary.json")
  }

  /// The summary kept for exactly this; nil where there is none.
  ///
  /// - Parameter plan: the id asked for; nil is the office's first.
  func summary(
    at head: JournalHead, on day: CivilDate, _ plan: String?, _ library: PlanLibrary
  ) -> Summary? {
    guard let bytes = try? Files.read(path, limit: 1 << 20), bytes.last == UInt8(ascii: "\n"),
      Seal.isWhole(bytes.dropLast()), let json = try? JSON(bytes: bytes),
      let kept = json["summary"], let office = Summary.office(in: kept)
    else { return nil }
    let plan = plan ?? office.plans?.first
    let key = Key(head: head, day: day, plan: plan, plans: library.digest)
    guard json["key"] == key.json,
      let summary = Summary(json: kept, plan: plan.flatMap { library[$0] }),
      summary.plan?.id == plan, summary.day == day
    else { return nil }
    return summary
  }

  /// Keeps a summary in place of the one before; a disk that does not take it is no loss.
  func keep(_ summary: Summary, for key: Key) {
    let json = JSON.object(
      of: ("key", key.json), ("summary", summary.json))
    var bytes: [UInt8] = []
    json.write(to: &bytes)
    bytes[bytes.count - 1] = UInt8(ascii: ",")  // the seal brings the brace back
    _ = Seal.close(&bytes)
    bytes.append(UInt8(ascii: "\n"))
    let new = FilePath("\(path.string).\(getpid())")
    Files.makeDirectories(path.removingLastComponent())
    guard (try? Files.write(bytes, to: new)) != nil else { return }
    if rename(new.string, path.string) != 0 { unlink(new.string) }
  }
}
