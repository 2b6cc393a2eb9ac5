import RegistryModel
import RegistryPlans
import TerminalCore

/// One community: against the plan, its organizations and workers, what needs attention, and what the three
/// communities do there.
struct DashboardScreen: Screen {
  static let name = Words("Community dashboard", "社区看板")
  let id: RecordID
  private(set) var panel = Panel.plan
  /// The first line shown of the active panel, where its lines open nothing.
  private(set) var top = 0
  /// The entry of the active panel under the cursor.
  private(set) var cursor = 0

  init(_ id: RecordID) { self.id = id }

  static let commands: [Command<Self>] = [
    Command(
      .function(2), hint: Words("Act", "办理"),
      help: Words("Acts for this community", "对本社区办理的事项")
    ) {
      board, context in Acts.menu(for: board.id, context).map { [.open($0)] } ?? []
    },
    Command(
      .function(6), .tab, .right, hint: Words("Panel", "切换栏"),
      help: Words("To the next panel, on the next page after the last one", "到下一栏, 本页最后一栏之后为下一页")
    ) {
      board, context in
      board.move(by: 1, context)
    },
    Command(.down, help: Words("To the next line, then to the next panel", "到下一行, 末行之后到下一栏")) {
      board, context in board.step(1, context)
    },
    Command(.up, help: Words("To the previous line, then to the previous panel", "到上一行, 首行之前到上一栏"))
    {
      board, context in board.step(-1, context)
    },
    Command(.pageDown, help: Words("Next lines of the panel", "本栏后面的内容")) { board, context in
      board.scroll(1, context)
    },
    Command(.pageUp, help: Words("Previous lines of the panel", "本栏前面的内容")) { board, context in
      board.scroll(-1, context)
    },
    Command(.backTab, .left, help: Words("To the previous panel", "到上一栏")) { board, context in
      board.move(by: -1, context)
    },
    Command(
      .enter, hint: Words("Open", "打开"),
      help: Words("Open the records of the line, or of the panel", "打开本行或本栏对应的记录")
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

  enum Panel: CaseIterable {
    case plan, workers, attention, years, services, record
    case programmes, carriers, purchases, needs, activities
  }

  /// The panels of a page, on the left and on the right, from top to bottom.
  struct Page {
    let left: [Panel]
    let right: [Panel]

    var panels: [Panel] { left + right }
  }

  /// A tall window has all panels on one page.
  static func pages(_ context: Context) -> [Page] {
    context.rows >= 36
      ? [
        Page(
          left: [.plan, .workers, .attention, .carriers, .purchases],
          right: [.years, .services, .programmes, .needs, .activities, .record])
      ]
      : [
        Page(left: [.plan, .workers, .attention], right: [.years, .services, .record]),
        Page(left: [.programmes, .carriers, .purchases], right: [.needs, .activities]),
      ]
  }

  private mutating func move(by step: Int, _ context: Context) -> [Step] {
    let panels = Self.pages(context).flatMap(\.panels)
    let place = (panels.firstIndex(of: panel) ?? 0) + step
    (panel, top, cursor) = (panels[(place + panels.count) % panels.count], 0, 0)
    return []
  }

  /// Through the lines of a panel that open something; beyond them to the next panel.
  private mutating func step(_ step: Int, _ context: Context) -> [Step] {
    guard opening(context).indices.contains(cursor + step) else { return move(by: step, context) }
    cursor += step
    return []
  }

  private mutating func scroll(_ pages: Int, _ context: Context) -> [Step] {
    let step = pages * max(1, (context.rows - 4) / 2 - 3)
    top = max(0, top + step)
    cursor = max(0, min(opening(context).count - 1, cursor + step))
    return []
  }

  /// The entries of the active panel, if they open something.
  private func opening(_ context: Context) -> [Entry] {
    entries(panel, columns: context.columns, .ascii, work(context), context)
      .filter { !$0.records.isEmpty }
  }

  /// What the three communities do here.
  func work(_ context: Context) -> CommunityWork {
    CommunityWork(of: id, in: context.registry, on: context.day, past: context.past)
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
    let entries = opening(context)
    if entries.indices.contains(cursor) { return open(entries[cursor].records, context) }
    switch panel {
    case .plan, .years, .services: return list(organizations(context).map(\.id), context)
    case .attention, .record: return [.open(FormScreen.edit(id, context))]
    case .workers, .programmes, .carriers, .purchases, .needs, .activities:
      return [.say(Message("there are no such records", "没有此类记录"))]
    }
  }

  /// One record as it is, several as a list.
  private func open(_ records: [RecordID], _ context: Context) -> [Step] {
    guard let record = records.first, records.count == 1 else { return list(records, context) }
    return [.open(record == id ? FormScreen.edit(id, context) : record.screen(context))]
  }

  private func list(_ ids: [RecordID], _ context: Context) -> [Step] {
    let kind = ids.first?.kind ?? .organization
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
