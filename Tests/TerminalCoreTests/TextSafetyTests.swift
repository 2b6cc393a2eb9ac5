import TerminalCore
import Testing

@Suite struct TextSafetyTests {
  @Test(arguments: [
    ("plain 安居", "plain 安居"), ("a\u{1B}[31mb", "a[31mb"), ("a\nb\tc", "a b c"),
    ("\u{202E}abc\u{2066}", "abc"), ("\u{9B}31m", "31m"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("a\u{0}\u{7F}", "a"),
    ("\u{FEFF}x\u{200B}", "x"),
  ])
  func sanitized(text: String, clean: String) {
    #expect(TerminalText.sanitized(text) == clean)
  }

  @Test(arguments: [
    ("？／：ｑ", "?/:q"), ("１１０ｘ", "110x"), ("　", " "), ("。、·￥", "./`$"),
    ("【a】《b》", "[a]<b>"), ("“x”—", "\"x\"-"), ("～！", "~!"), ("安居 a", "安居 a"),
  ])
  func folded(text: String, ascii: String) {
    #expect(FullWidth.folded(text) == ascii)
  }

  @Test func foldedCharacter_leavesClustersAlone() {
    #expect(FullWidth.folded(Character("１")) == "1")
    #expect(FullWidth.folded(Character("e\u{301}")) == "e\u{301}")
  }
}
