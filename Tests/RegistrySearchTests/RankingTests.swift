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

  @Test("what was used comes before shorter names, not before what fits better")
  func usesBeforeLength() {
    let names = ["安居", "安居里", "安居社区", "新安居", "安居一社区"]
    #expect(ranked("安居", names) == ["安居", "安居里", "安居社区", "安居一社区", "新安居"])
    #expect(
      ranked("anju", names, uses: [4: 99, 5: 1, 3: 2]) == ["安居", "安居社区", "安居一社区", "安居里", "新安居"])
  }

  @Test("one character alone is not heard: it would find half of all names")
  func oneCharacter() {
    let names = ["馨园", "新里", "欣欣", "馨"]
    #expect(ranked("馨", names) == ["馨", "馨园"])
    #expect(ranked("馨*", names) == ["馨", "馨园"])
    #expect(ranked("馨里", names) == ["新里"])
    var search = TextSearch(TextIndex(names.map { [SearchText(.name, $0)] }))
    for (typed, count) in [("馨", 2), ("馨里", 1), ("馨", 2), ("馨 里", 1)] {
      #expect(search.find(typed, .shared, isForgiving: true).numbers.count == count, "\(typed)")
    }
  }

  @Test("exact text before what sounds the same, whatever was used; wildcards find what is between")
  func sounds() {
    #expect(ranked("安居", ["安菊", "新安居里"], uses: [1: 9]) == ["新安居里", "安菊"])
    #expect(ranked("王*明", ["王晓明", "王明", "明王", "王小二", "小王子明"]) == ["王明", "王晓明", "小王子明"])
    #expect(ranked("w*m", ["王晓明", "王二"]) == ["王晓明"])
  }

  @Test(
    "typing on, a text stays where it was among those that fit as well as it does",
    arguments: 0..<4 as Range<UInt64>)
  func stable(seed: UInt64) {
    var random = RandomNames(seed: seed)
    let names = (0..<400).map { _ in random.name() }
    var search = TextSearch(TextIndex(names.map { [SearchText(.name, $0)] }))
    for typed in ["anju", "zhongguo", "chongqinglu", "shehui", "xian", "安居", "wangxiaoming"] {
      var before: [(number: UInt32, fit: Fit)] = []
      for count in 1...typed.count {
        let found = search.find(String(typed.prefix(count)), .shared, isForgiving: true)
        let now = Array(zip(found.numbers, found.fits))
        let rank = Dictionary(now.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { $1 })
        let fits = Dictionary(now.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
        let stayed = before.filter { rank[$0.number] != nil }
        for (one, next) in zip(stayed, stayed.dropFirst()) {
          guard let first = fits[one.number], let second = fits[next.number] else { continue }
          // A change of places needs a better fit as its reason.
          #expect(
            (rank[one.number] ?? 0) < (rank[next.number] ?? 0) || second < first,
            "seed \(seed), \(typed.prefix(count)): \(names[Int(one.number) - 1])")
        }
        before = now.map { ($0.0, $0.1) }
      }
    }
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

  @Test(
    "what a community is called comes before what begins so, with district and committee or without"
  )
  func cores() throws {
    var district = try SmallDistrict()
    let names = [
      "沙河一社区居委会", "孙河村委会", "上河里社区", "双合家园社区居委会", "朝阳区小红门孙和村村民委员会", "石佛营社区",
    ]
    try district.add(
      try names.enumerated().map { place, name in
        var community = Community()
        community.code = Dated(try DivisionCode(text: String(110_105_001_300 + place)))
        community.name = Dated(name)
        community.townName = Dated("小红门办事处")
        community.committee = Dated(.villagers)
        return community
      })
    var office = Office()
    office.name = "朝阳区"
    try district.apply([Change(.office, isNew: true, office.settings(from: nil))])
    let memo = SearchMemo.reading()
    let found = { (typed: String) in
      try memo.find(memo.query(typed, .community), in: district.state, on: district.day).ids
        .map { district.state.name(of: $0, on: .distantFuture, .chinese) }
    }
    #expect(
      try Array(found("sh").prefix(6)) == [
        "孙河村委会", "朝阳区小红门孙和村村民委员会", "沙河一社区居委会", "上河里社区", "石佛营社区", "双合家园社区居委会",
      ])
    #expect(try Array(found("孙河").prefix(1)) == ["孙河村委会"])
    #expect(try Array(found("sunhe").prefix(2)) == ["孙河村委会", "朝阳区小红门孙和村村民委员会"])
    let fit = try memo.find(
      memo.query("sunhecun", .community), in: district.state, on: district.day)
    #expect((0..<2).map { fit.fit(at: $0)?.isExact } == [true, true])
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
