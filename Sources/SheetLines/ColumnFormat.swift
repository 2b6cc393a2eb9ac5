/// How the numbers of a column are shown; text is always text, and a full date always a date.
public enum ColumnFormat: String, CaseIterable, Sendable {
  /// Text; a number in it as it is.
  case text
  /// Dates.
  case date
  /// A number as it is.
  case number
  /// A whole number.
  case whole = "0"
  /// A whole number with thousands separators.
  case grouped = "#,##0"
  /// One decimal place.
  case onePlace = "0.0"
  /// Two decimal places.
  case twoPlaces = "0.00"
  /// Four decimal places.
  case fourPlaces = "0.0000"
  /// An amount of money.
  case amount = "#,##0.00"
  /// A share, in whole percent.
  case percent = "0%"
  /// A share, in percent with one decimal place.
  case percentOnePlace = "0.0%"
}
