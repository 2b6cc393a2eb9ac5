import RegistryModel
import RegistryPlans
import RegistryStore
import Resources

/// The worked example of the design, with all a form asks of its records.
public enum WorkedExample {
  /// The national plan of 2016 to 2020.
  public static let plan = plans[0]

  /// The plans of the program.
  public static let plans: [Plan] = {
    do { return try Resources.plans.map { try Plan(json: JSON(bytes: $0)) } } catch {
      fatalError("a plan cannot be read: \(error)")
    }
  }()

  /// The same, as the program finds them.
  public static let library: PlanLibrary = {
    var library = PlanLibrary()
    for plan in plans { library.add(plan, from: .program) }
    return library
  }()

  /// Has the office go by these plans.
  public static func office(of plans: [Plan]) -> ChangeSet {
    ChangeSet([
      Change(
        .office,
        [
          Setting("district", before: .null, after: "110105"),
          Setting("plans", before: .null, after: .array(plans.map { .string($0.id) })),
        ])
    ])
  }

  /// The worked example of the design: urban A, B, C with 12, 10 and 7 organizations, rural D, E
  /// with 5 and 4; workers A 2, B 1, C 0, D 1, E 1. Ids are given in that order.
  public static let registry: RegistryState = {
    let places: [(name: String, code: String, isUrban: Bool, organizations: Int, workers: Int)] = [
      ("甲社区居委会", "110105001001", true, 12, 2), ("乙社区居委会", "110105001002", true, 10, 1),
      ("丙社区居委会", "110105001003", true, 7, 0), ("丁村村委会", "110105101201", false, 5, 1),
      ("戊村村委会", "110105101202", false, 4, 1),
    ]
    var communities: [Stored<Community>] = []
    var organizations: [Stored<Organization>] = []
    var workers: [Stored<Worker>] = []
    var assignments: [Stored<Assignment>] = []
    for place in places {
      var community = Community()
      community.name = Dated(place.name)
      community.code = Dated(try? DivisionCode(text: place.code))
      community.committee = Dated(place.isUrban ? .residents : .villagers)
      let home = RecordID(.community, communities.count + 1)
      communities.append(Stored(home, community, changed: 1))
      for number in 1...place.organizations {
        var organization = Organization()
        organization.name = "\(place.name.prefix(1))\(number)号互助会"
        organization.tier = Dated(.filed)
        organization.community = Dated(home)
        organization.reach = Dated(.community)
        organization.status = Dated(.active)
        organization.registeredOn = day("2016-03-01")
        organization.phone = [phone("138120716\(10 + organizations.count)")]
        organization.head = "李红"
        organization.fillDefaults(from: Office())
        organizations.append(
          Stored(RecordID(.organization, organizations.count + 1), organization, changed: 1))
      }
      for _ in 0..<place.workers {
        var worker = Worker()
        worker.name = "社工\(workers.count + 1)"
        worker.startedOn = day("2015-01-01")
        let id = RecordID(.worker, workers.count + 1)
        workers.append(Stored(id, worker, changed: 1))
        var assignment = Assignment()
        (assignment.worker, assignment.community) = (id, home)
        (assignment.role, assignment.since) = (.socialWorker, day("2016-01-01"))
        assignments.append(
          Stored(RecordID(.assignment, assignments.count + 1), assignment, changed: 1))
      }
    }
    var office = Office()
    office.name = "朝阳区"
    office.areaCode = "010"
    var registry = RegistryState()
    registry.communities = Table(communities)
    registry.organizations = Table(organizations)
    registry.workers = Table(workers)
    registry.assignments = Table(assignments)
    registry.offices = Table([Stored(.office, office, changed: 1)])
    registry.seq = 1
    return registry
  }()

  private static func day(_ text: String) -> CivilDate {
    (try? CivilDate(text: text)) ?? .distantFuture
  }

  private static func phone(_ text: String) -> PhoneNumber {
    do { return try PhoneNumber(text: text) } catch { fatalError("no phone: \(text)") }
  }
}
