import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A path is completed, chosen and put right where it is typed.
@Suite struct PathTests {
  private func asking(_ files: [String], language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    for (place, file) in files.enumerated() {
      robot.files[file] = SampleFiles.community
      // The later in the list the newer.
      robot.written[file] = Instant(seconds: 1_795_000_000 + place * 86_400)
    }
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose("Communities", "社区")
    return robot
  }

  private func typed(_ robot: Robot) throws -> String {
    try #require(robot.state.screens.last as? PathScreen).typedLine?.text ?? ""
  }

  /// The names listed below the line, from the top.
  private func listed(_ robot: Robot, _ names: [String]) -> [String] {
    let found = names.compactMap { name in
      robot.rows.firstIndex { $0.contains(" \(name) ") }.map { (name, $0) }
    }
    return found.sorted { $0.1 < $1.1 }.map(\.0)
  }

  @Test func `files that can be read and directories are listed, the newest first`() throws {
    let robot = try asking(["old.csv", "note.doc", "new.xlsx", "box/in.csv", ".hidden.csv"])
    let names = ["old.csv", "note.doc", "new.xlsx", "box/", ".hidden.csv"]
    #expect(listed(robot, names) == ["box/", "new.xlsx", "old.csv"], "\(robot)")
    #expect(robot.row(of: "new.xlsx").contains("\(SampleFiles.community.utf8.count) B"))
  }

  @Test func `Down and Enter take a file, and lead into a directory`() throws {
    var robot = try asking(["box/in.csv", "old.csv"])
    robot.press(.down, .down, .enter)
    #expect(try typed(robot) == "box/")
    robot.press(.down, .enter)
    #expect(robot.shows("New 1"), "\(robot)")
  }

  @Test func `Tab completes as far as all go together, then goes to the list`() throws {
    var robot = try asking(["名单-11月.csv", "名单-12月.csv", "其他.csv"])
    robot.type("名")
    robot.press(.tab)
    #expect(try typed(robot) == "名单-1")
    robot.press(.tab)
    #expect(try typed(robot) == "名单-1")
    robot.press(.tab)
    #expect(try typed(robot) == "名单-12月.csv")
  }

  @Test func `pinyin finds a name, and Tab takes the only one`() throws {
    var robot = try asking(["低保名单.csv", "其他.csv"])
    robot.type("dbmd")
    #expect(listed(robot, ["低保名单.csv", "其他.csv"]) == ["低保名单.csv"])
    robot.press(.tab)
    #expect(try typed(robot) == "低保名单.csv")
  }

  @Test func `a mistyped name is told while it is typed, and a directory that is not there`() throws
  {
    var robot = try asking(["new.csv"])
    robot.type("nwe")
    #expect(robot.shows("? there is no nwe here"), "\(robot)")
    robot.press(.backspace, times: 2)
    #expect(!robot.shows("there is no"))
    robot.press(.control("u"))
    robot.type("nowhere/")
    #expect(robot.shows("there is no such directory"))
  }

  @Test func `hidden files are listed once the dot is typed`() throws {
    var robot = try asking([".hidden.csv", "new.csv"])
    robot.type(".")
    #expect(listed(robot, [".hidden.csv", "new.csv"]) == [".hidden.csv"])
  }

  @Test
  func `another directory is looked into at once, and an answer about the one before is nobody's`()
    throws
  {
    var robot = try asking(["box/in.csv", "new.csv"])
    robot.isWorkSlow = true
    robot.type("box/")
    #expect(robot.work.count == 1 && robot.shows("looking .."))
    robot.type("x/")
    #expect(robot.work.values.map { ($0 as? FolderOrder)?.directory } == ["box/x/"])
    robot.press(.backspace, times: 3)
    #expect(robot.work.count == 1)
    robot.answerWork()
    #expect(listed(robot, ["in.csv", "box/"]) == ["box/"])
  }

  @Test func `where a file is to be written one that is there is told`() throws {
    let context = Robot.workedExample().state.context
    var screen = PathScreen(
      Words("Save", "存"), label: Words("The file to write:", "写入的文件:"), for: .writing,
      text: "~/towns.html", caret: 12
    ) { _, _ in .steps([.back]) }
    let entry = Folder.Entry(
      name: "towns.html", isDirectory: false, size: 1, changed: Instant(seconds: 0))
    let folder = Folder("~/", [entry], isCut: false)
    _ = screen.receive(
      .work(tag: 1, .done(WorkResult(of: FolderOrder.self, .listed(folder)))), context)
    func shows(_ words: String) -> Bool {
      var canvas = Canvas(rows: 20, columns: 80, glyphs: .ascii)
      screen.draw(on: &canvas, in: Area(row: 0, column: 0, rows: 20, columns: 80), context)
      return (0..<20).contains { canvas.text(inRow: $0).contains(words) }
    }
    #expect(shows("? already exists; type another name"))
    _ = screen.type(.character("x"), context)
    #expect(!shows("already exists"))
  }

  @Test func `a pasted table is read as it is`() throws {
    var robot = try asking([])
    robot.send(.paste("代码\t名称\n110105001009\t己社区居委会\n"))
    #expect(robot.shows("pasted table"), "\(robot)")
    #expect(robot.shows("New 1"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.message == "imported: 1 record. Ctrl-Z undo")
  }

  @Test func `a table that is too long is to be saved as a file`() throws {
    var robot = try asking([])
    let row = "110105001009\t" + String(repeating: "己", count: 1000)
    robot.send(.paste("代码\t名称\n" + Array(repeating: row, count: 400).joined(separator: "\n")))
    #expect(robot.shows("too long to paste"), "\(robot)")
  }

  // Names are bytes.

  private func roundTrip(_ name: [UInt8]) -> String {
    let text = TypedPath.text(ofName: name)
    #expect(TypedPath.bytes(of: text) == name, "\(text)")
    return text
  }

  @Test func `a name of other bytes or with escape sequences can be shown and typed again`() {
    #expect(roundTrip(Array("名单 11月.csv".utf8)) == "名单 11月.csv")
    #expect(roundTrip([0xC3, 0xFB, 0x2E, 0x63, 0x73, 0x76]) == "\\xC3\\xFB.csv")
    #expect(roundTrip(Array("a\u{1B}[2Jb".utf8)) == "a\\x1B[2Jb")
    #expect(roundTrip(Array("a\u{202E}vsc".utf8)) == "a\\xE2\\x80\\xAEvsc")
    #expect(roundTrip(Array(" a b ".utf8)) == "\\x20a b\\x20")
    #expect(roundTrip(Array("a\\x41".utf8)) == "a\\x5Cx41")
    #expect(roundTrip(Array("a\\y\n".utf8)) == "a\\y\\x0A")
    #expect(TypedPath.bytes(of: "\\xZZ\\x4") == Array("\\xZZ\\x4".utf8))
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        UInt8.random(in: 1...255, using: &random)
      }
      let text = roundTrip(bytes)
      #expect(LineEditor(text).text == text)
    }
  }

  @Test func `sizes are short`() {
    let sizes = [0: "0 B", 999: "999 B", 1536: "1.5 KB", 20_480: "20 KB", 3_565_158: "3.4 MB"]
    for (bytes, text) in sizes { #expect(PathScreen.size(bytes) == text) }
  }
}
