import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

/// What a record was called once leads to it, after whoever is called so now.
@Suite("Former names and codes")
struct FormerNameTests {
  private func district() throws -> SmallDistrict {
    var district = try SmallDistrict()
    let stored = try #require(district.state.communities[1])
    var community = stored.record
    let day = try #require(CivilDate(year: 2019, month: 1, day: 1))
    community.name.change(to: "望湖社区居委会", from: day)
    community.code.change(to: try DivisionCode(text: "110105043008"), from: day)
    try district.apply([Change(stored.id, community.settings(from: stored.record))])
    return district
  }

  @Test("old and new names and codes find it; the old ones say so")
  func found() throws {
    let district = try district()
    let old = try #require(district.state.communities[1]?.record.name.first)
    let code = try #require(district.state.communities[1]?.record.code.first?.description)
    let memo = SearchMemo.reading()
    let view = Viewpoint(district.state, on: .distantFuture, today: .distantFuture, tallies: nil)
    for (text, isFormer) in [
      (old, true), (code, true), ("望湖", false), ("wanghu", false), ("110105043008", false),
    ] {
      let query = Query(words: text, kind: .community)
      let found = memo.find(query, from: view)
      #expect(found.ids.first == RecordID(.community, 1), "\(text)")
      #expect(found.fit(at: 0)?.isFormer == isFormer, "\(text)")
      let mark = memo.marks(of: [RecordID(.community, 1)], by: query, in: district.state)[0].first
      let isMarked = if case .former? = mark?.source { true } else { false }
      #expect(isMarked == isFormer, "\(text): \(String(describing: mark))")
    }
  }
}
