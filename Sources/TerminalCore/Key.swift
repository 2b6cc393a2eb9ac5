/// One key press, whatever bytes the terminal sent for it.
public enum Key: Hashable, Sendable {
  /// Typed text, one Unicode scalar at a time: a combining mark comes as a character of its own,
  /// which joins the one before it when it is inserted into a text.
  case character(Character)
  case enter, tab, backTab, escape, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// Ctrl-PgUp and Ctrl-PgDn.
  case previousRecord, nextRecord
  /// F1 to F12, also as Alt and a digit or Ctrl-X and a digit (0 represents F10).
  case function(Int)
  /// Ctrl and a lower-case letter. Ctrl-H, I, J, M and X never come: they are Backspace, Tab,
  /// Enter, Enter and the prefix of F-keys.
  case control(Character)
}

/// What the loop waits for.
public enum Event: Equatable, Sendable {
  /// A key.
  case key(Key)
  /// Text from the clipboard, on one line and without control characters; it belongs in a text
  /// field or nowhere.
  case paste(String)
  /// The window has a new size, also when it is reported for the first time.
  case resized(rows: Int, columns: Int)
  /// The terminal is gone or the process was asked to end: save drafts and leave.
  case hangup
  /// The process was stopped and goes on; everything must be redrawn.
  case resumed
  /// What was drawn before `askSeen` is on the terminal: what is typed from now on is typed at it.
  case seen
  /// Another thread has something for the loop.
  case wake
  /// The time asked for passed without an event.
  case tick
}
