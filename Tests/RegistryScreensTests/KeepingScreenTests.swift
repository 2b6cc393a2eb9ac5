import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Backups, a check and a restored registry, from the screen.
@Suite struct KeepingScreenTests {
  private func robot(isReadOnly: Bool = false) throws -> Robot {
    var robot = try Robot.small(isReadOnly: isReadOnly)
    try robot.openKeeping()
    return robot
  }

  @Test func `the last backup is in sight, and find leads there`() throws {
    var robot = try robot()
    #expect(robot.row(of: "Last backup").contains("2026-11-24 01:12, through change 3"), "\(robot)")
    #expect(robot.row(of: "Kept here").contains("9"))
    #expect(robot.row(of: "By hand").contains("none by you"))
    robot.press(.escape, .function(3))
    robot.type(">backup")
    robot.press(.enter)
    #expect(robot.title.contains("Backup and check"), "\(robot)")
  }

  @Test(arguments: [false, true])
  func `a backup is written, never over a file, and remembered`(isReadOnly: Bool) throws {
    var robot = try robot(isReadOnly: isReadOnly)
    robot.files["/usb/x"] = "something"
    robot.press(.function(2))
    #expect(robot.shows("~/sanshe-2026-11-24-\(robot.head.seq).jsonl.gz"), "\(robot)")
    robot.type("/usb/x")
    robot.press(.enter)
    #expect(robot.shows("already exists"), "\(robot)")
    robot.type("y")
    robot.press(.enter)
    #expect(robot.files["/usb/x"] == "something")
    #expect(robot.files["/usb/xy"] == "\(robot.head.seq)")
    #expect(robot.message.contains("written: /usb/xy, through change \(robot.head.seq)"))
    #expect(robot.row(of: "By hand").contains("/usb/xy"), "\(robot)")
    // Who only reads leaves no trace.
    #expect((robot.habits.backup?.path == "/usb/xy") == !isReadOnly)
    #expect(Habits(json: robot.habits.json) == robot.habits)
  }

  @Test func `a backup goes as far as a colleague has saved`() throws {
    var robot = try robot()
    robot.isWorkSlow = true
    robot.press(.function(2))
    robot.type("/usb/x")
    robot.press(.enter)
    let seq = robot.head.seq
    let id = try #require(Array(robot.head.organizations.inUse).first?.id)
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "twice")])]))
    robot.answerWork()
    #expect(robot.head.seq == seq + 1)
    #expect(robot.message.contains("through change \(seq + 1)"), "\(robot)")
  }

  @Test func `what is done shows how far it is, and Esc gives it up`() throws {
    var robot = try robot()
    robot.isWorkSlow = true
    robot.press(.function(8))
    let tag = try #require(robot.work.keys.first)
    robot.answer(.work(tag: tag, .progress(WorkProgress(done: 1, total: 2))))
    #expect(robot.shows("Checking everything"), "\(robot)")
    #expect(robot.shows(" 50%"), "\(robot)")
    robot.press(.function(2))
    #expect(robot.message.contains("Esc cancels"))
    robot.press(.escape)
    #expect(robot.effects.contains { if case .cancelWork(tag) = $0 { true } else { false } })
    #expect(robot.work[tag] == nil)
    #expect(robot.title.contains("Backup and check") && robot.message.contains("cancelled"))
    robot.isWorkSlow = false
    robot.answerWork()
    #expect(robot.row(of: "Last backup").contains("2026"), "\(robot)")
    robot.press(.escape)
    #expect(!robot.title.contains("Backup and check"))
  }

  @Test func `a check shows its lines and what to do, and is scrolled`() throws {
    var robot = try robot()
    robot.check = CheckOrder.Result(
      lines: [.init(Words("damage: a file", "损坏"), .hard)]
        + (1...40).map { .init(Words(same: "? line \($0)."), .soft) }, isDamaged: true)
    robot.press(.function(8))
    #expect(robot.shows("damage: a file") && robot.message.contains("damaged"), "\(robot)")
    #expect(!robot.shows("check --repair"))
    for _ in 0..<4 { robot.press(.pageDown) }
    #expect(robot.shows("? line 40.") && robot.shows("check --repair"), "\(robot)")
    robot.check = CheckOrder.Result(lines: [], isDamaged: false)
    robot.press(.function(8))
    #expect(robot.shows("Nothing is damaged") && robot.shows("Last backup"), "\(robot)")
  }

  @Test func `a backup becomes a new registry; what is wrong is typed anew`() throws {
    var robot = try robot()
    robot.files["/usb/old.gz"] = "12"
    robot.files["/srv/full"] = ""
    robot.press(.function(7))
    #expect(robot.shows("backups/2026-11-24-3.jsonl.gz"), "\(robot)")
    robot.type("/usb/ol")
    robot.press(.enter)
    robot.type("/srv/full")
    robot.press(.enter)
    #expect(robot.shows("there is no such file") && robot.shows("/usb/ol"), "\(robot)")
    robot.type("d.gz")
    robot.press(.enter)
    robot.type("/srv/full")
    robot.press(.enter)
    #expect(robot.shows("not empty"), "\(robot)")
    robot.type("2")
    robot.press(.enter)
    #expect(robot.files["/srv/full2"] != nil)
    #expect(robot.shows("sanshe --registry /srv/full2"), "\(robot)")
    #expect(robot.shows("every change through 12"), "\(robot)")
  }
}
