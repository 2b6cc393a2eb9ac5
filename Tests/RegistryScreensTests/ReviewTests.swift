import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What is to be done: lines, records, fields, and one reason for many.
@Suite struct ReviewTests {
  private func robot(
    _ language: Language = .en, rows: Int = 24, columns: Int = 80, isReadOnly: Bool = false
  ) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    return Robot(
      try SamplePurchases.added(to: sample.registry), plan: sample.plan, language: language,
      isReadOnly: isReadOnly, rows: rows, columns: columns, glyphs: .ascii)
  }

  private func screen(_ robot: Robot) throws -> ReviewScreen {
    try #require(robot.state.screens.last as? ReviewScreen, "\(robot)")
  }

  /// With the cursor on the first line of this sort.
  private func move(_ robot: inout Robot, to holds: (ReviewRow) -> Bool) throws -> ReviewRow {
    let rows = try screen(robot).rows
    let found = rows.firstIndex(where: holds)
    let place = try #require(found, "\(robot)")
    robot.press(.home)
    robot.press(.down, times: place)
    return rows[place]
  }

  private func isQuestion(_ row: ReviewRow) -> Bool {
    if case .found = row.key {
      row.rule != nil && !row.isAccepted && row.items.count > 2
    } else {
      false
    }
  }

  @Test func `what is due is there at once, what the rules find follows`() throws {
    var robot = try robot()
    robot.isWorkSlow = true
    robot.type("8")
    #expect(robot.shows("rules are asked .."), "\(robot)")
    let due = Due(robot.state.registry, on: robot.state.day, past: nil)
    #expect(try screen(robot).rows.map(\.key) == due.lines.map { .due($0.sort) })
    robot.answerWork()
    let (rows, count) = (try screen(robot).rows, try screen(robot).count)
    #expect(!robot.shows("rules are asked ..") && robot.shows("To do \(count)"), "\(robot)")
    #expect(rows.count > due.lines.count, "\(robot)")
    let order = rows.map { $0.isAccepted ? 2 : $0.isHard ? 0 : 1 }
    #expect(order == order.sorted())
  }

  @Test func `every line says how many records it has, and they are those with problems`() throws {
    var robot = try robot()
    robot.type("8")
    let registry = robot.state.registry
    var open: [String: Set<RecordID>] = [:]
    for kind in Kind.allCases {
      for stored in registry[kind].rows {
        for finding in registry.openFindings(of: stored, today: robot.clock.today) {
          open[finding.rule, default: []].insert(stored.id)
        }
      }
    }
    let rows = try screen(robot).rows
    for (rule, records) in open {
      let told = rows.filter { row in
        switch row.key {
        case .found(let key): key.rule == rule && !key.isAccepted
        case .due(let sort): sort.rule == rule
        }
      }.flatMap(\.records)
      #expect(Set(told).isSuperset(of: records) && told.count >= records.count, "\(rule)")
    }
    for row in rows { #expect(Set(row.records).count == row.items.count, "\(row.key)") }
  }

  @Test func `all records of a line are explained with one reason, and one undo takes it back`()
    throws
  {
    var robot = try robot()
    robot.type("8")
    let row = try move(&robot, to: isQuestion)
    let (rule, count) = (try #require(row.rule), row.items.count)
    let before = try screen(robot).count
    robot.press(.function(2))
    robot.type("1")
    robot.press(.enter)
    #expect(robot.shows("enter a reason"), "\(robot)")
    robot.type("checked on site")
    robot.press(.enter)
    #expect(robot.message.hasSuffix("explained: \(count). Ctrl-Z undo"), "\(robot)")
    #expect(robot.saved.count == 1 && robot.saved[0].changes.count == count)
    for id in row.records { #expect(robot.head[id]?.accepted[rule] == "checked on site") }
    let after = try screen(robot)
    #expect(after.count == before - count && after.rows.last?.isAccepted == true)
    #expect(!after.rows.contains { $0.key == row.key })
    robot.press(.control("z"))
    #expect(try screen(robot).rows.contains { $0.key == row.key }, "\(robot)")
    for id in row.records { #expect(robot.head[id]?.accepted[rule] == nil) }
  }

  @Test func `what is explained is asked about again`() throws {
    var robot = try robot(.chinese)
    robot.type("8")
    let row = try move(&robot, to: isQuestion)
    robot.press(.function(2))
    robot.type("1")
    robot.type("已现场核实")
    robot.press(.enter)
    let accepted = try move(&robot) { $0.isAccepted && $0.rule == row.rule && $0.kind == row.kind }
    robot.press(.enter)
    #expect(robot.shows("已现场核实"), "\(robot)")
    robot.press(.escape, .function(2))
    robot.type("1")
    #expect(robot.message.hasSuffix("已说明"), "\(robot)")
    robot.press(.escape, .function(2))
    robot.type("2")
    #expect(robot.message.contains("已撤回说明 \(accepted.items.count) 条"), "\(robot)")
    #expect(try screen(robot).rows.contains { $0.key == row.key }, "\(robot)")
  }

  @Test func `what must be put right or done cannot be explained`() throws {
    var robot = try robot()
    robot.type("8")
    for row in try screen(robot).rows where row.rule == nil {
      _ = try move(&robot) { $0.key == row.key }
      robot.press(.function(2))
      robot.type("1")
      #expect(
        robot.message.hasSuffix(row.isHard ? "must be put right" : "goes once it is done"),
        "\(robot)")
      robot.press(.escape)
    }
    #expect(robot.saved.isEmpty)
    var reader = try self.robot(isReadOnly: true)
    reader.type("8")
    _ = try move(&reader, to: isQuestion)
    reader.press(.function(2))
    reader.type("1")
    #expect(reader.message.contains("reading only"), "\(reader)")
  }

  @Test func `what a colleague put right meanwhile is not explained`() throws {
    var robot = try robot()
    robot.type("8")
    let row = try move(&robot) { row in
      if case .found(let key) = row.key { key.rule == "expected-phone" } else { false }
    }
    robot.press(.function(2))
    robot.type("1")
    robot.type("no phone")
    let id = row.records[0]
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("phone", before: .null, after: ["13800001234"])])]))
    robot.press(.enter)
    #expect(robot.saved.last?.changes.count == row.items.count - 1, "\(robot)")
    #expect(robot.head[id]?.accepted.isEmpty == true)
  }

  @Test func `what was just explained is not explained again before the rules are asked anew`()
    throws
  {
    var robot = try robot()
    robot.type("8")
    _ = try move(&robot, to: isQuestion)
    robot.isWorkSlow = true
    for _ in 0..<2 {
      robot.press(.function(2))
      robot.type("1")
      robot.type("checked on site")
      robot.press(.enter)
    }
    #expect(robot.shows("nothing of it is left to explain"), "\(robot)")
    #expect(robot.saved.count == 1)
  }

  @Test func `Enter leads to the field that is wrong`() throws {
    var robot = try robot()
    robot.type("8")
    for row in try screen(robot).rows where row.items[0].field != nil {
      _ = try move(&robot) { $0.key == row.key }
      robot.press(.enter, .enter)
      let form = try #require(robot.state.screens.last as? FormScreen, "\(row.key)\(robot)")
      #expect(form.editor.field.key == row.items[0].field && form.editor.id == row.records[0])
      robot.press(.escape, .escape)
    }
  }

  @Test func `the list of a line has as many records as it says`() throws {
    var robot = try robot()
    robot.type("8")
    for row in try screen(robot).rows {
      _ = try move(&robot) { $0.key == row.key }
      robot.press(.function(4))
      let list = try #require(robot.list, "\(robot)")
      if row.kind == list.kind { #expect(list.rows.count == row.items.count, "\(row.key)") }
      robot.press(.escape)
    }
  }

  @Test func `in a small window the records take the place of the lines`() throws {
    var robot = try robot(rows: 16, columns: 60)
    robot.type("8")
    let row = try screen(robot).rows[0]
    let name = robot.state.context.shortName(of: row.records[0])
    #expect(!robot.shows(name), "\(robot)")
    robot.press(.enter)
    #expect(robot.cursorRow.contains(name), "\(robot)")
    robot.press(.escape)
    #expect(robot.cursorRow.contains(row.label.en), "\(robot)")
  }

  @Test func `a past day shows what was due then, and what the rules find today`() throws {
    var robot = try robot()
    robot.type("8")
    let found = { (rows: [ReviewRow]) in
      rows.filter { if case .found = $0.key { true } else { false } }.map(\.key)
    }
    let before = found(try screen(robot).rows)
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("2019-12-31")
    robot.press(.enter)
    robot.type("8")
    let day: CivilDate = "2019-12-31"
    let due = Due(robot.state.registry, on: day, past: day)
    let rows = try screen(robot).rows
    for line in due.lines {
      #expect(rows.first { $0.key == .due(line.sort) }?.records == line.records, "\(line.sort)")
    }
    #expect(Set(found(rows)).isSubset(of: before), "\(robot)")
  }
}
