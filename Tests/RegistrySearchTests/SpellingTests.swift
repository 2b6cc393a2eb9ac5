import RegistrySearch
import Testing

@Suite("Names spelled nearly alike")
struct SpellingTests {
  @Test(
    "what is meant is found, and nothing where nothing is near",
    arguments: [
      ("organisations", "Organizations"), ("comunity", "Community"), ("work", "Worker"),
      ("WORKERS", "Workers"), ("wroker", "Worker"), ("社会组织们", "社会组织"), ("com", nil),
      ("nothing", nil), ("w", nil), ("", nil),
    ] as [(String, String?)])
  func nearest(typed: String, name: String?) {
    let names = [
      "Community", "Communities", "Organizations", "Workers", "Worker", "社会组织", "社区工作者",
    ]
    #expect(Spelling.nearest(to: typed, among: names) == name)
  }
}
