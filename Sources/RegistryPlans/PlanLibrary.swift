import RegistryModel

/// The plans there are: the program's, those of the office's plan files and those of its records, each of which takes
/// the place of one with its id.
public struct PlanLibrary: Sendable {
  /// Where a plan is from.
  public enum Origin: Hashable, Sendable { case program, file, record }

  /// A plan, and where it is from.
  public struct Entry: Sendable {
    /// As it is read.
    public let plan: Plan
    /// Whose it is.
    public let origin: Origin
    /// What it says otherwise than the program's of its id, whose place it takes; nil: the program has none.
    public let differences: [Plan.Difference]?
  }

  /// Each id once.
  public private(set) var entries: [Entry] = []
  /// The program's, whatever takes their place.
  private var given: [Plan] = []
  /// What holds no plan, each with one sentence; it stops nobody's work unless the plan asked for may be among them.
  public private(set) var problems: [Words] = []

  /// None yet.
  public init() {}

  /// The plans, those of records last.
  public var plans: [Plan] { entries.map(\.plan) }

  /// Adds a plan in the place of one with its id.
  public mutating func add(_ plan: Plan, from origin: Origin) {
    if origin == .program { given.append(plan) }
    // Told with every key of the plan's page, so found once.
    let differences = given.first { $0.id == plan.id }.map { plan.differences(from: $0) }
    entries.removeAll { $0.plan.id == plan.id }
    entries.append(Entry(plan: plan, origin: origin, differences: differences))
  }

  /// Adds why something holds no plan.
  public mutating func add(problem: Words) { problems.append(problem) }

  /// With the plans that the office keeps as records.
  public func with(_ state: RegistryState) -> PlanLibrary {
    var all = self
    for (code, plan) in state.readPlans {
      do throws(PlanError) {
        all.add(try plan.get(), from: .record)
      } catch {
        all.add(problem: Words("plan \(code): ", "规划 \(code)：") + error.words)
      }
    }
    return all
  }

  /// The plan with this id.
  public subscript(id: String) -> Plan? { entry(id)?.plan }

  /// The plan with this id, and where it is from.
  public func entry(_ id: String) -> Entry? { entries.first { $0.plan.id == id } }

  /// The office's plans but this one, in its order.
  public func beside(_ plan: Plan?, for office: Office) -> [Plan] {
    (office.plans ?? []).compactMap { self[$0] }.filter { $0.id != plan?.id }
  }
}

extension RegistryState {
  /// The office keeps the same plans as `other`, and goes by the same ones.
  public func hasPlans(of other: RegistryState) -> Bool {
    office.plans == other.office.plans
      && officePlans.differences(from: other.officePlans).isEmpty
      && targets.differences(from: other.targets).isEmpty
  }
}
