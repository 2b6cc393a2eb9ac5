/// The text of one field while it is typed, with its caret and its own undo.
///
/// - Units: the caret and lengths count user-perceived characters, so one Backspace takes one.
public struct LineEditor: Equatable, Sendable {
  /// What is in the field.
  public private(set) var text: String
  /// Characters before the caret.
  public private(set) var caret: Int
  /// The longest text there is room for. A text that was longer stays whole.
  public let maximumLength: Int
  /// What was typed or pasted last had no room: it was refused whole, never cut.
  public private(set) var hasRefused = false

  private struct Moment: Equatable {
    let text: String
    let caret: Int
  }
  private var past: [Moment] = []
  private var future: [Moment] = []
  private var isTyping = false

  /// An editor of `text` with the caret at its end.
  public init(_ text: String = "", maximumLength: Int = 4096) {
    self.text = TerminalText.sanitized(text)
    self.maximumLength = max(maximumLength, self.text.count)
    caret = self.text.count
  }

  /// Does what `key` does in a text field; false if it means nothing here, as for an undo
  /// with nothing to undo, so that the screen may take it.
  public mutating func handle(_ key: Key) -> Bool {
    hasRefused = false
    switch key {
    case .character(let character): type(character)
    case .backspace: backspace()
    case .delete: delete()
    case .left: move(to: caret - 1)
    case .right: move(to: caret + 1)
    case .home: move(to: 0)
    case .end: move(to: text.count)
    case .control("w"): deleteWord()
    case .control("u"): clear()
    case .control("z"): return undo()
    case .control("y"): return redo()
    default: return false
    }
    return true
  }

  /// Puts text at the caret, as a paste does, or in place of all that is there; one step of undo.
  public mutating func insert(_ string: String, insteadOfAll: Bool = false) {
    isTyping = false
    if insteadOfAll { caret = text.count }
    replace(insteadOfAll ? text.count : 0, with: string)
    isTyping = false
  }

  /// Removes the character before the caret.
  public mutating func backspace() {
    guard caret > 0 else { return }
    isTyping = false
    replace(1, with: "")
  }

  /// Removes the character after the caret.
  public mutating func delete() {
    guard caret < text.count else { return }
    isTyping = false
    remember()
    text.remove(at: index(caret))
    // What follows may now join what is before.
    caret = min(caret, text.count)
  }

  /// Removes the word before the caret and the spaces after it.
  public mutating func deleteWord() {
    let before = text.prefix(caret)
    let kept = before.reversed().drop { $0 == " " }.drop { $0 != " " }.count
    guard kept < caret else { return }
    isTyping = false
    replace(caret - kept, with: "")
  }

  /// Removes everything.
  public mutating func clear() {
    guard !text.isEmpty else { return }
    isTyping = false
    remember()
    (text, caret) = ("", 0)
  }

  /// Removes everything for what is typed next; both are one step of undo.
  public mutating func beginAnew() {
    guard !text.isEmpty else { return }
    clear()
    isTyping = true
  }

  /// Puts another text in place of the whole; one step of undo.
  public mutating func replace(with string: String) {
    beginAnew()
    replace(0, with: string, remembering: !isTyping)
    isTyping = false
  }

  /// Moves the caret, within the text.
  public mutating func move(to position: Int) {
    isTyping = false
    caret = max(0, min(position, text.count))
  }

  /// Takes the last change back; false if there is none.
  @discardableResult
  public mutating func undo() -> Bool {
    guard let moment = past.popLast() else { return false }
    future.append(Moment(text: text, caret: caret))
    (text, caret, isTyping) = (moment.text, moment.caret, false)
    return true
  }

  /// Redoes the last undone change; false if there is none.
  @discardableResult
  public mutating func redo() -> Bool {
    guard let moment = future.popLast() else { return false }
    past.append(Moment(text: text, caret: caret))
    (text, caret, isTyping) = (moment.text, moment.caret, false)
    return true
  }

  /// Typed characters in a row are one step of undo.
  private mutating func type(_ character: Character) {
    let before = text
    replace(0, with: String(character), remembering: !isTyping)
    // What was refused began no step.
    isTyping = isTyping || text != before
  }

  private mutating func replace(
    _ count: Int, with string: String, remembering isRemembered: Bool = true
  ) {
    let head = String(text.prefix(caret - count)) + TerminalText.sanitized(string)
    let new = head + text.dropFirst(caret)
    hasRefused = new.count > maximumLength
    guard new != text, !hasRefused else { return }
    if isRemembered { remember() }
    (text, caret) = (new, min(head.count, new.count))
  }

  private mutating func remember() {
    past.append(Moment(text: text, caret: caret))
    if past.count > 200 { past.removeFirst() }
    future = []
  }

  private func index(_ position: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: position)
  }
}
