import RegistryExchange
import RegistryModel

/// Tests that import rows into one small registry.
public protocol Importing {}

extension Importing {
  /// The day of the import.
  public var today: CivilDate { CivilDate(year: 2026, month: 11, day: 24)! }

  /// Two streets with a community of one name each, one of another, and a village.
  public func registry() throws -> Registry {
    var registry = Registry(today: today)
    var office = Office()
    office.name = "云溪区"
    office.district = try DistrictCode(text: "330199")
    office.areaCode = "0571"
    let communities = try [
      ("330199001001", "安居社区居委会", "柳浦街道办事处"), ("330199002001", "安居社区居委会", "清河街道"),
      ("330199002002", "文苑社区居民委员会", "清河街道"), ("330199101201", "石塘村委会", "龙河镇"),
    ].map { code, name, town in
      var community = Community()
      community.code = Dated(try DivisionCode(text: code))
      community.committee = Dated(code.hasSuffix("201") ? .villagers : .residents)
      community.name = Dated(name)
      community.townName = Dated(town)
      return community
    }
    try registry.add([office] + communities)
    return registry
  }

  /// What a text would do.
  public func plan(
    _ kind: Kind, _ text: String, _ registry: Registry, from: CivilDate? = nil
  ) -> ImportPlan {
    Import(kind, into: registry.state, today: today, from: from).plan(text.bytes)
  }

  /// What is wrong, as people read it.
  public func problems(_ plan: ImportPlan) -> [String] {
    plan.problems.map { $0.text(file: "f.csv", .en) }
  }
}
