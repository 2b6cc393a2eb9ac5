import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// How many keys it takes to register, pressed by a clerk who reads the screen: Enter where the form has
/// not gone on by itself. What is typed in Chinese counts a key a character.
@Suite struct KeystrokeTests {
  private struct Counted {
    var robot: Robot
    var keys = 0

    mutating func press(_ keys: [Key]) {
      robot.press(keys)
      self.keys += keys.count
    }

    /// Goes on to each field with Enter and types what belongs there.
    mutating func fill(_ values: [(field: String, text: String)]) throws {
      for (field, text) in values {
        for _ in 0..<9 where robot.editedKey != field { press([.enter]) }
        try #require(robot.editedKey == field, "\(robot)")
        press(.typing(text))
      }
    }
  }

  /// A clerk for whom full fields go on by themselves, or not.
  private func clerk(goesOn: Bool) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(sample.registry, plan: sample.plan, glyphs: .ascii)
    if goesOn { return robot }
    robot.press(.function(9))
    robot.type("0")
    return robot
  }

  private func organization(goesOn: Bool) throws -> Int {
    var counted = Counted(robot: try clerk(goesOn: goesOn))
    counted.robot.openForm()
    try counted.fill([
      ("name", "映门社区邻里互助会"), ("tier", "2"), ("filingNumber", "2026-412"), ("reach", ""),
      ("community", "ym1"), ("registeredOn", "20260301"), ("activityClass", "3"),
      ("services", ""), ("head", "李红"), ("phone", "13812071612"), ("members", "42"),
    ])
    counted.press([.control("s")])
    let change = try #require(counted.robot.saved.last?.only, "\(counted.robot)")
    #expect(change.keys.count == 12, "\(change.keys.sorted())")
    #expect(change.after("registeredOn") == "2026-03-01" && change.after("members") == 42)
    return counted.keys
  }

  private func worker(goesOn: Bool) throws -> Int {
    var counted = Counted(robot: try clerk(goesOn: goesOn))
    counted.robot.type("4")
    counted.robot.press(.insert)
    try counted.fill([
      ("name", "王芳"), ("idNumber", "110105199003074528"),
      ("phone", "13812071612"), ("education", "20"), ("politics", "13"), ("licenceLevel", "2"),
    ])
    counted.press([.control("s"), .function(2), .character("1")])
    try counted.fill([("community", "ym1"), ("role", ""), ("since", "."), ("share", "50")])
    counted.press([.control("s")])
    let change = try #require(counted.robot.saved.last?.only, "\(counted.robot)")
    #expect(counted.robot.saved.count == 2 && change.id.kind == .assignment)
    #expect(change.after("role") == "socialWorker" && change.after("share") == "50")
    return counted.keys
  }

  @Test func `a filed organization of twelve fields takes 51 keys`() throws {
    let (keys, waiting) = (try organization(goesOn: true), try organization(goesOn: false))
    print("a filed organization of twelve fields: \(keys) keys, \(waiting) with an Enter a field")
    #expect(keys <= 51 && waiting == 56)
  }

  @Test func `a worker with an assignment takes 49 keys`() throws {
    let (keys, waiting) = (try worker(goesOn: true), try worker(goesOn: false))
    print("a worker with an assignment: \(keys) keys, \(waiting) with an Enter a field")
    #expect(keys <= 49 && waiting == 54)
  }
}

extension Robot {
  /// The key of the field the cursor is in, in a form or a box.
  fileprivate var editedKey: String? {
    (state.screens.last as? any EditingScreen)?.editor.field.key
  }
}
