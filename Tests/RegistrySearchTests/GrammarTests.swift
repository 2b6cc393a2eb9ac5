import FoundationEssentials
import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

@Suite("The table of the query language")
struct GrammarTests {
  @Test("every form can be typed as it stands, in either language")
  func forms() throws {
    let search = SearchMemo.reading()
    for row in QueryGrammar.rows {
      for language in Language.allCases {
        #expect(throws: Never.self, "\(row.form[language])") {
          _ = try search.queries(row.form[language], [.community, .organization, .worker])
        }
      }
    }
  }

  @Test("the README has every form")
  func readme() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = String(
      decoding: try Data(contentsOf: URL(filePath: "/\(root)/README.md")), as: UTF8.self)
    for row in QueryGrammar.rows {
      let line = readme.split(separator: "\n").first { $0.hasPrefix("| `\(row.form.en)` ") }
      #expect(
        line?.contains("`\(row.form.chinese)`") == true, "\(row.form.en) is not in the README")
    }
    for column in DerivedColumn.all { #expect(readme.contains("`\(column.key)`"), "\(column.key)") }
  }
}
