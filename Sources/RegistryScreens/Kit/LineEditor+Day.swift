import RegistryModel
import TerminalCore

extension LineEditor {
  /// What a date reads after `.`, which is today, or `+` and `-`, which go a day on and back; nil
  /// where the key is typed like any other.
  func day(after key: Key, _ replaces: Bool, _ today: CivilDate) -> String? {
    guard case .character(let typed) = key else { return nil }
    let text = text.tidied
    switch FullWidth.folded(typed) {
    case "." where text.isEmpty || replaces: return today.text(.en)
    case let sign where sign == "+" || sign == "-":
      guard let day = try? CivilDate(text: text), day.isFull else { return nil }
      return day.adding(days: sign == "+" ? 1 : -1).text(.en)
    default: return nil
    }
  }
}
