import ArgumentParser
import RegistryModel
import RegistryPlans

/// How the three communities are linked, and where a party is missing.
struct LinkageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "linkage",
    Words("The three communities at work, and the gaps.", "三社联动情况和缺口。"),
    discussion: Words(
      "A community is linked if a programme running there has a carrier at work and a worker. Gaps are "
        + "counted; --json has their ids.",
      "有实施中的项目、承接组织正常且有社工的社区为已联动。缺口列出数量，--json 列出编号。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Flag(help: .json)
  var json = false

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let gaps = LinkageGaps(registry.state, on: registry.day, under: try registry.plan())
      if json { return Output.json(gaps.json) }
      let (linked, all) = (gaps.linkage.linked.count, gaps.communities.count)
      // The value comes first, as in progress.
      Output.line("\(linked)/\(all)  " + Words("communities linked", "社区已联动")[registry.language])
      for gap in LinkageGap.allCases {
        Output.line("\(gaps[gap].count)  \(gap.words(gaps.workers)[registry.language])")
      }
      Output.line(
        "\(gaps.uncovered.count)  "
          + Words("service areas of towns that nobody covers", "街镇无人承担的服务领域")[registry.language])
    }
  }
}

extension LinkageGaps {
  /// `{"asOf","communities":71,"linked":["m1",…],"programmes":["p1",…],"gaps":{"communitiesWithoutWorker":["m2"],…},"uncovered":[{"town","code","area"}]}`
  fileprivate var json: JSON {
    .object(
      of: ("asOf", linkage.day.json), ("communities", .int(communities.count)),
      ("linked", .array(linkage.linked.map { RecordID(.community, $0).json })),
      ("programmes", .array(linkage.running.map { $0.id.json })),
      (
        "gaps",
        .object(
          LinkageGap.allCases.map { gap in
            JSON.Member(gap.rawValue, .array(self[gap].map(\.json)))
          })
      ),
      (
        "uncovered",
        .array(
          uncovered.map {
            .object(
              of: ("town", .string($0.name)), ("code", $0.town.json), ("area", $0.area.json))
          })
      ))
  }
}
