import RegistryModel
import TerminalCore

extension LineEditor {
  /// Does what `key` does in a field; false if it means nothing there.
  ///
  /// - Parameters:
  ///   - replacing: a character typed takes the place of what is there.
  ///   - today: where the field is a date, for the keys of dates.
  mutating func type(_ key: Key, replacing: Bool, today: CivilDate? = nil) -> Bool {
    if let today, let day = day(after: key, replacing, today) {
      replace(with: day)
      return true
    }
    if replacing, key.isCharacter { beginAnew() }
    return handle(key)
  }

  /// The day typed; the words say what is wrong with it.
  var fullDay: Result<CivilDate, FieldError> {
    do throws(FieldError) {
      let day = try CivilDate(text: text.tidied)
      return day.isFull
        ? .success(day)
        : .failure(FieldError("must be a full date, such as 2026-03-01", "须填完整日期，如 2026-03-01"))
    } catch { return .failure(error) }
  }

  /// What a date reads after `.`, which is today, or `+` and `-`, which go a day on and back; nil
  /// where the key is typed like any other.
  private func day(after key: Key, _ replaces: Bool, _ today: CivilDate) -> String? {
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
