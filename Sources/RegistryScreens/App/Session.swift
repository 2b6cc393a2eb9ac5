import RegistryModel

/// Who works where, and how: what stays the same while a clerk works, the language aside.
public struct Session: Sendable {
  /// The Unix account.
  public var login: String
  /// The language on screen; F9 changes it.
  public var language: Language
  /// The day every figure and value is shown for; nil is today.
  public var asOf: CivilDate?
  /// Opened for reading only: nothing can be saved.
  public var isReadOnly: Bool
  /// Since when the registry's server cannot be reached, by the title's clock; nil while it can.
  var awaySince: String?
  /// A moment where the office is, `2026-11-24 14:32`.
  public var localTime: @Sendable (Instant) -> String

  /// What the program was started with.
  public init(
    login: String, language: Language, asOf: CivilDate? = nil, isReadOnly: Bool = false,
    localTime: @escaping @Sendable (Instant) -> String = \.minute
  ) {
    self.localTime = localTime
    self.login = login
    self.language = language
    self.asOf = asOf
    self.isReadOnly = isReadOnly
  }

  /// The day a moment is on where the office is.
  func day(of moment: Instant) -> CivilDate? {
    try? CivilDate(text: String(localTime(moment).prefix(10)))
  }
}

extension Instant {
  /// `2026-11-24 06:32`, in UTC.
  public var minute: String {
    let parts = text.split(separator: "T")
    return "\(parts[0]) \(parts[1].prefix(5))"
  }
}

/// The time of day as the program's owner reads it from the clock.
public struct Clock: Hashable, Sendable {
  /// The civil date where the office is.
  public let today: CivilDate
  /// `14:32`
  public let time: String

  /// A moment of a clock.
  public init(today: CivilDate, time: String) {
    self.today = today
    self.time = time
  }
}
