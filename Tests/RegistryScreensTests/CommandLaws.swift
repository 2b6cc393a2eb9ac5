import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Laws of every command of every screen.
@Suite struct CommandLaws {
  @Test func `every screen's commands stand in the list of keys, in both languages`() throws {
    let lines = Language.allCases.map(KeyCard.lines)
    for scene in Scene.all {
      for screen in try scene.robot().state.screens {
        for row in screen.rows {
          #expect(lines[0].contains { $0.contains(row.keyNames) && $0.contains(row.help.en) })
          #expect(lines[1].contains { $0.contains(row.keyNames) && $0.contains(row.help.chinese) })
        }
      }
    }
  }

  @Test func `no key means two things on one screen`() {
    for (name, rows) in KeyCard.screens {
      let keys = rows.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(name.en)")
    }
  }

  @Test func `no command has only keys that terminals swallow`() {
    let swallowed: Set<Key> = [
      .function(1), .function(10), .function(11), .control("w"), .control("n"), .nextRecord,
      .previousRecord,
    ]
    for (name, rows) in KeyCard.screens {
      for row in rows {
        #expect(!Set(row.keys).isSubset(of: swallowed), "\(name.en): \(row.keyNames)")
      }
    }
  }

  @Test func `the only printable keys mark, help and find`() {
    for (name, rows) in KeyCard.screens {
      for case .character(let character) in rows.flatMap(\.keys) {
        #expect(" *?/".contains(character), "\(name.en): \(character)")
      }
    }
  }

  @Test func `keys of other programs are left to them`() {
    let keys = KeyCard.screens.flatMap(\.rows).flatMap(\.keys)
    for letter in "abhijmcx" { #expect(!keys.contains(.control(letter)), "\(letter)") }
  }

  @Test func `every hint of a screen fits at 80 columns`() throws {
    for scene in Scene.all where scene.columns == 80 && scene.rows == 24 {
      let robot = try scene.robot()
      guard let top = robot.state.screens.last else { continue }
      for row in top.hints {
        guard let hint = row.hint?[scene.language], let key = row.keys.first else { continue }
        #expect(
          robot.hints.contains(key.label + hint) || robot.hints.contains("\(key.label) \(hint)"),
          "\(scene.name): \(row.keyNames) \(hint) in \(robot.hints)")
      }
    }
  }

  @Test func `no title is cut, in the least window either`() throws {
    for scene in Scene.all where scene.columns >= 60 {
      var robot = try scene.robot()
      #expect(!robot.title.contains("~"), "\(scene.name): \(robot.title)")
      robot.send(.resized(rows: 16, columns: 60))
      #expect(!robot.title.contains("~"), "\(scene.name): \(robot.title)")
    }
  }

  @Test func `help shows the rule of the field and every key of its screen`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.go(to: "registeredOn")
    robot.press(.function(1))
    #expect(robot.shows("Registered on: counts from this date"))
    for row in FormScreen.rows {
      for _ in 0..<60 where !robot.shows(row.help.en) { robot.press(.down) }
      #expect(robot.shows(row.help.en))
      robot.press(.up, times: 60)
    }
  }

  @Test func `help names the digits of work areas only where they lead there`() throws {
    var robot = Robot.workedExample()
    let lists = { (robot: Robot) in
      var robot = robot
      robot.press(.function(1))
      robot.press(.pageDown, times: 9)
      return robot.rows.contains { $0.hasPrefix(" 4  ") }
    }
    robot.type("3")
    #expect(lists(robot))
    robot.press(.control("e"))
    #expect(!lists(robot))
  }
}
