import ArgumentParser
import RegistryExchange
import RegistryModel
import RegistryPlans
import RegistrySearch

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

  @Option(
    help: ArgumentHelp(
      "Print one of the three lists instead: needs, resources or programmes.",
      "改为打印清单：needs 需求、resources 资源、programmes 项目。", valueName: "list"))
  var list: LinkageList?

  @Flag(help: .json)
  var json = false

  @Flag(help: ArgumentHelp("The list as CSV, as export writes it.", "清单的 CSV，与 export 相同。"))
  var csv = false

  func validate() throws {
    if csv && (json || list == nil) {
      throw ValidationError(
        Words("--csv is for --list, and not beside --json", "--csv 只用于 --list，且不能与 --json 同用"))
    }
  }

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      if let list { return try print(list, registry) }
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

extension LinkageCommand {
  private func print(_ list: LinkageList, _ registry: OpenRegistry) throws {
    let listing = try registry.listing(
      list.kind, [list.query], list.columns.joined(separator: ","),
      usual: QueryField.listed(of: list.kind))
    if json { return Output.json(listing.json) }
    if csv { return Output.bytes(listing.csv(registry.language, for: .spreadsheet)) }
    Output.line(list.label[registry.language])
    for line in TableText(listing, registry.language, hasHeader: true).lines(
      Output.columns, isWhole: true)
    {
      Output.line(line)
    }
  }
}

extension LinkageList: ExpressibleByArgument {}

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
