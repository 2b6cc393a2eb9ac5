import Testing

/// Anything in three keys: scenarios 2, 3 and 4, on the real district where its names are.
@Suite(.serialized) struct FindTests {
  /// An office with names that are hard to type.
  private func office() throws -> Office {
    let office = try RealDistrict.office() ?? SmallDistrict.office()
    try office.add("community", "code=110105099001", "name=安居社区居委会", "townName=测试街道办事处")
    try office.add("community", "code=110105099002", "name=重庆路社区居委会", "townName=测试街道办事处")
    for name in ["度家互助社", "安居互助社", "安菊互助社"] {
      try office.add("organization", "name=\(name)", "tier=备案", "community=110105099002")
    }
    try office.add("worker", "name=单雄")
    return office
  }

  /// The lines that were found, without their frame.
  private func lines(_ clerk: Clerk) -> [String] {
    clerk.screen.rows.compactMap { row in
      let line = row.drop { " >".contains($0) }
      return line.first.map { $0.isASCII && $0.isNumber } == true ? String(line) : nil
    }
  }

  /// Opens find, types, and closes it again.
  private func found(_ typed: String, _ clerk: Clerk) throws -> [String] {
    try clerk.press(.f3)
    try clerk.type(typed)
    // The index may still be in the making.
    try clerk.see("> \(typed)")
    let lines = lines(clerk)
    try clerk.press(.escape)
    return lines
  }

  @Test func pinyin_initials_heteronyms_andSurnames() throws {
    let clerk = try Clerk(try office())
    let first = try #require(try found("ajsq", clerk).first)
    #expect(first.contains("1 [安居]") && first.contains("首字母"), "\(first)")
    for typed in ["cqlsq", "zqlsq"] {
      #expect(try found(typed, clerk).contains { $0.contains("[重庆路]") }, "\(typed)")
    }
    #expect(try found("@sx", clerk).contains { $0.contains("[单雄]") }, "read as Shan")
    try clerk.press(.f3)
    try clerk.type("sx")
    try clerk.see("> sx")
    while !clerk.cursorRow.contains("[单雄]") { try clerk.press(.down) }
    try clerk.press(.enter)
    #expect(clerk.screen.row(0).contains("单雄"))
  }

  @Test func fullPinyin_halfTyped_syllableEdges_andExactTextFirst() throws {
    let clerk = try Clerk(try office())
    let first = try ["anju", "an'ju", "an ju", "ANJU", "ａｎｊｕ"].map { try found($0, clerk).first }
    #expect(first[0]?.contains("[安居]") == true, "\(first)")
    #expect(Set(first).count == 1, "\(first)")
    #expect(try !found("oa", clerk).contains { $0.contains("度") })
    #expect(try found("du", clerk).contains { $0.contains("[度]家互助社") })
    let typed = try found("安居互助", clerk)
    #expect(typed.first?.contains("[安居互助]社") == true, "\(typed)")
    let alike = try #require(typed.firstIndex { $0.contains("[安菊互助]社") && $0.contains("同音") })
    #expect(alike > 0)
  }

  @Test func inputMethod_leftOn() throws {
    let clerk = try Clerk(try office())
    try clerk.press(.three)
    try clerk.type("？")
    #expect(clerk.screen.row(0).contains("帮助: "))
    try clerk.press(.escape)
    try clerk.type("／")
    #expect(clerk.screen.contains("最近打开") || clerk.screen.contains("功能"))
    try clerk.type("＞帮助")
    #expect(clerk.screen.contains("查找: 命令"))
    try clerk.press(.enter)
    #expect(clerk.screen.row(0).contains("帮助: "), "the command was pressed where find was opened")
    try clerk.press(.escape)
    try clerk.type("／安居")
    try clerk.press(.down)
    try clerk.type("１")
    #expect(clerk.screen.row(0).contains("安居"))
    try clerk.press(.escape)
    try clerk.type("１")
    #expect(clerk.screen.row(0).contains("1 总览"))
    try clerk.type("４")
    try clerk.press(.insert)
    try clerk.fill(["姓名": "解珍", "证件号码": "１１０１０５１９４９１２３１００２ｘ"])
    try clerk.save()
    #expect(try found("@jz", clerk).contains { $0.contains("[解珍]") })
    #expect(try found("@xz", clerk).contains { $0.contains("[解珍]") }, "read as Xie")
    #expect(try found("#002X", clerk).first?.contains("***[002X]") == true)
  }

  @Test func fromAForm_andBack() throws {
    let clerk = try Clerk(try office())
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "新互助会"])
    try clerk.press(.left)
    let before = (clerk.body, clerk.screen.cursor)
    try clerk.press(.f3)
    try clerk.type("cqlsq")
    try clerk.press(.enter)
    try clerk.see("> 重庆路")
    try clerk.press(.escape)
    #expect(clerk.body == before.0)
    #expect(clerk.screen.cursor == before.1)
  }
}
