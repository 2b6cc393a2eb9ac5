@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

/// Files from before a community was renamed or given another code.
@Suite("Former codes and names in files")
struct FormerCodeTests: Importing {
  private static let (old, new) = ("330199002002", "330199001009")

  /// 文苑 moved to another town and was renamed on 2024-01-01.
  private func moved() throws -> Registry {
    var registry = try registry()
    let file = "id,区划代码,名称,街道乡镇\nm3,\(Self.new),新文苑社区居委会,柳浦街道办事处\n"
    let plan = plan(.community, file, registry, from: CivilDate(year: 2024, month: 1, day: 1)!)
    try registry.append(try #require(plan.changeSet, "\(problems(plan))"))
    return registry
  }

  private func warnings(_ plan: ImportPlan) -> [String] {
    plan.rows.flatMap(\.warnings).map(\.reason.en)
  }

  @Test("a row with the old code is of the one that had it, says so, and takes nothing back")
  func rows() throws {
    let registry = try moved()
    let file = "区划代码,名称,户数\n\(Self.old),文苑社区居民委员会,900\n"
    let plan = plan(.community, file, registry)
    #expect(plan.counts == .init(updated: 1), "\(problems(plan))")
    #expect(
      plan.changeSet?.changes.map { "\($0.id) \($0.settings.map(\.key))" } == [
        "m3 [\"households\"]"
      ])
    #expect(
      warnings(plan) == [
        "\(Self.old) is the former code of 新文苑 (\(Self.new))",
        "文苑社区居民委员会 is the former name of 新文苑 (\(Self.new))",
      ])
    // One that says nothing new still says whom it means.
    let same = self.plan(.community, "区划代码,名称\n\(Self.old),文苑社区居民委员会\n", registry)
    #expect(same.counts == .init(same: 1) && warnings(same).count == 2)
  }

  @Test("the old code with another name is another community")
  func another() throws {
    let registry = try moved()
    let file = "区划代码,名称,委员会类型,设立日期\n\(Self.old),清河第一社区居委会,居委会,2024-01-01\n"
    let plan = plan(.community, file, registry)
    #expect(plan.counts == .init(new: 1), "\(problems(plan))")
    // Not before the old one gave it up.
    let early = self.plan(
      .community, file.replacing("2024-01-01", with: "2023-12-31"), registry)
    #expect(early.counts == .init(bad: 1))
    #expect(problems(early).first?.contains("until 2023-12-31") == true, "\(problems(early))")
  }

  @Test("who has the code now is preferred")
  func present() throws {
    var registry = try moved()
    let file = "区划代码,名称,委员会类型,设立日期\n\(Self.old),清河第一社区居委会,居委会,2024-01-01\n"
    try registry.append(try #require(plan(.community, file, registry).changeSet))
    let plan = plan(.community, "区划代码,户数\n\(Self.old),70\n", registry)
    #expect(plan.changeSet?.changes.map(\.id.description) == ["m5"])
    #expect(warnings(plan) == [])
  }

  @Test("organizations name their community by what it was called, and are told so")
  func references() throws {
    let registry = try moved()
    for (column, cell) in [("社区", "文苑"), ("社区", Self.old), ("社区代码", Self.old)] {
      let file = "名称,管理方式,\(column)\n合唱团,备案,\(cell)\n"
      let plan = plan(.organization, file, registry)
      #expect(plan.counts == .init(new: 1), "\(problems(plan))")
      let home = plan.changeSet?.changes.first?.settings.first { $0.key == "community" }?.after
      #expect(home == "m3")
      let said = warnings(plan).filter { $0.contains("is the former") }
      #expect(said.count == 1, "\(warnings(plan))")
    }
  }
}
