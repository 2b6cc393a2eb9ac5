import Testing

/// Holding Enter loses nothing, saves nothing and confirms nothing, wherever it is done.
@Suite(.serialized) struct EnterStormTests {
  /// The keys that lead to each place.
  private static let places: [(name: String, keys: [Press])] = [
    ("overview", []), ("communities", [.two]), ("organizations", [.three]), ("workers", [.four]),
    ("dashboard", [.two, .enter]), ("find", [.f3]), ("menu", [.f9]), ("import", [.f9, .two]),
    ("acts of a community", [.two, .f2]), ("acts of an organization", [.three, .f2]),
    ("acts of a worker", [.four, .f2]), ("recycle bin", [.three, .delete]),
    ("new organization", [.three, .insert]), ("edit", [.three, .enter]), ("help", [.f1]),
    ("filter", [.three, .f4]), ("day", [.f9, .five]),
  ]

  @Test(arguments: places.map(\.name)) func enterStorm(_ name: String) throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    try office.add("worker", "name=王芳")
    try office.succeed("assign", "王芳", "m1", "--role", "40", "--since", "2020-01-01")
    let before = try office.contents()
    let clerk = try Clerk(office)
    for key in Self.places.first(where: { $0.name == name })!.keys { try clerk.press(key) }
    for _ in 0..<5 { try clerk.type(String(repeating: "\r", count: 10)) }
    #expect(clerk.terminal.ending == nil)
    try clerk.leave()
    #expect(try office.contents() == before)
  }

  @Test func filledForm_withAnError_isNotSaved_andKeepsItsText() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.four, .insert)
    try clerk.fill(["姓名": "王芳", "证件号码": "110105199003074527"])
    for _ in 0..<5 { try clerk.type(String(repeating: "\r", count: 10)) }
    #expect(try office.run("list", "workers").code == 1)
    try clerk.press(.save)
    #expect(clerk.fieldLabel == "证件号码")
    #expect(clerk.screen.contains("王芳"))
    #expect(try office.run("list", "workers").code == 1)
  }
}
