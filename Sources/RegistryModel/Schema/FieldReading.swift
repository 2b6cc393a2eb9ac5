/// What has values of fields: a record, or one as it is stored, of which nothing is copied to read them.
public protocol FieldReading {
  /// The value as of `day`; nil when empty.
  func json(_ field: FieldInfo, on day: CivilDate) -> JSON?
  /// The value as of `day` in words; empty when empty. References read as ids.
  func text(_ field: FieldInfo, on day: CivilDate, _ language: Language) -> String
}
