import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Files that several tests import.
enum SampleFiles {
  /// One new community of the worked example.
  static let community = "代码,名称\n110105001009,己社区居委会\n"
}

/// Importing a file on the screen: what it would do, and what the registry does meanwhile.
@Suite struct ImportScreenTests {
  /// The preview of a file in the worked example.
  private func importing(
    _ text: String, _ kind: (String, String) = ("Communities", "社区"), path: String = "new.csv",
    isSlow: Bool = false
  ) throws -> Robot {
    var robot = Robot.workedExample()
    robot.files["new.csv"] = text
    robot.isWorkSlow = isSlow
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose(kind.0, kind.1)
    robot.type(path)
    robot.press(.enter)
    return robot
  }

  private let organizations = ("Organizations", "社会组织")

  /// An organization made by a colleague, or put into the recycle bin.
  private func made(_ name: String, in community: Int) -> ChangeSet {
    var record = Organization()
    (record.name, record.tier) = (name, Dated(.filed))
    record.community = Dated(RecordID(.community, community))
    (record.reach, record.status) = (Dated(.community), Dated(.active))
    return ChangeSet([
      Change(RecordID(.organization, -1), isNew: true, record.settings(from: nil))
    ])
  }

  private func binned(_ id: RecordID) -> ChangeSet {
    ChangeSet([Change(id, [.binned(from: nil, to: "录错")])])
  }

  @Test func `an import is shown, written only when asked, and then whole`() throws {
    var robot = try importing(SampleFiles.community)
    #expect(robot.shows("New 1"))
    #expect(robot.shows("Nothing is written yet"))
    #expect(robot.saved.isEmpty)
    robot.press(.control("s"))
    #expect(robot.message == "imported: 1 record. Ctrl-Z undo")
    #expect(robot.head.communities.count == 6)
  }

  @Test func `giving up an import writes nothing`() throws {
    var robot = try importing(SampleFiles.community)
    robot.press(.enter, .escape)
    #expect(robot.saved.isEmpty)
    #expect(robot.title.contains("Overview"))
  }

  @Test func `an import with a bad row is refused as a whole, and says the value`() throws {
    var robot = try importing("", isSlow: true)
    #expect(robot.shows("reading .."))
    robot.press(.control("s"))
    #expect(robot.message == "one moment ..")
    robot.files["new.csv"] = "代码,名称\n110105001009,己\n11010500100,庚\n"
    robot.answerWork()
    #expect(robot.row(of: "代码 \"11010500100\": ").contains("!  3 庚"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.message.contains("fix the rows"))
    #expect(robot.saved.isEmpty)
  }

  @Test func `a path that leads nowhere is put right where it was typed`() throws {
    var robot = try importing(SampleFiles.community, path: "nwe.csv")
    #expect(robot.shows("! nwe.csv: no such file"))
    #expect(robot.shows("The file, or paste a table"))
    robot.press(.left, times: 5)
    robot.press(.backspace)
    robot.press(.right)
    robot.type("w")
    #expect(robot.row(of: "new.csv").contains("new.csv"))
    robot.press(.enter)
    #expect(robot.shows("New 1"))
  }

  @Test func `equal warnings are one line with a count`() throws {
    let rows = (1...30).map { "新会\($0),台账,甲" }.joined(separator: "\n")
    let robot = try importing("名称,管理方式,社区\n\(rows)\n", organizations)
    #expect(robot.shows("New 30"))
    #expect(robot.shows("(30 rows: 2, 3, 4, 5, 6, 7, 8, 9 ..)"), "\(robot)")
  }

  // The registry moves on while the clerk looks.

  @Test func `a record that is binned meanwhile is not changed in the bin`() throws {
    let name = try #require(WorkedExample.registry.organizations[1]?.record.name)
    var robot = try importing("id,名称,成员数\no1,\(name),31\n", organizations)
    #expect(robot.shows("Updated 1"))
    try robot.colleagueSaves(binned(RecordID(.organization, 1)))
    #expect(robot.message.hasPrefix("liqiang changed the registry; 1 row is different now"))
    #expect(robot.shows("Now different: line 2 \(name): to fix"))
    #expect(robot.shows("the record is in the recycle bin"))
    robot.press(.control("s"))
    #expect(robot.message.contains("fix the rows"))
    #expect(robot.saved.isEmpty)
    #expect(robot.head.organizations[1]?.record.members != 31)
  }

  @Test func `a record that is binned unheard is not changed either, and read again`() throws {
    let name = try #require(WorkedExample.registry.organizations[1]?.record.name)
    var robot = try importing("名称,社区,成员数\n\(name),甲,31\n", organizations)
    try robot.colleagueSaves(binned(RecordID(.organization, 1)), isHeard: false)
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(robot.message.contains("1 row is different now"))
    #expect(robot.shows("To fix 1"))
    #expect(robot.head.organizations[1]?.record.members != 31)
  }

  @Test func `a colleague's new organization of the same name becomes no silent twin`() throws {
    var robot = try importing("名称,管理方式,社区\n邻里互助会,备案,甲\n", organizations)
    #expect(robot.shows("New 1"))
    try robot.colleagueSaves(made("邻里互助会", in: 1))
    #expect(robot.shows("Same 1"))
    #expect(robot.shows("Now different: line 2 邻里互助会: the same"))
    robot.press(.control("s"))
    #expect(robot.message == "all rows match already")
    let before = robot.head.organizations.count
    var other = try importing("名称,管理方式,社区\n邻里互助会,备案,甲\n", organizations)
    try other.colleagueSaves(made("邻里互助社", in: 1))
    #expect(other.shows("邻里互助社"))
    other.press(.control("s"))
    #expect(other.head.organizations.count == before + 1)
  }

  @Test func `fields that belong together are merged from the state they were planned on`() throws {
    let name = try #require(WorkedExample.registry.organizations[1]?.record.name)
    var robot = try importing(
      "id,名称,证书有效期起\no1,\(name),2026-01-01\n", organizations)
    let set = ChangeSet([
      Change(
        RecordID(.organization, 1),
        [Setting("certificateUntil", before: .null, after: "2026-06-30")])
    ])
    try robot.colleagueSaves(set, isHeard: false)
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty, "\(robot)")
    // Merged group by group: read again, it is planned on what is there now.
    #expect(robot.message.contains("liqiang changed the registry"))
  }

  @Test func `what does not concern the file leaves the preview as it is`() throws {
    var robot = try importing(SampleFiles.community)
    let orders = robot.effects.count { if case .work = $0 { true } else { false } }
    try robot.colleagueSaves(made("邻里互助会", in: 1))
    #expect(robot.effects.count { if case .work = $0 { true } else { false } } == orders)
    robot.press(.control("s"))
    #expect(robot.message == "imported: 1 record. Ctrl-Z undo")
  }

  // Long files.

  @Test func `a long reading shows how far it is, and is given up with the screen`() throws {
    var robot = try importing(SampleFiles.community, isSlow: true)
    let tag = try #require(robot.work.keys.first)
    robot.answer(.work(tag: tag, .progress(WorkProgress(done: 84_000, total: 200_000))))
    #expect(robot.shows("84000 of 200000 lines"))
    #expect(robot.row(of: "[#").contains("#."))
    robot.press(.escape)
    #expect(robot.work.isEmpty)
    #expect(robot.title.contains("Overview"))
    robot.answer(.work(tag: tag, .progress(WorkProgress(done: 1, total: 2))))
    #expect(robot.title.contains("Overview"))
  }

  @Test func `reading again gives up the reading before, whose answer is nobody's`() throws {
    var robot = try importing(SampleFiles.community, isSlow: true)
    robot.answerWork()
    robot.press(.delete)
    let first = try #require(robot.work.keys.first)
    robot.press(.delete)
    #expect(!robot.work.keys.contains(first) && robot.work.count == 1)
    robot.answer(
      .work(
        tag: first,
        .done(WorkResult(of: ImportOrder.self, .unreadable(Words("stale", "stale"))))))
    #expect(robot.shows("Reading again .."))
    robot.answerWork()
    #expect(robot.shows("New 1") && robot.shows("Nothing is written yet"))
  }

  @Test func `a file that was put right outside is read again`() throws {
    var robot = try importing("代码,名称\n11010500100,庚\n")
    #expect(robot.shows("To fix 1"))
    robot.files["new.csv"] = SampleFiles.community
    robot.press(.function(2))
    try robot.choose("Read the file again", "重新读取文件")
    #expect(robot.shows("New 1"))
  }

  @Test func `a registry that moves while a file is read has it read again`() throws {
    var robot = try importing("名称,管理方式,社区\n邻里互助会,备案,甲\n", organizations, isSlow: true)
    try robot.colleagueSaves(made("邻里互助会", in: 1))
    robot.answerWork()
    robot.press(.control("s"))
    #expect(robot.message == "one moment ..")
    robot.answerWork()
    #expect(robot.shows("Same 1"))
  }
}
