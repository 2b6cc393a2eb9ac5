import RegistryModel
import RegistrySearch
import RegistryTestSupport
import Testing

@Suite("Queries at random")
struct QueryFuzzTests {
  private static let pieces =
    [
      ":", "：", "!", "！", "《", "。。", "、", "——", "#", "\"", "“", "-", "..", "…", "<", ">", "=", ",",
      "，", " ", "\n", "\u{200B}", "\u{0}",
      "e\u{301}", "🇨🇳", "1", "９", "2020-02", "99999999999999999999", "0.00000001", "m1",
      "m9999999999", "安居",
      "area", "urban", "城乡", "*", "@", "\u{202E}", "ﷺ", "是", "-5", "%",
    ] + Kind.allCases.flatMap { QueryField.all(of: $0).flatMap { [$0.key, $0.label.chinese] } }

  @Test(
    "nothing a clerk can paste traps, and every error has a place",
    arguments: 0..<4 as Range<UInt64>)
  func hostile(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let district = try SmallDistrict()
    let search = SearchMemo.reading()
    var read = 0
    for _ in 0..<150 {
      let count = Int.random(in: 0...9, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let kind = Kind.allCases.randomElement(using: &random) ?? .worker
      do throws(QueryError) {
        let query = try search.query(text, kind)
        read += 1
        let found = search.find(query, in: district.state, on: district.day)
        let marks = search.marks(of: found.ids, by: query, in: district.state)
        #expect(marks.count == found.count)
      } catch {
        #expect((0...text.count).contains(error.offset), "seed \(seed): \(text)")
        #expect(!error.words.en.isEmpty)
      }
    }
    #expect(read > 20)
  }

  @Test("ranges of numbers against brute force", arguments: 20..<24 as Range<UInt64>)
  func ranges(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var district = try SmallDistrict()
    var members: [Int?] = district.state.organizations.all.map(\.record.members)
    try district.add(
      (0..<60).map { _ in
        var organization = Organization()
        organization.members =
          Bool.random(using: &random) ? Int.random(in: 0...30, using: &random) : nil
        members.append(organization.members)
        return organization
      })
    for _ in 0..<60 {
      let (low, high) = (
        Int.random(in: 0...30, using: &random), Int.random(in: 0...30, using: &random)
      )
      let cases: [(String, (Int) -> Bool)] = [
        (
          "\(min(low, high))..\(max(low, high))",
          { $0 >= min(low, high) && $0 <= max(low, high) }
        ), (">\(low)", { $0 > low }),
        (">=\(low)", { $0 >= low }), ("<\(low)", { $0 < low }), ("<=\(low)", { $0 <= low }),
        ("\(low),\(high)", { $0 == low || $0 == high }), ("..\(high)", { $0 <= high }),
      ]
      for (text, holds) in cases {
        let query = try SearchMemo().query("members:\(text)", .organization)
        let negated = try SearchMemo().query("-members:\(text)", .organization)
        let found = { (query: Query) in
          SearchMemo().find(query, in: district.state, on: district.day).ids.map(\.number)
        }
        let wanted = members.indices.filter { members[$0].map(holds) ?? false }.map { $0 + 1 }
        #expect(found(query) == wanted, "\(text)")
        #expect(found(negated) == (1...members.count).filter { !wanted.contains($0) })
      }
    }
  }
}
