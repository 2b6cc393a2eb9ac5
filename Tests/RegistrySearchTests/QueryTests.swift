import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

/// The numbers of the organizations a query finds in the small district.
func found(
  _ text: String, _ kind: Kind = .organization, in district: SmallDistrict? = nil,
  on day: CivilDate? = nil
) throws -> [Int] {
  let district = try district ?? SmallDistrict()
  let search = SearchMemo.reading()
  let query = try search.query(text, kind)
  return search.find(query, in: district.state, on: day ?? district.day).ids.map(\.number).sorted()
}

@Suite("What queries find")
struct QueryTests {
  @Test(
    "words",
    arguments: [
      ("", [1, 2, 3, 4, 5]), ("   ", [1, 2, 3, 4, 5]), ("\"\"", [1, 2, 3, 4, 5]), ("互助", [1]),
      ("安居", [1, 2]), ("2018-412", [1]), ("２０１８－４１２", [1]), ("handy", [3]), ("ＨＡＮＤＹ", [3]),
      ("\"handy helpers\"", [3]), ("helpers handy", [3]), ("“handy helpers”", [3]),
      ("\"helpers handy\"", []), ("müller", [4]), ("安居 合唱", [2]), ("火星", []), ("-安居", [3, 4, 5]),
      ("-安居 -志愿", [4, 5]), ("\"-412\"", [1]), ("-", [1]), ("-\"安居 x\"", [1, 2, 3, 4, 5]),
      ("\"tier:filed\"", []), ("10:30", []), ("安居 \"合唱", [2]), ("\u{200B}", [1, 2, 3, 4, 5]),
      ("-\u{200B}", [1, 2, 3, 4, 5]), (":合唱", []), ("安\u{AD}居", [1, 2]), ("安\u{200D}居", [1, 2]),
    ])
  func words(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test("words do not run from one value into the next")
  func seams() throws {
    // 合唱团 is followed by 安居, its home.
    #expect(try found("团安") == [])
    #expect(try found("会2018") == [])
  }

  @Test(
    "choices by number, word and either name; a whole name before its part",
    arguments: [
      ("tier:filed", [1, 2, 5]), ("tier:2", [1, 2, 5]), ("tier:备案", [1, 2, 5]),
      ("TIER:FILED", [1, 2, 5]),
      ("管理方式:备案", [1, 2, 5]), ("管理方式：备案", [1, 2, 5]), ("Tier:fil", [1, 2, 5]), ("方式:登", [4]),
      ("tier:filed,ledger", [1, 2, 3, 5]), ("tier:备案，台账", [1, 2, 3, 5]), ("-tier:filed", [3, 4]),
      ("class:文体", [2]), ("class:cultureSport", [2]), ("class:4", [2]),
      ("class:\"culture and sport\"", [2]),
      ("class:", [1, 3, 4, 5]), ("-class:", [2]), ("services:慈善", [1]), ("services:1", [1]),
      ("status:注销", [4, 5]), ("status:注销中", [4]), ("status:deregistered", [5]),
      ("status:de", [4, 5]),
      ("status:deregister", [4, 5]), ("rating:3A", [4]), ("rating:3", [4]), ("rating:>3A", [5]),
      ("rating:1A..3A", [4]), ("rating:<=5", [4, 5]),
    ])
  func choices(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test("a nought with decimals, which files hold as text, is nothing")
  func decimalNought() throws {
    var district = try SmallDistrict()
    var (none, some) = (Community(), Community())
    none.facilityArea = Dated(try SquareMetres(text: "0.00"))
    some.facilityArea = Dated(try SquareMetres(text: "0.50"))
    try district.add([none, some])
    let numbers = { (text: String) in
      let query = try SearchMemo().query(text, .community)
      return SearchMemo().find(query, in: district.state, on: district.day).ids.map(\.number)
    }
    let last = try #require(try numbers("").last)
    #expect(try numbers("!facilityArea").filter { $0 >= last - 1 } == [last])
    #expect(try numbers("-!facilityArea").contains(last - 1))
  }

  @Test("what is asked twice is asked once")
  func repetition() throws {
    let query = try SearchMemo.reading().query(
      "安居 安居 -合唱 -合唱 tier:filed,filed tier:filed,filed", .organization)
    #expect(query.words == ["安居"] && query.unwanted == ["合唱"] && query.terms.count == 1)
    #expect(query.terms.first?.condition.sought.count == 1)
  }

  @Test(
    "pinyin of a whole name means that one, as the name itself does; else all it is found in",
    arguments: [
      ("shgzs", "社会工作师"), ("SHEHUIGONGZUOSHI", "社会工作师"), ("社会工作师", "社会工作师"),
      ("zlshgzs", "助理社会工作师"), ("gzs", "助理社会工作师,社会工作师,高级社会工作师"),
    ])
  func wholePinyin(typed: String, meant: String) throws {
    let query = try SearchMemo.reading().query("社工证:\(typed)", .worker)
    #expect(query.text(.chinese) == "社工证:\(meant)")
  }

  @Test("居委会 does not mean 类似居委会")
  func committee() throws {
    var district = try SmallDistrict()
    var like = Community()
    like.committee = Dated(.residentLike)
    try district.add([like])
    let numbers = { (text: String) in
      let query = try SearchMemo().query(text, .community)
      return SearchMemo().find(query, in: district.state, on: district.day).ids.map(\.number)
    }
    #expect(try numbers("committee:居委会") == [1])
    #expect(try numbers("committee:resident-like") == [3])
    #expect(try numbers("committee:类似") == [3])
    #expect(try numbers("area:urban") == [1, 3])
  }

  @Test(
    "whole numbers and decimals",
    arguments: [
      ("members:42", [1]), ("members:10..50", [1]), ("members:9..42", [1, 2]),
      ("members:..42", [1, 2]),
      ("members:42..", [1, 3]), ("members:..", [1, 2, 3]), ("members:<42", [2]),
      ("members:<=42", [1, 2]),
      ("members:>42", [3]), ("members:>=42", [1, 3]), ("members:＞９", [1, 3]),
      ("members:9,100", [2, 3]),
      ("-members:10..50", [2, 3, 4, 5]), ("members:", [4, 5]), ("成员数:042", [1]),
      ("capital:3.5", [1]), ("capital:3.50", [1]), ("capital:<10", [1]),
      ("capital:>3.4999", [1, 3]),
    ])
  func numbers(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test(
    "dates: a month or year as a bound holds all its days",
    arguments: [
      ("registered:2016-05-01", [1]), ("registered:2016", [1]), ("registered:2017", [2, 3]),
      ("registered:2017-11", [3]), ("registered:2016年5月1日", [1]), ("registered:20160501", [1]),
      ("registered:2016..2017", [1, 2, 3]), ("registered:..2016", [1]), ("registered:2018..", [4]),
      ("registered:<2017", [1]), ("registered:<=2017", [1, 2, 3]), ("registered:>2017", [4]),
      ("registered:>=2017", [2, 3, 4]), ("registered:>=2017-02", [2, 3, 4]),
      ("registered:2017-01..2017-11", [3]), ("registered:<2017-12", [1, 3]),
      ("registered:2017-12-31..", [2, 4]),
      ("registered:<2018-01-01", [1, 2, 3]),
      ("registered:2016,2018", [1, 4]), ("registered:", [5]), ("until:<2027-01-01", [3]),
      ("until:>2020", []),
    ])
  func dates(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test("in ranges a date known by its year is where figures count it: a last day is the first")
  func lastDays() throws {
    var worker = Worker()
    worker.startedOn = "2018"
    worker.leftOn = "2019"
    var organization = Organization()
    organization.certificateUntil = "2021-05"
    var district = try SmallDistrict()
    try district.add([worker, organization])
    let changed = district
    let kept = { try found($0, $1, in: changed) }
    #expect(try kept("startedOn:>=2018-12-31", .worker) == [3])
    #expect(try kept("startedOn:<2018-12-31", .worker) == [])
    #expect(try kept("leftOn:<=2019-01-01", .worker) == [3])
    #expect(try kept("leftOn:>2019-01-01", .worker) == [])
    #expect(try kept("until:<2021-05-02", .organization) == [3, 6])
  }

  @Test(
    "yes and no in all their words",
    arguments: [
      ("partyBranch:yes", [1]), ("partyBranch:是", [1]), ("党组织:有", [1]), ("partyBranch:1", [1]),
      ("partyBranch:TRUE", [1]), ("partyBranch:no", [3]), ("partyBranch:否", [3]),
      ("-partyBranch:yes", [2, 3, 4, 5]),
      ("partyBranch:", [2, 4, 5]),
    ])
  func flags(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test(
    "references by id, code, short and full name",
    arguments: [
      ("community:m1", [1, 2]), ("community:M2", [3, 4]), ("community:安居", [1, 2]),
      ("社区:安居社区居委会", [1, 2]), ("community:110105001201", [3, 4]), ("community:", [5]),
      ("community:m", []), ("-community:m1", [3, 4, 5]), ("community:安居,肖村", [1, 2, 3, 4]),
    ])
  func references(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test("texts and codes in part")
  func texts() throws {
    #expect(try found("name:互助") == [1])
    #expect(try found("name:\"handy helpers\"") == [3])
    #expect(try found("note:19:30") == [2])
    #expect(try found("filing:2018") == [1])
    #expect(try found("filing:2018-400..2018-500") == [1])
    #expect(try found("phone:#1612", .worker) == [1, 2])
    #expect(try found("code:110105001", .community) == [1, 2])
    #expect(try found("townCode:110105001000", .community) == [1, 2])
    #expect(try found("sex:女", .worker) == [1, 2])
    #expect(try found("birthDate:1949", .worker) == [1, 2])
    #expect(try found("share:50.5", .assignment) == [1])
  }

  @Test("urban and rural by the home community")
  func area() throws {
    #expect(try found("area:urban") == [1, 2])
    #expect(try found("area:rural") == [3, 4])
    #expect(try found("-area:urban") == [3, 4, 5])
    #expect(try found("城乡：农村", .community) == [2])
    #expect(try found("area:农村", .assignment) == [1])
    #expect(try found("area:urban", .worker) == [])
  }

  @Test("values hold as of the day asked for")
  func asOf() throws {
    #expect(try found("status:dormant") == [2])
    #expect(try found("status:dormant", on: "2020-02-29") == [])
    #expect(try found("status:active", on: "2020-02-29") == [1, 2, 3])
  }

  @Test("all terms must hold")
  func together() throws {
    #expect(try found("安居 tier:filed -status:dormant members:10..50 area:urban") == [1])
    #expect(try SearchMemo().query(" ", .worker).isEmpty)
    #expect(try !SearchMemo().query("a", .worker).isEmpty)
  }
}
