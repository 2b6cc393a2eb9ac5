import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The form of a purchase: amounts in words, sums below its tables, cells that are pasted.
@Suite struct PurchaseFormTests {
  private let purchase = RecordID(.purchase, 1)

  private func robot(_ language: Language = .en, rows: Int = 40) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      try SamplePurchases.added(to: sample.registry), plan: sample.plan, language: language,
      rows: rows, columns: 80, glyphs: .ascii)
    robot.type("6")
    return robot
  }

  private func form(_ language: Language = .en) throws -> Robot {
    var robot = try robot(language)
    robot.press(.control("e"))
    return robot
  }

  private func cell(_ robot: Robot, _ table: Int, _ key: String, row: Int) -> String? {
    guard let rows = robot.form?.content.tables[table].rows, rows.indices.contains(row),
      let field = rows[row].kind.schema[key]
    else { return nil }
    return rows[row].record.text(field, on: SampleDistrict.today, .en)
  }

  @Test func `the list shows the amount and what is paid of it, the pane the rows`() throws {
    let robot = try robot()
    #expect(robot.cursorRow.contains("1,050,000.00     30 "), "\(robot)")
    #expect(robot.shows("Lines 2") && robot.shows("Instalments 2"), "\(robot)")
  }

  @Test func `an amount is told in capitals while it is typed`() throws {
    var robot = try form(.chinese)
    #expect(robot.row(of: "合同金额").contains("壹佰零伍万元整"), "\(robot)")
    robot.press(.escape, .insert)
    try robot.fill("amount", "72500.5")
    #expect(robot.row(of: "合同金额").contains("柒万贰仟伍佰元零伍角"), "\(robot)")
  }

  @Test func `F4 offers the office, its towns and what others have, to be chosen by pinyin`() throws
  {
    var robot = try robot(.chinese)
    robot.press(.insert)
    try robot.go(to: "purchaser")
    robot.press(.function(4))
    let office = try #require(robot.head.office.name)
    #expect(robot.textAtCursor.contains(office), "\(robot)")
    #expect(robot.shows("清岗街道"), "\(robot)")
    try robot.choose("清岗街道", "清岗街道")
    #expect(robot.value(of: "purchaser") == "清岗街道", "\(robot)")
    // A name is the record's own.
    try robot.go(to: "name")
    robot.press(.function(4))
    #expect(robot.form != nil && !robot.message.isEmpty, "\(robot)")
    try robot.go(to: "catalogueItem")
    robot.press(.function(4))
    #expect(
      robot.head.texts(
        offeredBy: Purchase.kindSchema["catalogueItem"]!, of: .purchase,
        on: SampleDistrict.today
      ).allSatisfy { robot.shows($0) }, "\(robot)")
  }

  @Test func `the next payment is recorded in its cell, and its day pays the whole`() throws {
    var robot = try robot()
    robot.press(.function(2))
    try robot.choose("Record the next payment ..", "登记下一笔付款 ..")
    let row = try #require(robot.form?.content.place?.row)
    #expect(cell(robot, 1, "due", row: row) == "2026-12-01", "\(robot)")
    robot.type(".")
    robot.press(.control("s"))
    #expect(cell(robot, 1, "paid", row: row) == nil && robot.form == nil, "\(robot)")
    let payments = try #require(
      robot.head.payments(of: purchase, on: SampleDistrict.today))
    #expect(payments.paid == (try Yuan(text: "1050000")) && payments.due == nil)
    // Nothing is left to be paid.
    robot.press(.function(2))
    #expect(robot.row(of: "Record the next payment").contains("no instalment is open"), "\(robot)")
  }

  @Test func `a contract is signed by one act, from the day it was signed on`() throws {
    var robot = try robot()
    let planned = try #require(
      robot.head.purchases.inUse.first { $0.record.status[SampleDistrict.today] == .planned }?.id)
    robot.type("CG-2026")
    robot.press(.function(2))
    try robot.choose("Sign the contract ..", "签订合同 ..")
    // A status, a method and full dates move on by themselves.
    robot.type("3XS-2026-031")
    robot.press(.down, .down)
    robot.type("北京助残中心")
    robot.press(.down, .down)
    robot.type("4198000")
    robot.press(.tab)
    robot.type("2026-11-202026-12-012027-11-30")
    robot.press(.control("s"))
    let purchase = try #require(robot.head.purchases[planned.number]?.record, "\(robot)")
    #expect(
      purchase.status["2026-11-19"] == .planned && purchase.status["2026-11-20"] == .contracted)
    #expect(purchase.amount["2026-11-19"] == nil, "\(robot)")
    #expect(purchase.number == "XS-2026-031", "\(robot)")
  }

  @Test func `Enter behind the last row opens the next, and in an empty one leaves the table`()
    throws
  {
    var robot = try form()
    try robot.goToTable("Lines", "明细")
    let count = { (robot: Robot) in robot.form?.content.tables[0].rows.count }
    var presses = 0
    while count(robot) == 2, presses < 20 {
      robot.press(.enter)
      presses += 1
    }
    #expect(count(robot) == 3 && robot.form?.content.place?.row == 2, "\(robot)")
    robot.press(.enter)
    #expect(count(robot) == 2 && robot.form?.content.place?.table == 1, "\(robot)")
  }

  @Test func `the supplier's standing is told beside it`() throws {
    let robot = try form()
    #expect(robot.row(of: "Supplier").contains("active"), "\(robot)")
  }

  @Test func `below the lines is their sum, beside the amount`() throws {
    var robot = try form()
    #expect(robot.row(of: "Sum = Amount").contains("1,050,000.00"), "\(robot)")
    try robot.goToTable("Lines", "明细")
    for _ in 0..<2 { robot.press(.enter) }
    robot.type("80")
    #expect(robot.row(of: "Sum, 25,000.00 short").contains("1,025,000.00"), "\(robot)")
    #expect(cell(robot, 0, "amount", row: 0) == "500,000.00")
  }

  @Test func `an amount that follows is passed over, and not saved`() throws {
    var robot = try form()
    try robot.goToTable("Lines", "明细")
    robot.press(.insert)
    for text in ["督导", "次", "2", "100"] {
      robot.type(text)
      robot.press(.enter)
    }
    #expect(robot.form?.editor.field.key != "amount", "\(robot)")
    robot.press(.control("s"))
    let made = robot.saved.last?.changes.first { $0.isNew }
    #expect(made?.after("quantity") == "2" && made?.after("amount") == nil, "\(robot)")
    #expect(robot.head.lines[3]?.record.total?.description == "200.00")
  }

  @Test func `lines copied from a spreadsheet fill cells and make rows, in one step`() throws {
    var robot = try form()
    try robot.goToTable("Lines", "明细")
    robot.press(.insert)
    robot.send(.paste("督导\t次\t2\t1,000.50\n培训\t场\t3\t500\n"))
    #expect(robot.message == "pasted into 2 rows. Ctrl-Z undo", "\(robot)")
    #expect(cell(robot, 0, "service", row: 2) == "督导")
    #expect(cell(robot, 0, "amount", row: 2) == "2,001.00")
    #expect(cell(robot, 0, "service", row: 3) == "培训")
    #expect(cell(robot, 0, "amount", row: 3) == "1,500.00")
    robot.press(.control("z"))
    #expect(robot.form?.content.tables[0].rows.count == 3)
    #expect(cell(robot, 0, "service", row: 2) == "")
  }

  @Test func `one line going down fills a column, what cannot be read is told`() throws {
    var robot = try form()
    try robot.goToTable("Lines", "明细")
    for _ in 0..<3 { robot.press(.enter) }
    robot.send(.paste("6000\nabc"))
    #expect(cell(robot, 0, "price", row: 0) == "6,000.00")
    #expect(robot.form?.content.blocking.contains { $0.field.key == "price" } == true, "\(robot)")
    #expect(robot.form?.content.tables[0].rows.count == 2)
  }

  @Test func `in a text field the lines of a paste are one, and a long one is for an import`()
    throws
  {
    var robot = try form()
    try robot.fill("note", "")
    robot.send(.paste("甲\t乙\n丙"))
    #expect(robot.value(of: "note") == "甲 乙 丙")
    try robot.goToTable("Lines", "明细")
    robot.send(.paste(String(repeating: "1\n", count: FormEditor.mostPasted + 1)))
    #expect(robot.message.contains("too many"), "\(robot)")
    #expect(robot.form?.content.tables[0].rows.count == 2)
  }

  @Test func `what is paid is proposed with the day, the year goes on from the row above`() throws {
    var robot = try form()
    try robot.goToTable("Instalments", "付款")
    robot.press(.insert)
    robot.type("9")
    robot.type("20261120")
    robot.type("1000")
    let row = try #require(robot.form?.content.tables[1].rows.last)
    let completed = row.completed(robot.state.context) as? Instalment
    #expect(completed?.budgetYear == 2026 && completed?.fundingSource == .budget, "\(robot)")
    #expect(completed?.paid == nil)
    robot.press(.enter)
    robot.type("20261121")
    let paid =
      robot.form?.content.tables[1].rows.last?.completed(robot.state.context) as? Instalment
    #expect(paid?.paid?.description == "1000.00", "\(robot)")
  }

  @Test func `a payment that only a colleague's makes too much names both`() throws {
    var robot = try form()
    try robot.goToTable("Instalments", "付款")
    robot.press(.down)
    for _ in 0..<3 { robot.press(.enter) }
    robot.type("20261120")
    var other = Instalment()
    (other.purchase, other.amount) = (purchase, try Yuan(text: "50000"))
    (other.paid, other.paidOn) = (other.amount, CivilDate(year: 2026, month: 11, day: 2))
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.instalment, -1), isNew: true, other.settings(from: nil))]),
      isHeard: false)
    robot.press(.control("s"))
    #expect(robot.head.instalments.all.filter { $0.record.paid != nil }.count == 3)
    let told = robot.message
    #expect(
      told.contains("735,000.00 on 2026-11-20") && told.contains("50,000.00 on 2026-11-02"),
      "\(told)")
  }

  @Test func `the bin lists the purchase, and not what went with it`() throws {
    var robot = try robot()
    try robot.colleagueSaves(ChangeSet([Change(purchase, [.binned(from: nil, to: "误")])]))
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    #expect(robot.cursorRow.contains("助老社工") && !robot.shows("Instalment"), "\(robot)")
  }
}

extension Robot {
  fileprivate mutating func goToTable(_ en: String, _ chinese: String) throws {
    press(.control("g"))
    try choose(en, chinese)
  }
}
