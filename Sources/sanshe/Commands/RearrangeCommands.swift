import ArgumentParser
import RegistryModel

// Acts that change several records from a day on, all as one change set: each command says what is meant, and
// the same function does it.

/// Communities become one.
struct MergeCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "merge",
    Words("Merge communities into another one.", "把社区并入另一社区。"),
    discussion: Words(
      "Organizations, assignments, programmes and open needs go there, numbers of households, residents, grids "
        + "and areas are added up; elected posts end. --into names a community that exists on the day: a new "
        + "one is added before, with that day as its first.",
      "社会组织、任职、服务项目和未办结需求随之转入，户数、人口、网格和面积相加，选举产生的任职终止。"
        + "--into 须为当日已存在的社区，新社区请先新增，设立日期填该日。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var communities: [String]

  @Option(help: ArgumentHelp("The community they become.", "并入的社区。", valueName: "community"))
  var into: String

  @Option(help: .deed)
  var deed: String?

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    var plan = Rearrangement(
      .ending, of: try communities.map { try registry.record($0, kinds: [.community]) },
      to: [try registry.record(into, kinds: [.community])], from: day)
    plan.reason = deed
    return plan
  }
}

/// A community becomes several, or gives a part away.
struct SplitCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "split",
    Words("Split a community into others.", "把一个社区拆分为几个社区。"),
    discussion: Words(
      "What goes where has to be chosen with --choices, but for what goes to all or ends by rule. With --keep the "
        + "community goes on and gives away only what is chosen.",
      "除按规定由各社区共有或终止的以外，去向须用 --choices 逐项选择。加 --keep 则原社区保留，只转出所选各项。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var community: String

  @Option(
    help: ArgumentHelp("The communities it becomes, separated by commas.", "拆分成的社区，用逗号分隔。"))
  var into: String

  @Option(help: .deed)
  var deed: String?

  @Flag(help: ArgumentHelp("The community goes on.", "原社区保留。"))
  var keep = false

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    let others = try registry.records(into, .community)
    guard keep || others.count > 1 else {
      throw Failure.usage(
        Words(
          "a community is split into at least two: merge it, or add --keep",
          "拆分须有至少两个社区：只有一个时请用 merge，或加 --keep"), registry.language)
    }
    var plan = Rearrangement(
      keep ? .handover : .ending, of: [try registry.record(community, kinds: [.community])],
      to: others, from: day)
    plan.reason = deed
    return plan
  }
}

/// A community, a worker or an organization ends.
struct EndCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "end",
    Words(
      "End a community, an organization or a worker's employment.", "撤销社区、终止社会组织或登记人员离职。"),
    discussion: Words(
      "What names it ends, goes on without it or stays, as it is proposed or chosen; what begins later, too.",
      "与其相关的任职、服务项目等随之终止、移出或不变，按建议或所选处理，此后才开始的也在内。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var record: String

  @Option(
    help: ArgumentHelp(
      "Why: a code of the reason's table, or the number of the deed.", "原因：代码表中的原因，或批复文号。"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "Who takes over from it, separated by commas.", "由谁接替，用逗号分隔。", valueName: "records"))
  var to: String?

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    let kinds = Kind.allCases.filter { $0.endReason != nil }
    let id = try registry.record(record, kinds: kinds)
    var plan = Rearrangement(
      .ending, of: [id], to: try to.map { try registry.records($0, id.kind) } ?? [], from: day)
    plan.reason = reason
    return plan
  }
}

/// A worker goes to another community.
struct TransferCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "transfer",
    Words(
      "Move a worker to another community: one assignment ends, the next begins the day after.",
      "调动：原任职结束，次日到新社区任职。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var worker: String

  @Argument(help: ArgumentHelp("The community to go to.", "调入的社区。"))
  var community: String

  @Option(
    help: ArgumentHelp(
      "The community to leave; needed where there are several.", "调出的社区，任职多个社区时必填。",
      valueName: "community"))
  var leaving: String?

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    let id = try registry.record(worker, kinds: [.worker])
    return .transfer(
      of: id, from: try leaving(id, on: day, registry),
      to: try registry.record(community, kinds: [.community]), on: day)
  }

  /// The only community with a post of the worker, or the one named.
  private func leaving(
    _ worker: RecordID, on day: CivilDate, _ registry: OpenRegistry
  ) throws -> RecordID {
    if let leaving { return try registry.record(leaving, kinds: [.community]) }
    let held = Set(
      registry.state.posts(of: worker, on: day.adding(days: -1)).compactMap(\.community))
    guard let only = held.first, held.count == 1 else {
      let name = registry.state.name(of: worker, on: day, registry.language)
      let names = held.sorted().map { registry.state.shortName(of: $0, on: day, registry.language) }
      throw Failure.usage(
        held.isEmpty
          ? Words("\(name) has no assignment on the day before", "\(name) 前一日没有任职")
          : Words(
            "\(name) serves \(names.joined(separator: ", ")): name one with --leaving",
            "\(name) 任职于\(names.joined(separator: "、"))，请用 --leaving 指定调出的社区"),
        registry.language)
    }
    return only
  }
}

/// A worker's communities and programmes go to others.
struct HandoverCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "handover",
    Words(
      "Hand a worker's assignments and programmes over to others.", "把一名人员的任职和服务项目交接给他人。"),
    discussion: Words(
      "The worker stays; elected posts stay. With several who take over, who takes what is chosen with --choices.",
      "本人仍在职，选举产生的任职不交接。由多人接替时，各项去向用 --choices 选择。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var worker: String

  @Option(
    help: ArgumentHelp("Who takes over, separated by commas.", "接替的人员，用逗号分隔。", valueName: "workers")
  )
  var to: String

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    Rearrangement(
      .handover, of: [try registry.record(worker, kinds: [.worker])],
      to: try registry.records(to, .worker), from: day)
  }
}

/// An organization takes over from another.
struct ReplaceCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "replace",
    Words(
      "Let another organization take over what one carries.", "更换承接机构：由另一组织接替承接。"),
    discussion: Words(
      "Programmes get the other carrier, the workers stay where they are and are sent and employed by it.",
      "服务项目改由其承接，人员留任，派出组织和所属组织随之变更。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var organization: String

  @Option(help: ArgumentHelp("Who takes over.", "接替的组织。", valueName: "organization"))
  var by: String

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    Rearrangement(
      .handover, of: [try registry.record(organization, kinds: [.organization])],
      to: [try registry.record(by, kinds: [.organization])], from: day)
  }
}

/// A committee is elected.
struct ElectCommand: RearrangeCommand {
  static let configuration = CommandConfiguration(
    "elect",
    Words("End the terms of committee members before an election.", "换届：终止居（村）委会成员任职。"),
    discussion: Words(
      "Members of the committee end, members of the party organization stay; --choices says who is re-elected.",
      "居（村）委会成员任职终止，党组织成员不变；连任的用 --choices 选择 stay。"))

  @OptionGroup var options: CommonOptions<Use.Figures>
  @OptionGroup var terms: RearrangeOptions

  @Argument(help: .record)
  var communities: [String]

  func plan(from day: CivilDate, _ registry: OpenRegistry) throws -> Rearrangement {
    Rearrangement(
      .election, of: try communities.map { try registry.record($0, kinds: [.community]) }, from: day
    )
  }
}

extension ArgumentHelp {
  fileprivate static let deed = ArgumentHelp(
    "The number of the deed that orders it.", "批复文号。", valueName: "number")
}
