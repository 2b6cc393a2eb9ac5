import RegistryModel
import Testing

@testable import RegistryExchange

@Suite("Cells that spreadsheets neither run nor rewrite")
struct SpreadsheetTextTests {
  @Test(
    "formulas become text, identifiers stay whole, figures stay figures",
    arguments: [
      ("=1+1", "'=1+1"), ("+86 571", "'+86 571"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
      ("＝1", "'＝1"), ("\t=1", "'=1"), ("\r\n=1", "'=1"), ("\u{7}=1", "'=1"),
      ("'=1", "''=1"), ("=\"1\"", "'=\"1\""),
      ("110105001024", "\t110105001024"), ("110101190001010014", "\t110101190001010014"),
      ("02012345678", "\t02012345678"), ("2018-03", "\t2018-03"), ("3-12", "\t3-12"),
      ("52330199012345E01", "\t52330199012345E01"), ("'007", "''007"),
      ("1E+02", "\t1E+02"), ("1.5e-3", "\t1.5e-3"), ("'1E+02", "''1E+02"), ("1E", "1E"),
      ("2018-412", "2018-412"), ("2018-03-12", "2018-03-12"), ("1200", "1200"), ("0", "0"),
      ("1234.56", "1234.56"), ("13812071612", "13812071612"),
      ("52330199MJ0000501T", "52330199MJ0000501T"),
      ("安居社区", "安居社区"), ("a\u{1B}[31mb", "a[31mb"), ("", ""),
    ])
  func safe(value: String, cell: String) {
    #expect(SpreadsheetText.safe(value) == cell)
    if !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      #expect(SpreadsheetText.value(cell) == value)
    }
  }

  @Test(
    "what other programs do to keep numbers whole is undone",
    arguments: [
      ("=\"110105001024\"", "110105001024"), ("'110105001024", "110105001024"),
      ("\t110105001024", "110105001024"), ("110105001024\t", "110105001024"),
      ("=A1", "=A1"), ("='x'", "='x'"), ("O'Brien", "O'Brien"), ("'tis", "'tis"),
    ])
  func value(cell: String, value: String) {
    #expect(SpreadsheetText.value(cell) == value)
  }

  @Test(
    "a shortened number is known",
    arguments: [
      ("1.10105E+17", true), ("4.40981e+17", true), ("1E+11", true), ("１.1E+17", true),
      ("1E5", false), ("52330199012345E01", false), ("E+1", false), ("1.1.1E+1", false),
      ("安居", false),
    ])
  func shortened(text: String, isShortened: Bool) {
    #expect(SpreadsheetText.isShortenedNumber(text) == isShortened)
  }
}
