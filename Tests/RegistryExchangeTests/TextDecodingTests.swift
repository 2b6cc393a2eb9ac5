import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("Decoding of files")
struct TextDecodingTests {
  private func reason(_ bytes: [UInt8]) -> Problem? {
    do {
      _ = try TextDecoding(bytes)
      return nil
    } catch { return error }
  }

  @Test("the encoding is found and the text the same in all of them")
  func encodings() throws {
    // A character of GBK, one that only GB18030 has, and one of four bytes in both.
    let text = "名称,居委会\n䶮㛃𬱖,南郎家园\n"
    let files: [(TextEncoding, [UInt8])] = [
      (.utf8, text.bytes), (.utf8WithMark, [0xEF, 0xBB, 0xBF] + text.bytes),
      (.gb18030, encoded(text, as: "GB18030")),
      (.utf16LittleEndian, [0xFF, 0xFE] + encoded(text, as: "UTF-16LE")),
      (.utf16BigEndian, [0xFE, 0xFF] + encoded(text, as: "UTF-16BE")),
    ]
    for (encoding, bytes) in files {
      let decoded = try TextDecoding(bytes)
      #expect(decoded.encoding == encoding)
      #expect(decoded.utf8 == text.bytes, "\(encoding.name)")
    }
    #expect(try TextDecoding([]).encoding == .utf8)
  }

  @Test("what is no text is refused with one sentence and the line")
  func refused() {
    #expect(reason([0x50, 0x4B, 0x03, 0x04, 0, 0])?.reason.en.contains("zero bytes") == true)
    #expect(reason("\n<html><table>".bytes)?.reason.en.contains("web page") == true)
    #expect(reason("a,b\n1,\0\n".bytes)?.line == 2)
    #expect(reason("a,b\n1,\0\n".bytes)?.reason.en.contains("zero bytes") == true)
    #expect(reason([0xEF, 0xBB, 0xBF, 0xC4, 0xE3])?.reason.en.contains("is not") == true)
    // 0xFF begins no character of GB18030.
    let broken = reason(encoded("名称\n", as: "GB18030") + [0xFF, 0x0A])
    #expect(broken?.line == 2)
    #expect(broken?.reason.en.contains("byte 6") == true)
    // Cut in the middle of a character.
    #expect(reason(Array(encoded("名称", as: "GB18030").dropLast())) != nil)
  }

  @Test("a UTF-8 file with one broken character is refused by line, not read as GB 18030")
  func brokenUTF8() {
    let good = String(repeating: "朝阳社区,居委会\n", count: 20)
    let bytes = Array(good.utf8) + Array("朝阳".utf8).dropLast() + Array(",居委会\n".utf8)
    #expect(throws: Problem.self) { try TextDecoding(bytes) }
    do { _ = try TextDecoding(bytes) } catch { #expect(error.line == 21) }
  }

  @Test(
    "what only looks like UTF-8 is refused, at its byte",
    arguments: [
      [0xED, 0xA1, 0x80, 0xED, 0xB0, 0x80],  // 𠀀 as two halves of UTF-16 (CESU-8)
      [0xED, 0xA0, 0x80],  // half a character
      [0xE0, 0x80, 0xAF], [0xC0, 0xAF], [0xF0, 0x80, 0x80, 0xAF],  // longer than needed
      [0xF4, 0x90, 0x80, 0x80],  // beyond Unicode
    ] as [[UInt8]])
  func notUTF8(odd: [UInt8]) throws {
    let good = String(repeating: "朝阳社区,居委会\n", count: 20)
    for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
      let refused = try #require(reason(mark + Array(good.utf8) + odd + Array(",居委会\n".utf8)))
      guard mark.isEmpty else { continue }
      #expect(refused.line == 21)
      #expect(refused.reason.en.contains("byte \(good.utf8.count + 1)"), "\(refused.reason.en)")
    }
  }

  @Test(
    "a Latin text with a broken byte is refused by line, not read as Chinese",
    arguments: [
      "name,note\nCafé,x\n", "name,note\nMüllers,x\n", "name,note\nJosé Müller,Ñuñoa\nx,y\n",
    ])
  func brokenLatin(text: String) throws {
    // As an old Western program saves it.
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    let refused = try #require(reason(latin))
    #expect(refused.line == 2)
    #expect(refused.reason.en.contains("neither UTF-8 nor"))
    // UTF-8, one byte of which was lost.
    var broken = Array((text + text + text).utf8)
    broken.remove(at: try #require(broken.lastIndex { $0 >= 0xC0 }) + 1)
    #expect(reason(broken)?.line ?? 0 > 3)
  }
}
