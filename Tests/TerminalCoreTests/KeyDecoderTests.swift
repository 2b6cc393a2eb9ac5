import RegistryTestSupport
import TerminalCore
import Testing

@Suite struct KeyDecoderTests {
  @Test func `a paste without an end is one when nothing more comes`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~abc\u{1B}[20".utf8)) == [] && decoder.isPasting)
    #expect(decoder.pasteTimedOut() == [.paste("abc")] && !decoder.isPasting)
    #expect(decoder.feed(Array("x".utf8)) == [.key(.character("x"))])
    #expect(decoder.pasteTimedOut() == [])
  }

  @Test func `a long run of characters at once is a paste without brackets`() {
    let typed = Array("安e\u{301}".unicodeScalars.map { Event.key(.character(Character($0))) })
    let (few, many) = ([Event](repeating: typed[0], count: 31), String(repeating: "安", count: 32))
    #expect(typed.withUnmarkedPastes == typed)
    #expect((few + [.key(.enter)] + few).withUnmarkedPastes == few + [.key(.enter)] + few)
    #expect(
      (few + [typed[0], .key(.down)] + typed).withUnmarkedPastes
        == [.paste(many), .key(.down)] + typed)
  }

  static let sequences: [(String, [Event])] = [
    ("a\u{1B}[0n\u{1B}[3n\u{1B}\u{1B}[0n", [.key(.character("a")), .seen, .key(.escape), .seen]),
    ("a1 é安", "a1 é安".map { .key(.character($0)) }),
    ("\r\t\u{7F}\u{08}", [.key(.enter), .key(.tab), .key(.backspace), .key(.backspace)]),
    ("\u{13}\u{11}\u{1A}", [.key(.control("s")), .key(.control("q")), .key(.control("z"))]),
    ("\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}Od", [.key(.up), .key(.down), .key(.right), .key(.left)]),
    (
      "\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~",
      [.key(.home), .key(.end), .key(.home), .key(.end), .key(.home), .key(.end)]
    ),
    (
      "\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~\u{1B}[Z",
      [.key(.insert), .key(.delete), .key(.pageUp), .key(.pageDown), .key(.backTab)]
    ),
    (
      "\u{1B}[5;5~\u{1B}[6;5~\u{1B}[5^\u{1B}[6^",
      [.key(.previousRecord), .key(.nextRecord), .key(.previousRecord), .key(.nextRecord)]
    ),
    (
      "\u{1B}OP\u{1B}[[B\u{1B}[13~\u{1B}OR\u{1B}[R\u{1B}3",
      [
        .key(.function(1)), .key(.function(2)), .key(.function(3)), .key(.function(3)),
        .key(.function(3)), .key(.function(3)),
      ]
    ),
    (
      "\u{1B}[15~\u{1B}[17~\u{1B}[21~\u{1B}[23~\u{1B}[24~\u{1B}0",
      [
        .key(.function(5)), .key(.function(6)), .key(.function(10)), .key(.function(11)),
        .key(.function(12)), .key(.function(10)),
      ]
    ),
    ("\u{18}4\u{18}0\u{18}４", [.key(.function(4)), .key(.function(10)), .key(.function(4))]),
    (
      "\u{18}\r4\u{18}\u{1B}[A5",
      [
        .key(.enter), .key(.character("4")), .key(.up), .key(.character("5")),
      ]
    ),
    (
      "\u{1B}Op\u{1B}Oy\u{1B}On\u{1B}OM",
      [.key(.character("0")), .key(.character("9")), .key(.character(".")), .key(.enter)]
    ),
    (
      "\u{1B}[200~a\r\nb\rc\nd\u{1B}[31m\u{07}\u{1B}[201~x",
      [.paste("a\nb\nc\nd[31m"), .key(.character("x"))]
    ),
    ("\u{1B}[200~\u{1B}[20\u{1B}[201~", [.paste("[20")]),
    // Late answers: cursor place, device attributes, colours, mode report, focus, mouse.
    (
      "\u{1B}[24;80R\u{1B}[?1;2c\u{1B}[>41;354;0c\u{1B}]11;rgb:ff/ff/ff\u{07}x",
      [.key(.character("x"))]
    ),
    (
      "\u{1B}]10;rgb:00/00/00\u{1B}\\\u{1B}P>|xterm(354)\u{1B}\\\u{1B}[?2004;1$yx",
      [.key(.character("x"))]
    ),
    ("\u{1B}[I\u{1B}[O\u{1B}[M !!\u{1B}[<0;3;4Mx\u{1B}[7$", [.key(.character("x")), .key(.home)]),
    ("\u{1B}[99;99;99z\u{1B}qx", [.key(.character("x"))]),
    // A torn sequence gives way to the next control key.
    ("\u{1B}[1\rx\u{1B}O\t", [.key(.enter), .key(.character("x")), .key(.tab)]),
    // An accidental Alt-] must not swallow what is typed after the next Enter.
    ("\u{1B}]abc\rd", [.key(.enter), .key(.character("d"))]),
    ("\u{1B}\r\u{1B}安", [.key(.escape), .key(.enter), .key(.escape), .key(.character("安"))]),
    ("\u{1B}\u{1B}[A", [.key(.escape), .key(.up)]),
    ("\u{85}\u{9B}31mx", "31mx".map { .key(.character($0)) }),
  ]

  @Test(arguments: sequences.indices)
  func sequence_givesItsEvents_whole_andByteByByte(index: Int) {
    let (keys, events) = Self.sequences[index]
    var whole = KeyDecoder()
    #expect(whole.feed(Array(keys.utf8)) == events)
    var single = KeyDecoder()
    #expect(keys.utf8.flatMap { single.feed([$0]) } == events)
    #expect(!whole.needsTimeout)
  }

  @Test(arguments: 0..<400)
  func anyBytes_cutAnywhere_giveTheSameEvents(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for _ in 0..<30 {
      if Int.random(in: 0..<4, using: &random) > 0 {
        bytes += Self.sequences.randomElement(using: &random)!.0.utf8
      } else {
        // Torn sequences and noise, mostly of bytes that mean something to the decoder.
        let noise =
          Array("\u{1B}\u{1B}[[O]P\\~;0123$M<?ABR\u{07}\r\u{18}".utf8) + [0x80, 0xE5, 0xFF]
        for _ in 0..<8 { bytes.append(noise.randomElement(using: &random)!) }
      }
    }
    var whole = KeyDecoder()
    let expected = whole.feed(bytes) + whole.timedOut()
    var cut = KeyDecoder()
    var events: [Event] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...5, using: &random)
      events += cut.feed(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    #expect(events + cut.timedOut() == expected)
    #expect(cut.isPrefixed == whole.isPrefixed)
  }

  @Test func loneEscape_waitsForTheClock() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.needsTimeout)
    #expect(decoder.timedOut() == [.key(.escape)])
    #expect(!decoder.needsTimeout)
    #expect(decoder.feed([0x33]) == [.key(.character("3"))])
    #expect(decoder.timedOut().isEmpty)
  }

  @Test(arguments: ["\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P"])
  func altKeyThatLooksLikeABeginning_isDroppedByTheClock(keys: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array(keys.utf8)).isEmpty)
    #expect(decoder.needsTimeout)
    #expect(decoder.timedOut().isEmpty)
    #expect(decoder.feed([0x41]) == [.key(.character("A"))])
  }

  @Test func prefix_waitsWithoutTime_andEscapeOnlyCancelsIt() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x18]).isEmpty)
    #expect(decoder.isPrefixed)
    #expect(!decoder.needsTimeout)
    #expect(decoder.feed([0x1B]) + decoder.timedOut() == [])
    #expect(!decoder.isPrefixed)
    #expect(decoder.feed([0x33]) == [.key(.character("3"))])
  }

  @Test func learnedSequences_win() {
    var decoder = KeyDecoder(learned: [Array("\u{1B}Ot".utf8): .function(5)])
    #expect(
      decoder.feed(Array("\u{1B}Ot\u{1B}Ou".utf8)) == [.key(.function(5)), .key(.character("5"))])
    var wyse = KeyDecoder(learned: [Array("\u{1B}Q".utf8): .insert])
    #expect(wyse.feed(Array("\u{1B}Q".utf8)) == [.key(.insert)])
  }

  @Test func longPaste_isCut_atAWholeCharacter() {
    var decoder = KeyDecoder()
    let long = String(repeating: "安", count: 800_000)
    let events = decoder.feed(Array("\u{1B}[200~\(long)\u{1B}[201~x".utf8))
    #expect(events.last == .key(.character("x")))
    guard case .paste(let text) = events.first else {
      Issue.record("no paste")
      return
    }
    #expect(text == String(repeating: "安", count: KeyDecoder.maximumPaste / 3))
  }

  @Test func invalidUTF8_isDropped_andTheNextKeyKept() {
    var decoder = KeyDecoder()
    #expect(
      decoder.feed([0xE5, 0xAE, 0x41, 0xFF, 0xC0, 0xED, 0xA0, 0x80, 0x42])
        == [.key(.character("A")), .key(.character("B"))])
  }
}
