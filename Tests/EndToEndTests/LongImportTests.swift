import Testing

/// A file so long that reading it takes a while: the program goes on answering keys.
@Suite struct LongImportTests {
  private static let header = "名称,管理方式,社区,备案编号\n"

  private func file(of rows: Int, in office: Office) throws -> String {
    let text = (1...rows).map { "第\($0)号合唱团,备案,m\($0 % 3 + 1),F-\($0)\n" }.joined()
    let path = office.directory + "/long.csv"
    try Disk.write(Array((Self.header + text).utf8), to: path)
    return path
  }

  /// The prompt for a file of organizations.
  private func asked(_ office: Office, for path: String) throws -> Clerk {
    let clerk = try Clerk(office, .english)
    try clerk.press(.f9, .two, .two)
    try clerk.see("The file, or paste a table")
    try clerk.type(path)
    try clerk.press(.enter)
    return clerk
  }

  @Test func reading_showsHowFarItIs_answersKeys_andIsGivenUpWithEsc() throws {
    let office = try SmallDistrict.office()
    let clerk = try asked(office, for: try file(of: 60_000, in: office))
    try clerk.see("of 60002 lines")
    // Help is drawn over the reading, and closed again.
    clerk.terminal.send(Press.f1.rawValue)
    try clerk.see("Leave without importing")
    clerk.terminal.send(Press.escape.rawValue)
    try clerk.see("of 60002 lines")
    clerk.terminal.send(Press.escape.rawValue)
    try clerk.wait("the Overview") { !$0.contains("Import Organizations") }
    #expect(try office.run("list", "organizations", "--json").output == "[]\n")
    try clerk.leave()
  }

  @Test func aWrongPath_isPutRightWhereItWasTyped() throws {
    let office = try SmallDistrict.office()
    let path = try file(of: 3, in: office)
    let clerk = try asked(office, for: path + "x")
    try clerk.see("The file, or paste a table")
    try clerk.see("No such file")
    try clerk.press(.backspace, .enter)
    try clerk.see("New 3")
    try clerk.press(.save)
    try clerk.see("imported: 3 records")
    try clerk.leave()
  }

  @Test func aLongImportByCommand_endsWithACheckpoint() throws {
    let office = try SmallDistrict.office()
    try office.succeed("import", "organizations", try file(of: 3000, in: office))
    let records = try #require(Disk.read(office.registry + "/organizations.json"))
    #expect(String(decoding: records, as: UTF8.self).contains("\"count\":3000"))
    #expect(try office.run("check").code == 0)
  }
}
