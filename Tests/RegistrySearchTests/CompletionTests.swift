import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

@Suite("What may be typed next in a query")
struct CompletionTests {
  private static let search = SearchMemo.reading()

  private func completions(
    _ text: String, at cursor: Int? = nil, _ kind: Kind = .organization, _ language: Language = .en
  ) throws -> [Completion] {
    let district = try SmallDistrict()
    return Self.search.completions(
      of: text, at: cursor ?? text.count, [kind],
      from: Viewpoint(district.state, on: district.day, today: district.day, tallies: nil), language
    )
  }

  /// The queries that come of the completions.
  private func completed(
    _ text: String, at cursor: Int? = nil, _ kind: Kind = .organization, _ language: Language = .en
  ) throws -> [String] {
    try completions(text, at: cursor, kind, language).map { $0.applied(to: text).text }
  }

  @Test(
    "names of fields by key, label or pinyin, in the language on screen",
    arguments: [
      ("sta", "status:", "状态:"), ("zt", "status:", "状态:"), ("状", "status:", "状态:"),
      ("-zt", "-status:", "-状态:"), ("－ｚｔ", "－status:", "－状态:"),
      ("安居 hdlb", "安居 class:", "安居 活动类别:"), ("clas", "class:", "活动类别:"),
      ("!prob", "!problems ", "!问题 "), ("！wt", "！problems ", "！问题 "),
      ("-!wt", "-!problems ", "-!问题 "), ("cx", "area:", "城乡:"), ("area", "area:", "城乡:"),
      ("tier:filed memb", "tier:filed members:", "tier:filed 成员数:"),
    ])
  func names(typed: String, en: String, chinese: String) throws {
    #expect(try completed(typed).first == en)
    #expect(try completed(typed, .organization, .chinese).first == chinese)
  }

  @Test("with nothing typed every field is there, what lists show first")
  func everyName() throws {
    for kind in Kind.allCases {
      let names = try completed("", kind)
      #expect(names == QueryField.all(of: kind).map { $0.name.en + ":" })
    }
    #expect(try completed("").prefix(3) == ["class:", "tier:", "status:"])
    #expect(try completed("-").count == completed("").count)
    #expect(try completed("tier:filed ").first == "tier:filed class:")
  }

  @Test(
    "values of code tables by number, name or pinyin",
    arguments: [
      ("tier:", ["tier:registered ", "tier:filed ", "tier:ledger "]),
      ("tier:2", ["tier:filed "]), ("tier:备", ["tier:filed "]), ("tier:ba", ["tier:filed "]),
      ("管理方式：ｌｅｄｇ", ["管理方式：ledger "]), ("tier:filed,tz", ["tier:filed,ledger "]),
      ("tier:filed、tz", ["tier:filed、ledger "]), ("rating:>=3", ["rating:>=3A "]),
      ("rating:1A..4", ["rating:1A..4A "]), ("partyBranch:y", ["partyBranch:yes "]),
      ("area:", ["area:urban ", "area:rural "]), ("area:nc", ["area:rural "]),
      ("area:r", ["area:rural "]), ("area:U", ["area:urban "]),
      ("area:an", ["area:urban "]), ("tier:zzz", []),
    ])
  func values(typed: String, queries: [String]) throws {
    #expect(try completed(typed) == queries)
  }

  @Test("values in Chinese, with their numbers")
  func chineseValues() throws {
    let all = try completions("状态:", .organization, .chinese)
    #expect(all.map(\.number) == Array(1...8))
    #expect(all[3].applied(to: "状态:").text == "状态:停止活动 ")
    #expect(try completed("状态:tzhd", .organization, .chinese) == ["状态:停止活动 "])
    #expect(try completed("partyBranch:", .organization, .chinese).last == "partyBranch:否 ")
  }

  @Test("records and texts by their names; nothing private, nothing where all differ")
  func recorded() throws {
    #expect(try completed("community:aj") == ["community:安居 "])
    #expect(try completed("community:") == [])
    #expect(try completed("town:", .community).sorted() == ["town:小红门 ", "town:建外街道 "])
    #expect(try completed("town:jw", .community) == ["town:建外街道 "])
    #expect(try completed("town:").sorted() == ["town:小红门 ", "town:建外街道 "])
    #expect(try completed("街镇:xh", .organization, .chinese) == ["街镇:小红门 "])
    #expect(try completed("town:", .worker) == ["town:小红门 "])
    #expect(try completed("phone:1", .worker) == [])
    #expect(try completed("name:", .worker) == [])
    #expect(try completed("members:") == [])
    #expect(try completed("registered:<20") == [])
  }

  @Test("what stands behind the cursor stays; quotation marks are text")
  func inTheMiddle() throws {
    let text = "tier:filed sta members:5"
    let first = try #require(completions(text, at: 14).first)
    #expect(first.applied(to: text) == ("tier:filed status: members:5", 18))
    #expect(try completed("tier:fi members:5", at: 7).first == "tier:filed members:5")
    // The whole value is replaced, not only what stands before the cursor.
    #expect(try completed("tier:fixx members:5", at: 7).first == "tier:filed members:5")
    #expect(try completed("stat:filed", at: 3).first == "status:filed")
    #expect(try completed("\"sta") == [])
    #expect("culture and sport".asQueryText == "\"culture and sport\"")
    #expect("a\"b,c".asQueryText == "\"ab,c\"")
    #expect("安居".asQueryText == "安居")
  }

  @Test(
    "a query reads in either language, whatever was typed for it",
    arguments: [
      ("tier:2", "tier:filed", "管理方式:备案"),
      ("-状态:注销", "-status:deregistering,deregistered", "-状态:注销中,已注销"),
      ("互助 -\"a: b\"", "互助 -\"a: b\"", "互助 -\"a: b\""), ("成员数:＞９", "members:>9", "成员数:>9"),
      ("members:<=9", "members:..9", "成员数:..9"), ("members:10..", "members:10..", "成员数:10.."),
      ("！问题", "!problems", "!问题"), ("registered:2018年", "registered:2018", "登记备案日期:2018"),
      ("党组织:1", "partyBranch:Yes", "党组织:是"), ("community:aj", "community:aj", "社区:aj"),
      ("head:", "head:", "负责人:"), ("\"tier:filed\"", "\"tier:filed\"", "\"tier:filed\""),
      ("note:\"a, b\"", "note:\"a, b\"", "备注:\"a, b\""),
    ])
  func printed(typed: String, en: String, chinese: String) throws {
    let query = try Self.search.query(typed, .organization)
    #expect(query.text(.en) == en)
    #expect(query.text(.chinese) == chinese)
  }

  @Test(
    "whatever is completed can be read, and printed and read again",
    arguments: 0..<3 as Range<UInt64>)
  func property(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let district = try SmallDistrict()
    let view = Viewpoint(district.state, on: district.day, today: district.day, tallies: nil)
    for _ in 0..<15 {
      let kind = Kind.allCases.randomElement(using: &random) ?? .worker
      let language = Language.allCases.randomElement(using: &random) ?? .en
      var text = ""
      for _ in 0..<6 {
        if text.isEmpty || text.hasSuffix(" ") {
          text += ["", "", "", "-", "!", "安居 ", "-\"a: b\" "].randomElement(using: &random) ?? ""
        }
        let all = Self.search.completions(
          of: text, at: text.count, [kind], from: view, language, limit: 200)
        // A field whose values are not proposed is asked for as empty.
        guard let chosen = all.randomElement(using: &random) else {
          text += " "
          continue
        }
        text = chosen.applied(to: text).text
        if text.hasSuffix(":"), Bool.random(using: &random) { text += " " }
        #expect(throws: Never.self, "seed \(seed): \(text)") {
          let query = try Self.search.query(text, kind)
          let found = Self.search.find(query, from: view).ids
          for language in Language.allCases {
            let printed = query.text(language)
            let again = try Self.search.query(printed, kind)
            #expect(again.text(language) == printed)
            #expect(Self.search.find(again, from: view).ids == found, "seed \(seed): \(printed)")
          }
        }
      }
    }
  }
}
