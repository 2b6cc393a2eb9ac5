/// Turns the bytes of a keyboard into keys and pastes; pure, so it is tested without a terminal.
///
/// - Shape: feeding the same bytes whole or cut anywhere gives the same events. Only an escape
///   byte with nothing after it needs a clock: while `needsTimeout`, the caller waits the escape
///   delay and then calls `timedOut()`. So Alt and a digit is an escape byte and a digit within
///   that delay, which no hand can type, and a digit after it is a digit.
/// - Errors: none; unknown sequences, late answers of the terminal and invalid UTF-8 disappear.
public struct KeyDecoder: Sendable {
  private enum State {
    /// Nothing is pending.
    case ground
    /// An escape byte.
    case escape
    /// After `ESC [`, until the final byte.
    case control
    /// After `ESC [ [` of the Linux console, one byte.
    case console
    /// After `ESC O`, until the final byte.
    case single
    /// Inside an answer of the terminal (OSC, DCS …), until BEL or `ESC \`.
    case answer(escaped: Bool)
    /// Bytes of a mouse report still to come.
    case mouse(Int)
    /// Inside a bracketed paste.
    case paste
    /// Inside a UTF-8 sequence of this many bytes.
    case utf8(Int)
  }

  /// The longest paste kept, in bytes; the rest is dropped. It is more than any screen takes, so that none takes
  /// a part for the whole.
  public static let maximumPaste = 2 << 20

  /// Whether Ctrl-X was pressed and a digit is awaited that makes it an F-key.
  public private(set) var isPrefixed = false

  private let learned: [[UInt8]: Key]
  private var state = State.ground
  private var bytes: [UInt8] = []
  private var paste = PasteBuffer(limit: maximumPaste)
  private var events: [Event] = []

  /// A decoder of the usual terminals' sequences and of `learned` ones (from terminfo), which win.
  ///
  /// Learned sequences begin with an escape byte; others are not looked for.
  public init(learned: [[UInt8]: Key] = [:]) {
    self.learned = learned
  }

  /// The events that `input` completes.
  public mutating func feed(_ input: some Sequence<UInt8>) -> [Event] {
    for byte in input { add(byte) }
    defer { events = [] }
    return events
  }

  /// Whether what is pending could be a whole key press: Escape, or Alt and `[`, `O`, `]` ….
  public var needsTimeout: Bool {
    switch state {
    case .escape, .answer(escaped: true): true
    case .control, .single, .answer(escaped: false): bytes.count == 2
    case .ground, .console, .mouse, .paste, .utf8: false
    }
  }

  /// Whether the end of a paste is still to come.
  public var isPasting: Bool { if case .paste = state { true } else { false } }

  /// Says that the end of a paste does not come: what there is of it is the paste.
  public mutating func pasteTimedOut() -> [Event] {
    guard isPasting else { return [] }
    state = .ground
    let text = paste.giveUp()
    return text.isEmpty ? [] : [.paste(text)]
  }

  /// Says that nothing came within the escape delay.
  public mutating func timedOut() -> [Event] {
    guard needsTimeout else { return [] }
    let isEscape =
      switch state {
      case .escape, .answer(escaped: true): true
      default: false
      }
    state = .ground
    if isEscape { emit(.escape) }
    defer { events = [] }
    return events
  }

  private mutating func add(_ byte: UInt8) {
    switch state {
    case .ground: takeText(byte)
    case .escape: takeAfterEscape(byte)
    case .control: takeControl(byte)
    case .console: finish(byte, KeySequences.console(byte))
    case .single: takeSingle(byte)
    case .answer(let escaped): takeAnswer(byte, escaped: escaped)
    case .mouse(let left): state = left > 1 ? .mouse(left - 1) : .ground
    case .paste:
      guard let text = paste.add(byte) else { return }
      state = .ground
      isPrefixed = false
      events.append(.paste(text))
    case .utf8(let length): takeUTF8(byte, length: length)
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    switch byte {
    case 0x1B: (state, bytes) = (.escape, [byte])
    case 0x0D, 0x0A: emit(.enter)
    case 0x09: emit(.tab)
    case 0x08, 0x7F: emit(.backspace)
    case 0x01...0x1A: emit(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x20..<0x7F: emit(.character(Character(Unicode.Scalar(byte))))
    case 0xC2...0xDF: (state, bytes) = (.utf8(2), [byte])
    case 0xE0...0xEF: (state, bytes) = (.utf8(3), [byte])
    case 0xF0...0xF4: (state, bytes) = (.utf8(4), [byte])
    default: break
    }
  }

  private mutating func takeUTF8(_ byte: UInt8, length: Int) {
    guard (0x80...0xBF).contains(byte) else { return restart(with: byte) }
    bytes.append(byte)
    guard bytes.count == length else { return }
    state = .ground
    guard let text = String(validating: bytes, as: UTF8.self), let character = text.first,
      // Control characters in their two-byte form are as unwelcome as in one.
      !(0x80...0x9F).contains(text.unicodeScalars.first?.value ?? 0)
    else { return }
    emit(.character(character))
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    bytes.append(byte)
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .single
    case _ where learned[bytes] != nil: finish(byte, nil)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .answer(escaped: false)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): finish(byte, KeySequences.function(digit: byte))
    case 0x20..<0x7F:
      // Alt and another key: ours has no such key, and the letter was not meant as text.
      state = .ground
    default:
      // Two keys that came together: Escape and then a control key or typed text.
      emit(.escape)
      restart(with: byte)
    }
  }

  private mutating func takeControl(_ byte: UInt8) {
    guard (0x20..<0x7F).contains(byte) else { return restart(with: byte) }
    // Long sequences are swallowed to their end but not kept.
    if bytes.count < 64 { bytes.append(byte) }
    let parameters = bytes.dropFirst(2).dropLast()
    switch byte {
    case UInt8(ascii: "[") where parameters.isEmpty: state = .console
    case UInt8(ascii: "M") where parameters.isEmpty && learned[bytes] == nil: state = .mouse(3)
    case UInt8(ascii: "n") where parameters.elementsEqual([0x30]):
      state = .ground
      events.append(.seen)
    case UInt8(ascii: "~") where Array(parameters) == Array("200".utf8): state = .paste
    case 0x40..<0x7F: finish(byte, KeySequences.control(Array(parameters), final: byte))
    // rxvt ends shifted keys with a dollar sign, elsewhere that is before the final byte.
    case UInt8(ascii: "$") where KeySequences.isNumber(parameters):
      finish(byte, KeySequences.control(Array(parameters), final: byte))
    default: break
    }
  }

  private mutating func takeSingle(_ byte: UInt8) {
    guard (0x20..<0x7F).contains(byte) else { return restart(with: byte) }
    if bytes.count < 64 { bytes.append(byte) }
    guard byte >= 0x40 else { return }
    finish(byte, KeySequences.single(byte))
  }

  private mutating func takeAnswer(_ byte: UInt8, escaped: Bool) {
    switch byte {
    case UInt8(ascii: "\\") where escaped: state = .ground
    case _ where escaped:
      (state, bytes) = (.escape, [0x1B])
      add(byte)
    case 0x07: state = .ground
    case 0x1B: state = .answer(escaped: true)
    // No answer holds other control characters: someone is typing, the keyboard must not hang.
    case 0x00..<0x20, 0x7F: restart(with: byte)
    default: if bytes.count < 64 { bytes.append(byte) }
    }
  }

  /// Ends a sequence with the key it was learned as, else with `key`.
  private mutating func finish(_ byte: UInt8, _ key: Key?) {
    state = .ground
    if let key = learned[bytes] ?? key { emit(key) }
  }

  /// Drops what is pending and takes `byte` as the beginning of something new.
  private mutating func restart(with byte: UInt8) {
    state = .ground
    takeText(byte)
  }

  private mutating func emit(_ key: Key) {
    if isPrefixed {
      isPrefixed = false
      if key == .escape { return }
      if case .character(let typed) = key, let digit = FullWidth.folded(typed).asciiValue,
        let function = KeySequences.function(digit: digit)
      {
        return events.append(.key(function))
      }
    }
    if key == .control("x") {
      isPrefixed = true
    } else {
      events.append(.key(key))
    }
  }
}
