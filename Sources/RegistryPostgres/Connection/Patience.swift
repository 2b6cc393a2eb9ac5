import Glibc

/// How long a server may say nothing, by this machine's clock, before it counts as away: one that hangs ends no
/// connection, and on a socket of the same machine nothing else tells.
enum Patience {
  /// While a connection is made to one of its hosts.
  static let connecting = Duration.seconds(3)
  /// Asked for what it has at hand.
  static let answer = Duration.seconds(4)
  /// Asked for what may wait behind others: a little longer than it lets a save wait (`begin_saving`).
  static let saving = Duration.seconds(6)
  /// Asked for everything, or to take everything in.
  static let work = Duration.seconds(60)

  /// For a line of so many changes.
  static func saving(_ changes: Int) -> Duration { saving + .milliseconds(10 * changes) }
}

/// A moment by which something has to have happened.
struct Deadline {
  let patience: Duration
  private var moment: ContinuousClock.Instant

  init(_ patience: Duration) { (self.patience, moment) = (patience, .now + patience) }

  /// Something happened: it begins anew.
  mutating func renew() { moment = .now + patience }

  /// Waits until a socket can be read, or written to where that is asked for; what it is ready for, 0 at the end.
  func wait(_ socket: Int32, reading: Bool = true, writing: Bool = false) -> Int32 {
    while true {
      let left = moment - .now
      if left <= .zero { return 0 }
      let (seconds, attoseconds) = left.components
      let events = (reading ? POLLIN : 0) | (writing ? POLLOUT : 0)
      var waiting = pollfd(fd: socket, events: Int16(events), revents: 0)
      let ready = poll(&waiting, 1, Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000) + 1)
      if ready > 0 { return Int32(waiting.revents) }
      if ready < 0, errno != EINTR { return 0 }
    }
  }
}
