import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

/// What is remembered between keys and saves must not outlive what it was made of.
@Suite("The index follows the registry")
struct RegistryIndexTests {
  private func found(_ typed: String, _ kind: Kind, _ index: inout RegistryIndex, _ day: CivilDate)
    -> [Int]
  {
    index.find(
      Query(words: typed, kind: kind),
      from: Viewpoint(index.registry, on: day, today: day, tallies: nil), .shared, uses: [:],
      isForgiving: true
    ).ids.map(\.number)
  }

  @Test("a renamed record, and those that name it")
  func renamed() throws {
    var district = try SmallDistrict()
    var index = RegistryIndex(district.state)
    #expect(found("anju", .organization, &index, district.day) == [1, 2])
    #expect(found("hlhz", .worker, &index, district.day) == [])
    #expect(found("llhz", .worker, &index, district.day) == [2], "by its employer's name")
    try district.apply([
      Change(RecordID(.community, 1), [Setting("name", before: "安居社区居委会", after: "和平社区居委会")]),
      Change(RecordID(.organization, 1), [Setting("name", before: "邻里互助会", after: "棋社")]),
    ])
    index.move(to: district.state)
    #expect(found("anju", .organization, &index, district.day) == [])
    #expect(found("heping", .organization, &index, district.day) == [1, 2])
    #expect(found("qishe", .worker, &index, district.day) == [2])
    #expect(found("anju", .community, &index, district.day) == [])
  }

  @Test("texts of a column, kept for the next key, are those of the records after every save")
  func columns() throws {
    var district = try SmallDistrict()
    let many = RegistryIndex.few + 50
    try district.add(
      (1...many).map { number in
        var organization = Organization()
        organization.name = "第\(number)社"
        organization.address = "东街\(number)号"
        return organization
      })
    let search = SearchMemo.reading()
    let asked = { (text: String) in
      let view = Viewpoint(
        district.state, on: district.day, today: district.day, tallies: nil)
      let query = try search.query("address:\(text)", .organization)
      return (
        found: search.find(query, from: view).ids.map(\.number),
        offered: search.completions(
          of: "address:\(text)", at: 8 + text.count, [.organization], from: view, .chinese
        ).map(\.label.en)
      )
    }
    #expect(try asked("东街7号").found == [5 + 7] && asked("东街7号").offered == ["东街7号"])
    #expect(try asked("xijie").found == [] && asked("xijie").offered == [])
    try district.apply([
      Change(RecordID(.organization, 12), [Setting("address", before: "东街7号", after: "西街7号")])
    ])
    #expect(try asked("东街7号").found == [] && asked("东街7号").offered == [])
    #expect(try asked("xijie").found == [12] && asked("xijie").offered == ["西街7号"])
    #expect(try asked("dongjie").found.count == many - 1)
  }

  @Test("an organization's short name hangs on its community's street and on the office")
  func shortNames() throws {
    var district = try SmallDistrict()
    try district.apply([
      Change(RecordID(.organization, 1), [Setting("name", before: "邻里互助会", after: "建外街道云溪区互助会")])
    ])
    var index = RegistryIndex(district.state)
    let day = district.day
    let isExact = { (index: inout RegistryIndex) in
      index.find(
        Query(words: "云溪区互助会", kind: .organization),
        from: Viewpoint(index.registry, on: day, today: day, tallies: nil), .shared, uses: [:],
        isForgiving: false
      ).fit(at: 0)?.isExact
    }
    #expect(isExact(&index) == true)
    try district.apply([
      Change(RecordID(.community, 1), [Setting("townName", before: "建外街道", after: "别的街道")])
    ])
    index.move(to: district.state)
    #expect(isExact(&index) == false)
    var office = Office()
    office.name = "建外街道"
    try district.add([office])
    index.move(to: district.state)
    #expect(isExact(&index) == true)
  }

  @Test("binned records are not found, records brought back are")
  func binned() throws {
    var district = try SmallDistrict()
    var index = RegistryIndex(district.state)
    let id = RecordID(.organization, 2)
    #expect(found("hct", .organization, &index, district.day) == [2])
    let before = district.state
    try district.apply([Change(id, [Setting("binned", before: .null, after: "duplicate")])])
    index.move(to: district.state)
    #expect(found("hct", .organization, &index, district.day) == [])
    #expect(found("o2", .organization, &index, district.day) == [])
    index.move(to: before)
    #expect(found("hct", .organization, &index, district.day) == [2], "an older state too")
    #expect(found("o2", .organization, &index, district.day) == [2])
  }

  @Test("after random changes it finds what one made anew finds", arguments: 0..<4 as Range<UInt64>)
  func incremental(seed: UInt64) throws {
    var names = RandomNames(seed: seed)
    var district = try SmallDistrict()
    var index = RegistryIndex(district.state)
    for round in 0..<12 {
      let number = Int.random(in: 1...district.state.organizations.highest, using: &names.random)
      let stored = try #require(district.state.organizations[number])
      switch Int.random(in: 0...3, using: &names.random) {
      case 0:
        var organization = Organization()
        organization.name = names.name()
        organization.community = Dated(RecordID(.community, 1))
        try district.add([organization])
      case 1:
        let community = try #require(district.state.communities[1])
        try district.apply([
          Change(
            community.id,
            [
              Setting(
                "name", before: community.record.name.first.map(JSON.string) ?? .null,
                after: .string(names.name()))
            ])
        ])
      case 2 where stored.binned == nil:
        try district.apply([Change(stored.id, [Setting("binned", before: .null, after: "x")])])
      default:
        try district.apply([
          Change(
            stored.id,
            [
              Setting(
                "name", before: stored.record.name.map(JSON.string) ?? .null,
                after: .string(names.name()))
            ])
        ])
      }
      // Some changes are seen together, as when two clerks save at once.
      if round % 3 == 1 { continue }
      index.move(to: district.state)
      var anew = RegistryIndex(district.state)
      for kind: Kind in [.community, .organization, .worker, .assignment] {
        for typed in ["a", "z", "s", "重", "1", "x", "anju"] {
          #expect(
            found(typed, kind, &index, district.day) == found(typed, kind, &anew, district.day),
            "seed \(seed), round \(round): \(typed)")
        }
      }
    }
  }

  @Test("made in the background, chunk by chunk, and by the key that does not wait")
  func chunks() throws {
    let registry = try SampleDistrict.small.get().registry
    var index = RegistryIndex(registry)
    let isMade = index.makeChunk(of: .organization)
    #expect(isMade)
    var anew = RegistryIndex(registry)
    let day = SampleDistrict.today
    #expect(
      found("sq", .organization, &index, day) == found("sq", .organization, &anew, day))
    let isMore = index.makeChunk(of: .organization)
    #expect(!isMore)
  }

  @Test("what was found says why: the text, the characters, and by what")
  func marks() throws {
    let district = try SmallDistrict()
    let search = SearchMemo.reading()
    let why = { (typed: String, id: String) -> [String] in
      let id = try #require(RecordID(id))
      let marks = search.marks(
        of: [id], by: Query(words: typed, kind: id.kind), in: district.state)
      return marks[0].map { mark in
        let part = Array(mark.text)[mark.range]
        return "\(mark.source) \(mark.text) \(String(part)) \(mark.way)"
      }
    }
    #expect(try why("llhz", "o1") == ["name 邻里互助会 邻里互助 initials"])
    #expect(try why("linlihuzhuhui", "o1") == ["name 邻里互助会 邻里互助会 fullPinyin"])
    #expect(try why("linlihz", "o1") == ["name 邻里互助会 邻里互助 pinyin"])
    #expect(try why("邻里hz", "o1") == ["name 邻里互助会 邻里互助 pinyin"])
    #expect(try why("l*h", "o1").first?.hasSuffix("pinyin") == true)
    #expect(try why("互助", "o1") == ["name 邻里互助会 互助 text"])
    #expect(try why("护住", "o1") == ["name 邻里互助会 互助 sameSound"])
    #expect(try why("linlihuzju", "o1") == ["name 邻里互助会 邻里互助 slip"])
    #expect(try why("helpersZY", "o3") == ["name Handy Helpers 志愿队 Helpers 志愿 pinyin"])
    #expect(try why("2018412", "o1").first?.hasSuffix("2018-412 2018-412 text") == true)
    #expect(try why("#1612", "w1").first?.hasSuffix("138****1612 1612 text") == true)
    #expect(try why("hct aj", "o2").count == 2)
    #expect(try why("o2", "o2") == ["id o2 o2 text"])
    #expect(try why("linli", "w2").first?.contains("邻里互助会 邻里 fullPinyin") == true)
  }

  @Test("of texts that are no records too")
  func texts() {
    let search = SearchMemo.reading()
    let names = ["登记", "备案", "台账", "Registered"]
    #expect(search.fitting("ba", among: names).map(\.place) == [1])
    #expect(search.fitting("REG", among: names).map(\.place) == [3])
    #expect(search.fitting("'", among: names).isEmpty)
  }
}
