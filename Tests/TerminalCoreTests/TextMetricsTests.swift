import CUtf8proc
import CVterm
import Glibc
import RegistryTestSupport
import TerminalCore
import Testing

@Suite struct TextMetricsTests {
  private let metrics = TextMetrics()
  private let wide = TextMetrics(ambiguousWidth: 2)

  @Test(arguments: [
    ("", 0), ("abc", 3), ("安居社区", 8), ("ａ１", 4), ("é", 1), ("e\u{301}", 1), ("한글", 4),
    ("ｶﾞ", 1), ("ｶ", 1), ("😀", 2), ("👨‍👩‍👧", 2), ("安\u{301}", 2), ("\u{1B}[0m", 4), ("\u{202E}a", 2),
    ("\u{200B}", 1), ("“”", 2), ("\u{0}", 1), ("\r\n", 1), ("\u{301}", 1), ("\u{E000}", 1),
    ("𠮷", 2), ("葛\u{E0100}", 2), ("❤\u{FE0F}", 1), ("─", 1),
  ])
  func columns(text: String, columns: Int) {
    #expect(metrics.columns(of: text) == columns)
    #expect(wide.columns(of: text) == columns, "layouts do not depend on the ambiguous width")
  }

  @Test(arguments: [
    ("安居", "安居"), ("e\u{301}", "é"), ("👨‍👩‍👧", "？"), ("🇨🇳", "?"), ("👍🏽", "？"), ("a\u{1B}[31m", "a?[31m"),
    ("\u{202E}x\u{2066}", "?x?"), ("\u{200D}", "?"), ("\u{85}", "?"), ("\u{10FFFF}", "?"),
    ("葛\u{E0100}", "葛"), ("1\u{FE0F}\u{20E3}", "?"), ("\u{FEFF}", "?"),
  ])
  func hostileAndUncertain_haveStandIns(text: String, drawn: String) {
    #expect(Glyphs(text).map(\.text).joined() == drawn)
  }

  @Test func ambiguous_haveASCIITwins_whereTheyAreWide() {
    let drawn = Glyphs("“é”—…·×→安", metrics: wide).map(\.text).joined()
    #expect(drawn == "\"e\"-..x?安")
  }

  @Test func truncatedStart_keepsTheEnd() {
    #expect(metrics.truncatedStart("2026-0101", to: 9) == "2026-0101")
    #expect(metrics.truncatedStart("2026-0101", to: 5) == "~0101")
    #expect(metrics.truncatedStart("社备第01号", to: 6) == "~01号")
    #expect(metrics.truncatedStart("安居", to: 2) == "~")
    #expect(metrics.truncatedStart("安居", to: 0) == "")
  }

  @Test func brief_endsWithAClause() {
    let words = "7 digits; 11 for a mobile, or a landline (area code optional)"
    #expect(metrics.brief(words, to: 80) == words)
    #expect(metrics.brief(words, to: 50) == "7 digits; 11 for a mobile, or a landline")
    #expect(metrics.brief(words, to: 30) == "7 digits; 11 for a mobile")
    #expect(metrics.brief(words, to: 10) == "7 digits")
    #expect(metrics.brief(words, to: 5) == "..")
    #expect(metrics.brief("7 位，应为 11 位手机或座机 (区号可省)", to: 27) == "7 位，应为 11 位手机或座机")
  }

  @Test func truncated_marksTheCut_andNeverHalvesAWideCharacter() {
    #expect(metrics.truncated("安居社区", to: 8) == "安居社区")
    #expect(metrics.truncated("安居社区", to: 7) == "安居社~")
    #expect(metrics.truncated("安居社区", to: 6) == "安居~")
    #expect(metrics.truncated("安居", to: 1) == "~")
    #expect(metrics.truncated("安居", to: 0) == "")
    #expect(metrics.truncated("abc", to: 2, marker: "") == "ab")
    #expect(metrics.truncated("abc", to: 1, marker: "...") == "a")
  }

  @Test func padded_fillsExactly() {
    #expect(metrics.padded("安", to: 4) == "安  ")
    #expect(metrics.padded("安", to: 4, alignment: .right) == "  安")
    #expect(metrics.padded("安", to: 5, alignment: .center) == " 安  ")
    #expect(metrics.padded("安居社", to: 5) == "安居~")
    #expect(metrics.padded("安居社", to: 4) == "安~ ")
  }

  @Test func wrapped_breaksAtSpacesAndBetweenChinese() {
    #expect(metrics.wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(metrics.wrapped("安居社区邻里", to: 5) == ["安居", "社区", "邻里"])
    #expect(metrics.wrapped("安居社，区", to: 6) == ["安居", "社，区"])
    #expect(metrics.wrapped("安居（社区", to: 6) == ["安居", "（社区"])
    #expect(metrics.wrapped("abcdefgh", to: 3) == ["abc", "def", "gh"])
    #expect(metrics.wrapped("a\n\nb", to: 3) == ["a", "", "b"])
    #expect(metrics.wrapped("安", to: 1) == ["?"])
    #expect(metrics.wrapped("", to: 5) == [""])
    #expect(metrics.wrapped("现为 43 (张敏)", to: 10) == ["现为 43", "(张敏)"])
  }

  @Test func first_saysWhereLinesAreLeftOut() {
    let lines = metrics.wrapped("an ju hu zhu", to: 6)
    #expect(lines == ["an ju", "hu zhu"])
    #expect(metrics.first(2, of: lines, to: 6) == lines)
    #expect(metrics.first(1, of: lines, to: 8) == ["an ju .."])
    #expect(metrics.first(1, of: lines, to: 6) == ["an j.."])
    #expect(metrics.first(0, of: lines, to: 6) == [])
  }

  @Test(arguments: 0..<20)
  func everyResult_fitsItsColumns(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let text = MixedText.random(using: &random)
      let columns = Int.random(in: 1...20, using: &random)
      #expect(metrics.columns(of: metrics.truncated(text, to: columns)) <= columns)
      #expect(metrics.columns(of: metrics.padded(text, to: columns)) == columns)
      for line in metrics.wrapped(text, to: columns) {
        #expect(metrics.columns(of: line) <= columns, "\(text.debugDescription) in \(columns)")
      }
      let drawn = Glyphs(text).map(\.text).joined()
      #expect(metrics.columns(of: drawn) == metrics.columns(of: text), "drawing is stable")
      #expect(text.count == Glyphs(text).reduce(0) { count, _ in count + 1 })
    }
  }

  /// The fast path answers for whole blocks; it must say what both libraries say.
  @Test func fastPath_agreesWithBothLibraries() throws {
    let locale = try #require(newlocale(Int32(LC_CTYPE_MASK), "C.UTF-8", nil))
    let former = uselocale(locale)
    defer {
      uselocale(former)
      freelocale(locale)
    }
    for value in UInt32(0x20)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let glyphs = Array(Glyphs(String(scalar)))
      guard glyphs.count == 1, glyphs[0].text == String(scalar) else { continue }
      let columns = Int32(glyphs[0].columns)
      let hex = String(value, radix: 16)
      #expect(utf8proc_charwidth(Int32(value)) == columns, "utf8proc differs at \(hex)")
      let libc = wcwidth(wchar_t(bitPattern: value))
      #expect(libc == columns || !isCommon(value), "libc differs at \(hex): \(libc)")
    }
  }

  /// Blocks an office types (less 3248 to 324F, numbers in black squares); elsewhere the terminal asks the C library before it draws.
  private func isCommon(_ value: UInt32) -> Bool {
    value < 0x2FF || (0x2010...0x2027).contains(value) || (0x2500...0x25FF).contains(value)
      || (0x3000...0x3247).contains(value) || (0x3250...0x4DB5).contains(value)
      || (0x4E00...0x9FEF).contains(value)
      || (0xAC00...0xD7A3).contains(value) || (0xFF01...0xFF60).contains(value)
      || (0x20000...0x2A6D6).contains(value)
  }
}
