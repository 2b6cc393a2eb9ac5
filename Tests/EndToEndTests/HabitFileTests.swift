import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryStore

/// What a clerk opened is remembered outside the registry, and a file that is not worth its name is
/// none.
@Suite(.serialized) struct HabitFileTests {
  private struct Desk {
    let office: Office

    init() throws {
      office = try SmallDistrict.office()
      for name in ["甲棋社", "乙棋社", "丙棋社"] {
        try office.add("organization", "name=\(name)", "tier=备案", "community=m1")
      }
    }

    var directory: String { office.directory + "/state/sanshe" }

    /// The one file there is; nil where there is none.
    var file: String? {
      let names = Disk.names(in: directory).filter { $0 != "drafts" }
      return names.count == 1 ? "\(directory)/\(names[0])/habits.json" : nil
    }

    func open(_ arguments: [String] = []) throws -> Clerk {
      let clerk = try Clerk(
        office, .english, arguments: arguments,
        environment: ["XDG_STATE_HOME": office.directory + "/state"])
      try clerk.press(.three)
      return clerk
    }

    /// What is remembered as opened.
    var opened: [String] {
      guard let file, let bytes = Disk.read(file), let json = try? JSON(bytes: bytes) else {
        return []
      }
      return (json["habits"]?["opened"]?.array ?? []).compactMap(\.string)
    }

    /// Opens an organization and waits until that is remembered.
    func use(_ name: String, _ clerk: Clerk) throws {
      let count = opened.count
      try clerk.press(.clear)
      try clerk.type(name)
      try clerk.press(.enter)
      try clerk.see("> \(name)")
      try clerk.press(.escape)
      try clerk.terminal.waitUntil("\(name) to be remembered") { _ in opened.count == count + 1 }
    }

    /// The organization found first by what they all have.
    func first() throws -> String {
      let clerk = try open()
      try clerk.type("棋社")
      let row = clerk.cursorRow
      try clerk.leave()
      return ["甲", "乙", "丙"].first { row.contains("\($0)棋社") } ?? row
    }

    func alter(_ old: String, to new: String) throws {
      let file = try #require(file)
      let text = String(decoding: try #require(Disk.read(file)), as: UTF8.self)
      #expect(text.contains(old), "\(old) in \(text)")
      var bytes = Array(text.replacing(old, with: new).utf8.dropLast(Seal.count + 1))
      _ = Seal.close(&bytes)
      try Disk.write(bytes + [UInt8(ascii: "\n")], to: file)
    }
  }

  @Test func opened_isFoundFirst_alsoAfterTheNextOpening() throws {
    let desk = try Desk()
    #expect(try desk.first() == "甲")
    let clerk = try desk.open()
    try desk.use("丙棋社", clerk)
    try clerk.leave()
    #expect(desk.opened == ["o3"])
    #expect(try desk.first() == "丙")
    #expect(try Disk.contents(of: desk.office.registry).keys.allSatisfy { !$0.contains("habits") })
  }

  @Test func twoWindows_loseNothingOfEachOther() throws {
    let desk = try Desk()
    let (first, second) = (try desk.open(), try desk.open())
    try desk.use("丙棋社", first)
    try desk.use("乙棋社", second)
    try desk.use("甲棋社", first)
    try first.leave()
    try desk.use("丙棋社", second)
    try second.leave()
    #expect(desk.opened == ["o3", "o2", "o1", "o3"])
    #expect(try desk.first() == "丙")
  }

  @Test func damagedOrForeign_isAsNone_andReplaced() throws {
    let desk = try Desk()
    let clerk = try desk.open()
    try desk.use("丙棋社", clerk)
    try clerk.leave()
    let file = try #require(desk.file)
    let whole = try #require(Disk.read(file))
    let registry = try #require(JSON(bytes: whole)["registry"]?.string)
    for (old, new) in [(registry, String(registry.reversed())), ("\"format\":1", "\"format\":2")] {
      try desk.alter(old, to: new)
      #expect(try desk.first() == "甲", "\(old)")
      try Disk.write(whole, to: file)
    }
    var hostile = whole
    hostile[whole.count / 2] ^= 1
    for bytes in [hostile, [], .init(repeating: UInt8(ascii: "["), count: 2 << 20)] {
      try Disk.write(bytes, to: file)
      #expect(try desk.first() == "甲", "\(bytes.count) bytes")
    }
    let again = try desk.open()
    try again.type("乙棋社")
    try again.press(.enter, .escape)
    try again.terminal.waitUntil("a whole file") { _ in desk.opened == ["o2"] }
    try again.leave()
    #expect(try desk.first() == "乙")
  }

  @Test func readOnly_writesNothing_andReadsAllTheSame() throws {
    let desk = try Desk()
    let reader = try desk.open(["--read-only"])
    try reader.type("丙棋社")
    try reader.press(.enter, .escape)
    try reader.leave()
    #expect(!Disk.exists(desk.directory))
    let clerk = try desk.open()
    try desk.use("丙棋社", clerk)
    try clerk.leave()
    let kept = Disk.read(try #require(desk.file))
    let second = try desk.open(["--read-only"])
    try second.type("棋社")
    #expect(second.cursorRow.contains("丙棋社"))
    try second.press(.down, .enter, .escape)
    try second.leave()
    #expect(Disk.read(try #require(desk.file)) == kept)
  }
}
