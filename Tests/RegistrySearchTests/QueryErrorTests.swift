import RegistryModel
import Testing

@testable import RegistrySearch

@Suite("Queries that cannot be read")
struct QueryErrorTests {
  private func error(_ text: String, _ kind: Kind = .organization) -> QueryError? {
    do throws(QueryError) {
      _ = try SearchMemo.reading().query(text, kind)
      return nil
    } catch { return error }
  }

  @Test(
    "an unknown field is named, with its place, and what may be meant",
    arguments: [
      ("安居 colour:red", 3, "no field colour in Organizations", "社会组织没有字段 colour"),
      (
        "-colour:red", 1, "no field colour in Organizations", "社会组织没有字段 colour"
      ),
      (
        "\"a b\" \"new colour\":red", 6, "no field new colour in Organizations",
        "社会组织没有字段 new colour"
      ),
      (
        "teir:filed", 0, "no field teir in Organizations; did you mean tier?",
        "社会组织没有字段 teir，是否指 管理方式?"
      ),
      (
        "安居 membres:5", 3, "no field membres in Organizations; did you mean members?",
        "社会组织没有字段 membres，是否指 成员数?"
      ),
      (
        "zt:dormant", 0, "no field zt in Organizations; did you mean status?",
        "社会组织没有字段 zt，是否指 状态?"
      ),
      (
        "!problem", 1, "no field problem in Organizations; did you mean problems?",
        "社会组织没有字段 problem，是否指 问题?"
      ),
      ("社工：0", 0, "no field 社工 in Organizations", "社会组织没有字段 社工"),
      ("x:y", 0, "no field x in Organizations", "社会组织没有字段 x"),
      ("!缺", 1, "no field 缺 in Organizations", "社会组织没有字段 缺"),
      (
        "信用:9", 0, "no field 信用 in Organizations; did you mean uscc?",
        "社会组织没有字段 信用，是否指 信用代码?"
      ),
      (
        "管理方法:备案", 0, "no field 管理方法 in Organizations; did you mean tier?",
        "社会组织没有字段 管理方法，是否指 管理方式?"
      ),
    ])
  func unknownField(text: String, offset: Int, en: String, chinese: String) {
    let found = error(text)
    #expect(found?.offset == offset)
    #expect(found?.words == Words(en, chinese))
  }

  @Test("a query without end is refused before anything is looked for, and says where")
  func tooLong() {
    let many = (0..<70).map { "-\($0)" }.joined(separator: " ")
    #expect(error(many)?.offset == 246)
    #expect(error(String(repeating: "安", count: 4097))?.offset == 4096)
    #expect(error(String(repeating: "安", count: 4096)) == nil)
    #expect(error(String(repeating: "-a ", count: 1000)) == nil)
  }

  @Test(
    "a value its field cannot have is a sentence that points at it, not an empty list",
    arguments: [
      ("area:moon", 5, "Urban or rural: must be one of: 1 urban, 2 rural"),
      ("x tier:gold", 7, "Tier: must be one of: 1 registered, 2 filed, 3 ledger"),
      ("tier:filed,gold", 11, "Tier: must be one of"),
      ("tier:备案、金", 8, "Tier: must be one of"),
      ("members:many", 8, "Members: must have only digits, with a point"),
      ("members:5..abc", 11, "Members: must have only digits, with a point"),
      ("members:<", 9, "Members: must have only digits, with a point"),
      ("members:>=", 10, "Members: must have only digits, with a point"),
      ("members:-5", 8, "Members: must not be below zero"),
      ("members:,", 8, "Members: must have at least one value"),
      ("members:99999999999999999999", 8, "Members: at most 10 digits before the point"),
      ("registered:soon", 11, "Registered on: write a date as YYYY-MM-DD"),
      ("registered:2020-02-30", 11, "Registered on: this date does not exist"),
      ("partyBranch:maybe", 12, "Party branch: must be yes or no"),
      ("partyBranch:<yes", 13, "Party branch: this field has no order and takes no range"),
      ("community:m1..m5", 10, "Community: this field has no order and takes no range"),
      (
        "status:<注销", 8,
        "Status: a range needs one value; several match: 6 deregistering, 7 deregistered"
      ),
      ("members:50..10", 8, "Members: the range is empty: 50 comes after 10"),
      ("安居 members:９。。3", 11, "Members: the range is empty: ９ comes after 3"),
      ("registered:2019..2018", 11, "Registered on: the range is empty: 2019 comes after 2018"),
      ("rating:4..2", 7, "Rating: the range is empty: 4 comes after 2"),
      ("filing:2019-1..2018-2", 7, "Filing number: the range is empty"),
      ("community:\"", 10, "Community: the quotation marks must not be empty"),
      ("安居 name:“”", 9, "Name: the quotation marks must not be empty"),
      ("problems:some", 9, "Open problems: must have only digits"),
    ])
  func value(text: String, offset: Int, words: String) {
    let found = error(text)
    #expect(found?.words.en.hasPrefix(words) == true, "\(found?.words.en ?? "read")")
    #expect(found?.offset == offset)
    #expect(found?.words.chinese.contains { !$0.isASCII } == true)
  }

  @Test(
    "a range of one value is none that is empty, and quotation marks round a name are none round a value"
  )
  func notEmpty() {
    for text in [
      "members:9..9", "registered:2018..2018-03", "registered:2018-03..2018", "\"head\":",
    ] {
      #expect(error(text) == nil, "\(text)")
    }
    #expect(error("!缺", .community)?.near == Words("shortfall", "尚缺"))
  }

  @Test("a query about several kinds leaves out those that do not know a field")
  func severalKinds() throws {
    let kinds: [Kind] = [.community, .organization, .worker]
    let search = SearchMemo.reading()
    let asked = { (text: String) in try search.queries(text, kinds).map(\.kind) }
    #expect(try asked("安居") == kinds)
    #expect(try asked("area:rural") == kinds)
    #expect(try asked("workers:0") == [.community])
    #expect(try asked("tier:filed !problems") == [.organization])
    // Communities have a class code, organizations an activity class of this name.
    #expect(try asked("class:文体") == [.organization])
    #expect(throws: QueryError.self) { try asked("colour:red") }
    func words(_ text: String) -> (Int, String)? {
      do throws(QueryError) {
        _ = try search.queries(text, kinds)
        return nil
      } catch { return (error.offset, error.words.en) }
    }
    #expect(words("workers:0 tier:filed")?.1 == "no kind of record has all these fields")
    #expect(words("安居 tier:gold")?.0 == 8)
    #expect(
      words("teir:filed")?.1
        == "no field teir in Communities, Organizations, Workers; did you mean tier?")
  }
}
