import RegistryModel
import RegistryPlans
import RegistrySearch
import TerminalCore

/// The three communities side by side: communities as the platform, organizations as the carrier, workers as
/// the support. One column leads and lists all, those with gaps first; the others show what belongs to the
/// record its cursor is on.
struct LinkageScreen: Screen {
  static let name = Words("Linkage", "三社联动")

  /// The columns, from left to right.
  enum Party: Int, CaseIterable, Sendable {
    case community, organization, worker

    var kind: Kind {
      switch self {
      case .community: .community
      case .organization: .organization
      case .worker: .worker
      }
    }

    var title: Words {
      switch self {
      case .community: Words("Community (platform)", "社区 (平台)")
      case .organization: Words("Organization (carrier)", "社会组织 (载体)")
      case .worker: Words("Worker (support)", "社区工作者 (支撑)")
      }
    }
  }

  /// A record of a column, and how it stands.
  struct Row: Sendable {
    let id: RecordID
    let state: Words
    var isGap = false
  }

  /// nil until they are looked for.
  private(set) var found: LinkageOrder.Result?
  private(set) var leader = Party.community
  private(set) var rows: [Party: [Row]] = [:]
  private(set) var cursor = 0
  /// The record the cursor stays on.
  private var current: RecordID?

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words("Acts for the record under the cursor", "对光标所在记录办理的事项")
      ) { screen, context in
        screen.subject.flatMap { Acts.menu(for: $0, context) }.map { [.open($0)] } ?? []
      },
      Command(
        .function(4), hint: Words("Gaps", "缺口"),
        help: Words(
          "The gaps with their numbers, and the three lists; each opens its records",
          "各类缺口及数量，以及需求、资源、项目清单，可打开对应名单")
      ) { screen, context in screen.found.map { [.open(Self.menu($0.gaps, context))] } ?? [] },
      Command(
        .function(6), .tab, .right, hint: Words("Column", "切换栏"),
        help: Words("Let the next column lead", "以下一栏为主")
      ) { screen, context in screen.lead(by: 1, context) },
      Command(.backTab, .left, help: Words("Let the column before lead", "以上一栏为主")) {
        screen, context in
        screen.lead(by: Party.allCases.count - 1, context)
      },
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words("Open the record under the cursor", "打开光标所在记录")
      ) { screen, context in screen.subject.map { [.open($0.screen(context))] } ?? [] },
    ]
    + Command.moving({ _, context in max(1, context.rows - 10) }) { screen, step, context in
      screen.move(step, context)
    }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  var area: Kind? { .programme }

  var subject: RecordID? {
    let mine = rows[leader] ?? []
    return mine.indices.contains(cursor) ? mine[cursor].id : nil
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    if let order = found?.order, order.day == context.day, order.plan == context.plan,
      order.registry.isSame(as: context.registry)
    {
      return nil
    }
    return LinkageOrder(registry: context.registry, day: context.day, plan: context.plan)
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer else { return said(answer, context) }
    guard let result = news.result(of: LinkageOrder.self) else { return [] }
    found = result
    show(context)
    return []
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "A community is linked if a programme running there has an active carrier and at least one worker. "
        + "F6 lets another column lead: its records are listed, those with gaps first, and the others "
        + "show what belongs to the one under the cursor.",
      "社区有实施中的项目，且承接组织正常或变更中、有社区工作者参与，即为已联动。按 F6 可换以社会组织或社区工作者为主：为主的一栏列出全部，"
        + "有缺口的在前，其余两栏显示与光标所在记录相关的内容。")
  }

  private mutating func lead(by step: Int, _ context: Context) -> [Step] {
    let next = Party.allCases[(leader.rawValue + step) % Party.allCases.count]
    // From a community to what carries its programmes, from there to who works in them.
    (current, cursor) = (rows[next]?.first?.id, 0)
    leader = next
    show(context)
    return []
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    cursor = max(0, min((rows[leader]?.count ?? 0) - 1, cursor + step))
    showRelated(context)
    return []
  }

  mutating func refresh(_ context: Context) {
    // Figures of another day are not shown as this one's.
    if let found, found.order.day != context.day { (self.found, rows) = (nil, [:]) }
    show(context)
  }

  /// The column that leads, and in the others what belongs to the record under its cursor.
  private mutating func show(_ context: Context) {
    guard let gaps = found?.gaps else { return }
    let mine = all(leader, gaps)
    rows = [leader: mine]
    cursor = mine.firstIndex { $0.id == current } ?? max(0, min(cursor, mine.count - 1))
    showRelated(context)
  }

  private mutating func showRelated(_ context: Context) {
    current = subject
    for party in Party.allCases where party != leader {
      rows[party] = related(party, programmes, context)
    }
  }

  /// The running programmes of the record under the cursor.
  var programmes: [RunningProgramme] {
    subject.flatMap { found?.gaps.linkage.programmes(of: $0) } ?? []
  }

  private func all(_ party: Party, _ gaps: LinkageGaps) -> [Row] {
    let rows: [Row]
    switch party {
    case .community:
      let open = Set(gaps[.communitiesWithOpenNeeds])
      let bare = Set(gaps[.communitiesWithoutWorker])
      rows = gaps.communities.map { number in
        let id = RecordID(.community, number)
        let lack = gaps.linkage.lack(of: number)
        // Linked or not comes first; what else is missing follows.
        var state = lack?.words ?? Words("linked", "已联动")
        if bare.contains(id) {
          state =
            state + Words(", no \(gaps.workers.en.lowercased())", ", 无\(gaps.workers.chinese)")
        }
        if open.contains(id) { state = state + Words(", open needs", ", 有待回应需求") }
        return Row(
          id: id, state: state, isGap: lack != nil || bare.contains(id) || open.contains(id))
      }
    case .organization, .worker:
      let idle =
        party == .worker ? gaps[.workersWithoutProgramme] : gaps[.organizationsWithoutProgramme]
      let busy = party == .worker ? gaps.linkage.workers : gaps.linkage.organizations
      rows =
        busy.sorted().map { number in
          let id = RecordID(party.kind, number)
          let count = gaps.linkage.programmes(of: id).count
          return Row(
            id: id,
            state: Words(
              count == 1 ? "1 programme" : "\(count) programmes", "\(count) 个项目"))
        } + idle.map { Row(id: $0, state: Linkage.Lack.programme.words, isGap: true) }
    }
    return rows.filter(\.isGap) + rows.filter { !$0.isGap }
  }

  private func related(
    _ party: Party, _ programmes: [RunningProgramme], _ context: Context
  ) -> [Row] {
    var seen: Set<RecordID> = []
    return programmes.flatMap { programme -> [Row] in
      switch party {
      case .community:
        programme.communities.map {
          Row(id: RecordID(.community, $0), state: name(programme, context))
        }
      case .organization:
        [programme.carrier].compactMap { $0 }.map {
          Row(id: RecordID(.organization, $0), state: Words("carrier", "承接"))
        }
          + programme.partners.map {
            Row(id: RecordID(.organization, $0), state: Words("partner", "合作"))
          }
      case .worker:
        programme.workers.map { Row(id: RecordID(.worker, $0), state: name(programme, context)) }
      }
    }.filter { seen.insert($0.id).inserted }
  }

  private func name(_ programme: RunningProgramme, _ context: Context) -> Words {
    Words(same: context.shortName(of: programme.id))
  }

  /// The gaps, each with how many.
  private static func menu(_ gaps: LinkageGaps, _ context: Context) -> MenuScreen {
    MenuScreen(
      Words("Gaps and lists", "缺口与清单"),
      LinkageGap.allCases.map { gap in
        let ids = gaps[gap]
        let words = gap.words(gaps.workers)
        return MenuScreen.Item(
          words + Words(same: "  \(ids.count)"),
          refusal: ids.isEmpty ? Words("none", "无") : nil,
          steps: [.open(ListScreen(gap.kind, scope: .init(title: words, ids: ids)))])
      }
        + [
          MenuScreen.Item(
            Words("Service areas of towns that nobody covers", "街镇无人承担的服务领域")
              + Words(same: "  \(gaps.uncovered.count)"),
            refusal: gaps.uncovered.isEmpty ? Words("none", "无") : nil,
            steps: [.open(menu(uncovered: gaps, context))]),
          MenuScreen.Item(
            Words("Needs, resources, programmes ..", "需求、资源、项目清单 .."), steps: [.open(lists)]),
        ])
  }

  /// The three lists of the mechanism.
  private static var lists: MenuScreen {
    MenuScreen(
      Words("Which list?", "打开哪个清单?"),
      LinkageList.allCases.map { MenuScreen.Item($0.label, steps: [.open(ListScreen($0))]) })
  }

  /// A line a town with the areas nobody covers there; it opens the town's communities.
  private static func menu(uncovered gaps: LinkageGaps, _ context: Context) -> MenuScreen {
    let communities = context.registry.communities
    let towns = Dictionary(grouping: gaps.uncovered, by: \.town).sorted { $0.key < $1.key }
    return MenuScreen(
      Words("Nobody covers", "无人承担的服务领域"),
      towns.map { town, uncovered in
        let areas = uncovered.map(\.area.label)
        let label =
          Words(same: "\(uncovered[0].name): ")
          + areas.dropFirst().reduce(areas[0]) { $0 + Words(", ", "、") + $1 }
        let ids = gaps.communities.filter {
          communities[$0]?.record.code[gaps.linkage.day]?.town == town
        }
        .map { RecordID(.community, $0) }
        return MenuScreen.Item(
          label, steps: [.open(ListScreen(.community, scope: .init(title: label, ids: ids)))])
      })
  }
}
