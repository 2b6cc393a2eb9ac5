import RegistryModel
import RegistrySearch
import Testing

/// Search texts are kept between keys; they must not outlive what they quote.
@Suite("Kept search texts")
struct SearchTextsTests {
  private func finds(
    _ word: String, _ id: RecordID, in district: SmallDistrict, _ texts: inout SearchTexts
  ) throws -> Bool {
    let stored = try #require(district.state[id])
    texts.follow(district.state)
    let text = try #require(texts.text(of: id.number))
    return try Query(word, kind: id.kind).matches(
      stored, in: district.state, on: district.day, text: text)
  }

  @Test("a changed record is read anew")
  func changed() throws {
    var district = try SmallDistrict()
    var texts = SearchTexts(.organization)
    let id = RecordID(.organization, 1)
    #expect(try finds("互助", id, in: district, &texts))
    try district.apply([Change(id, [Setting("name", before: "邻里互助会", after: "棋社")])])
    #expect(try !finds("互助", id, in: district, &texts))
    #expect(try finds("棋社", id, in: district, &texts))
  }

  @Test("so is one whose community got another name")
  func renamedHome() throws {
    var district = try SmallDistrict()
    var texts = SearchTexts(.organization)
    let id = RecordID(.organization, 1)
    #expect(try finds("安居", id, in: district, &texts))
    try district.apply([
      Change(RecordID(.worker, 1), [Setting("note", before: .null, after: "x")])
    ])
    #expect(try finds("安居", id, in: district, &texts))
    try district.apply([
      Change(RecordID(.community, 1), [Setting("name", before: "安居社区居委会", after: "和平社区居委会")])
    ])
    #expect(try !finds("安居", id, in: district, &texts))
    #expect(try finds("和平", id, in: district, &texts))
  }
}
