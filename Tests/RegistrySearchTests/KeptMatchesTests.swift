import RegistryTestSupport
import Testing

@testable import RegistrySearch

@Suite("What was found is kept while records change")
struct KeptMatchesTests {
  @Test(
    "and is what would be found again", arguments: ["社", "社区", "hu zhu", "lianhehui", "棋", "#21"])
  func changes(typed: String) {
    let names = ["景湾社区棋牌社", "邻里互助会", "联合会", "社区2021", "互助 社区", "莲和会", "老年大学"]
    var random = SeededGenerator(seed: 5)
    var texts = (0..<600).map { _ in [SearchText(.name, names.randomElement(using: &random) ?? "")]
    }
    var search = TextSearch(TextIndex(texts))
    for _ in 0..<60 {
      #expect(
        search.find(typed, .shared, isForgiving: true).numbers
          == found(typed, in: texts).numbers)
      let changed = Set((0..<3).map { _ in Int.random(in: 1...600, using: &random) }).sorted()
      for number in changed {
        let name = names.randomElement(using: &random) ?? ""
        // Some are taken out.
        texts[number - 1] = name == "老年大学" ? [] : [SearchText(.name, name)]
      }
      search.put(changed.map { ($0, texts[$0 - 1]) })
    }
  }

  @Test("a typing error is forgiven only as long as nothing else is found")
  func slips() {
    var search = TextSearch(TextIndex([[SearchText(.name, "联合会")], [SearchText(.name, "棋社")]]))
    let find = { (search: inout TextSearch) in
      search.find("lianhehiu", .shared, isForgiving: true).numbers
    }
    #expect(find(&search) == [1])
    search.put([(2, [SearchText(.name, "lianhehiu")])])
    #expect(find(&search) == [2])
    search.put([(2, [SearchText(.name, "棋社")])])
    #expect(find(&search) == [1])
  }

  private func found(_ typed: String, in texts: [[SearchText]]) -> Ranking {
    var search = TextSearch(TextIndex(texts))
    return search.find(typed, .shared, isForgiving: true)
  }
}
