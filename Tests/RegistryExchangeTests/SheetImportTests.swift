@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import SheetLines
import Testing

@Suite("Importing sheets")
struct SheetImportTests: Importing {
  private func plan(
    _ kind: Kind, _ sheets: Sheets, _ registry: Registry, sheet: Import.Sheet? = nil
  ) -> ImportPlan {
    var order = Import(kind, into: registry.state, today: today)
    order.sheet = sheet
    return order.plan(.sheets(sheets))
  }

  private func organization(_ number: Int, _ plan: ImportPlan, _ registry: Registry) throws
    -> Organization
  {
    var after = registry
    try after.append(try #require(plan.changeSet))
    return try #require(after.state.organizations[number]?.record)
  }

  @Test("two header rows, merged cells, a total and notes: the rows of the table alone come in")
  func ledger() throws {
    let registry = try registry()
    let rows: [[SheetCell]] = [
      ["云溪区社区社会组织台账", .text("云溪区社区社会组织台账", origin: .left)],
      [],
      ["序号", "组织名称", "类型", "社区", "负责人", .text("负责人", origin: .left), "备案日期"],
      [
        .text("序号", origin: .above), .text("组织名称", origin: .above), .text("类型", origin: .above),
        .text("社区", origin: .above), "姓名", "电话", .text("备案日期", origin: .above),
      ],
      [.number("1"), "向阳合唱团", "备案", "文苑", "张三", .number("13812345678"), .date("2018-10-01")],
      [
        .number("2"), "晨光书画社", .text("备案", origin: .above), .text("文苑", origin: .above), "李四",
        .text("13812345679"), .number("43374"),
      ],
      ["合计", .empty, .empty, .empty, .number("2")],
      ["注：以上截至2018年底"],
    ]
    let plan = plan(.organization, Sheets(rows), registry)
    #expect(problems(plan) == [])
    #expect(plan.counts == .init(new: 2, skipped: 2))
    #expect(plan.rows.map(\.line) == [5, 6, 7, 8])
    #expect(plan.rows[2].outcome == .skipped(.total))
    #expect(plan.rows[3].outcome == .skipped(.note))
    let second = try organization(2, plan, registry)
    #expect(second.head == "李四")
    #expect(second.phone?.first?.description == "13812345679")
    #expect(second.community[today] == RecordID(.community, 3), "filled down from above")
    #expect(second.registeredOn?.description == "2018-10-01", "the days of a spreadsheet")
  }

  @Test("a number with one decimal place in a column of dates is asked about")
  func uncertainMonth() throws {
    let registry = try registry()
    let head: [SheetCell] = ["名称", "管理方式", "村居", "备案时间"]
    let cases: [(SheetCell, date: String, isAsked: Bool)] = [
      (.number("2018.1", shown: "2018.10"), "2018-10", true), (.number("2018.1"), "2018-01", true),
      (.text("2018.1"), "2018-01", false), (.text("2018.10"), "2018-10", false),
      (.number("2018.2"), "2018-02", false), (.text("民国107年10月1日"), "2018-10-01", false),
      (.text("2018-10-01 00:00:00"), "2018-10-01", false), (.number("2018"), "2018", false),
    ]
    for (cell, date, isAsked) in cases {
      let plan = plan(.organization, Sheets([head, ["甲", "备案", "文苑", cell]]), registry)
      #expect(plan.problems == [])
      #expect(plan.warnings.contains { $0.rule == RowValues.uncertain } == isAsked, "\(cell)")
      #expect(try organization(1, plan, registry).registeredOn?.description == date, "\(cell)")
    }
  }

  @Test("a month without its last zero is asked about in text, too")
  func monthsOfText() throws {
    let registry = try registry()
    for (text, isAsked) in [("2018.1", true), ("2018.01", false), ("2018.11", false)] {
      let file = "名称,管理方式,村居,备案时间\n甲,备案,文苑,\(text)\n"
      let plan = self.plan(.organization, file, registry)
      #expect(plan.problems == [])
      #expect(plan.warnings.contains { $0.rule == RowValues.uncertain } == isAsked, "\(text)")
    }
  }

  @Test("a line through a cell is nothing; units, and codes kept as numbers, are understood")
  func officeCells() throws {
    let registry = try registry()
    let file = """
      名称,管理方式,村居,社区编码,备案时间,成员数,开办资金,场地面积
      甲,备案,文苑,/,无,-,3万元,120㎡
      乙,备案,/,330199002002.0,——,12人,3,120.5平方米
      """
    let plan = self.plan(.organization, file, registry)
    #expect(problems(plan) == [])
    let (first, second) = (
      try organization(1, plan, registry), try organization(2, plan, registry)
    )
    #expect((first.registeredOn, first.members) == (nil, nil))
    #expect((first.capital?.text(.en), first.premisesArea?.text(.en)) == ("3", "120"))
    #expect((second.members, second.premisesArea?.text(.en)) == (12, "120.5"))
    #expect(second.community[today] == RecordID(.community, 3))
    // Of a number, 无 may be nought: a clerk says which.
    let doubtful = self.plan(
      .organization, "名称,管理方式,村居,成员数\n甲,备案,文苑,无\n", registry)
    #expect(doubtful.problems.map(\.column) == ["成员数"])
  }

  @Test(
    "a sheet has columns beyond its header, which are listed; a row of text that is too long is refused"
  )
  func beyondTheHeader() throws {
    let registry = try registry()
    let rows: [[SheetCell]] = [
      ["名称", "管理方式", "村居"], ["甲", "备案", "文苑"], ["乙", "备案", "文苑", .empty, "见附件"],
    ]
    let plan = plan(.organization, Sheets(rows), registry)
    #expect(problems(plan) == [])
    #expect(plan.counts == .init(new: 2))
    #expect(plan.file.columns.map(\.header) == ["名称", "管理方式", "村居", "#5"])
    let text = "名称,管理方式,村居\n甲,备案,文苑\n乙,备案,文苑,,见附件\n"
    #expect(self.plan(.organization, text, registry).counts == .init(new: 1, bad: 1))
  }

  @Test("the unit in a header is that of its bare numbers: yuan are not ten thousand yuan")
  func headerUnits() throws {
    let registry = try registry()
    let head = "名称,管理方式,村居,开办资金（元）,场地面积(平方米),成员数(人)\n"
    let plan = plan(
      .organization, head + "甲,备案,文苑,30000,120.5,30\n乙,备案,文苑,3万元,80,12\n", registry)
    #expect(problems(plan) == [])
    for (number, capital, area, members) in [(1, "3", "120.5", 30), (2, "3", "80", 12)] {
      let made = try organization(number, plan, registry)
      #expect(made.capital?.text(.en) == capital)
      #expect(made.premisesArea?.text(.en) == area)
      #expect(made.members == members)
    }
    let sheet = Sheets([
      ["名称", "管理方式", "村居", "开办资金(元)"], ["甲", "备案", "文苑", .number("50000", shown: "50,000.00")],
    ])
    let made = try organization(1, self.plan(.organization, sheet, registry), registry)
    #expect(made.capital?.text(.en) == "5")
    // A unit that the field does not know is no other number.
    let strange = self.plan(
      .organization, "名称,管理方式,村居,开办资金(美元)\n甲,备案,文苑,30000\n", registry)
    #expect(strange.problems.map(\.column) == ["开办资金(美元)"])
  }

  @Test("numbers are taken as the sheet holds them, codes as it shows them")
  func numbers() throws {
    let registry = try registry()
    let head: [SheetCell] = ["名称", "管理方式", "村居", "成员数", "开办资金", "备案号"]
    let row: [SheetCell] = [
      "甲", "备案", "文苑", .number("30", shown: "30.00"), .number("3.14159", shown: "3.14"),
      .number("12", shown: "0012"),
    ]
    var plan = plan(.organization, Sheets([head, row]), registry)
    #expect(
      problems(plan) == ["f.csv:2: 开办资金 \"3.14\": at most 4 decimal places"]
        || plan.problems.count == 1)
    let good: [SheetCell] = row.prefix(4) + [.number("3.1416", shown: "3.14"), row[5]]
    plan = self.plan(.organization, Sheets([head, good]), registry)
    #expect(problems(plan) == [])
    let made = try organization(1, plan, registry)
    #expect(made.members == 30)
    #expect(made.capital?.text(.en) == "3.1416")
    #expect(made.filingNumber == "0012")
    // Digits that are lost are nowhere in the file.
    let lost = self.plan(
      .organization, Sheets([head, ["甲", "备案", "文苑", "30人", .empty, .number("1.10105E+17")]]),
      registry)
    #expect(lost.problems.map(\.column) == ["备案号"])
    #expect(lost.rows[0].cells[5] == "1.10105E+17", "what is to be mended is there")
  }

  @Test("the sheet is the one that fits; where several do, it is asked")
  func sheets() throws {
    let registry = try registry()
    let fits: [[SheetCell]] = [["名称", "管理方式", "村居"], ["甲", "备案", "文苑"]]
    let other: [[SheetCell]] = [["说明"], ["本表由各街道填报"]]
    let one = Sheets(all: [.init(name: "说明", rows: other), .init(name: "台账", rows: fits)])
    let found = plan(.organization, one, registry)
    #expect(found.counts == .init(new: 1))
    #expect((found.file.sheets, found.file.sheet) == (["说明", "台账"], 1))
    let two = Sheets(all: [.init(name: "2017", rows: fits), .init(name: "2018", rows: fits)])
    let asked = plan(.organization, two, registry)
    #expect(
      asked.problems.map(\.reason.en) == ["several sheets fit; say which one is meant: 2017, 2018"])
    #expect(asked.file.sheets == ["2017", "2018"])
    for sheet in [Import.Sheet.named("2018"), .named("2"), .place(1)] {
      let plan = plan(.organization, two, registry, sheet: sheet)
      #expect((plan.counts, plan.file.sheet) == (.init(new: 1), 1))
    }
    let wrong = plan(.organization, two, registry, sheet: .named("2019"))
    #expect(wrong.problems.first?.reason.en == "the file has no such sheet; it has 2017, 2018")
    #expect(plan(.organization, two, registry, sheet: .named(" 2018 ")).file.sheet == 1)
    var text = Import(.organization, into: registry.state, today: today, source: "f.csv")
    text.sheet = .named("2018")
    #expect(text.plan(Array("名称\n甲\n".utf8)).problems.first?.value == "2018")
    // What is hidden is not meant, and the kind's own name tells.
    let hidden = Sheets(
      all: [.init(name: "旧", isHidden: true, rows: fits), .init(name: "新", rows: fits)])
    #expect(plan(.organization, hidden, registry).file.sheet == 1)
    let named = Sheets(
      all: [.init(name: "甲", rows: fits), .init(name: "社会组织", rows: fits)])
    #expect(plan(.organization, named, registry).file.sheet == 1)
  }

  @Test("a program that died in the middle, or says why it could not read, is one sentence")
  func broken() throws {
    struct Broken: SheetSource {
      let answer: [UInt8]
      func sheets() throws(Problem) -> [UInt8] { answer }
      func rows(of sheet: Int) throws(Problem) -> [UInt8] { answer }
    }
    let registry = try registry()
    let whole = try Sheets([["名称", "管理方式", "村居"], ["甲", "备案", "文苑"]]).sheets()
    for cut in 0..<whole.count {
      let plan = Import(.organization, into: registry.state, today: today)
        .plan(.sheets(Broken(answer: Array(whole.prefix(cut)))))
      #expect(plan.changeSet == nil)
      #expect(plan.problems.count == 1)
    }
    var lines = LineEncoder()
    SheetReading.problem(english: "it is a bomb", chinese: "炸弹").encode(into: &lines)
    let plan = Import(.organization, into: registry.state, today: today)
      .plan(.sheets(Broken(answer: lines.bytes)))
    #expect(plan.problems.map(\.reason.en) == ["it is a bomb"])
  }
}
