import RegistryModel
import RegistrySearch
import TerminalCore

/// Finds whatever there is, records, work areas and commands, by part of its name; or picks a record
/// for a field.
struct FindScreen: Screen {
  static let name = Words("Find", "查找")
  private(set) var typed = LineEditor()
  private(set) var results = FindResults()
  private(set) var offers: Offers
  /// The only group shown; nil shows all.
  private(set) var scope: FindGroup.Name?
  /// The place among what is listed; nil while typing.
  private(set) var cursor: Int?
  /// The place Enter opens while typing: the first, or where it went when the registry moved on.
  private var lead = 0
  /// What Enter would have opened is listed no longer.
  private var isLost = false
  /// The first line of the list in sight.
  private(set) var top = 0
  /// As many of a sort are listed where there are several sorts.
  private var share = 0
  /// The kind a field asks for; nil finds everything and opens it.
  let picked: Kind?
  /// What is done with the record chosen; nil: a field is given it.
  private var then: (@Sendable (RecordID, Context) -> [Step])?

  /// Finds everything, and what can be done on the screen below.
  init(over screen: any Screen, _ context: Context) {
    picked = nil
    offers = Offers(over: screen, context)
  }

  /// Hands the record chosen to the field that asked.
  init(picking kind: Kind, text: String = "") {
    picked = kind
    offers = .none
    typed = LineEditor(text)
  }

  /// Does something with the record chosen.
  init(
    picking kind: Kind, then: @escaping @Sendable (RecordID, Context) -> [Step], _ context: Context
  ) {
    self.init(picking: kind)
    self.then = then
    find(context)
  }

  static let commands: [Command<Self>] = [
    Command(
      .enter, hint: Words("Open", "打开"),
      help: Words(
        "Open the selected result, or put it into the field",
        "打开所选结果, 或填入该项")
    ) {
      find, context in find.takeAimed(context)
    },
    Command(
      .down, hint: Words("1-9", "直达1-9"),
      help: Words(
        "Into the results and down; there a digit opens its line", "进入结果, 按数字直达; 下一条")
    ) {
      find, context in find.move(find.cursor.map { $0 + 1 } ?? 0, context)
    },
    Command(
      .tab, hint: Words("Kind", "类别"),
      help: Words("Show only the next kind of results", "只看下一类结果"), refusal: refusesScope
    ) {
      find, context in find.narrow(1, context)
    },
    Command(
      .control("s"), hint: Words("View", "存视图"),
      help: Words("Save this query as a view", "把查询存为视图"), refusal: refusesScope
    ) {
      find, context in find.saveView(context)
    },
    Command(
      .insert, help: Words("New record with the typed name", "以输入的文字为名称新增一条记录"),
      refusal: refusesScope
    ) {
      find, context in [.open(find.registering(context))]
    },
    Command(.up, help: Words("One result up; from the first back to typing", "上一条; 从首条回到输入")) {
      find, context in find.move((find.cursor ?? 0) - 1, context)
    },
    Command(.pageDown, help: Words("One page down", "下一页")) { find, context in
      find.move((find.cursor ?? 0) + Self.rows(context), context)
    },
    Command(.pageUp, help: Words("One page up", "上一页")) { find, context in
      find.move(max(0, (find.cursor ?? 0) - Self.rows(context)), context)
    },
    Command(
      .backTab, help: Words("Show only the previous kind of results", "只看上一类结果"),
      refusal: refusesScope
    ) {
      find, context in find.narrow(-1, context)
    },
    Command(
      .escape, .function(3), .function(12), hint: Words("Close", "关闭"),
      help: Words("Close; the screen below is unchanged", "关闭, 回到原处")
    ) { _, _ in [.back] },
  ]

  private static let refusesScope: @Sendable (Self, Context) -> Words? = { find, _ in
    find.picked.map { Words("choose a record here: ", "此处选择记录: ") + $0.schema.label }
  }

  /// A field is given what it asks for; nothing is opened then, and there is one kind.
  var hints: [CommandRow] {
    guard picked != nil else { return Self.rows }
    return Self.rows.compactMap { row in
      switch row.key {
      case .enter:
        CommandRow(
          key: row.key, others: row.others, hint: Words("Choose", "选择"), help: row.help)
      case .tab, .control("s"): nil
      default: row
      }
    }
  }

  var takesText: Bool { true }
  var typedLine: LineEditor? { typed }
  var queryKinds: [Kind] { picked == nil ? Kind.searched : [] }

  func crumb(_ context: Context) -> String? { nil }
  func fillsBody(_ context: Context) -> Bool { true }

  func hint(_ context: Context) -> Words? {
    picked == nil
      ? Words(
        "Type part of a name, its pinyin, a number, or conditions such as area:urban tier:filed. "
          + "Start with > for commands, @ for people, # for last digits, ! for problems.",
        "输入名称、拼音、编号的一部分，或条件如 area:urban tier:filed。首字符 > 查命令，@ 查姓名，# 查尾号，! 查问题。")
      : Words(
        "Type part of a name, its pinyin, a code or a number; the best match comes first.",
        "输入名称、拼音首字母、代码或编号的一部分，最相符的记录排在最前")
  }

  /// In the results a digit opens its line; whatever else is typed goes on with the text.
  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    if cursor != nil, case .character(let character) = key, let digit = character.digit, digit > 0 {
      return open(digit - 1, context)
    }
    let before = typed.text
    guard typed.handle(key) else { return nil }
    cursor = nil
    if typed.text != before { find(context) }
    return []
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    typed.insert(text)
    cursor = nil
    find(context)
    return []
  }

  /// What Enter opens stays what it opens where it is still there, in sight.
  mutating func refresh(_ context: Context) {
    let was = listed.indices.contains(aim) ? listed[aim] : nil
    let (before, top, wasLost) = (aim, top, isLost)
    find(context)
    guard let was else { return }
    let place = listed.firstIndex(of: was)
    let now = place ?? max(0, min(before, listed.count - 1))
    if cursor == nil { lead = place ?? 0 } else { cursor = listed.isEmpty ? nil : now }
    (self.top, isLost) = (top, wasLost || place == nil)
    keepInSight(aim, context)
  }

  private mutating func find(_ context: Context) {
    (top, lead, isLost) = (0, 0, false)
    results =
      picked.map { FindResults(typed.text.tidied, of: $0, context) }
      ?? FindResults(FindQuestion(typed.text), &offers, context)
    share = Self.share(of: results.groups, Self.rows(context))
  }

  /// Enter: nothing is opened that was not there when the keys were last used.
  private mutating func takeAimed(_ context: Context) -> [Step] {
    guard isLost else { return open(aim, context) }
    isLost = false
    return [
      .say(
        Message(
          "that result is gone; press Enter to open the one marked now",
          "原结果已不存在；再按 Enter 打开现在所标的一条"))
    ]
  }

  private func open(_ place: Int, _ context: Context) -> [Step] {
    if let error = results.fault { return [.say(Message(error.words, .error))] }
    guard listed.indices.contains(place) else {
      return listed.isEmpty && !typed.text.isEmpty
        ? [.say(Message("no matches", "没有符合条件的记录"))] : []
    }
    switch listed[place] {
    case .offer(let place):
      let offer = offers.all[place]
      if let refusal = offer.refusal { return [.say(Message(refusal, .error))] }
      return [.back]
        + (offer.registers.map { [.open(FormScreen.new($0, named: results.newName, context))] }
          ?? offer.steps)
    case .record(let id):
      if let then { return [.back] + then(id, context) }
      return picked == nil ? [.back, .open(id.screen(context))] : [.choose(.record(id))]
    }
  }

  /// Asks of which kind a new record is.
  private func registering(_ context: Context) -> MenuScreen {
    let name = FindQuestion(typed.text).name
    let title = Words("New", "新增") + Words(same: name.map { " \($0)" } ?? "")
    return MenuScreen(
      title,
      offers.all.compactMap { offer in
        offer.registers.map { kind in
          MenuScreen.Item(
            kind.label, refusal: offer.refusal,
            steps: [.back, .open(FormScreen.new(kind, named: name, context))])
        }
      })
  }

  /// Keeps what is asked under a name, as a list of one kind: the one narrowed to, else one that is asked
  /// for where records of several were found.
  private func saveView(_ context: Context) -> [Step] {
    let names = scope.map { [$0] } ?? groups.map(\.name)
    let kinds = names.compactMap { name -> Kind? in
      if case .records(let kind) = name, kind != .view { kind } else { nil }
    }
    if kinds.isEmpty {
      return [.say(Message("no results to save as a view", "没有可存为视图的记录"))]
    }
    if kinds.count == 1 { return saveView(of: kinds[0], context) }
    return [
      .open(
        MenuScreen(
          Words("Save a view of which kind?", "存为哪类记录的视图?"),
          kinds.map { MenuScreen.Item($0.schema.plural, steps: saveView(of: $0, context)) }))
    ]
  }

  private func saveView(of kind: Kind, _ context: Context) -> [Step] {
    do throws(QueryError) {
      let queries = try FindQuestion(typed.text).queries([kind], context)
      let text = queries.first?.text(.en) ?? ""
      return [.open(Views.saving(ListLook(list: kind, query: text), context))]
    } catch {
      return [.say(Message(error.words, .error))]
    }
  }
}

// What is listed, and moving in it.
extension FindScreen {
  /// As many of each sort as the rows have room for, but some in any case.
  private static func share(of groups: [FindGroup], _ rows: Int) -> Int {
    let lines = { (share: Int) in
      groups.reduce(0) { $0 + 1 + min(share, $1.targets.count) }
    }
    return (3..<FindGroup.kept).first { lines($0 + 1) > rows } ?? FindGroup.kept
  }

  /// The groups shown.
  var groups: [FindGroup] {
    scope.map { scope in results.groups.filter { $0.name == scope } } ?? results.groups
  }

  /// How much of a group is listed.
  func targets(of group: FindGroup) -> ArraySlice<FindTarget> {
    group.targets.prefix(groups.count == 1 ? FindGroup.kept : share)
  }

  /// The place Enter opens.
  var aim: Int { cursor ?? lead }

  /// All that is listed, from the first digit on.
  var listed: [FindTarget] { groups.flatMap(targets) }

  /// Lines in sight: what the body has inside the frame, below the text and the line of the groups.
  static func rows(_ context: Context) -> Int { context.rows - 8 }

  /// Moves the cursor; above the first line is the text.
  private mutating func move(_ place: Int, _ context: Context) -> [Step] {
    cursor = place < 0 || listed.isEmpty ? nil : min(place, listed.count - 1)
    (lead, isLost) = (0, false)
    keepInSight(aim, context)
    return []
  }

  /// The heading of the first line of a group is kept in sight with it.
  private mutating func keepInSight(_ place: Int, _ context: Context) {
    let lines = lines
    let line = lines.firstIndex { $0.place == place } ?? 0
    let above = line > 0 && lines[line - 1].place == nil ? line - 1 : line
    top = min(max(top, line - Self.rows(context) + 1), above)
  }

  /// A heading, or one of what is listed.
  struct Line {
    let group: FindGroup
    /// Place among what is listed; nil for a heading.
    let place: Int?
  }

  var lines: [Line] {
    var lines: [Line] = []
    var place = 0
    for group in groups {
      if picked == nil { lines.append(Line(group: group, place: nil)) }
      for _ in targets(of: group) {
        lines.append(Line(group: group, place: place))
        place += 1
      }
    }
    return lines
  }

  /// Goes to the next group that has results, and from the last to all.
  private mutating func narrow(_ step: Int, _ context: Context) -> [Step] {
    let scopes = [nil] + results.groups.map { Optional($0.name) }
    let place = scopes.firstIndex(of: scope) ?? 0
    scope = scopes[(place + step + scopes.count) % scopes.count]
    (cursor, top, lead, isLost) = (nil, 0, 0, false)
    return []
  }
}
