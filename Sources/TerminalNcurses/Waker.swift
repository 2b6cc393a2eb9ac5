import CTerminalSignals
import Glibc

/// Wakes the loop from another thread: its terminal then gives `.wake`.
public struct Waker: Sendable {
  /// The writing end of the loop's pipe; it never blocks.
  public let fileDescriptor: Int32

  /// Makes `next` return `.wake`; calls before it returns make one event.
  public func wake() {
    var byte = UInt8(TERMINAL_WAKE)
    // A full pipe wakes as well as a new byte.
    _ = write(fileDescriptor, &byte, 1)
  }
}
