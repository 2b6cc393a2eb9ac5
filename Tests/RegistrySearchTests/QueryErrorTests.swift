import RegistryModel
import Testing

@testable import RegistrySearch

@Suite("Queries that cannot be read")
struct QueryErrorTests {
  private func error(_ text: String, _ kind: Kind = .organization) -> QueryError? {
    do throws(QueryError) {
      _ = try Query(text, kind: kind)
      return nil
    } catch { return error }
  }

  @Test("an unknown field is named, with its place")
  func unknownField() {
    #expect(
      error("安居 colour:red")
        == QueryError(
          offset: 3, words: Words("no field colour in Organizations", "社会组织没有字段 colour")))
    #expect(error("-colour:red")?.offset == 0)
    #expect(error("\"a b\" \"new colour\":red")?.offset == 6)
    #expect(error("members:1", .worker)?.words.en == "no field members in Workers")
  }

  @Test(
    "a value its field cannot have is a sentence, not an empty list",
    arguments: [
      ("area:moon", "area is urban or rural"), ("area:", "area is urban or rural"),
      ("x tier:gold", "Tier: one of these is expected: 1 registered, 2 filed, 3 ledger"),
      ("members:many", "Members: only digits are allowed, with a point before decimals"),
      ("members:5..abc", "Members: only digits are allowed, with a point before decimals"),
      ("members:<", "Members: only digits are allowed, with a point before decimals"),
      ("members:-5", "Members: a number below zero is not allowed"),
      ("members:,", "Members: at least one value is expected"),
      ("members:99999999999999999999", "Members: at most 10 digits before the point"),
      ("registered:soon", "Registered on: a date is written YYYY-MM-DD"),
      ("registered:2020-02-30", "Registered on: this date does not exist"),
      ("partyBranch:maybe", "Party branch: yes or no is expected"),
      ("partyBranch:<yes", "Party branch: this field has no order, so no ranges"),
      ("community:m1..m5", "Community: this field has no order, so no ranges"),
      ("status:<注销", "Status: this field has no order, so no ranges"),
    ])
  func value(text: String, words: String) {
    let found = error(text)
    #expect(found?.words.en.hasPrefix(words) == true, "\(found?.words.en ?? "read")")
    #expect(found?.offset == (text.hasPrefix("x ") ? 2 : 0))
    #expect(found?.words.chinese.contains { !$0.isASCII } == true)
  }
}
