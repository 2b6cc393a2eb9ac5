import RegistryModel
import RegistryPlans
import TerminalCore

/// One community against the plan: organizations, services, workers, and what needs attention.
struct DashboardScreen: Screen {
  static let name = Words("Community dashboard", "社区看板")
  let id: RecordID
  private(set) var panel = 0
  /// The first line shown of the active panel.
  private(set) var top = 0

  init(_ id: RecordID) { self.id = id }

  static let commands: [Command<Self>] = [
    Command(
      .function(2), hint: Words("Act", "办理"),
      help: Words("Acts for this community", "对本社区办理的事项")
    ) {
      board, context in Acts.menu(for: board.id, context).map { [.open($0)] } ?? []
    },
    Command(
      .function(6), .tab, .right, .down, hint: Words("Panel", "切换栏"),
      help: Words("To the next panel", "到下一栏")
    ) {
      board, _ in
      board.move(to: board.panel + 1)
    },
    Command(.pageDown, help: Words("Next lines of the panel", "本栏后面的内容")) { board, context in
      board.top += max(1, (context.rows - 4) / 2 - 3)
      return []
    },
    Command(.pageUp, help: Words("Previous lines of the panel", "本栏前面的内容")) { board, context in
      board.top = max(0, board.top - max(1, (context.rows - 4) / 2 - 3))
      return []
    },
    Command(.backTab, .left, .up, help: Words("To the previous panel", "到上一栏")) { board, _ in
      board.move(to: board.panel + Panel.allCases.count - 1)
    },
    Command(
      .enter, hint: Words("Open", "打开"), help: Words("Open the records of the panel", "打开本栏对应的记录")
    ) {
      board, context in board.open(context)
    },
    Command(
      .insert, hint: Words("New organization", "新增组织"),
      help: Words("A new organization in this community", "在本社区新增社会组织"),
      refusal: { _, context in context.refusesSaving }
    ) {
      board, context in
      [.open(FormScreen.new(.organization, given: [("community", board.id.json)], context))]
    },
    Command(
      .control("e"), help: Words("Edit the community in a form", "在表单中编辑社区"),
      refusal: { _, context in context.refusesSaving }
    ) {
      board, context in [.open(FormScreen.edit(board.id, context))]
    },
    Command(.control("f"), .nextRecord, help: Words("Next community", "下一个社区")) { board, context in
      board.neighbour(1, context)
    },
    Command(.control("p"), .previousRecord, help: Words("Previous community", "上一个社区")) {
      board, context in
      board.neighbour(-1, context)
    },
  ]

  /// Those on the left, then those on the right, from top to bottom.
  enum Panel: CaseIterable {
    case plan, workers, attention, years, services, record
  }

  private mutating func move(to panel: Int) -> [Step] {
    (self.panel, top) = (panel % Panel.allCases.count, 0)
    return []
  }

  func crumb(_ context: Context) -> String? { context.shortName(of: id) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  var shown: RecordID? { id }

  func isGone(_ context: Context) -> Bool { context.registry[id]?.binned != nil }

  private func neighbour(_ step: Int, _ context: Context) -> [Step] {
    let numbers = context.numbers(of: .community)
    // From one that is not there it goes to its neighbours that are.
    let next = step > 0 ? numbers.first { $0 > id.number } : numbers.last { $0 < id.number }
    guard let next else { return [.say(Message("no more communities", "没有更多社区"))] }
    return [.replace(DashboardScreen(RecordID(.community, next)))]
  }

  private func open(_ context: Context) -> [Step] {
    switch Panel.allCases[panel] {
    case .plan, .years, .services: scoped(.organization, organizations(context).map(\.id), context)
    case .workers:
      scoped(
        .worker, context.registry.assignments(of: id, on: context.day).compactMap(\.record.worker),
        context)
    case .attention, .record: [.open(FormScreen.edit(id, context))]
    }
  }

  private func scoped(_ kind: Kind, _ ids: [RecordID], _ context: Context) -> [Step] {
    let name = Words(same: context.shortName(of: id))
    return [
      .open(
        ListScreen(
          kind,
          scope: .init(
            title: name + Words(" ", " ") + kind.schema.plural, ids: Array(Set(ids)).sorted())))
    ]
  }

  /// Organizations at home here, counted or not.
  func organizations(_ context: Context) -> [Stored<Organization>] {
    guard let field = Organization.kindSchema["community"] else { return [] }
    return context.registry.organizations.holding(id.description, in: field)
      .filter { $0.record.community[context.day] == id && context.isThere($0) }
  }
}
