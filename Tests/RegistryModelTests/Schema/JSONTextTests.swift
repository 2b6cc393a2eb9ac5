import RegistryModel
import Testing

/// JSON as text: what could drive a terminal or turn its line is escaped, Chinese is not.
struct JSONTextTests {
  @Test func directionMarksAndControlCharacters_areEscaped_andNothingElse() {
    #expect(JSON.string("a\u{202E}b\u{200E}\u{2066}c").text == #""a\u202eb\u200e\u2066c""#)
    #expect(JSON.string("\u{1B}[2J\u{7F}").text == #""\u001b[2J\u007f""#)
    #expect(JSON.string("社区 “引号” … €").text == "\"社区 “引号” … €\"")
  }
}
