import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

extension Robot {
  /// Find on top; nil where something else is.
  var find: FindScreen? { state.screens.last as? FindScreen }

  /// The groups shown, by name.
  fileprivate var groups: [String] {
    find?.groups.map { $0.name.label[isChinese ? .chinese : .en] } ?? []
  }

  /// The line with this number among what was found.
  fileprivate func line(_ number: Int) -> String {
    rows.first { row in
      ["| > \(number) ", "|   \(number) ", "| >\(number) ", "|  \(number) "].contains {
        row.hasPrefix($0)
      }
    } ?? ""
  }

  /// Opens find and types.
  fileprivate mutating func find(_ text: String) {
    press(.function(3))
    type(text)
  }
}

/// One box finds records, work areas and commands, from wherever a clerk is.
@Suite struct FindTests {
  /// F3 with several results, and the first of them, which Enter would open.
  private func finding(_ text: String) throws -> (Robot, RecordID) {
    var robot = Robot.workedExample()
    robot.press(.function(3))
    robot.type(text)
    let listed = robot.find?.listed ?? []
    let records = listed.compactMap { if case .record(let id) = $0 { id } else { nil } }
    let first = try #require(records.first)
    #expect(listed.first == .record(first) && records.count > 1)
    return (robot, first)
  }

  @Test func `Enter opens nothing that took the place of what is gone`() throws {
    var (robot, first) = try finding("1号")
    try robot.colleagueSaves(ChangeSet([Change(first, [.binned(from: nil, to: "重复")])]))
    robot.press(.enter)
    #expect(robot.message.hasPrefix("what stood here is gone"))
    #expect(robot.state.screens.last is FindScreen)
    robot.press(.enter)
    #expect(!(robot.state.screens.last is FindScreen), "the line marked now, on a second Enter")
  }

  @Test func `Enter opens what it would have opened when others come before it`() throws {
    var (robot, first) = try finding("1号")
    var made = Organization()
    (made.name, made.tier) = ("1号", Dated(.filed))
    made.community = Dated(RecordID(.community, 1))
    made.complete(with: robot.head.office)
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.organization, -1), isNew: true, made.settings(from: nil))]))
    let find = try #require(robot.state.screens.last as? FindScreen)
    #expect(find.listed.first != .record(first), "the newcomer fits better")
    robot.press(.enter)
    #expect(robot.state.screens.last?.shown == first)
  }

  @Test func `what a match belongs to is kept where the text before it is cut`() {
    var canvas = Canvas(rows: 1, columns: 22, glyphs: .ascii)
    let text = "信用代码: " + MarkedText("51330199MJ0000501T", 14..<18)
    text.draw(on: &canvas, row: 0, column: 0, style: .plain, columns: 22)
    #expect(canvas.text(inRow: 0) == "信用代码: ..0000[501T]")
  }

  @Test func `a community says where it is, not how many work there`() {
    for language in Language.allCases {
      var robot = Robot.workedExample(language)
      robot.press(.function(3))
      robot.type("甲")
      #expect(!robot.row(of: "110105001001").contains(language == .en ? "worker" : "人"))
    }
  }

  @Test func `it opens over every screen, and Esc leaves that as it was`() throws {
    for scene in Scene.all where scene.rows == 24 && scene.language == .en {
      var robot = try scene.robot(.ascii)
      if robot.find != nil { continue }
      let (before, drafts, screens) = (robot.canvas, robot.drafts, robot.state.screens.count)
      robot.press(.function(3))
      #expect(robot.find != nil, "\(scene.name)")
      #expect(robot.state.screens.count == screens + 1)
      robot.type(">x")
      robot.press(.escape)
      #expect(robot.drafts == drafts, "\(scene.name)")
      let after = robot.canvas
      for row in 0..<after.rows where row != after.rows - 3 {
        #expect(after.cells(inRow: row) == before.cells(inRow: row), "\(scene.name), row \(row)")
      }
      #expect(after.cursor == before.cursor, "\(scene.name)")
    }
  }

  @Test func `from a form a record is opened and left, and nothing typed is lost`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("新互助会")
    robot.press(.left)
    let (before, cursor, drafts) = (robot.rows[0...20], robot.canvas.cursor, robot.drafts)
    robot.find("丁村")
    robot.press(.enter)
    #expect(robot.title.contains("丁村"))
    #expect(robot.drafts == drafts)
    robot.press(.escape)
    #expect(robot.rows[0...20] == before)
    #expect(robot.canvas.cursor == cursor)
    robot.type("邻里")
    #expect(robot.form?.editor.editor.text == "新互助邻里会")
  }

  @Test func `a work area chosen from a form leaves a draft, and says so`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("新互助会")
    robot.find("communities")
    robot.press(.enter)
    #expect(robot.list?.kind == .community)
    #expect(robot.message.contains("left as a draft"))
    #expect(robot.drafts.count == 1)
    #expect(robot.title.contains("Drafts 1"))
  }

  @Test func `before anything is typed it shows what was opened last, and all that can be done`() {
    var robot = Robot.workedExample()
    robot.press(.function(3))
    #expect(robot.groups == ["Work areas", "Commands"])
    #expect(robot.shows("> commands   @ persons   # last digits   ! problems"))
    robot.press(.escape)
    robot.find("丙3")
    robot.press(.enter, .escape, .function(3))
    #expect(robot.groups.first == "Opened last")
    #expect(robot.row(of: ">").contains(">"))
    robot.press(.enter)
    #expect(robot.title.contains("丙3号互助会"))
    robot.press(.escape, .escape)
    robot.type("3")
    robot.press(.function(3))
    #expect(robot.groups.contains("Act"), "\(robot)")
    #expect(robot.row(of: "Act: ").contains("甲1号互助会"))
  }

  @Test func `digits are text while typing, and open their line in the results`() {
    var robot = Robot.workedExample()
    robot.find("甲1")
    #expect(robot.find?.typed.text == "甲1")
    robot.press(.down)
    #expect(robot.cursorRow.contains(" 1 [甲1]号互助会"), "\(robot)")
    robot.type("3")
    #expect(robot.title.contains("甲11号互助会"))
    robot.press(.escape)
    robot.find("甲1")
    robot.press(.down)
    robot.type("９")
    #expect(robot.find?.cursor == 0, "no such line")
    robot.type("２")
    #expect(robot.title.contains("甲1号互助会"), "what was used before comes first, though longer")
  }

  @Test func `Up from the first line, and any letter, go back to the text`() {
    var robot = Robot.workedExample()
    robot.find("甲1")
    robot.press(.down, .down, .up, .up)
    #expect(robot.find?.cursor == nil)
    robot.press(.down, .down)
    robot.type("号")
    #expect(robot.find?.typed.text == "甲1号")
    #expect(robot.find?.cursor == nil)
    #expect(robot.find?.results.total == 1)
    robot.press(.down, .backspace)
    #expect(robot.find?.typed.text == "甲1")
  }

  @Test func `pages are turned, and the heading of a group stays with its first line`() {
    var robot = Robot.workedExample()
    robot.find("hzh")
    robot.press(.pageDown, .pageDown)
    #expect(robot.cursorRow.contains("33 "), "\(robot)")
    robot.press(.pageDown, .pageDown)
    #expect(robot.cursorRow.contains("38 "))
    robot.press(.pageUp, .pageUp, .pageUp)
    #expect(robot.cursorRow.contains(" 1 "))
    #expect(robot.rows[4].contains("Organizations"), "\(robot)")
  }

  @Test func `Tab narrows to each kind that has results, and from the last to all`() {
    var robot = Robot.workedExample()
    robot.find("1")
    let all = robot.groups
    #expect(all == ["Organizations", "Workers", "Communities"])
    var seen: [String] = []
    for _ in all {
      robot.press(.tab)
      seen += robot.groups
      #expect(robot.shows("-Find: \(robot.groups[0])-"), "\(robot)")
      #expect(robot.shows("[\(robot.groups[0]) "))
    }
    #expect(seen == all)
    robot.press(.tab)
    #expect(robot.groups == all)
    robot.press(.backTab)
    #expect(robot.groups == [all[2]])
    robot.press(.tab)
    #expect(robot.shows("Organizations  +"), "\(robot)")
    robot.press(.tab)
    #expect(!robot.shows("Organizations  +"), "narrowed, all of them are listed")
    robot.type("zz")
    #expect(robot.shows("Nothing fits here; Tab: all kinds."))
  }

  @Test func `as many are said to be found as are shown`() {
    var robot = Robot.workedExample()
    robot.find("1")
    let counts = robot.find?.results.groups.map(\.total) ?? []
    #expect(robot.rows[2].contains(" \(counts.reduce(0, +)) found"), "\(robot)")
    for count in counts {
      robot.press(.tab)
      #expect(robot.rows[2].contains(" \(count) found"), "\(robot)")
    }
  }
}

/// What nothing is called can be registered.
@Suite struct FindNothingTests {
  private let proposal = "Nothing is called so. Register it?"

  @Test func `a name that nothing has is offered to each kind, and stands in its form`() {
    var robot = Robot.workedExample()
    robot.find("红旗合唱团")
    #expect(robot.shows(proposal) && robot.shows("0 found"), "\(robot)")
    #expect(robot.line(1).contains("Register new: Community [红旗合唱团]"))
    #expect(robot.line(2).contains("Register new: Organization [红旗合唱团]"))
    robot.press(.down)
    robot.type("2")
    #expect(robot.form?.editor.kind == .organization)
    #expect(robot.formName == "红旗合唱团")
    robot.press(.escape)
    #expect(robot.form == nil && robot.drafts.isEmpty)
  }

  @Test func `over a list its own kind is the first; of persons there are workers alone`() {
    var robot = Robot.workedExample(.chinese)
    robot.type("3")
    robot.find("红旗合唱团")
    #expect(robot.line(1).contains("新增: 社会组织 [红旗合唱团]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("@万俟卨")
    #expect(robot.line(1).contains("新增: 社区工作者 [万俟卨]"), "\(robot)")
    #expect(robot.find?.listed.count == 1)
    robot.press(.enter)
    #expect(robot.form?.editor.kind == .worker)
    #expect(robot.formName == "万俟卨")
  }

  @Test func `what only sounds like it comes first; what is found is not offered again`() {
    var robot = Robot.workedExample()
    robot.find("误村")
    #expect(robot.line(1).contains("戊村") && robot.shows(proposal), "\(robot)")
    #expect(robot.shows("5 found"))
    robot.press(.control("u"))
    robot.type("戊村")
    #expect(!robot.shows(proposal))
  }

  @Test(arguments: ["tier:filed 红旗", "-红旗", "没*有", "!没有这个", "#99887766", ">没有这个", "99887766"])
  func `what is no name is not registered, and Enter says that nothing fits`(typed: String) {
    var robot = Robot.workedExample()
    robot.find(typed == "-红旗" ? "-红旗 没有" : typed)
    #expect(robot.find?.listed == [], "\(robot)")
    robot.press(.enter)
    #expect(robot.message == "nothing fits what is typed")
  }

  @Test func `Ins asks of which kind, whatever was found`() {
    var robot = Robot.workedExample()
    robot.find("丙")
    robot.press(.insert)
    #expect(robot.shows("Register 丙"), "\(robot)")
    robot.type("3")
    #expect(robot.form?.editor.kind == .worker)
    #expect(robot.formName == "丙")
    robot.press(.escape)
    #expect(robot.find == nil && robot.title.contains("Overview"))
  }

  @Test func `who only reads is told so`() {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.find("红旗合唱团")
    robot.press(.enter)
    #expect(robot.message == "the registry is open for reading only" && robot.find != nil)
  }

  @Test(arguments: [">new", ">新增", ">xz", ">register"])
  func `commands register each kind from the Overview`(typed: String) {
    var robot = Robot.workedExample(.chinese)
    robot.find(typed)
    let registers = robot.find.map { find in find.offers.all.compactMap(\.registers) }
    #expect(registers == [.community, .organization, .worker])
    for kind in ["社区", "社会组织", "社区工作者"] {
      #expect(robot.shows("新增: \(kind) ") || robot.shows("[新增]: \(kind) "), "\(robot)")
    }
    let place = robot.find?.listed.firstIndex { target in
      if case .offer(let offer) = target {
        robot.find?.offers.all[offer].registers == .worker
      } else {
        false
      }
    }
    robot.press(.down, times: (place ?? 99) + 1)
    robot.press(.enter)
    #expect(robot.form?.editor.kind == .worker)
    #expect(robot.formName == "")
  }
}

/// Why a line is there stands beside it.
@Suite struct FindReasonTests {
  @Test(arguments: [
    ("wucun", "[戊村]", "full pinyin"), ("wc", "[戊村]", "initials"), ("wuc", "[戊村]", "pinyin"),
    ("戊", "[戊]村", ""), ("误村", "[戊村]", "sounds alike"),
  ])
  func `a name by what was typed`(typed: String, name: String, reason: String) {
    var robot = Robot.workedExample()
    robot.find(typed)
    #expect(reason.isEmpty || robot.row(of: name).contains(reason), "\(robot)")
    #expect(robot.row(of: name).contains(" 1 \(name)"))
  }

  @Test func `a letter too few is forgiven, and said`() {
    var robot = Robot.workedExample()
    robot.find("dingcum")
    #expect(robot.row(of: "[丁村]").contains("similar"), "\(robot)")
  }

  @Test func `another field with its name, a private number without what is hidden`() {
    var robot = Robot.workedExample()
    robot.find("lihong")
    #expect(robot.line(1).contains("Head: [李红]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("#1612")
    #expect(robot.line(1).contains("Phone: 138****[1612]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("13812071612")
    #expect(robot.line(1).contains("Phone: [138****1612]"))
    #expect(!robot.rows.dropFirst(4).joined().contains("13812071612"))
    robot.press(.control("u"))
    robot.type("110105101202")
    #expect(robot.line(1).contains("戊村"))
  }

  @Test func `the part that was met is bold as well`() throws {
    var robot = Robot.workedExample()
    robot.find("村")
    let row = try #require(robot.rows.firstIndex { $0.contains("丁[村]") })
    let cells = Array(robot.canvas.cells(inRow: row))
    let bracket = try #require(cells.firstIndex { $0.text == "[" })
    #expect(cells[bracket...(bracket + 3)].allSatisfy { $0.style.bold })
    #expect(!cells[bracket - 1].style.bold)
  }

  @Test func `a text too long for its column keeps what was met in sight`() {
    var canvas = Canvas(rows: 1, columns: 20)
    MarkedText("朝阳区建外街道安居社区邻里互助会", 11..<13).draw(
      on: &canvas, row: 0, column: 0, style: .plain, columns: 20)
    #expect(canvas.text(inRow: 0).contains("[邻里]"))
    #expect(canvas.text(inRow: 0).hasPrefix(".."))
  }
}

/// Every line and every number has its room.
@Suite struct FindRoomTests {
  @Test(arguments: Language.allCases)
  func `numbers beyond a hundred are whole`(language: Language) throws {
    let sample = try SampleDistrict.small.get()
    var robot = Robot(sample.registry, plan: sample.plan, language: language, glyphs: .ascii)
    robot.find("status:active")
    #expect((robot.find?.listed.count ?? 0) > 100)
    robot.press(.pageDown, times: 9)
    #expect(robot.cursorRow.contains(" >\((robot.find?.cursor ?? 0) + 1) "), "\(robot)")
  }

  @Test(arguments: Language.allCases, [(24, 80), (16, 60)])
  func `the groups that Tab goes through are never cut`(language: Language, size: (Int, Int)) throws
  {
    let sample = try SampleDistrict.small.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: language, rows: size.0, columns: size.1,
      glyphs: .ascii)
    robot.type("3")
    robot.find("z")
    let all = robot.groups
    #expect(all.count > 4, "\(robot)")
    for name in all {
      robot.press(.tab)
      #expect(robot.rows[3].contains("[\(name) "), "\(robot)")
      #expect(!robot.rows[3].contains("~"))
    }
  }

  @Test func `a community is met by another ending of its name, as in a field`() {
    var robot = Robot.workedExample()
    robot.find("甲社区居民委员会")
    #expect(robot.line(1).contains(" 甲 "), "\(robot)")
    #expect(!robot.line(1).contains("Id"))
    robot.press(.control("u"))
    robot.type("m2")
    #expect(robot.line(1).contains("Id: [m2]"), "\(robot)")
  }
}

/// Commands are found by what they are called and do.
@Suite struct FindCommandTests {
  @Test(arguments: ["sort", "paixu", "px", "排序", "next column", "＞px", ">px"])
  func `by name, help and pinyin, and pressed where find was opened`(_ typed: String) {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.find(
      typed.contains("x") && !typed.contains("n") ? ">" + typed.filter { $0.isLetter } : typed)
    #expect(robot.row(of: "F7").contains("Sort"), "\(robot)")
    for _ in 0..<60 where !robot.cursorRow.contains("F7") { robot.press(.down) }
    robot.press(.enter)
    #expect(robot.list?.sorting != nil)
  }

  @Test func `a sign first finds nothing but commands; the one of a form is its own`() throws {
    var robot = Robot.workedExample()
    robot.find("/help")
    #expect(robot.find?.typed.text == "/help", "a sign like any other, while text is typed")
    robot.press(.escape)
    robot.openForm()
    robot.type("新")
    robot.find(">suoding")
    #expect(robot.line(1).contains("Ctrl-K"), "\(robot)")
    robot.press(.enter)
    #expect(robot.message.contains("is kept for the next records"))
    #expect(robot.form != nil)
  }

  @Test func `one that cannot be used now says why, and does nothing`() {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.type("3")
    robot.find(">a new record")
    let row = robot.line(1)
    #expect(row.contains("(the registry is open for"), "\(robot)")
    robot.press(.enter)
    #expect(robot.message == "the registry is open for reading only")
    #expect(robot.find != nil)
  }

  @Test func `no line says its name twice, and none only moves the cursor`() throws {
    for language in Language.allCases {
      for keys in ["", "3", "4"] {
        var robot = Robot.workedExample(language)
        robot.type(keys)
        if keys == "4" { robot.press(.insert) }
        robot.press(.function(3))
        for offer in try #require(robot.find).offers.all {
          let label = offer.label[language]
          let name = offer.name?[language] ?? ""
          #expect(!label.hasPrefix("\(name): \(name)"), "\(label)")
          #expect(!["Up", "Down", "PgUp", "Home", "Backspace"].contains(offer.key), "\(label)")
        }
        #expect(robot.find?.offers.all.contains { $0.key == "F1" } == true)
      }
    }
  }

  @Test func `a sentence met in the other language has its room`() {
    var robot = Robot.workedExample(.chinese)
    robot.find(">import")
    let row = robot.row(of: "F9")
    #expect(robot.rows.contains { $0.contains("菜单 = Menu: language, [import], drafts") }, "\(row)")
  }

  @Test func `what other screens do is found with the place where it is done`() {
    var robot = Robot.workedExample()
    robot.find(">sort")
    #expect(
      robot.line(1).contains("[Sort]") && robot.line(1).contains("(F7 in: Lists)"), "\(robot)")
    robot.press(.enter)
    #expect(robot.message == "F7 in: Lists")
    robot.press(.escape)
    robot.type("3")
    robot.find(">sort")
    #expect(robot.find?.results.groups.map(\.name) == [.commands])
  }

  @Test func `what F2 offers for the record under the cursor`() {
    var robot = Robot.workedExample()
    robot.type("3丙1")
    robot.find(">status from")
    #expect(robot.row(of: "Act: ").contains("丙1号互助会"), "\(robot)")
    robot.press(.enter)
    robot.type("4")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.id == RecordID(.organization, 23))
  }

  @Test func `the lines of the menu, work areas, and the other language`() {
    var robot = Robot.workedExample()
    robot.find(">hsz")
    #expect(robot.line(1).contains("Recycle bin .. = [回收站] .."), "\(robot)")
    robot.press(.enter)
    #expect(robot.title.contains("Recycle bin"))
    robot.press(.escape)
    robot.find(">zhongwen")
    robot.press(.enter)
    #expect(robot.isChinese)
    robot.find("shzz")
    #expect(robot.shows("功能"))
    robot.press(.down, .enter)
    #expect(robot.list?.kind == .organization)
  }
}

/// Signs, conditions, and what is wrong with them.
@Suite struct FindQuestionTests {
  @Test func `an at sign finds persons by their names alone`() {
    var robot = Robot.workedExample()
    robot.find("＠sg1")
    #expect(robot.find?.results.groups.map(\.name) == [.records(.worker)])
    #expect(robot.line(1).contains("[社工1]"))
    #expect(robot.shows("-Find: persons-"))
  }

  @Test func `an at sign finds whoever is named in a record, workers first`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.community, 1), [Setting("partySecretary", before: .null, after: "李红英")]),
        Change(
          RecordID(.community, 3),
          [
            Setting("chair", before: .null, after: "李红"),
            Setting("partySecretary", before: .null, after: "李红"),
          ]),
        Change(RecordID(.worker, 2), [Setting("name", before: "社工2", after: "李红")]),
      ]))
    robot.find("@lihong")
    let groups = robot.find?.results.groups ?? []
    #expect(
      groups.map(\.name) == [.records(.worker), .records(.community), .records(.organization)])
    #expect(groups.map(\.total).prefix(2) == [1, 2])
    #expect(robot.shows("[李红]") && robot.row(of: " 丙 ").contains("Chair: [李红]"), "\(robot)")
    #expect(robot.row(of: "[李红英]").contains(" 甲 "), "\(robot)")
    #expect(robot.row(of: "Head: ").contains("Head: [李红]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("@丙")
    #expect(robot.find?.results.total == 0, "no name of a place")
  }

  @Test func `an assignment is found by its worker and its community together`() {
    var robot = Robot.workedExample()
    robot.find("社工1 甲")
    #expect(robot.find?.results.groups.map(\.name) == [.records(.assignment)])
    robot.press(.enter)
    #expect(robot.form?.editor.kind == .assignment)
  }

  @Test func `conditions work, and kinds without the field drop out`() {
    var robot = Robot.workedExample()
    robot.find("tier:filed 丙")
    #expect(robot.find?.results.groups.map(\.name) == [.records(.organization)])
    #expect(robot.find?.results.total == 7)
    robot.press(.control("u"))
    robot.type("area:rural")
    #expect(robot.find?.results.groups.map(\.name).contains(.records(.community)) == true)
    robot.press(.control("u"))
    robot.type("role:socialWorker")
    #expect(robot.find?.results.groups.map(\.name).contains(.records(.assignment)) == true)
    robot.press(.control("u"))
    robot.type("社工1")
    #expect(robot.find?.results.groups.map(\.name).contains(.records(.assignment)) == false)
  }

  @Test func `what was asked last of a field stands beside the line`() {
    var robot = Robot.workedExample()
    robot.find("tier:filed registered:2016")
    #expect(robot.line(1).contains("[2016-03-01]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("orgs:>9")
    #expect(robot.line(1).contains("Orgs: [12]"), "\(robot)")
    #expect(robot.find?.results.total == 2)
    robot.press(.control("u"))
    robot.type("role:40")
    #expect(
      robot.line(1).contains("社工1 - 甲") && robot.line(1).contains("social worker"), "\(robot)")
  }

  @Test func `an exclamation mark finds what has problems, and among it what is typed behind`()
    throws
  {
    var robot = try Robot.small()
    robot.find("！")
    let all = robot.find?.listed ?? []
    #expect(all.count > 3)
    for case .record(let id) in all {
      let stored = try #require(robot.state.registry[id])
      #expect(!robot.state.registry.openFindings(of: stored, today: SampleDistrict.today).isEmpty)
    }
    let total = robot.find?.results.total ?? 0
    robot.type("s")
    let some = robot.find?.results.total ?? 0
    #expect(some > 0 && some < total, "\(robot)")
    #expect(robot.shows("-Find: problems-"))
    robot.press(.backspace)
    robot.type("problems")
    #expect(robot.find?.results.total == total)
  }

  @Test func `a part of a field's name behind an exclamation mark is told the whole`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.find("!缺")
    #expect(robot.shows("是否指 尚缺?"), "\(robot)")
  }

  @Test(arguments: Language.allCases)
  func `what the plan asks nothing of is said, in F3 and F4`(_ language: Language) throws {
    let plan = try #require(
      WorkedExample.plans.first { plan in
        !plan.targets.contains { $0.measure == .organizations }
      })
    let said = language == .en ? "the plan asks for no organizations" : "规划没有社会组织目标"
    var robot = Robot(WorkedExample.registry, plan: plan, language: language, glyphs: .ascii)
    for typed in ["!shortfall", "shortfall:"] {
      robot.find(typed)
      #expect(robot.shows(said), "\(robot)")
      robot.press(.escape)
    }
    robot.type("2")
    robot.press(.function(4))
    robot.type("!shortfall")
    #expect(robot.shows(said) && robot.state.screens.last is FilterScreen, "\(robot)")
    robot.press(.enter)
    #expect(robot.message.contains(said))
  }

  @Test func `a mistake is marked at its character and opens nothing`() throws {
    var robot = Robot.workedExample()
    robot.find("甲 area:zzz")
    let text = try #require(robot.rows.firstIndex { $0.contains("> 甲 area:zzz") })
    let cells = robot.canvas.cells(inRow: text + 1)
    let mark = try #require(cells.firstIndex { $0.text == "^" }) - cells.startIndex
    let above = Array(robot.canvas.cells(inRow: text))
    #expect(mark >= 4 && above[mark].text != " ", "\(robot)")
    #expect(robot.rows[text + 2].contains("one of these is expected"))
    robot.press(.enter)
    #expect(robot.find != nil)
    #expect(robot.message.contains("one of these is expected"))
  }

  @Test func `what is asked is kept as a view of the kind found, or of the one that is chosen`()
    throws
  {
    var robot = Robot.workedExample()
    robot.find("丙")
    robot.press(.control("s"))
    #expect(robot.shows("Save as a view of which?"), "\(robot)")
    try robot.choose("Organizations", "社会组织")
    robot.type("丙的")
    robot.press(.enter)
    robot.type("1")
    #expect(robot.head.views[1]?.record.list == .organization, "\(robot)")
    robot = Robot.workedExample()
    robot.find("甲 status:active")
    robot.saveView("甲的", isOffice: false)
    #expect(
      robot.message == "saved: 甲的. Ctrl-Z undo" && robot.find?.typed.text == "甲 status:active")
    let view = robot.head.views[1]?.record
    #expect(view?.list == .organization && view?.query == "甲 status:active" && view?.sort == nil)
    robot = Robot.workedExample()
    robot.find("没有这个")
    robot.press(.control("s"))
    #expect(robot.message == "no records are found that a view could show")
  }

  @Test func `views are found by their names, those of others are not, and open their list`() throws
  {
    var robot = Robot.workedExample()
    robot.type("3丙")
    robot.saveView("丙的组织", isOffice: false)
    let rows = robot.listed
    robot.press(.escape, .escape)
    robot.find("bdzz")
    #expect(robot.shows("[丙的组织]"))
    robot.press(.enter)
    #expect(robot.listed == rows && robot.shows("[丙的组织]"))
    var other = Robot(robot.head, plan: WorkedExample.plan, login: "liqiang", glyphs: .ascii)
    other.find("bdzz")
    #expect(!other.shows("丙的组织"))
  }
}

/// What happens while it is open, and where a record is picked.
@Suite struct FindStayingTests {
  @Test func `a colleague's save moves no line away from under the cursor`() throws {
    var robot = Robot.workedExample()
    robot.find("丙")
    robot.press(.down, .down, .down)
    let row = robot.cursorRow
    #expect(row.contains("[丙]2号互助会"), "\(robot)")
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.organization, 23), [Setting("name", before: "丙1号互助会", after: "丁1号互助会")])
      ]))
    #expect(robot.cursorRow.contains("[丙]2号互助会"), "\(robot)")
  }

  @Test func `a field's box has the same reasons and digits, no commands and no kinds`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.go(to: "community")
    robot.press(.function(4))
    #expect(robot.find?.results.total == 5)
    robot.type("c")
    #expect(robot.line(1).contains("丁[村]"), "\(robot)")
    #expect(robot.line(1).contains("initials"))
    #expect(!robot.shows("Commands") && !robot.hints.contains("Tab"))
    robot.press(.tab)
    #expect(robot.message == "a record is chosen here: Community")
    robot.press(.control("s"))
    #expect(robot.message == "a record is chosen here: Community")
    robot.press(.down)
    robot.type("2")
    #expect(robot.fieldValue == "m5")
  }

  @Test(arguments: Language.allCases)
  func `it can be worked with in the least window`(language: Language) {
    var robot = Robot.workedExample(language)
    robot.send(.resized(rows: 16, columns: 60))
    robot.find("hzh")
    for key in ["Enter", "1-9", "Tab", "Ctrl-S", "Esc"] {
      #expect(robot.hints.contains(key), "\(robot.hints)")
    }
    robot.press(.down)
    robot.type("4")
    #expect(robot.title.contains("甲4号互助会"))
    robot.press(.escape)
    robot.find("lihong")
    #expect(robot.line(1).contains("[李红]"), "\(robot)")
  }
}
