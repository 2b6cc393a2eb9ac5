import Testing

/// Pasted text only ever enters a text field.
@Suite(.serialized) struct PasteTests {
  /// About 5 KB with whatever other programs take for commands.
  private static let stray = String(
    repeating: "quit? d dd :q! yes y delete 3 0 rm\r", count: 150)

  @Test func bracketedPaste_whereNothingIsTyped_isRefusedInALine() throws {
    let office = try SmallDistrict.office()
    let before = try office.contents()
    let clerk = try Clerk(office)
    try clerk.wait("all is counted") { !$0.contains("正在统计 ..") }
    let screen = clerk.body.dropLast(3)
    try paste("\u{1B}[200~\(Self.stray)\u{1B}[201~", clerk)
    try clerk.see("只能粘贴到文本框")
    #expect(clerk.body.dropLast(3) == screen, "nothing else moved")
    try clerk.leave()
    #expect(try office.contents() == before)
  }

  @Test func bracketedPaste_inAList_filtersIt() throws {
    let office = try SmallDistrict.office()
    let before = try office.contents()
    let clerk = try Clerk(office)
    try clerk.press(.two)
    try paste("\u{1B}[200~\(Self.stray)\u{1B}[201~", clerk)
    try clerk.see("文字过长：此处最多 4096 个字符")
    try paste("\u{1B}[200~\(Self.stray.prefix(3500))\u{1B}[201~", clerk)
    try clerk.see("quit? d dd :q!")
    try clerk.leave()
    #expect(try office.contents() == before)
  }

  @Test func bareTextInAList_saysNothingToTheRegistry() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=quit社", "tier=备案", "community=m1")
    let before = try office.contents()
    let clerk = try Clerk(office)
    try clerk.press(.three)
    try paste(Self.stray, clerk)
    try clerk.leave()
    #expect(try office.contents().filter { !$0.key.hasPrefix("drafts/") } == before)
  }

  @Test func pasteIntoAField_isItsText_inOneLine() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.three, .insert)
    try clerk.goTo("名称")
    try clerk.type("\u{1B}[200~安居\n合唱团\u{1B}[201~")
    #expect(clerk.fieldLabel == "名称")
    #expect(clerk.cursorRow.contains("安居 合唱团"), "\(clerk.cursorRow)")
    #expect(try office.run("list", "organizations").code == 1)
  }

  /// A terminal takes a few hundred bytes at a time.
  private func paste(_ text: String, _ clerk: Clerk) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      clerk.terminal.send(bytes: Array(rest.prefix(512)))
      rest = rest.dropFirst(512)
      try clerk.terminal.waitUntilIdle()
    }
  }
}
