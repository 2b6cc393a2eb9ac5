import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Random hands at the keyboard, random windows, random news: nothing traps, no row loses a column.
@Suite struct FuzzTests {
  /// Read with `--filter` and a seed of your own to play one run again.
  @Test(arguments: 0..<16 as Range<UInt64>)
  func `nothing a hand can do breaks a screen`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let language: Language = Bool.random(using: &random) ? .en : .chinese
    var robot = seed % 4 == 0 ? try Robot.small(language) : Robot.workedExample(language)
    robot.files["*"] = SampleFiles.community
    for step in 0..<200 {
      try act(&robot, using: &random)
      let canvas = robot.canvas
      for row in 0..<canvas.rows {
        #expect(
          canvas.metrics.columns(of: canvas.text(inRow: row)) == canvas.columns,
          "seed \(seed) step \(step) row \(row)")
      }
      if let cursor = canvas.cursor {
        let isInside =
          (0..<max(1, canvas.rows)).contains(cursor.row)
          && (0..<max(1, canvas.columns)).contains(cursor.column)
        #expect(isInside, "seed \(seed) step \(step) cursor \(cursor)")
      }
    }
  }

  @Test func `every screen is drawn in every window`() throws {
    var random = SeededGenerator(seed: 60)
    for scene in Scene.all where scene.rows == 24 {
      var robot = try scene.robot()
      for _ in 0..<5 {
        let (rows, columns) = (
          Int.random(in: 1...60, using: &random), Int.random(in: 1...200, using: &random)
        )
        robot.send(.resized(rows: rows, columns: columns))
        let canvas = robot.canvas
        for row in 0..<canvas.rows {
          #expect(
            canvas.metrics.columns(of: canvas.text(inRow: row)) == columns,
            "\(scene.name) in \(columns)x\(rows), row \(row)")
        }
      }
    }
  }

  private func act(_ robot: inout Robot, using random: inout SeededGenerator) throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<45: robot.press(Self.keys.randomElement(using: &random) ?? .enter)
    case 45..<60: robot.type(String(Int.random(in: 0...9, using: &random)))
    case 60..<80: robot.type(Self.texts.randomElement(using: &random) ?? "")
    case 80..<84: robot.send(.paste(Self.texts.randomElement(using: &random) ?? ""))
    case 84..<88:
      robot.send(
        .resized(
          rows: Int.random(in: 1...60, using: &random),
          columns: Int.random(in: 1...200, using: &random)))
    case 88..<94: robot.send(.resized(rows: 24, columns: 80))
    case 94..<97: try colleague(&robot, using: &random)
    case 97: robot.isDiskSlow.toggle()
    case 98: robot.answerSaves()
    default: robot.answer(.notice(Words("a note", "提示")))
    }
  }

  /// A colleague gives a record another note, or puts it into the recycle bin.
  private func colleague(_ robot: inout Robot, using random: inout SeededGenerator) throws {
    let kinds: [Kind] = [.community, .organization, .worker]
    let kind = kinds.randomElement(using: &random) ?? .worker
    guard let stored = robot.head[kind].rows.randomElement(using: &random) else { return }
    let isBinned = Int.random(in: 0..<10, using: &random) == 0
    let setting =
      isBinned
      ? Setting.binned(from: nil, to: "twice")
      : Setting("note", before: stored.part("note"), after: .string("\(robot.head.seq)"))
    // Rules refuse some of it: what is referred to stays.
    try? robot.colleagueSaves(ChangeSet([Change(stored.id, [setting])]))
  }

  private static let keys: [Key] =
    [
      .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .previousRecord, .nextRecord, .character(" "),
      .character("*"), .character("?"), .character("/"), .control("s"), .control("s"), .enter,
      .enter, .down, .down,
    ] + (1...12).map(Key.function) + "efgkloprqtuwyz".map(Key.control)

  private static let texts = [
    "社区", "互助", "安居", "１２３", "2026-03-01", ".", "+", "-", "13812071612", "110105001001",
    "4.5", "e\u{301}", "👨‍👩‍👧‍👦", "\u{202E}abc", "\"", "a\u{200B}b", "三里屯", "1,4", "2016", "ｘ",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长的名称",
  ]
}
