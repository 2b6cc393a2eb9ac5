import Testing

@testable import RegistryModel

/// Findings that people read as one are a line.
@Suite("Folded findings")
struct FoldedTests {
  private func findings(_ count: Int, _ rule: String, _ field: String) -> [Finding] {
    (1...count).map {
      Finding(
        id: RecordID(.organization, $0), rule: rule, number: 1, severity: .soft, field: field,
        words: Words("is odd", "有疑问"), other: nil)
    }
  }

  @Test("of one rule a few are told, then how many more; of another rule anew")
  func rules() {
    let all = findings(12, "a", "phone") + findings(2, "b", "phone") + findings(6, "a", "head")
    let lines = all.lines(all: false)
    #expect(lines.count == 6 + 2 + 6)
    #expect(lines[0].en == "? o1 Phone: is odd")
    #expect(
      lines[5].en == "? Phone: and 7 more of this rule (o6, o7, o8, o9, o10 ..); --all prints each")
    #expect(lines[5].chinese == "? 电话: 同类问题另有 7 个 (o6, o7, o8, o9, o10 ..)，--all 逐条列出")
    #expect(lines[13].en == "? o6 Head: is odd", "a line for one alone saves none")
    #expect(all.lines(all: true).count == all.count)
  }

  @Test("equal ones are one, in the order of their first; the rest keeps its place")
  func order() {
    let folded = Folded.all(["a1", "b1", "a1", "a2", "a3", "b1", "a4", "a2"], single: 2) {
      $0
    } kind: {
      $0.first
    }
    #expect(folded.map(\.places) == [[0, 2], [1, 5], [3, 7], [4, 6]])
    #expect(folded.map(\.isRest) == [false, false, false, true])
  }

  @Test("a sentence names five, and says that there are more", arguments: [0, 1, 5, 6, 9])
  func few(count: Int) {
    let names = (0..<count).map { "\($0)" }
    let first = names.prefix(5).joined(separator: ", ")
    #expect(names.firstFew == (count > 5 ? first + " .." : first))
  }
}
