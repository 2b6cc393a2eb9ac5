import RegistryModel
import RegistryPlans
import RegistrySearch
import RegistryStore
import Resources
import SystemPackage

/// The plans there are: those of the program and those of the office's `plans/` directory.
struct PlanLibrary {
  /// Bytes of a plan file; ours have 6,000.
  private static let maximumBytes = 1 << 20

  private(set) var plans: [Plan] = []
  /// Files of the office that hold no plan, each with one sentence; they stop nobody's work unless
  /// the plan asked for may be among them.
  private(set) var problems: [Words] = []
  private var checksum = Checksum()

  /// The program's plans and those of `registry`, whose plan takes the place of one with its id.
  init(of registry: RegistryLocation?) {
    for bytes in Resources.plans { add(bytes, named: "plan") }
    guard let directory = registry?.plans else { return }
    for name in Files.names(in: directory).sorted() where name.hasSuffix(".json") {
      let path = directory.appending(name)
      do throws(DiskError) {
        add(try Files.read(path, limit: Self.maximumBytes), named: name, at: path.string)
      } catch {
        problems.append(.of(path, error.reason))
      }
    }
  }

  /// Tells these files from any others: it changes with every byte of theirs.
  var digest: String { checksum.text }

  /// The digest takes its name, which is the same however the registry's path is spelled.
  private mutating func add(_ bytes: [UInt8], named name: String, at place: String? = nil) {
    checksum.update(Array("\(name) \(bytes.count)\n".utf8) + bytes)
    do {
      let plan = try Plan(json: try JSON(bytes: bytes))
      plans.removeAll { $0.id == plan.id }
      plans.append(plan)
    } catch let error as JSONError {
      let line = error.offset.map { ":\(bytes[..<$0].count { $0 == UInt8(ascii: "\n") } + 1)" }
      problems.append(Words(same: "\(place ?? name)\(line ?? ""): ") + error.words)
    } catch let error as PlanError {
      problems.append(Words(same: "\(place ?? name): ") + error.words)
    } catch {}
  }

  /// The plan with this id.
  subscript(id: String) -> Plan? { plans.first { $0.id == id } }

  /// The plan asked for, or the office's first; nil if the office has none.
  ///
  /// - Errors: the first file that could not be read, where the plan is not among the others.
  func plan(
    _ id: String?, for office: Office, _ language: Language
  ) throws(Failure) -> Plan? {
    guard let wanted = id ?? office.plans?.first else { return nil }
    if let plan = self[wanted] { return plan }
    if let problem = problems.first { throw Failure.data(problem, language) }
    throw unknown(wanted, language)
  }

  /// The office's plans but this one, in its order.
  func beside(_ plan: Plan?, for office: Office) -> [Plan] {
    (office.plans ?? []).compactMap { self[$0] }.filter { $0.id != plan?.id }
  }

  /// There is no plan of this id.
  func unknown(_ id: String, _ language: Language) -> Failure {
    let near = Spelling.nearest(to: id, among: plans.map(\.id)).map { Words(same: $0) }
    return .usage(
      Words("there is no plan \(id)", "没有规划 \(id)").suggesting(
        near, else: Words("; sanshe plans lists them", "，用 sanshe plans 查看")), language)
  }
}
