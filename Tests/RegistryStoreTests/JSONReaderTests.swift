import RegistryModel
import Testing

@testable import RegistryStore

struct JSONReaderTests {
  private func read(_ text: String) throws -> JSON { try JSON(bytes: Array(text.utf8)) }

  private func fault(_ bytes: [UInt8]) -> JSONError? {
    do throws(JSONError) {
      _ = try JSON(bytes: bytes)
      return nil
    } catch {
      return error
    }
  }

  private func fault(_ text: String) -> JSONError.Fault? { fault(Array(text.utf8))?.fault }

  @Test func values_ofEveryType_areRead() throws {
    let json = try read(
      #" {"a":[1,-2,0.5,true,false,null],"名":"安\n\u5c45\ud83d\ude00","e":{},"l":[]} "#)
    #expect(json["a"] == [1, -2, .double(0.5), true, false, .null])
    #expect(json["名"]?.string == "安\n居😀")
    #expect(json["e"] == .object([]))
    #expect(json["l"] == [])
    #expect(json.members?.map(\.key) == ["a", "名", "e", "l"])
    #expect(try read("7") == 7)
  }

  @Test func values_written_readTheSame() throws {
    let json: JSON = .object([
      .init("text", "\"\\/\u{7F}\u{1}\t\r\n社区"), .init("least", .int(.min)),
      .init("most", .int(.max)), .init("half", .double(-12.5)),
    ])
    #expect(try read(json.text) == json)
    #expect(try read(json.indentedText) == json)
  }

  @Test func numbers_outOfRange_areRefused() {
    #expect(fault("9223372036854775808") == .number)
    #expect(fault("-9223372036854775809") == .number)
    #expect(fault("18446744073709551616") == .number)
    #expect(fault("1e400") == .number)
    #expect(fault("1e30") == .number)
    #expect(fault("01") == .number)
    #expect(fault("-") == .number)
  }

  @Test func depth_upTo64_isRead() throws {
    let nested = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try read(nested(64))
    #expect(fault(nested(65)) == .tooDeep)
    #expect(fault(nested(100_000)) == .tooDeep)
  }

  @Test func keys_twice_areRefused() {
    #expect(fault(#"{"a":1,"b":2,"a":3}"#) == .twice(key: "a"))
    #expect(fault(#"{"x":{"a":1,"\u0061":3}}"#) == .twice(key: "a"))
    let many = (0..<100).map { "\"k\($0)\":1" }.joined(separator: ",")
    #expect(fault("{\(many)}") == nil)
    #expect(fault("{\(many),\"k7\":2}") == .twice(key: "k7"))
  }

  @Test func text_withNUL_isRefused() {
    #expect(fault(#"{"a":"x\u0000"}"#) == .nul)
    #expect(fault(#"{"a\u0000":"x"}"#) == .nul)
  }

  @Test func bytes_notUTF8_areRefused() {
    let bad: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE7, 0xA4],
    ]
    for bytes in bad {
      #expect(fault([0x22] + bytes + [0x22])?.fault == .notUTF8)
    }
  }

  @Test func bytes_behindTheValue_areRefused() {
    for text in ["", " ", "{}x", "{} {}", "1 2", "[1,]", "{\"a\"}", "nul", "\"a", "[", "{\"a\":1"] {
      #expect(fault(text) != nil, "\(text)")
    }
  }

  @Test func fault_inTheMiddle_isPlaced() {
    #expect(fault(Array("{\"a\":1,\"b\":tru}".utf8))?.offset == 11)
    #expect(fault(Array("[1,2,x,3]".utf8))?.offset == 5)
  }

  @Test func bytes_cutAnywhere_neverCrash() {
    let whole = Array(#"{"名":["a\u5c45",1.5,{"b":[true,null]}],"c":-12}"#.utf8)
    for count in 0..<whole.count { #expect(fault(Array(whole[..<count])) != nil) }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var bytes = whole
      bytes[.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      _ = fault(bytes)
    }
  }

  @Test func reader_usedAgain_forgetsTheLastText() throws {
    let reader = try JSONReader()
    #expect(throws: JSONError.self) { try reader.read(Array("[".utf8)) }
    #expect(try reader.read(Array("[1]".utf8)) == [1])
    let long = JSON.array(Array(repeating: "社区", count: 10_000))
    #expect(try reader.read(Array(long.text.utf8)) == long)
    #expect(try reader.read(Array("2".utf8)) == 2)
  }
}
