import TerminalCore

extension LineEditor {
  /// Types `key` into the filter of a list; false if it means something else there: `?` and `/`
  /// always, digits while nothing is typed, since they choose work areas.
  mutating func filters(by key: Key) -> Bool {
    if case .character(let character) = key {
      if character == "?" || character == "/" { return false }
      if text.isEmpty, character.digit != nil { return false }
    } else if key != .backspace {
      return false
    }
    return handle(key)
  }
}
