@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
  private func cells(_ text: String) throws -> [[String]] {
    try CSVReader(text.bytes).rows.map(\.cells)
  }

  private func problem(_ text: String) -> Problem? {
    do {
      _ = try CSVReader(text.bytes).rows
      return nil
    } catch { return error }
  }

  @Test(
    "rows as RFC 4180 has them, and as programs write them",
    arguments: [
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      ("a,b,\n,,c", [["a", "b", ""], ["", "", "c"]]),
      ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
      ("\"a\nb\",c\n", [["a\nb", "c"]]),
      ("a, \"b, c\" ,d\n", [["a", "b, c", "d"]]),
      ("a;b,c;d\n1;2;3\n", [["a", "b,c", "d"], ["1", "2", "3"]]),
      ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
      ("5\"disk,b\n", [["5\"disk", "b"]]),
      ("\n\na,b\n , \n\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("", []), ("\"\"", []), ("a", [["a"]]),
    ])
  func rows(text: String, expected: [[String]]) throws {
    #expect(try cells(text) == expected)
  }

  @Test("rows know their line, line breaks in quotation marks counted")
  func lines() throws {
    let text = "a,b\r\n\"1\r\n2\n3\r4\",x\r\n\r\n5,6\n"
    #expect(try CSVReader(text.bytes).rows.map(\.line) == [1, 2, 7])
  }

  @Test("what stands between cells is told by the header, whatever the notes hold")
  func delimiter() throws {
    let notes = "名称,说明\n甲,一;二;三;四;五\n乙,六;七;八;九\n"
    #expect(try cells(notes) == [["名称", "说明"], ["甲", "一;二;三;四;五"], ["乙", "六;七;八;九"]])
    let title = "台账;2026;年;表\n名称,说明\n甲,一\n"
    let reader = CSVReader(title.bytes) { ["名称", "说明"].contains($0) }
    #expect(try reader.rows.map(\.cells.count) == [1, 2, 2])
  }

  @Test("what cannot be meant is refused with its line")
  func refused() {
    #expect(problem("a,b\n1,\"2\n3,4\n")?.line == 2)
    #expect(problem("a,b\n1,\"2\n3,4\n")?.reason.en.contains("never closed") == true)
    #expect(problem("a,b\n\"1\"x,2\n")?.line == 2)
    #expect(problem("a,b\n\"1\n\"x,2\n")?.line == 3)
    #expect(problem(String(repeating: ",", count: 1000))?.reason.en.contains("columns") == true)
    #expect(
      problem("a,b\n" + String(repeating: "x", count: 100_001))?.reason.en.contains("cell") == true)
  }

  @Test("random bytes, and a good file cut anywhere, never crash and lose no line")
  func fuzz() throws {
    var dice = Dice(1)
    let signs = Array(",;\t\"\r\n =+-@'a1".utf8) + [0, 0x80, 0xE5, 0xFF, 0xEF, 0xBB, 0xBF]
    for _ in 0..<6000 {
      let bytes = (0..<Int.random(in: 0...60, using: &dice)).map { _ in
        signs[Int.random(in: 0..<signs.count, using: &dice)]
      }
      _ = Import(.community, into: RegistryState(), today: .distantFuture).plan(bytes)
      guard let lines = try? CSVReader(bytes).rows.map(\.line) else { continue }
      #expect(lines == lines.sorted() && Set(lines).count == lines.count)
    }
    let good = [0xEF, 0xBB, 0xBF] + "代码,\"名称\"\r\n\"110105001024\",\"南郎\"\"家园\n\"\r\n".bytes
    for end in 0...good.count {
      _ = Import(.community, into: RegistryState(), today: .distantFuture).plan(
        Array(good[..<end]))
    }
  }

  @Test("what is written is read back, whatever it is")
  func writtenAndRead() throws {
    var dice = Dice(2)
    let signs = Array(",;\"\n =+-@'\u{FF1D}0123456789E.\u{FF0D}名-/\t\u{7}\u{202E}")
    for _ in 0..<2000 {
      let cells = (0..<3).map { _ in
        String(
          (0..<Int.random(in: 1...6, using: &dice)).map { _ in
            signs[Int.random(in: 0..<signs.count, using: &dice)]
          })
      }
      var writer = CSVWriter(for: .spreadsheet)
      // The mark makes the row count, and the comma the delimiter, whatever the cells hold.
      writer.append(["x,,,,,,,,,,,,,,,,,,,,", "y", "z", "y", "z", "y", "z", "y", "z"] + cells)
      let row = try #require(try CSVReader(TextDecoding(writer.bytes).utf8).rows.first)
      let control = { (scalar: Unicode.Scalar) in
        scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
      }
      let kept = cells.map { cell in
        String(String.UnicodeScalarView(cell.unicodeScalars.filter { !control($0) })).tidied
      }
      #expect(row.cells.suffix(3).map { SpreadsheetText.value($0) } == kept)
    }
  }
}

extension CSVReader {
  /// All rows from here on.
  var rows: [FileRow] {
    get throws(Problem) {
      var (reader, rows) = (self, [FileRow]())
      while let row = try reader.next() { rows.append(row) }
      return rows
    }
  }
}
