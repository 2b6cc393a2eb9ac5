import ArgumentParser
import RegistryModel
import RegistryPlans
import RegistryProposals
import RegistrySearch

/// Who could serve the communities without a worker who counts; nothing is saved.
struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "propose",
    Words("Proposes workers for communities without one; saves nothing.", "为尚无社工的社区建议人选，不保存。"),
    discussion: Words(
      "Workers who count in the plan by licence or role are proposed where they have room, within the "
        + "towns they work in. First what needs no assignment; at the end what cannot be done, and what would "
        + "help.",
      "建议对象为凭社工证或岗位计入规划且尚可任职的人员，以其任职街镇为限。先列无须安排任职的社区，最后列无法配备的社区及可行办法。"))

  @OptionGroup var options: CommonOptions<Use.Figures>

  @Option(
    help: ArgumentHelp(
      "Only communities of this town: its name or code.", "只看该街道乡镇的社区，填名称或代码。", valueName: "name"))
  var town: String?

  @Option(
    help: ArgumentHelp("How many communities a worker may have.", "每人可任的社区数。", valueName: "n"))
  var capacity = ProposalTerms().capacity

  @Flag(help: ArgumentHelp("Workers may go to towns they do not work in.", "可跨街镇配备。"))
  var cross = false

  @Flag(help: .json)
  var json = false

  func validate() throws {
    let allowed = ProposalTerms.capacities
    guard allowed.contains(capacity) else {
      let range = "\(allowed.lowerBound)..\(allowed.upperBound)"
      throw ValidationError(
        Words("--capacity is a whole number, \(range)", "--capacity 须为 \(range) 的整数"))
    }
  }

  func run() throws {
    try reporting {
      let registry = try OpenRegistry(options)
      let terms = ProposalTerms(
        capacity: capacity, crossesTowns: cross, town: try town.map { try code(of: $0, registry) })
      let proposals = Proposals(
        registry.state, on: registry.day, under: try registry.plan(), terms)
      if json { return Output.json(proposals.json) }
      for line in proposals.lines(registry.state, on: registry.day) {
        Output.line(line[registry.language])
      }
    }
  }

  /// The code of a town, named by its code or by its name as communities of the day have it.
  private func code(of name: String, _ registry: OpenRegistry) throws -> TownCode {
    let names = registry.state.townNames(on: registry.day)
    if let code = try? TownCode(text: name), names[code] != nil { return code }
    let found = names.filter { $0.value == name }.keys.sorted()
    guard let first = found.first else {
      let near = Spelling.nearest(to: name, among: names.values.sorted()).map { Words(same: $0) }
      throw Failure.noInput(
        Words("no town \(name)", "没有街道乡镇 \(name)").suggesting(near, else: Words(same: "")),
        registry.language)
    }
    guard found.count == 1 else {
      let codes = found.map(\.description).joined(separator: ", ")
      throw Failure.usage(
        Words("\(name) is ambiguous: \(codes)", "\(name) 对应多个：\(codes)"), registry.language)
    }
    return first
  }
}

extension Proposals {
  /// Communities named of those that share the same workers; --json has all.
  private static let named = 5

  /// As text: the value first, then a part a heading.
  fileprivate func lines(_ state: RegistryState, on day: CivilDate) -> [Words] {
    let name = { (id: RecordID) in
      Words(state.shortName(of: id, on: day, .en), state.shortName(of: id, on: day, .chinese))
    }
    let names = { (ids: [RecordID]) in
      ids.dropFirst().reduce(ids.first.map(name) ?? Words(same: "")) {
        $0 + Words(", ", "、") + name($1)
      }
    }
    let part = { (title: Words, lines: [Words]) in
      lines.isEmpty ? [] : [title] + lines.map { Words(same: "  ") + $0 }
    }
    let post = Words(" as ", "任") + role.label
    return [
      Words("\(change) of \(communities) communities ", "\(change) 个社区（共 \(communities) 个）") + lack
    ]
      + part(
        Words("No assignment needed", "无须安排任职"),
        withoutMove.map {
          name($0.community) + Words(same: ": ") + name($0.worker) + Words(same: " ")
            + $0.means.words
        })
      + part(
        Words("Proposed", "建议"),
        proposals.map {
          name($0.community) + Words(same: ": ") + name($0.worker) + post + Words(same: "  ")
            + $0.reason
        })
      + part(
        Words("Cannot be served", "无法配备"),
        shortages.map { shortage in
          let others = shortage.sharing.prefix(Self.named)
          let with =
            Words(" (with ", " (与") + names(Array(others))
            + (others.count < shortage.sharing.count ? Words(" ..", "等") : Words(same: ""))
            + Words(")", "共用人员)")
          return names(shortage.without) + (others.isEmpty ? Words(same: "") : with)
            + Words(same: ": ") + shortage.words
        })
      + part(Words("Would help", "可行办法"), remedies.map(\.words))
  }

  /// `{"asOf","capacity":2,"crossing":false,"town","communities":598,"role":"socialWorker","before":23,"after":3,
  /// "withoutMove":[{"community","worker","means":"coming|record|exam","on"}],
  /// "proposals":[{"community","worker","basis":"licence|role","value","way":"within|free|crossing","load":1}],
  /// "shortages":[{"without":["m2"],"sharing":["m3"],"workers":["w1"]}],
  /// "remedies":[{"means":"workers|capacity|crossing","count","serves"}]}`
  fileprivate var json: JSON {
    let ids = { (ids: [RecordID]) in JSON.array(ids.map(\.json)) }
    return .object(
      [
        JSON.Member("asOf", day.json), JSON.Member("capacity", .int(terms.capacity)),
        JSON.Member("crossing", .bool(terms.crossesTowns)),
      ] + (terms.town.map { [JSON.Member("town", $0.json)] } ?? []) + [
        JSON.Member("communities", .int(communities)), JSON.Member("role", role.json),
        JSON.Member("before", .int(without.count)), JSON.Member("after", .int(left)),
        JSON.Member("withoutMove", .array(withoutMove.map(\.json))),
        JSON.Member("proposals", .array(proposals.map(\.json))),
        JSON.Member(
          "shortages",
          .array(
            shortages.map {
              .object(
                of: ("without", ids($0.without)), ("sharing", ids($0.sharing)),
                ("workers", ids($0.workers)))
            })),
        JSON.Member("remedies", .array(remedies.map(\.json))),
      ])
  }
}

extension WithoutMove {
  fileprivate var json: JSON {
    let on: [JSON.Member] =
      if case .coming(let day) = means { [JSON.Member("on", day.json)] } else { [] }
    return .object(
      [
        JSON.Member("community", community.json), JSON.Member("worker", worker.json),
        JSON.Member("means", .string(means.word)),
      ] + on)
  }
}

extension Proposal {
  fileprivate var json: JSON {
    let value =
      switch basis {
      case .licence(let level): level.json
      case .role(let role): role.json
      }
    return .object(
      of: ("community", community.json), ("worker", worker.json), ("basis", .string(basis.word)),
      ("value", value), ("way", .string(way.rawValue)), ("load", .int(load)))
  }
}

extension Remedy {
  fileprivate var json: JSON {
    switch self {
    case .workers(let count): .object(of: ("means", "workers"), ("count", .int(count)))
    case .capacity(let capacity, let serves):
      .object(of: ("means", "capacity"), ("count", .int(capacity)), ("serves", .int(serves)))
    case .crossing(let serves): .object(of: ("means", "crossing"), ("serves", .int(serves)))
    }
  }
}
