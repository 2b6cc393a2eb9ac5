import RegistryModel
import RegistryPlans
import RegistryProposals
import TerminalCore

/// Who could serve the communities without a worker who counts: first what needs no assignment, then what is
/// proposed, then what cannot be done. Those marked are saved as one change.
struct ProposalScreen: Screen {
  static let name = Words("Proposed workers", "建议配备")

  /// A line of the list.
  enum Row: Sendable {
    case withoutMove(WithoutMove)
    case proposal(Proposal)
    /// A community that nobody is proposed for, and why.
    case short(RecordID, Shortage)

    var community: RecordID {
      switch self {
      case .withoutMove(let found): found.community
      case .proposal(let proposal): proposal.community
      case .short(let id, _): id
      }
    }

    var worker: RecordID? {
      switch self {
      case .withoutMove(let found): found.worker
      case .proposal(let proposal): proposal.worker
      case .short: nil
      }
    }

    var reason: Words {
      switch self {
      case .withoutMove(let found): found.means.words
      case .proposal(let proposal): proposal.reason
      case .short(_, let shortage): shortage.words
      }
    }

    var proposal: Proposal? { if case .proposal(let proposal) = self { proposal } else { nil } }
  }

  let terms: ProposalTerms
  /// nil until they are looked for.
  private(set) var found: ProposalOrder.Result?
  /// The name of the town they are for; nil: all.
  private(set) var town: String?
  private(set) var rows: [Row] = []
  private(set) var cursor = 0
  /// By worker and community: of what is proposed otherwise later no mark is left.
  private(set) var marked: Set<[RecordID]> = []
  private var isSaving = false
  /// Who has changed the registry since; nil: nobody else has.
  private var movedBy: String?

  init(_ terms: ProposalTerms = .init()) { self.terms = terms }

  static let commands: [Command<Self>] =
    [
      Command(
        .control("s"), hint: Words("Save", "保存"),
        help: Words(
          "Save the marked assignments as one change", "把已选任职作为一次变更保存"),
        refusal: { screen, context in screen.refusal(context) }
      ) { screen, context in
        guard let found = screen.found else { return [] }
        screen.isSaving = true
        return [
          .save(found.proposals.changeSet(screen.chosen), base: found.order.registry)
        ]
      },
      Command(.character(" "), hint: Words("Mark", "选择"), help: Words("Mark the row", "标记本行")) {
        screen, _ in screen.mark()
      },
      Command(.character("*"), help: Words("Mark all proposals, or none", "标记全部建议或取消")) {
        screen, _ in
        if screen.found == nil { return [.say(Message("one moment ..", "请稍候 .."))] }
        let all = Set(screen.rows.compactMap(\.proposal).map(Self.key))
        screen.marked = screen.marked == all ? [] : all
        return []
      },
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words("Acts for the community under the cursor", "对光标所在社区办理的事项")
      ) { screen, context in
        screen.subject.flatMap { Acts.menu(for: $0, context) }.map { [.open($0)] } ?? []
      },
      Command(
        .function(4), hint: Words("Terms", "条件"),
        help: Words("Communities per worker, and whether towns are crossed", "每人可任社区数，是否可跨街镇")
      ) { screen, _ in [.open(screen.menu)] },
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words("Open the community under the cursor", "打开光标所在社区")
      ) { screen, context in screen.subject.map { [.open($0.screen(context))] } ?? [] },
    ]
    + Command.moving({ _, context in max(1, context.rows - 12) }) { screen, step, _ in
      screen.cursor = max(0, min(screen.rows.count - 1, screen.cursor + step))
      return []
    }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  var area: Kind? { .community }

  var current: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  var subject: RecordID? { current?.community }

  /// What a colleague's save has changed is looked at before it is saved.
  var target: String? {
    found.map { "\($0.order.registry.seq) \(subject?.description ?? "")" } ?? "looking"
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    if let order = found?.order, order.day == context.day, order.plan == context.plan,
      order.registry.isSame(as: context.registry)
    {
      return nil
    }
    return ProposalOrder(
      registry: context.registry, day: context.day, plan: context.plan, terms: terms)
  }

  mutating func refresh(_ context: Context) {
    // Proposals of another day are not shown as this one's.
    if let found, found.order.day != context.day { (self.found, rows, marked) = (nil, [], []) }
  }

  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    movedBy = commits.last { $0.by != context.session.login }?.by ?? movedBy
    return []
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .work(_, let news):
      return news.result(of: ProposalOrder.self).map { show($0, context) } ?? []
    case .saved(_, _, let commit):
      isSaving = false
      marked = []
      guard let count = commit?.set.changes.count else {
        return [.say(Message("nothing changed", "没有改动"))]
      }
      return [
        .say(
          .undoable(
            Words(
              "assigned: \(count == 1 ? "1 worker" : "\(count) workers")", "已安排 \(count) 项任职")))
      ]
    case .refused:
      isSaving = false
      return said(answer, context)
    default: return []
    }
  }

  /// Takes over what was found; where a colleague saved since, says how much is different.
  private mutating func show(_ result: ProposalOrder.Result, _ context: Context) -> [Step] {
    let (before, current) = (rows, subject)
    let isAgain = found != nil
    found = result
    let proposals = result.proposals
    town = terms.town.map { town in
      result.order.registry.townNames(on: proposals.day)[town] ?? town.description
    }
    rows =
      proposals.withoutMove.map(Row.withoutMove) + proposals.proposals.map(Row.proposal)
      + proposals.shortages.flatMap { shortage in
        shortage.without.map { Row.short($0, shortage) }
      }
    let (old, new) = (
      Set(before.compactMap(\.proposal).map(Self.key)),
      Set(proposals.proposals.map(Self.key))
    )
    let lost = marked.subtracting(new).count
    marked.formIntersection(new)
    cursor = rows.firstIndex { $0.community == current } ?? max(0, min(cursor, rows.count - 1))
    let gone =
      lost == 0
      ? Words(same: "")
      : Words(
        "\(lost == 1 ? "1 marked one is" : "\(lost) marked ones are") no longer proposed",
        "已选的 \(lost) 项不再建议")
    guard isAgain, let who = movedBy else {
      return lost == 0 ? [] : [.say(Message(gone))]
    }
    movedBy = nil
    let name = context.registry.name(of: who)
    let count = old.symmetricDifference(new).count
    return [
      .say(
        Message(
          Words("\(name) changed the registry; ", "\(name) 已修改登记库；")
            + (count == 0
              ? Words("the proposals are the same", "建议不变")
              : Words(
                "\(count == 1 ? "1 proposal is" : "\(count) proposals are") different now",
                "\(count) 项建议有变"))
            + (lost == 0 ? gone : Words("; ", "；") + gone)))
    ]
  }

  private static func key(_ proposal: Proposal) -> [RecordID] {
    [proposal.worker, proposal.community]
  }

  func isMarked(_ row: Row) -> Bool { row.proposal.map { marked.contains(Self.key($0)) } ?? false }

  private mutating func mark() -> [Step] {
    guard let proposal = current?.proposal else {
      return [.say(Message("nothing is proposed in this row", "本行没有建议", .error))]
    }
    let key = Self.key(proposal)
    if marked.remove(key) == nil { marked.insert(key) }
    cursor = min(rows.count - 1, cursor + 1)
    return []
  }

  /// What Ctrl-S saves: those marked. Not the one under the cursor, or a second Ctrl-S would save the next.
  var chosen: [Proposal] { rows.filter(isMarked).compactMap(\.proposal) }

  private func refusal(_ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    if isSaving || work(context) != nil { return Words("one moment ..", "请稍候 ..") }
    guard let found, !chosen.isEmpty else {
      return Words("mark a proposal with Space, or all with *", "请按空格选择建议，或按 * 全选")
    }
    return context.refusal(of: found.proposals.changeSet(chosen))
  }

  private var menu: MenuScreen {
    let capacities = Array(Set([1, 2, 3, 4, terms.capacity])).sorted()
    return MenuScreen(
      Words("Propose how?", "按何条件建议?"),
      capacities.map { capacity in
        item(Words("Communities per worker: \(capacity)", "每人可任社区数: \(capacity)")) {
          $0.capacity = capacity
        }
      } + [
        item(Words("Within towns", "不跨街镇")) { $0.crossesTowns = false },
        item(Words("Across towns", "可跨街镇")) { $0.crossesTowns = true },
        item(Words("All towns", "全部街镇")) { $0.town = nil },
      ])
  }

  private func item(_ label: Words, _ change: (inout ProposalTerms) -> Void) -> MenuScreen.Item {
    var other = terms
    change(&other)
    var next = ProposalScreen(other)
    next.marked = marked
    return MenuScreen.Item(
      label, refusal: other == terms ? Words("as now", "当前条件") : nil, steps: [.replace(next)])
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "Workers are proposed who count in the plan by licence or role, have room for a community and work "
        + "in its town or nowhere; those with the fewest communities first. Rows with ? need no "
        + "assignment, for rows with ! nobody is left. Space marks, * marks all; Ctrl-S saves what is "
        + "marked, beginning on the day shown. F4 changes how many communities a worker may have.",
      "建议对象为凭社工证或岗位计入规划、尚可任职，且在本街镇任职或目前无任职的人员，任职社区少的优先。标 ? 的行无须安排任职，标 ! 的行已无人可配备。"
        + "空格选择，* 全选；Ctrl-S 保存已选各项，自所示日期到岗。F4 可更改每人可任社区数。")
  }
}
