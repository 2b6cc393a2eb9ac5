import RegistryTestSupport
import TerminalCore
import Testing

@Suite struct LineEditorTests {
  @Test func typing_andCorrecting() {
    var editor = LineEditor()
    for character in "安居社" { #expect(editor.handle(.character(character)) == true) }
    #expect(editor.handle(.left) == true)
    #expect(editor.handle(.backspace) == true)
    #expect(editor.text == "安社")
    #expect(editor.caret == 1)
    #expect(editor.handle(.delete) == true)
    #expect(editor.text == "安")
    #expect(editor.handle(.home) == true)
    editor.insert("平")
    #expect(editor.text == "平安")
    #expect(editor.handle(.enter) == false)
    #expect(editor.handle(.function(3)) == false)
    #expect(editor.handle(.control("s")) == false)
  }

  @Test func oneBackspace_takesOnePerceivedCharacter() {
    for character in ["é", "e\u{301}", "👨‍👩‍👧", "🇨🇳", "安"] {
      var editor = LineEditor("a" + character)
      editor.backspace()
      #expect(editor.text == "a", "\(character)")
    }
  }

  @Test func joinedScalars_becomeOneCharacter() {
    var editor = LineEditor()
    for scalar in "e\u{301}👨‍👩‍👧".unicodeScalars { _ = editor.handle(.character(Character(scalar))) }
    #expect(editor.text == "e\u{301}👨‍👩‍👧")
    #expect(editor.caret == 2)
  }

  @Test func deleteWord_andClear() {
    var editor = LineEditor("one two  ")
    #expect(editor.handle(.control("w")) == true)
    #expect(editor.text == "one ")
    #expect(editor.handle(.control("u")) == true)
    #expect(editor.text == "")
  }

  @Test func undo_takesTypingAsOneStep_andSaysWhenThereIsNothing() {
    var editor = LineEditor("x")
    #expect(editor.handle(.control("z")) == false)
    for character in "abc" { _ = editor.handle(.character(character)) }
    editor.insert(" paste")
    editor.backspace()
    #expect(editor.text == "xabc past")
    var seen: [String] = []
    while editor.undo() { seen.append(editor.text) }
    #expect(seen == ["xabc paste", "xabc", "x"])
    #expect(editor.redo() == true)
    #expect(editor.text == "xabc")
    #expect(editor.handle(.character("!")) == true)
    #expect(editor.handle(.control("y")) == false)
  }

  @Test func whatHasNoRoom_isRefusedWhole_andSaysSo() {
    var editor = LineEditor("abc", maximumLength: 4)
    editor.move(to: 1)
    editor.insert("安居")
    #expect((editor.text, editor.caret, editor.hasRefused) == ("abc", 1, true))
    _ = editor.handle(.character("x"))
    #expect((editor.text, editor.hasRefused) == ("axbc", false))
    _ = editor.handle(.character("y"))
    #expect((editor.text, editor.caret, editor.hasRefused) == ("axbc", 2, true))
    // A longer text from elsewhere can be made shorter.
    var long = LineEditor("abcdef", maximumLength: 4)
    _ = long.handle(.backspace)
    #expect((long.text, long.hasRefused) == ("abcde", false))
    editor.insert("")
    #expect(!editor.hasRefused)
  }

  @Test func hostilePaste_isCleaned() {
    var editor = LineEditor()
    editor.insert("a\nb\u{1B}[0m\u{202E}c")
    #expect(editor.text == "a b[0mc")
  }

  @Test(arguments: 0..<60)
  func randomEdits_keepCaretAndWindowInside_andUndoToTheStart(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let start = TerminalText.sanitized(MixedText.random(using: &random))
    var editor = LineEditor(start)
    let keys: [Key] = [
      .left, .right, .home, .end, .backspace, .delete, .control("w"), .control("u"),
      .control("z"), .control("y"),
    ]
    for _ in 0..<100 {
      switch Int.random(in: 0..<3, using: &random) {
      case 0: _ = editor.handle(keys.randomElement(using: &random)!)
      case 1:
        let part = MixedText.parts.randomElement(using: &random)!
        for scalar in part.unicodeScalars { _ = editor.handle(.character(Character(scalar))) }
      default: editor.insert(MixedText.random(using: &random))
      }
      #expect((0...editor.text.count).contains(editor.caret), "seed \(seed)")
      let columns = Int.random(in: 1...12, using: &random)
      let window = editor.window(columns: columns)
      #expect(TextMetrics().columns(of: window.text) <= columns, "seed \(seed)")
      #expect((0..<columns).contains(window.caretColumn), "seed \(seed)")
    }
    // Undo remembers 200 changes, more than were made.
    while editor.undo() {}
    #expect(editor.text == start, "seed \(seed)")
  }

  @Test func window_followsTheCaret_withoutHalvingCharacters() {
    var editor = LineEditor("安居社区")
    expectWindow(editor, columns: 10, text: "安居社区", caret: 8)
    expectWindow(editor, columns: 8, text: "~ 区", caret: 4)
    expectWindow(editor, columns: 6, text: "~社区", caret: 5)
    editor.move(to: 0)
    expectWindow(editor, columns: 6, text: "安居 ~", caret: 0)
    expectWindow(editor, columns: 5, text: "安居 ", caret: 0)
    expectWindow(editor, columns: 1, text: " ", caret: 0)
  }

  private func expectWindow(_ editor: LineEditor, columns: Int, text: String, caret: Int) {
    let window = editor.window(columns: columns)
    #expect(window.text == text)
    #expect(window.caretColumn == caret)
  }
}
