import Glibc
import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryStore

/// Figures kept from the last time are on screen before the records are, and never where they might
/// be those of another state.
@Suite struct SummaryTests {
  private struct Cached {
    let office: Office

    init() throws { office = try SmallDistrict.office() }

    var environment: [String: String] { ["XDG_CACHE_HOME": office.directory + "/cache"] }
    var directory: String { office.directory + "/cache/sanshe" }

    func file() throws -> String {
      let names = Disk.names(in: directory)
      #expect(names.count == 1)
      return directory + "/\(names.first ?? "")/summary.json"
    }

    func open(_ arguments: [String] = []) throws -> Clerk {
      try Clerk(office, .english, arguments: arguments, environment: environment)
    }

    /// Opens the registry, whose records cannot be read, and tells whether an Overview was shown.
    func showsOverview(_ arguments: [String] = []) throws -> Bool {
      let journal = office.registry + "/journal/000001.jsonl"
      let whole = try #require(Disk.read(journal))
      var bytes = whole
      bytes[30] ^= 1  // the first line, which nothing but reading the records looks at
      try Disk.write(bytes, to: journal)
      defer { try? Disk.write(whole, to: journal) }
      var all = office.environment
      all["TERM"] = "xterm-256color"
      all.merge(environment) { $1 }
      let terminal = try PseudoTerminal(
        try Program.path(), arguments: ["--language", "en"] + arguments, environment: all)
      #expect(try terminal.waitForEnd() == .exited(65))
      return String(decoding: terminal.output, as: UTF8.self).contains("1 Overview")
    }

    /// Changes the kept file, under a seal that fits.
    func alter(_ old: String, to new: String) throws {
      let file = try file()
      let text = String(decoding: try #require(Disk.read(file)), as: UTF8.self)
      #expect(text.contains(old), "\(old) in \(text)")
      var bytes = Array(text.replacing(old, with: new).utf8.dropLast(Seal.count + 1))
      _ = Seal.close(&bytes)
      try Disk.write(bytes + [UInt8(ascii: "\n")], to: file)
    }
  }

  @Test func overview_ofTheLastTime_isShownBeforeTheRecords() throws {
    let cached = try Cached()
    let isCounted = { (screen: TerminalScreen) in !screen.contains("counting ..") }
    let first = try cached.open()
    try first.wait("all is counted", isCounted)
    let shown = first.body
    try first.leave()
    #expect(try cached.showsOverview())
    // The records say the same.
    let second = try cached.open()
    try second.wait("all is counted", isCounted)
    #expect(second.body == shown)
    // Keys pressed before they are there are not lost.
    second.terminal.send("2")
    try second.see("2 Communities")
    try second.leave()
  }

  /// A plan of records is known before the records are.
  @Test func overview_byAPlanThatTheOfficeKeeps_isShown() throws {
    let cached = try Cached()
    try cached.office.succeed("plans", "--keep", "2016-2020")
    try cached.office.succeed("edit", "g1", "atLeast=12")
    let isCounted = { (screen: TerminalScreen) in !screen.contains("counting ..") }
    let first = try cached.open()
    try first.wait("all is counted", isCounted)
    let shown = first.body
    #expect(shown.contains { $0.contains("/ 12") }, "\(shown)")
    try first.leave()
    #expect(try cached.showsOverview())
    let second = try cached.open()
    try second.wait("all is counted", isCounted)
    #expect(second.body == shown)
    try second.leave()
  }

  /// The registry's path may be spelled in many ways; what is kept is the same.
  @Test func overview_isShown_howeverThePathIsSpelled() throws {
    let cached = try Cached()
    let (office, directory) = (cached.office, cached.office.directory)
    try SmallPlan.write(to: office)
    try cached.open().leave()
    #expect(symlink(directory, directory + "/link") == 0)
    for spelled in [
      office.registry, directory + "/cache/../registry", directory + "/link/registry",
    ] {
      #expect(try cached.showsOverview(["--registry", spelled]), "\(spelled)")
    }
  }

  @Test func overview_ofAnythingElse_isNotShown() throws {
    let cached = try Cached()
    try cached.open().leave()
    let file = try cached.file()
    let whole = try #require(Disk.read(file))
    let key = try #require(JSON(bytes: whole)["key"])
    let line = try #require(key["line"]?.string)
    let (seq, day) = (key["seq"]?.int ?? 0, key["asOf"]?.string ?? "")
    let plans = try #require(key["plans"]?.string)
    for (old, new) in [
      ("\"seq\":\(seq)", "\"seq\":\(seq + 1)"), (line, String(line.reversed())),
      (plans, String(plans.reversed())), ("\"asOf\":\"\(day)\"", "\"asOf\":\"2020-02-29\""),
      ("\"program\":\"", "\"program\":\"0"),
      ("\"format\":2", "\"format\":1"), ("\"district\":", "\"territory\":"),
    ] {
      try cached.alter(old, to: new)
      #expect(try !cached.showsOverview(), "\(old)")
      try Disk.write(whole, to: file)
    }
    for place in stride(from: 0, to: whole.count, by: 97) {
      var bytes = whole
      bytes[place] ^= 1
      try Disk.write(bytes, to: file)
      #expect(try !cached.showsOverview(), "byte \(place)")
    }
    try Disk.write(whole, to: file)
    #expect(try cached.showsOverview())

    // A plan edited by hand, and a save by anybody.
    let plan = cached.office.registry + "/plans/ours.json"
    try Disk.write(Array("{}".utf8), to: plan)
    #expect(try !cached.showsOverview())
    Disk.remove(plan)
    try cached.office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    #expect(try !cached.showsOverview())
  }

  @Test func overview_afterTwoClerks_isThatOfTheLastSave() throws {
    let cached = try Cached()
    let (first, second) = (try cached.open(), try cached.open())
    try first.press(.three, .insert)
    try first.fill(["Name": "合唱团", "Tier": "2", "Community": "安居"])
    try first.save()
    try second.see("Urban 0.5")
    let gauges = second.gauges
    try first.leave()
    try second.leave()
    #expect(try cached.showsOverview())
    #expect(try cached.open().gauges == gauges)
  }

  @Test func readOnly_keepsNothing() throws {
    let cached = try Cached()
    try cached.open(["--read-only"]).leave()
    #expect(!Disk.exists(cached.directory))
    try cached.open(["--as-of", "2020-01-01"]).leave()
    #expect(!Disk.exists(cached.directory), "figures of another day are worth nothing tomorrow")
  }
}
