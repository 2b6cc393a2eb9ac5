import Glibc
import RegistryModel

/// The clock that dates what is saved, and where it says the office is.
public struct RegistryClock: Sendable {
  private let read: @Sendable () -> (at: Instant, today: CivilDate)

  /// A clock that shows what `read` returns: the moment, and the office's day at that moment.
  public init(_ read: @escaping @Sendable () -> (at: Instant, today: CivilDate)) {
    self.read = read
  }

  /// The machine's.
  public static let machine = RegistryClock {
    let at = Instant(seconds: time(nil))
    return (at, LocalTime(at).day)
  }

  /// The moment and the office's day, of one reading.
  public var now: (at: Instant, today: CivilDate) { read() }
  /// This moment in UTC.
  public var at: Instant { now.at }
  /// The office's day.
  public var today: CivilDate { now.today }
}

/// A moment where the machine is.
public struct LocalTime: Sendable {
  /// The day there.
  public let day: CivilDate
  /// The time of day.
  public let hour, minute: Int

  /// `instant` by the machine's zone.
  public init(_ instant: Instant) {
    var seconds = instant.seconds
    var parts = tm()
    localtime_r(&seconds, &parts)
    let day = CivilDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    self.day = day ?? instant.day
    (hour, minute) = (Int(parts.tm_hour), Int(parts.tm_min))
  }
}
