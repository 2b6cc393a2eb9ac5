import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Which columns a list shows, and in which order.
@Suite struct ColumnTests {
  private func header(_ robot: Robot) -> String { robot.rows[2] }

  @Test func `every field of every kind is a column, and no key means two`() {
    for kind in Kind.allCases {
      let keys = ListColumn.all(of: kind, .en).map(\.key)
      #expect(Set(keys).count == keys.count, "\(kind)")
      #expect(Set(kind.schema.fields.map(\.key)).subtracting(keys).isEmpty, "\(kind)")
      #expect(Set(ListColumn.standard(of: kind)).isSubset(of: keys), "\(kind)")
    }
  }

  @Test func `no header is cut, and none is wider than a small window`() {
    let metrics = TextMetrics()
    for kind in Kind.allCases {
      for language in Language.allCases {
        for column in ListColumn.all(of: kind, language) {
          let title = metrics.columns(of: column.title[language])
          #expect(title <= column.columns && column.columns <= 40, "\(kind) \(column.key)")
        }
      }
    }
  }

  @Test func `Space hides and shows, Left and Right move, Enter takes`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.control("t"), .character(" "))
    #expect(robot.shows("1 Name"))
    robot.type("phone")
    robot.press(.character(" "), .left, .escape)
    robot.press(.home, .right, .enter)
    #expect(robot.message == "columns saved for you")
    let keys = ListColumn.standard(of: .organization).filter { $0 != "number" && $0 != "name" }
    let expected = [keys[0], "name"] + keys.dropFirst()
    #expect(
      robot.list?.shownColumns(robot.state.context).map(\.key).prefix(3) == expected.prefix(3))
    #expect(header(robot).contains("Class") && !header(robot).contains("Number"))
  }

  @Test func `Esc leaves the list as it was`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    let before = robot.rows
    robot.press(.control("t"), .character(" "), .character(" "), .right, .escape)
    #expect(robot.rows == before)
  }

  @Test func `Ctrl-R brings the standard columns back, and no list is without any`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    let before = header(robot)
    robot.press(.control("t"))
    for _ in ListColumn.standard(of: .organization) { robot.press(.home, .character(" ")) }
    robot.press(.enter)
    #expect(robot.message == "at least one column must be shown")
    robot.press(.control("r"), .enter)
    #expect(header(robot) == before && robot.message == "default columns restored")
  }

  @Test func `columns stay for all lists of the kind, until the program ends and after`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.control("t"), .character(" "), .enter)
    let shown = header(robot)
    robot.type("1")
    robot.type("3")
    #expect(header(robot) == shown)
  }

  @Test func `F9 leads to the columns of the list it was pressed over, and to none elsewhere`()
    throws
  {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    #expect(!robot.shows("Columns of this list"))
    robot.press(.escape)
    robot.type("2")
    robot.press(.function(9))
    try robot.choose("Columns of this list ..", "本列表各列 ..")
    #expect(robot.shows("Columns: Communities"))
  }

  @Test func `problems are a column, but no order`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.control("t"))
    for _ in ListColumn.standard(of: .organization) { robot.press(.home, .character(" ")) }
    robot.type("problems")
    robot.press(.character(" "), .enter)
    #expect(header(robot).contains("Probs") && robot.rows[3].prefix(20).contains { $0.isNumber })
    robot.press(.function(7))
    #expect(robot.textAtCursor == ">0 Default order", "\(robot)")
  }

  @Test func `who only reads is told that columns last until the end`() throws {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.type("3")
    robot.press(.control("t"), .character(" "), .enter)
    #expect(robot.message == "columns changed until you quit" && robot.effects.isEmpty)
    #expect(!header(robot).contains("Number"))
  }

  @Test func `a view has columns of its own`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.saveView("甲", isOffice: false)
    let shown = header(robot)
    robot.press(.control("t"), .character(" "), .enter)
    #expect(robot.shows("altered [甲]") && header(robot) != shown)
    robot.press(.control("p"))
    #expect(header(robot) == shown, "the list itself is as before")
    robot.press(.control("t"), .character(" "), .enter)
    robot.press(.control("f"))
    #expect(header(robot) == shown, "and so is the view")
  }

  @Test func `F7 sorts by a chosen column, decimals by their value`() throws {
    var robot = Robot.workedExample()
    for (number, area) in [(1, "9.5"), (2, "10.25"), (3, "100")] {
      let setting = Setting("premisesArea", before: .null, after: .string(area))
      try robot.colleagueSaves(ChangeSet([Change(RecordID(.organization, number), [setting])]))
    }
    robot.type("3")
    robot.press(.control("t"))
    for _ in ListColumn.standard(of: .organization) { robot.press(.home, .character(" ")) }
    robot.type("premises")
    robot.press(.character(" "), .enter)
    robot.sort(1)
    #expect(robot.list?.rows.prefix(3).map(\.number) == [1, 2, 3])
    robot.sort(1)
    #expect(robot.list?.rows.prefix(3).map(\.number) == [3, 2, 1])
  }

  @Test(arguments: [Kind.organization, .worker, .community])
  func `masked fields stay masked as columns, and sort by no more than is shown`(kind: Kind) throws
  {
    let robot = try Robot.small()
    let context = robot.state.context
    for column in ListColumn.all(of: kind, .en) {
      guard case .field(let field) = column.content, field.mask != nil else { continue }
      for stored in context.registry[kind].rows {
        let full = stored.content.text(field, on: context.day, .en)
        let text = column.text(stored, context)
        #expect(full.isEmpty ? text.isEmpty : text.contains("*") && !text.contains(full))
        #expect(column.sortKey(stored, context) == (text.isEmpty ? .empty : .text(text)))
      }
    }
  }
}
