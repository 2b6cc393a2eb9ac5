import Testing

/// Keys as Chinese input methods and odd terminals send them.
@Suite(.serialized) struct KeyTests {
  @Test func fullWidthSignsAndDigits_actAsTheirTwins() throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.two)
    try clerk.type("？")
    #expect(clerk.screen.row(0).contains("帮助: "))
    try clerk.press(.escape)
    try clerk.type("／")
    #expect(clerk.screen.contains("查找"))
    #expect(clerk.screen.contains("功能"), "the box of find lists the work areas")
    try clerk.press(.escape)
    try clerk.type("１")
    #expect(clerk.screen.row(0).contains("1 总览"))
    try clerk.type("３")
    #expect(clerk.screen.row(0).contains("3 社会组织"))
  }

  @Test func fullWidthIDNumber_isStoredInASCII() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office)
    try clerk.press(.four, .insert)
    try clerk.fill(["姓名": "李强", "证件号码": "１１０１０５１９４９１２３１００２ｘ"])
    try clerk.save()
    let journal = String(decoding: Disk.read(office.journal)!, as: UTF8.self)
    #expect(journal.contains("11010519491231002X"))
  }

  @Test func escClosesABox_andTheDigitAfterItIsADigit() throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.f9)
    #expect(clerk.screen.contains("导入名单"))
    try clerk.press(.escape)
    #expect(!clerk.screen.contains("导入名单"))
    try clerk.press(.three)
    #expect(clerk.screen.row(0).contains("3 社会组织"))
  }

  @Test(arguments: ["\u{1B}3", "\u{1B}OR", "\u{1B}[13~", "\u{18}3", "/", "／"])
  func everyWayToF3_opensFind(_ keys: String) throws {
    let clerk = try Clerk(try SmallDistrict.office())
    #expect(!clerk.screen.contains("功能"))
    try clerk.type(keys)
    #expect(clerk.screen.contains("功能"))
  }

  @Test func typingInAList_filters_andNoLetterIsACommand() throws {
    let office = try SmallDistrict.office()
    let before = try office.contents()
    let clerk = try Clerk(office)
    try clerk.press(.two)
    for letter in "qdxyQDXY+-=_;,.!@#$%^&()~" { try clerk.type(String(letter)) }
    #expect(clerk.screen.row(0).contains("2 社区"), "still here")
    try clerk.press(.escape)
    try clerk.type("永丰")
    #expect(clerk.screen.contains("1/3"))
    try clerk.leave()
    #expect(try office.contents() == before)
  }
}
