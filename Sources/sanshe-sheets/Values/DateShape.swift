/// What a format shows of a day and a time.
struct DateShape {
  private(set) var hasYear = false
  private(set) var hasMonth = false
  private(set) var hasDay = false
  private(set) var hasTime = false
  /// Hours go on after 24: `[h]:mm`.
  private(set) var isElapsed = false

  /// - Parameter code: the section for positive numbers.
  init?(code: String) {
    var scalars = code.unicodeScalars[...]
    /// An m after hours or before seconds is minutes.
    var afterHours = false
    var pendingMonths = false
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"": scalars = scalars.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": scalars = scalars.dropFirst()
      case "[":
        let inside = String(scalars.prefix { $0 != "]" }).lowercased()
        scalars = scalars.drop { $0 != "]" }.dropFirst()
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) {
          (isElapsed, hasTime, afterHours) = (true, true, true)
        }
      case "y", "Y", "e": hasYear = true
      case "d", "D":
        hasDay = true
        afterHours = false
      case "a" where scalars.starts(with: "aa".unicodeScalars):
        // The day of the week.
        scalars = scalars.drop { $0 == "a" }
        hasDay = true
      case "m", "M":
        scalars = scalars.drop { $0 == "m" || $0 == "M" }
        if afterHours { afterHours = false } else { pendingMonths = true }
      case "h", "H":
        if pendingMonths { hasMonth = true }
        (pendingMonths, hasTime, afterHours) = (false, true, true)
      case "s", "S":
        (pendingMonths, hasTime) = (false, true)
      case "G" where scalars.starts(with: "eneral".unicodeScalars):
        scalars = scalars.dropFirst("eneral".count)
      // AM/PM, and exponents: E+00.
      case "A" where scalars.starts(with: "M/PM".unicodeScalars): scalars = scalars.dropFirst(4)
      case "E": scalars = scalars.dropFirst()
      case "0", "#", "?": if !hasTime { return nil }
      case "@": return nil
      default: break
      }
    }
    if pendingMonths { hasMonth = true }
    guard hasYear || hasMonth || hasDay || hasTime else { return nil }
  }

  /// Whether it shows a day, a month or a year.
  var hasDate: Bool { hasYear || hasMonth || hasDay }
}
