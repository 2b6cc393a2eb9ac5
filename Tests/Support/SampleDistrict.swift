import RegistryDemo
import RegistryModel
import RegistryPlans
import RegistryStore
import Resources

/// Registries and plans that tests and pictures of screens share; the same on every run.
public enum SampleDistrict {
  /// The day it is.
  public static let today = day("2026-11-24")

  /// The small made-up district of `sanshe demo`, as its office knows it on that day.
  public static let demo: (registry: RegistryState, plan: Plan) = {
    do {
      let district = try DemoDistrict(size: .small, until: today, login: "zhangmin")
      var registry = RegistryState()
      for (place, entry) in district.entries.enumerated() {
        try registry.apply(Commit(seq: place + 1, at: entry.at, by: entry.by, set: entry.set))
      }
      return (registry, try Plan(json: JSON(bytes: Array(district.plan.text.utf8))))
    } catch { fatalError("the sample cannot be made: \(error)") }
  }()

  /// The national plan of 2016 to 2020.
  public static let nationalPlan: Plan = {
    do { return try Plan(json: JSON(bytes: Resources.plans[0])) } catch {
      fatalError("the plan cannot be read: \(error)")
    }
  }()

  /// The worked example of the design: urban A, B, C with 12, 10 and 7 organizations, rural D, E
  /// with 5 and 4; workers A 2, B 1, C 0, D 1, E 1. Ids are given in that order.
  public static let workedExample: RegistryState = {
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
      community.name = place.name
      community.code = try? DivisionCode(text: place.code)
      community.committee = Dated(place.isUrban ? .residents : .villagers)
      let home = RecordID(.community, communities.count + 1)
      communities.append(Stored(home, community, changed: 1))
      for number in 1...place.organizations {
        var organization = Organization()
        organization.name = "\(place.name.prefix(1))\(number)号互助会"
        organization.tier = Dated(.filed)
        organization.community = Dated(home)
        organization.registeredOn = day("2016-03-01")
        organization.phone = [phone("138120716\(10 + organizations.count)")]
        organization.head = "李红"
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

extension Robot {
  /// A clerk of the made-up district.
  public static func demo(
    _ language: Language = .en, rows: Int = 24, columns: Int = 80, isReadOnly: Bool = false
  ) -> Robot {
    Robot(
      SampleDistrict.demo.registry, plan: SampleDistrict.demo.plan, language: language,
      today: SampleDistrict.today, isReadOnly: isReadOnly, rows: rows, columns: columns)
  }

  /// A clerk of the worked example, on a day of its plan.
  public static func workedExample(
    _ language: Language = .en, today: CivilDate = SampleDistrict.today, isReadOnly: Bool = false
  ) -> Robot {
    Robot(
      SampleDistrict.workedExample, plan: SampleDistrict.nationalPlan, language: language,
      today: today, isReadOnly: isReadOnly)
  }
}
