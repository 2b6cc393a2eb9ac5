import RegistryExchange
import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Files as offices send them, each brought in from the screen with few keys.
@Suite struct OfficeFileKeysTests: Importing {
  /// More than these beyond the path are too many.
  private static let most = 15

  /// A clerk's hand that counts.
  private struct Hand {
    var robot: Robot
    var count = 0

    mutating func press(_ keys: Key...) {
      for key in keys { robot.press(key) }
      count += keys.count
    }

    mutating func type(_ text: String) {
      robot.type(text)
      count += text.count
    }

    /// Goes to the line of the mapping page that holds this.
    mutating func go(to words: String) throws {
      for _ in 0..<60 where !robot.cursorRow.contains(words) {
        let place = robot.rows.firstIndex { $0.contains(words) }
        let cursor = robot.rows.firstIndex(of: robot.cursorRow)
        press((place ?? .max) < (cursor ?? 0) ? .up : .down)
      }
      try #require(robot.cursorRow.contains(words), "\(robot)")
    }
  }

  /// What is typed for a field, in pinyin.
  private static let typed = [
    "name": "mc", "tier": "gl", "community": "sq", "registeredOn": "djb", "members": "cy",
  ]

  @Test(arguments: OfficeFile.all.indices)
  func `a file of an office comes in with few keys`(place: Int) throws {
    let file = OfficeFile.all[place]
    var robot = Robot(
      try registry().state, plan: nil, language: .chinese, today: today, rows: 24, columns: 80)
    robot.books["1"] = file.content
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose("Organizations", "社会组织")
    robot.type("1")
    var hand = Hand(robot: robot)
    hand.press(.enter)
    if file.mapping != nil, !(hand.robot.state.screens.last is MappingScreen) {
      hand.press(.function(4))
    }
    if hand.robot.state.screens.last is MappingScreen {
      try decide(file.mapping ?? ImportMapping(), &hand)
      hand.press(.control("s"))
    }
    #expect(hand.robot.state.screens.last is ImportScreen, "\(file.name)\(hand.robot)")
    hand.press(.control("s"))
    #expect(
      Array(hand.robot.head.organizations.inUse).count == file.counts.new,
      "\(file.name)\(hand.robot)")
    #expect(hand.count <= Self.most, "\(file.name): \(hand.count) keys")
    let made = try #require(hand.robot.head.organizations[1]?.record, "\(file.name)")
    #expect(made.name == file.first.0 && made.members == file.first.2, "\(file.name)")
  }

  private func decide(_ mapping: ImportMapping, _ hand: inout Hand) throws {
    let screen = try #require(hand.robot.state.screens.last as? MappingScreen)
    let columns = screen.lines.lines.compactMap { line -> ImportPlan.Column? in
      if case .column(let column) = line { column } else { nil }
    }
    for column in columns {
      guard let target = mapping.columns[column.header], screen.target(of: column) != target,
        case .field(let key) = target
      else { continue }
      try hand.go(to: column.header)
      hand.type(try #require(Self.typed[key]))
      hand.press(.enter)
    }
    for (key, words) in mapping.values.sorted(by: { $0.key < $1.key }) {
      // What is proposed already is right.
      for word in words.keys where screen.mapping.values[key]?[word] == nil {
        try hand.go(to: word)
        hand.type("wy")
        hand.press(.enter)
      }
    }
    for (key, _) in mapping.constants.sorted(by: { $0.key < $1.key }) {
      try hand.go(to: try #require(Kind.organization.schema[key]).label.chinese)
      hand.press(.function(4))
      hand.type("2")
    }
  }
}
