import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

@Suite("The best fit first")
struct RankingTests {
  /// The texts found by `typed`, best first.
  private func ranked(_ typed: String, _ names: [String], uses: [Int: Int] = [:]) -> [String] {
    var search = TextSearch(TextIndex(names.map { [SearchText(.name, $0)] }))
    if uses.isEmpty {
      return search.find(typed, .shared, isForgiving: true).numbers.map { names[Int($0) - 1] }
    }
    let matches = WordSearch([typed], .shared).map { search.matches($0, isForgiving: true) }
    return Ranking(matches ?? Matches(), uses: uses).numbers.map { names[Int($0) - 1] }
  }

  @Test(
    "exact, start, start of a word, inside; short before long; then as they were entered",
    arguments: [
      (
        "anju", ["新安居里", "安居社区", "朝阳区安居", "安居", "安居一社区"], ["安居", "安居社区", "安居一社区", "朝阳区安居", "新安居里"]
      ),
      ("安居", ["安菊里", "新安居里", "安居里", "安居", "安菊"], ["安居", "安居里", "新安居里", "安菊", "安菊里"]),
      ("help", ["Selfhelp", "Handy Helpers", "Help"], ["Help", "Handy Helpers", "Selfhelp"]),
      ("xian", ["先锋", "西安", "西安门"], ["西安", "先锋", "西安门"]),
      ("zjz", ["张家庄", "章金寨", "张家庄"], ["张家庄", "章金寨", "张家庄"]),
      ("an ju", ["安泰居", "安居", "居安"], ["安居", "居安", "安泰居"]),
    ])
  func order(typed: String, names: [String], wanted: [String]) {
    #expect(ranked(typed, names) == wanted)
  }

  @Test("of two that fit equally the one used more comes first, and nothing else moves")
  func uses() {
    let names = ["张家庄", "章金寨", "周江镇", "张家庄村"]
    #expect(ranked("zjz", names, uses: [3: 5, 2: 1, 4: 99]) == ["周江镇", "章金寨", "张家庄", "张家庄村"])
  }

  @Test("a typing error is forgiven in long pinyin, where nothing else is found")
  func slips() {
    let names = ["重庆路社区", "重庆路", "长青社区"]
    for typed in [
      "chonqqinglu", "chongqnglu", "chongqiinglu", "chongqignlu", "chonggqinglu", "hcongqinglu",
    ] {
      #expect(ranked(typed, names) == ["重庆路", "重庆路社区"], "\(typed)")
    }
    #expect(ranked("cqxlu", names) == [], "five letters are no long pinyin")
    #expect(ranked("chongqinglu", names + ["重庆里"]) == ["重庆路", "重庆路社区"])
  }

  @Test("names before numbers before other fields; the name lists show is a whole one")
  func roles() {
    let record = { (texts: [SearchText]) in texts }
    let index = TextIndex([
      record([SearchText(.name, "合唱团"), SearchText(.field(3), "安居")]),
      record([SearchText(.name, "朝阳区建外街道安居会", core: "安居会"), SearchText(.number(1), "2018-412")]),
      record([SearchText(.name, "安居社区居委会", core: "安居"), SearchText(.field(2), "412")]),
    ])
    let find = { (typed: String) in
      var search = TextSearch(index)
      return search.find(typed, .shared, isForgiving: false)
    }
    #expect(find("aj").numbers == [3, 2, 1])
    #expect(find("aj").fits.map(\.isExact) == [true, false, false])
    #expect(find("ajh").fits.map(\.isExact) == [true])
    #expect(find("412").numbers == [2, 3])
    #expect(find("2018-412").fits.map(\.isExact) == [true])
    #expect(find("安居社区居委会").fits.map(\.isExact) == [true])
  }
}
